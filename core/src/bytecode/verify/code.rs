//! Verifies a code object: its record, its tables, its instructions.

use super::super::effects::Access;
use super::super::image::layout::{self, code, handler, height, u16_at, u32_at, u64_at};
use super::super::image::{self, CodeFault, Handler, ImageError, InsnFault, Positions};
use super::super::ops::{Flow, Insn, Op, Role};
use super::{Cursor, Tables};

/// A code object under verification.
///
/// Invariant, from [`check`] on: `params + 2 <= base <= nregs <= 32,000`, so sums of a few registers fit in a `u32`.
struct Function<'a, 't> {
    tables: &'t Tables<'a>,
    index: u32,
    params: u16,
    /// Height at the entry.
    base: u16,
    nregs: u16,
    /// Offsets and numbers of the parts.
    insns: (usize, u32),
    handlers: (usize, u32),
    heights: (usize, u32),
}

/// Checks the code object number `index`, whose record is at `at`, and takes its parts.
pub(super) fn check(tables: &Tables<'_>, cursor: &mut Cursor<'_>, at: usize, index: u32) -> Result<(), ImageError> {
    let bytes = tables.bytes;
    let half = |field| u16_at(bytes, at + field);
    let word = |field| u32_at(bytes, at + field);
    let err = |what| Err(ImageError::Code { code: index, what });

    for name in [word(code::NAME), word(code::QUALNAME)] {
        if !tables.is_str(name) {
            return err(CodeFault::NotStr(name));
        }
    }
    let (posonly, args, kwonly, flags) = (half(code::POSONLY), half(code::ARGS), half(code::KWONLY), half(code::FLAGS));
    if half(code::NREGS + 2) != 0 {
        return err(CodeFault::Unused);
    }
    if flags & !(code::VARARGS | code::VARKW) != 0 {
        return err(CodeFault::Flags(flags));
    }
    if posonly > args {
        return err(CodeFault::PosOnly { posonly, args });
    }
    let (params, slots, nregs) = (half(code::PARAMS), half(code::SLOTS), half(code::NREGS));
    let expected = args as u32 + kwonly as u32 + flags.count_ones();
    if params as u32 != expected {
        return err(CodeFault::Params { found: params, expected });
    }
    if index == 0 && params != 0 {
        return err(CodeFault::BodyParams(params));
    }
    if slots < params {
        return err(CodeFault::Slots { found: slots, params });
    }
    let base = slots as u32 + 2;
    if base > nregs as u32 || nregs > layout::MAX_REGISTERS {
        return err(CodeFault::Registers { found: nregs, base });
    }

    let insns = word(code::INSNS + 4);
    let handlers = word(code::HANDLERS + 4);
    let heights = word(code::HEIGHTS + 4);
    let positions = word(code::POSITIONS + 4);
    let function = Function {
        tables,
        index,
        params,
        base: slots + 2,
        nregs,
        insns: (cursor.take("instructions", 8, word(code::INSNS), insns, size_of::<Insn>())?, insns),
        handlers: (cursor.take("handlers", 4, word(code::HANDLERS), handlers, handler::SIZE)?, handlers),
        heights: (cursor.take("heights", 4, word(code::HEIGHTS), heights, height::SIZE)?, heights),
    };
    let names = cursor.take("names of slots", 4, word(code::NAMES), slots as u32, 4)?;
    let positions_at = cursor.take("positions", 4, word(code::POSITIONS), positions, 1)?;
    if insns == 0 {
        return err(CodeFault::Empty);
    }
    for slot in 0..slots as usize {
        let name = u32_at(bytes, names + 4 * slot);
        if name != layout::NO_NAME && !tables.is_str(name) {
            return err(CodeFault::NotStr(name));
        }
    }
    function.check_heights().and_then(|()| function.check_handlers()).or_else(err)?;
    function.check_insns()?;

    if tables.features & layout::FEATURE_POSITIONS == 0 && positions != 0 {
        return err(CodeFault::PositionsFeature);
    }
    let table = bytes.get(positions_at..).and_then(|rest| rest.get(..positions as usize)).unwrap_or(&[]);
    check_positions(table, word(code::FIRST_LINE), insns).or_else(err)
}

/// Instructions ascend and exist, and entries are well formed.
fn check_positions(table: &[u8], first_line: u32, insns: u32) -> Result<(), CodeFault> {
    let mut positions = Positions::new(table, first_line);
    let (mut entries, mut next) = (0, 0);
    for (pc, _) in positions.by_ref() {
        if pc < next || pc >= insns {
            return Err(CodeFault::Position(entries));
        }
        (entries, next) = (entries + 1, pc + 1);
    }
    if positions.at_end() { Ok(()) } else { Err(CodeFault::Position(entries)) }
}

impl Function<'_, '_> {
    /// A height record that there is.
    fn height(&self, index: u32) -> (u32, u16) {
        image::read_height(self.tables.bytes, self.heights.0 + height::SIZE * index as usize)
    }

    /// A handler that there is.
    fn handler(&self, index: u32) -> Handler {
        image::read_handler(self.tables.bytes, self.handlers.0 + handler::SIZE * index as usize)
    }

    /// An instruction that there is.
    #[inline(always)]
    fn insn(&self, pc: u32) -> Insn {
        let word = u64_at(self.tables.bytes, self.insns.0 + size_of::<Insn>() * pc as usize);
        Insn { op: word as u16, a: (word >> 16) as u16, b: (word >> 32) as u16, c: (word >> 48) as u16 }
    }

    /// The height record of an instruction.
    fn record_of(&self, pc: u32) -> Option<u16> {
        let found = self.height(image::search(self.heights.1, |i| self.height(i).0 <= pc)?);
        if found.0 == pc { Some(found.1) } else { None }
    }

    fn is_header(&self, register: u16) -> bool {
        register == self.params || register == self.params + 1
    }

    fn check_heights(&self) -> Result<(), CodeFault> {
        let mut next = 0;
        for i in 0..self.heights.1 {
            let (pc, height) = self.height(i);
            if pc < next || pc >= self.insns.1 {
                return Err(CodeFault::HeightOrder(pc));
            }
            if height < self.base || height > self.nregs {
                return Err(CodeFault::Height { pc, height });
            }
            let at = self.heights.0 + height::SIZE * i as usize + height::HEIGHT + 2;
            if u16_at(self.tables.bytes, at) != 0 {
                return Err(CodeFault::Unused);
            }
            next = pc + 1;
        }
        Ok(())
    }

    fn check_handlers(&self) -> Result<(), CodeFault> {
        let mut covered = 0;
        for i in 0..self.handlers.1 {
            let Handler { start, end, target, reg, height } = self.handler(i);
            if start < covered || start >= end || end > self.insns.1 {
                return Err(CodeFault::HandlerRange { start, end });
            }
            covered = end;
            // An exception thus leads forwards always, as it charges no fuel.
            if target < end || target >= self.insns.1 {
                return Err(CodeFault::HandlerTarget { target, end });
            }
            if height < self.base || height > self.nregs {
                return Err(CodeFault::HandlerHeight(height));
            }
            if reg > height || reg >= self.nregs || self.is_header(reg) {
                return Err(CodeFault::HandlerRegister(reg));
            }
            let height = height.max(reg + 1);
            match self.record_of(target) {
                Some(record) if record <= height => {}
                record => return Err(CodeFault::HandlerJoin { target, record, height }),
            }
        }
        Ok(())
    }

    /// The pass over the instructions: `height` is what is assigned before each, `None` where control does not come
    /// from the one before.
    fn check_insns(&self) -> Result<(), ImageError> {
        let mut height = Some(self.base);
        let mut heights = (0..self.heights.1).map(|i| self.height(i));
        let mut record = heights.next();
        let mut handlers = (0..self.handlers.1).map(|i| self.handler(i));
        let mut handler = handlers.next();
        for pc in 0..self.insns.1 {
            let err = |what| ImageError::Insn { code: self.index, pc, what };
            if let Some((at, said)) = record
                && at == pc
            {
                if let Some(height) = height.filter(|height| *height < said) {
                    return Err(err(InsnFault::FallHeight { record: said, height }));
                }
                height = Some(said);
                record = heights.next();
            }
            // Ranges are not empty and do not overlap, so at most one ends here.
            if handler.is_some_and(|handler| handler.end == pc) {
                handler = handlers.next();
            }
            let kept = handler.filter(|handler| handler.start <= pc).map_or(0, |handler| handler.height);
            let Some(before) = height else { return Err(err(InsnFault::Unreached)) };
            height = match self.check_insn(pc, before, kept) {
                Ok(height) => height,
                Err(what) => return Err(err(what)),
            };
        }
        match height {
            None => Ok(()),
            Some(_) => Err(ImageError::Code { code: self.index, what: CodeFault::FallsOff }),
        }
    }

    /// Checks an instruction with `before` registers assigned, of which its handler keeps `kept`. Returns the height that
    /// the next one finds, if control goes on.
    #[inline(always)]
    fn check_insn(&self, pc: u32, before: u16, kept: u16) -> Result<Option<u16>, InsnFault> {
        let insn = self.insn(pc);
        let Some(op) = insn.decode() else { return Err(InsnFault::Op(insn.op)) };
        let roles = op.roles();
        let distance = self.check_operands(op, roles, insn)?;

        // The registers, operand by operand: what is read against the height before, what is written against the height
        // after the kill. The written ones are counted at once, as `Insn::heights` does.
        let kills = insn.kills_as(roles);
        if let Some(window) = kills
            && window < self.base
        {
            return Err(InsnFault::Window(op, window));
        }
        let during = kills.unwrap_or(before);
        let mut taken = during;
        for (role, x) in roles.into_iter().zip(insn.operands()) {
            let Access { reads, writes } = insn.access(role, x);
            if let Some(count) = reads {
                let end = x as u32 + count;
                if end > before as u32 {
                    return Err(InsnFault::Unassigned { op, end, height: before });
                }
                self.check_no_header(op, x, end)?;
            }
            if let Some(count) = writes {
                let end = x as u32 + count;
                if x > during {
                    return Err(InsnFault::Gap { op, register: x, height: during });
                }
                if end > self.nregs as u32 {
                    return Err(InsnFault::Register { op, end, nregs: self.nregs });
                }
                self.check_no_header(op, x, end)?;
                taken = taken.max(end as u16);
            }
        }
        if during < kept {
            return Err(InsnFault::HandlerHeight { height: during, handler: kept });
        }
        if let Some(distance) = distance {
            self.check_jump(op, pc, distance, taken)?;
        }
        Ok(match op.flow() {
            // A loop's item is there only where it jumps.
            Flow::Branch if op == Op::ForNext => Some(during),
            Flow::Next | Flow::Branch => Some(taken),
            Flow::Jump | Flow::Leave => None,
        })
    }

    /// Checks a jump at `pc` that brings this height.
    fn check_jump(&self, op: Op, pc: u32, distance: i32, height: u16) -> Result<(), InsnFault> {
        let to = pc as i64 + 1 + distance as i64;
        let target = u32::try_from(to).ok().filter(|to| *to < self.insns.1).ok_or(InsnFault::Target(op, to))?;
        let charges = matches!(op, Op::Loop | Op::ForNext);
        if charges != (target <= pc) {
            return Err(InsnFault::Direction(op, to));
        }
        match self.record_of(target) {
            None => Err(InsnFault::NoRecord(op, target)),
            Some(record) if height < record => Err(InsnFault::Join { op, target, record, height }),
            Some(_) => Ok(()),
        }
    }

    #[inline(always)]
    fn check_no_header(&self, op: Op, first: u16, end: u32) -> Result<(), InsnFault> {
        // The header's two registers are not among `first..end`; empty ones name none.
        if end > self.params as u32 && first <= self.params + 1 && end > first as u32 {
            return Err(InsnFault::Header(op, first.max(self.params)));
        }
        Ok(())
    }

    /// Checks the operands that are no registers. Returns the distance of a jump.
    #[inline(always)]
    fn check_operands(&self, op: Op, roles: [Role; 3], insn: Insn) -> Result<Option<i32>, InsnFault> {
        let tables = self.tables;
        let (x, xx) = (insn.operands().map(u32::from), insn.bc());
        let mut distance = None;
        let mut wide = false;
        for (role, x) in roles.into_iter().zip(x) {
            match role {
                // Of a 32-bit operand, the upper half.
                Role::None if x != 0 && !wide => return Err(InsnFault::Unused(op)),
                Role::Const if tables.kind(x).is_none() => return Err(InsnFault::Const(op, x)),
                Role::Name if !tables.is_str(x) => return Err(InsnFault::NotStr(op, x)),
                // Of `CallKw`: no more names than arguments.
                Role::Names if !tables.is_names(x, insn.b) => return Err(InsnFault::NotNames(op, x)),
                Role::Code if x >= tables.codes => return Err(InsnFault::Code(op, x)),
                Role::Jump => distance = Some(insn.c_signed() as i32),
                Role::Jump32 => (distance, wide) = (Some(insn.bc_signed()), true),
                Role::Const32 if tables.kind(xx).is_none() => return Err(InsnFault::Const(op, xx)),
                Role::Name32 if !tables.is_str(xx) => return Err(InsnFault::NotStr(op, xx)),
                Role::Global32 if xx >= tables.globals => return Err(InsnFault::Global(op, xx)),
                Role::Imm32 | Role::Const32 | Role::Name32 | Role::Global32 => wide = true,
                _ => {}
            }
        }
        match op {
            Op::LoadSingleton if insn.b > 5 => Err(InsnFault::Imm(op, insn.b)),
            Op::Format if insn.c > 3 => Err(InsnFault::Imm(op, insn.c)),
            _ => Ok(distance),
        }
    }
}
