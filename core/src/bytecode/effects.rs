//! What an instruction does to registers, worked out from its roles.
//!
//! One reading of the op table for verifier, JIT, garbage collector and disassembler: which registers an instruction
//! reads, which it kills, which it writes (in this order), and what that makes of the frame's height.

use super::ops::{Insn, Op, Role};

/// What [`Role::ReadOpt`] calls no register.
pub const NO_REGISTER: u16 = 0xFFFF;

/// `count` registers from `first` on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// The first register.
    pub first: u16,
    /// How many; may be 0.
    pub count: u32,
}

impl Span {
    /// The register after the last one.
    #[inline(always)]
    pub const fn end(self) -> u32 {
        self.first as u32 + self.count
    }

    /// Whether it has this register.
    #[inline(always)]
    pub const fn contains(self, register: u16) -> bool {
        self.first <= register && (register as u32) < self.end()
    }
}

/// The spans of one instruction, at most one an operand, in the operands' order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spans {
    spans: [Span; 3],
    next: u8,
    end: u8,
}

impl Spans {
    const NONE: Spans = Spans { spans: [Span { first: 0, count: 0 }; 3], next: 0, end: 0 };

    #[inline(always)]
    fn push(&mut self, first: u16, count: u32) {
        if let Some(span) = self.spans.get_mut(self.end as usize) {
            *span = Span { first, count };
            self.end += 1;
        }
    }
}

impl Iterator for Spans {
    type Item = Span;

    #[inline(always)]
    fn next(&mut self) -> Option<Span> {
        if self.next == self.end {
            return None;
        }
        let span = self.spans.get(self.next as usize)?;
        self.next += 1;
        Some(*span)
    }
}

/// What an instruction does to registers, in this order: reads, kills, writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effects {
    /// The registers that it reads.
    pub reads: Spans,
    /// The base of a call's window: this register and all above it are dead after the reads and before the writes.
    pub kills: Option<u16>,
    /// The registers that it writes. [`Op::ForNext`] writes `b` only where it jumps.
    pub writes: Spans,
}

/// How many registers an operand reads and writes; `None` if none by its nature, not by their number.
#[derive(Clone, Copy)]
pub(crate) struct Access {
    pub(crate) reads: Option<u32>,
    pub(crate) writes: Option<u32>,
}

/// The registers that an instruction reads, then those that it writes, each with whether it is written.
#[derive(Clone, Copy)]
pub(crate) struct Plain {
    bits: u8,
    /// 16 bits each, the first one lowest: from an array in memory they would come later.
    operands: u64,
}

impl Plain {
    /// Whether operand `n` names a register.
    pub(crate) const fn is_register(self, n: usize) -> bool {
        (self.bits | self.bits >> 4) >> n & 1 != 0
    }

    /// The registers that it reads, and those that it writes, as far as they are below 64: a bit each.
    #[inline(always)]
    pub(crate) fn sets(self) -> [u64; 2] {
        let set = |first: u32| {
            (0..3).fold(0, |set, n| {
                let (x, is_one) = (self.operands >> (16 * n) & 0xFFFF, u64::from(self.bits >> (first + n) & 1));
                set | if x < 64 { is_one << x } else { 0 }
            })
        };
        [set(0), set(4)]
    }

    /// The registers that it reads.
    #[inline(always)]
    pub(crate) fn reads(self) -> impl Iterator<Item = u16> {
        Plain { bits: self.bits & 0xF, ..self }.map(|(x, _)| x)
    }

    /// The registers that it writes.
    #[inline(always)]
    pub(crate) fn writes(self) -> impl Iterator<Item = u16> {
        Plain { bits: self.bits & 0xF0, ..self }.map(|(x, _)| x)
    }
}

impl Iterator for Plain {
    type Item = (u16, bool);

    #[inline(always)]
    fn next(&mut self) -> Option<(u16, bool)> {
        if self.bits == 0 {
            return None;
        }
        let bit = self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(((self.operands >> (16 * (bit & 3))) as u16, bit >= 4))
    }
}

/// Of operations whose operands name one register each at most, whatever their values: bit n says that operand n is read, bit 4 + n that
/// it is written.
const PLAIN: [Option<u8>; Op::ALL.len()] = {
    let mut plain = [None; Op::ALL.len()];
    let mut k = 0;
    while k < plain.len() {
        plain[k] = plain_accesses(Op::ALL[k].roles());
        k += 1;
    }
    plain
};

const fn plain_accesses(roles: [Role; 3]) -> Option<u8> {
    let (mut bits, mut n) = (0, 0);
    while n < roles.len() {
        bits |= match roles[n] {
            Role::ReadOpt
            | Role::ReadN(_)
            | Role::WriteN(_)
            | Role::ReadWriteN(_)
            | Role::ReadSpan
            | Role::ReadPairs
            | Role::WriteSpan
            | Role::WriteStar
            | Role::Window
            | Role::MethodWindow
            | Role::WindowKw
            | Role::WindowEx => return None,
            Role::Read => 1,
            Role::Write => 1 << 4,
            Role::ReadWrite => 1 | 1 << 4,
            Role::None
            | Role::Imm
            | Role::SignedImm
            | Role::Const
            | Role::Name
            | Role::Names
            | Role::Code
            | Role::Jump
            | Role::Imm32
            | Role::Const32
            | Role::Name32
            | Role::Global32
            | Role::Jump32 => 0,
        } << n;
        n += 1;
    }
    Some(bits)
}

/// What operations do to the height that write one register at most, operand `a`, whatever their operands are.
const RISES: [Option<Rise>; Op::ALL.len()] = {
    let mut rises = [None; Op::ALL.len()];
    let mut k = 0;
    while k < rises.len() {
        rises[k] = rise(Op::ALL[k].roles());
        k += 1;
    }
    rises
};

/// See [`RISES`].
#[derive(Clone, Copy)]
struct Rise {
    /// Ones if `a` is written.
    writes: u16,
    /// The operand that is the base of the window which is killed, counted from 1; 0 if there is none.
    kills: u8,
}

const fn rise(roles: [Role; 3]) -> Option<Rise> {
    let (mut writes, mut n) = (0, 0);
    while n < roles.len() {
        match roles[n] {
            Role::WriteN(_) | Role::ReadWriteN(_) | Role::WriteSpan | Role::WriteStar => return None,
            Role::Write | Role::ReadWrite | Role::WindowKw if n == 0 => writes = u16::MAX,
            Role::Write | Role::ReadWrite | Role::WindowKw => return None,
            _ => {}
        }
        n += 1;
    }
    // Tried with operands that tell which is which.
    let kills = match (Insn { op: 0, a: 1, b: 2, c: 3 }).kills_as(roles) {
        Some(n) => n as u8,
        None => 0,
    };
    Some(Rise { writes, kills })
}

/// Heights around an instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Heights {
    /// While it runs, after the kill of a call's window and before anything is written: what is alive below a callee's
    /// frame, and what an exception handler finds.
    pub during: u16,
    /// Where control goes on to the next instruction.
    pub next: u16,
    /// Where it jumps.
    pub taken: u16,
}

impl Insn {
    /// The roles of its operands; all [`Role::None`] if it is no instruction.
    #[inline(always)]
    pub const fn roles(self) -> [Role; 3] {
        match self.decode() {
            Some(op) => op.roles(),
            None => [Role::None; 3],
        }
    }

    /// Its operands `a`, `b` and `c`.
    #[inline(always)]
    pub const fn operands(self) -> [u16; 3] {
        [self.a, self.b, self.c]
    }

    /// What it does to registers.
    #[inline]
    pub fn effects(self) -> Effects {
        let mut e = Effects { reads: Spans::NONE, kills: self.kills(), writes: Spans::NONE };
        for (x, Access { reads, writes }) in self.accesses() {
            if let Some(count) = reads {
                e.reads.push(x, count);
            }
            if let Some(count) = writes {
                e.writes.push(x, count);
            }
        }
        e
    }

    /// Its operands, each with how many registers from there on it reads and writes.
    #[inline(always)]
    pub(crate) fn accesses(self) -> [(u16, Access); 3] {
        let ([a, b, c], [x, y, z]) = (self.roles(), self.operands());
        [(x, self.access(a, x)), (y, self.access(b, y)), (z, self.access(c, z))]
    }

    /// The registers that it reads, then those that it writes, if each operand names one at most: of most instructions this is all there
    /// is to know, and a table is faster than going by roles.
    #[inline(always)]
    pub(crate) fn plain(self) -> Option<Plain> {
        let bits = (*PLAIN.get(self.op as usize)?)?;
        let [a, b, c] = self.operands().map(u64::from);
        Some(Plain { bits, operands: a | b << 16 | c << 32 })
    }

    /// Calls `f` with the registers that it reads, then with those that it writes, each time with whether they are written.
    #[inline(always)]
    pub(crate) fn each_access(self, mut f: impl FnMut(Span, bool)) {
        if let Some(plain) = self.plain() {
            return plain.for_each(|(first, is_written)| f(Span { first, count: 1 }, is_written));
        }
        let operands = self.accesses();
        for is_written in [false, true] {
            for (first, Access { reads, writes }) in operands {
                if let Some(count) = if is_written { writes } else { reads } {
                    f(Span { first, count }, is_written);
                }
            }
        }
    }

    /// How many registers from `x` on an operand with this role and value reads and writes, if it names any.
    #[inline(always)]
    pub(crate) const fn access(self, role: Role, x: u16) -> Access {
        let (reads, writes) = match role {
            Role::Read => (Some(1), None),
            Role::Write => (None, Some(1)),
            Role::ReadWrite => (Some(1), Some(1)),
            Role::ReadOpt if x == NO_REGISTER => (None, None),
            Role::ReadOpt => (Some(1), None),
            Role::ReadN(n) => (Some(n as u32), None),
            Role::WriteN(n) => (None, Some(n as u32)),
            Role::ReadWriteN(n) => (Some(n as u32), Some(n as u32)),
            Role::ReadSpan => (Some(self.c as u32), None),
            Role::ReadPairs => (Some(2 * self.c as u32), None),
            Role::WriteSpan => (None, Some(self.c as u32)),
            Role::WriteStar => (None, Some((self.c as u32 & 0xFF) + 1 + (self.c as u32 >> 8))),
            Role::Window => (Some(1 + self.c as u32), None),
            Role::MethodWindow => (Some(2 + self.c as u32), None),
            Role::WindowKw => (Some(1 + self.b as u32), Some(1)),
            Role::WindowEx => (Some(3), None),
            Role::None
            | Role::Imm
            | Role::SignedImm
            | Role::Const
            | Role::Name
            | Role::Names
            | Role::Code
            | Role::Jump
            | Role::Imm32
            | Role::Const32
            | Role::Name32
            | Role::Global32
            | Role::Jump32 => (None, None),
        };
        Access { reads, writes }
    }

    /// As `kills`, where the roles are at hand.
    #[inline(always)]
    pub(crate) const fn kills_as(self, roles: [Role; 3]) -> Option<u16> {
        match roles {
            [_, Role::Window | Role::MethodWindow | Role::WindowEx, _] => Some(self.b),
            [Role::WindowKw, _, _] => Some(self.a),
            _ => None,
        }
    }

    /// The registers that it reads.
    #[inline]
    pub fn reads(self) -> Spans {
        self.effects().reads
    }

    /// The base of the window that it kills; see [`Effects::kills`].
    #[inline]
    pub fn kills(self) -> Option<u16> {
        self.kills_as(self.roles())
    }

    /// The registers that it writes; see [`Effects::writes`].
    #[inline]
    pub fn writes(self) -> Spans {
        self.effects().writes
    }

    /// The registers that operand `i`, counted from 0, names: those it reads, or else writes.
    pub fn registers(self, i: usize) -> Option<Span> {
        let (role, x) = (*self.roles().get(i)?, *self.operands().get(i)?);
        let Access { reads, writes } = self.access(role, x);
        Some(Span { first: x, count: reads.or(writes)? })
    }

    /// The heights around it, where the height before it is `before`.
    #[inline(always)]
    pub fn heights(self, before: u16) -> Heights {
        if let Some(Some(rise)) = RISES.get(self.op as usize) {
            // No branches: which operation comes next no processor can foretell.
            let [a, b, c] = self.operands();
            let all = u64::from(before) | u64::from(a) << 16 | u64::from(b) << 32 | u64::from(c) << 48;
            let during = all.wrapping_shr(16 * u32::from(rise.kills)) as u16;
            let next = during.max(a.saturating_add(1) & rise.writes);
            return Heights { during, next, taken: next };
        }
        let during = self.kills().unwrap_or(before);
        let mut taken = during;
        for (x, access) in self.accesses() {
            if let Some(count) = access.writes {
                // In verified code no span ends above 32,000; elsewhere the height sticks at the top.
                taken = taken.max((x as u32 + count).min(u16::MAX as u32) as u16);
            }
        }
        Heights { during, next: if self.op == Op::ForNext as u16 { during } else { taken }, taken }
    }

    /// Where it jumps if it lies at `pc`; `None` if it is no jump or leads out of the range of a `u32`.
    #[inline]
    pub fn target(self, pc: u32) -> Option<u32> {
        let target = pc as i64 + 1 + self.jump()? as i64;
        u32::try_from(target).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_operations_access_what_their_roles_say() {
        for op in Op::ALL {
            for operands in [[0, 0, 0], [3, 5, 7], [NO_REGISTER; 3]] {
                let i = Insn::new(*op, operands[0], operands[1], operands[2]);
                let Some(plain) = i.plain() else { continue };
                let spans =
                    |spans: Spans, writes: bool| spans.map(move |s| (Span { count: 1, ..s } == s, s.first, writes));
                let by_roles: Vec<_> = spans(i.reads(), false).chain(spans(i.writes(), true)).collect();
                assert_eq!(plain.map(|(x, writes)| (true, x, writes)).collect::<Vec<_>>(), by_roles, "{op:?}");
                let set = |spans: Spans| spans.fold(0, |set, s| set | 1u64.checked_shl(s.first.into()).unwrap_or(0));
                assert_eq!(plain.sets(), [set(i.reads()), set(i.writes())], "{op:?}");
                assert_eq!(i.kills(), None, "{op:?}");
                for n in 0..3 {
                    assert_eq!(plain.is_register(n), i.registers(n).is_some(), "{op:?}");
                }
            }
        }
    }

    #[test]
    fn each_access_is_one_of_the_effects() {
        for op in Op::ALL {
            for operands in [[0, 0, 0], [3, 5, 7], [NO_REGISTER; 3]] {
                let i = Insn::new(*op, operands[0], operands[1], operands[2]);
                let (mut each, Effects { reads, writes, .. }) = (Vec::new(), i.effects());
                i.each_access(|span, is_written| each.push((span, is_written)));
                let effects = reads.map(|span| (span, false)).chain(writes.map(|span| (span, true)));
                assert_eq!(each, effects.collect::<Vec<_>>(), "{op:?}");
            }
        }
    }

    #[test]
    fn heights_rise_as_roles_say() {
        for op in Op::ALL {
            for [a, b, c] in [[0, 0, 0], [3, 5, 7], [9, 2, 4], [NO_REGISTER; 3]] {
                for before in [0, 6, 12] {
                    let i = Insn::new(*op, a, b, c);
                    let during = i.kills().unwrap_or(before);
                    let ends = i.writes().map(|span| span.end().min(u16::MAX.into()) as u16);
                    let taken = ends.fold(during, u16::max);
                    let next = if *op == Op::ForNext { during } else { taken };
                    assert_eq!(i.heights(before), Heights { during, next, taken }, "{i:?}");
                }
            }
        }
    }

    fn spans(s: Spans) -> Vec<(u16, u32)> {
        s.map(|s| (s.first, s.count)).collect()
    }

    #[test]
    fn a_call_reads_its_window_kills_it_and_writes_the_result() {
        let call = Insn::new(Op::Call, 4, 7, 2);
        assert_eq!(spans(call.reads()), [(7, 3)]);
        assert_eq!(call.kills(), Some(7));
        assert_eq!(spans(call.writes()), [(4, 1)]);
        assert_eq!(call.heights(10), Heights { during: 7, next: 7, taken: 7 });
        assert_eq!(Insn::new(Op::Call, 7, 7, 2).heights(10).next, 8);
        assert_eq!(spans(Insn::new(Op::CallMethod, 4, 7, 2).reads()), [(7, 4)]);
        let kw = Insn::new(Op::CallKw, 7, 2, 0);
        assert_eq!((spans(kw.reads()), spans(kw.writes()), kw.kills()), (vec![(7, 3)], vec![(7, 1)], Some(7)));
        assert_eq!(spans(Insn::new(Op::CallEx, 4, 7, 0).reads()), [(7, 3)]);
    }

    #[test]
    fn counts_come_from_the_operands() {
        assert_eq!(spans(Insn::new(Op::BuildMap, 5, 5, 3).reads()), [(5, 6)]);
        assert_eq!(spans(Insn::new(Op::BuildList, 5, 5, 0).reads()), [(5, 0)]);
        assert_eq!(spans(Insn::new(Op::UnpackStar, 5, 4, 2 | 3 << 8).writes()), [(5, 6), (4, 1)]);
        assert_eq!(spans(Insn::new(Op::SetSlice, 1, 2, 3).reads()), [(1, 1), (2, 1), (3, 3)]);
        assert_eq!(spans(Insn::new(Op::Raise, 1, NO_REGISTER, 0).reads()), [(1, 1)]);
        assert_eq!(spans(Insn::new(Op::Raise, 1, 2, 0).reads()), [(1, 1), (2, 1)]);
        let unknown = Insn { op: 0xFFFF, a: 1, b: 2, c: 3 };
        assert_eq!((spans(unknown.reads()), spans(unknown.writes()), unknown.kills()), (vec![], vec![], None));
    }

    #[test]
    fn a_loops_item_is_there_only_where_it_jumps() {
        let next = Insn::new(Op::ForNext, 4, 7, -3i16 as u16);
        assert_eq!(next.heights(7), Heights { during: 7, next: 7, taken: 8 });
        assert_eq!(next.target(10), Some(8));
        assert_eq!(next.target(1), None);
        assert_eq!(Insn::wide(Op::Jump, 0, 5).target(10), Some(16));
        assert_eq!(Insn::new(Op::Nop, 0, 0, 0).target(10), None);
    }
}
