//! A checker of what the code generator makes, for tests and fuzzing: the rules of [`module`](crate::module), told
//! again without a look at the emitter. It does not trust its input. The image verifier is what users rely on.

use crate::module::{Code, Const, Module};
use patchnose_core::bytecode::ops::{Flow, Insn, Op, Role};
use std::collections::HashMap;

/// Says what is wrong with a module, if anything is.
pub fn check(module: &Module) -> Result<(), String> {
    for (index, value) in module.consts.iter().enumerate() {
        if let Const::Tuple(items) = value
            && items.iter().any(|&item| item as usize >= index)
        {
            return Err(format!("constant {index} names one that is not before it"));
        }
    }
    if module.codes.is_empty() {
        return Err("no code".to_string());
    }
    for (index, code) in module.codes.iter().enumerate() {
        Checker::new(module, code).run().map_err(|what| format!("code {index} ({}): {what}", code.qualname))?;
    }
    Ok(())
}

struct Checker<'a> {
    module: &'a Module,
    code: &'a Code,
    heights: HashMap<u32, u32>,
    header: [u32; 2],
    base: u32,
    height: u32,
}

impl<'a> Checker<'a> {
    fn new(module: &'a Module, code: &'a Code) -> Self {
        let params = code.params() as u32;
        let base = code.locals.len() as u32 + 2;
        let heights = code.heights.iter().map(|&(pc, height)| (pc, height as u32)).collect();
        Checker { module, code, heights, header: [params, params + 1], base, height: base }
    }

    fn run(mut self) -> Result<(), String> {
        self.tables()?;
        let mut falls_in = true;
        for (pc, &insn) in self.code.insns.iter().enumerate() {
            let pc = pc as u32;
            let fail = |what: String| format!("at {pc}: {what}");
            match self.heights.get(&pc) {
                Some(&record) if falls_in && self.height < record => {
                    return Err(fail(format!("height {} is below its record {record}", self.height)));
                }
                Some(&record) => self.height = record,
                None if !falls_in => return Err(fail("no record after an instruction that leaves".to_string())),
                None => {}
            }
            let op = insn.decode().ok_or_else(|| fail("unknown op".to_string()))?;
            self.within_handlers(pc).map_err(fail)?;
            self.instruction(pc, op, insn).map_err(fail)?;
            falls_in = matches!(op.flow(), Flow::Next | Flow::Branch);
        }
        if falls_in { Err("falls through its end".to_string()) } else { Ok(()) }
    }

    fn tables(&self) -> Result<(), String> {
        let code = self.code;
        let count = code.insns.len() as u32;
        if code.locals.len() < code.params() as usize || code.posonly > code.args || self.base > code.nregs as u32 {
            return Err("numbers of parameters, locals and registers disagree".to_string());
        }
        if !code.heights.is_sorted_by(|a, b| a.0 < b.0) || !code.positions.is_sorted_by(|a, b| a.pc < b.pc) {
            return Err("a table is not in order".to_string());
        }
        if code.positions.first().is_none_or(|first| first.pc != 0) {
            return Err("instructions without a position".to_string());
        }
        if code.heights.iter().any(|&(pc, height)| pc >= count || (height as u32) < self.base || height > code.nregs) {
            return Err("a record of height out of range".to_string());
        }
        for (index, handler) in code.handlers.iter().enumerate() {
            let (reg, height) = (handler.reg as u32, handler.height as u32);
            if handler.start >= handler.end || handler.end > count || height < self.base {
                return Err(format!("handler {index} is out of range"));
            }
            if self.heights.get(&handler.target) != Some(&(height + (reg == height) as u32)) || reg > height {
                return Err(format!("handler {index} disagrees with the record at its target"));
            }
        }
        Ok(())
    }

    fn within_handlers(&self, pc: u32) -> Result<(), String> {
        let active = self.code.handlers.iter().filter(|handler| (handler.start..handler.end).contains(&pc));
        match active.map(|handler| handler.height as u32).max() {
            Some(height) if self.height < height => Err(format!("height {} is below its handler's", self.height)),
            _ => Ok(()),
        }
    }

    fn instruction(&mut self, pc: u32, op: Op, insn: Insn) -> Result<(), String> {
        let operands: Vec<(Role, u32)> =
            op.roles().into_iter().zip([insn.a as u32, insn.b as u32, insn.c as u32]).collect();
        let mut dead = None;
        for &(role, operand) in &operands {
            dead = dead.or(self.read(role, operand, insn)?);
        }
        if let Some(dead) = dead {
            self.height = dead;
            self.within_handlers(pc)?;
        }
        for &(role, first) in &operands {
            let count = match role {
                Role::Write | Role::ReadWrite | Role::WindowKw => 1,
                Role::WriteN(count) | Role::ReadWriteN(count) => count as u32,
                Role::WriteSpan => insn.c as u32,
                Role::WriteStar => (insn.c as u32 & 0xFF) + 1 + (insn.c as u32 >> 8),
                _ => continue,
            };
            if first > self.height || first + count > self.code.nregs as u32 {
                return Err(format!("{} writes r{first} and {count} at height {}", op.name(), self.height));
            }
            if self.header.iter().any(|header| (first..first + count).contains(header)) {
                return Err(format!("{} writes the frame's header", op.name()));
            }
            self.height = self.height.max(first + count);
        }
        if let Some(distance) = insn.jump() {
            let target = pc as i64 + 1 + distance as i64;
            if distance < 0 && !matches!(op, Op::Loop | Op::ForNext) {
                return Err(format!("{} jumps backwards", op.name()));
            }
            match u32::try_from(target).ok().and_then(|target| self.heights.get(&target)) {
                Some(&record) if self.height >= record => {}
                Some(record) => return Err(format!("jump at height {} to {target} with {record}", self.height)),
                None => return Err(format!("jump to {target}, which has no record")),
            }
        }
        Ok(())
    }

    /// Checks an operand that is read; returns the register from which everything is dead afterwards.
    fn read(&self, role: Role, operand: u32, insn: Insn) -> Result<Option<u32>, String> {
        let c = insn.c as u32;
        let (count, window) = match role {
            Role::ReadOpt if operand == u16::MAX as u32 => return Ok(None),
            Role::Read | Role::ReadOpt | Role::ReadWrite => (1, false),
            Role::ReadN(count) | Role::ReadWriteN(count) => (count as u32, false),
            Role::ReadSpan => (c, false),
            Role::ReadPairs => (2 * c, false),
            Role::Window => (c + 1, true),
            Role::MethodWindow => (c + 2, true),
            Role::WindowKw => (insn.b as u32 + 1, true),
            Role::WindowEx => (3, true),
            Role::Const => return self.constant(operand, |_| true),
            Role::Const32 => return self.constant(insn.bc(), |_| true),
            Role::Name => return self.constant(operand, |value| matches!(value, Const::Str(_))),
            Role::Name32 => return self.constant(insn.bc(), |value| matches!(value, Const::Str(_))),
            Role::Names => return self.constant(operand, |value| matches!(value, Const::Tuple(_))),
            Role::Global32 if insn.bc() as usize >= self.module.globals.len() => return Err("no such global".into()),
            Role::Code if operand as usize >= self.module.codes.len() || operand == 0 => {
                return Err("no such code".into());
            }
            Role::None if operand != 0 && !is_wide(insn) => return Err("an unused operand is not 0".into()),
            _ => return Ok(None),
        };
        if operand + count > self.height {
            return Err(format!("reads {count} from r{operand} on at height {}", self.height));
        }
        if count > 0 && self.header.iter().any(|header| (operand..operand + count).contains(header)) {
            return Err("reads the frame's header".to_string());
        }
        if window && operand < self.base {
            return Err("a window among the locals".to_string());
        }
        Ok(window.then_some(operand))
    }

    fn constant(&self, index: u32, fits: impl Fn(&Const) -> bool) -> Result<Option<u32>, String> {
        match self.module.consts.get(index as usize) {
            Some(value) if fits(value) => Ok(None),
            _ => Err(format!("no such constant: {index}")),
        }
    }
}

fn is_wide(insn: Insn) -> bool {
    use Role::{Const32, Global32, Imm32, Jump32, Name32};
    insn.decode().is_some_and(|op| matches!(op.roles()[1], Imm32 | Const32 | Name32 | Global32 | Jump32))
}
