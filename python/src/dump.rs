//! A compiled module as text, for tests and for whoever works on the code generator.

use crate::module::{Code, Const, Module};
use patchnose_core::bytecode::ops::{Insn, Role};
use std::fmt::{self, Write};

/// The module's code objects with their instructions, heights, handlers and lines.
pub fn dump(module: &Module) -> String {
    let mut text = String::new();
    for (index, code) in module.codes.iter().enumerate() {
        // Writing to a String does not fail.
        let _ = dump_code(module, index, code, &mut text);
    }
    text
}

fn dump_code(module: &Module, index: usize, code: &Code, out: &mut String) -> fmt::Result {
    let Code { qualname, posonly, args, kwonly, nregs, first_line, .. } = code;
    writeln!(
        out,
        "code {index} {qualname} line {first_line}: {args} args ({posonly} positional-only), {kwonly} kwonly"
    )?;
    writeln!(out, "  locals {:?}, {nregs} registers", code.locals)?;
    let mut line = 0;
    for (pc, insn) in code.insns.iter().enumerate() {
        let pc = pc as u32;
        if let Ok(record) = code.heights.binary_search_by_key(&pc, |record| record.0) {
            writeln!(out, "      -- height {}", code.heights[record].1)?;
        }
        let after = code.positions.partition_point(|position| position.pc <= pc);
        if let Some(position) = after.checked_sub(1).map(|at| &code.positions[at])
            && position.line != line
        {
            line = position.line;
            writeln!(out, "  line {line}")?;
        }
        write!(out, "    {pc:4}  ")?;
        dump_insn(module, pc, *insn, out)?;
        out.push('\n');
    }
    for handler in &code.handlers {
        let crate::module::Handler { start, end, target, reg, height } = handler;
        writeln!(out, "  handler {start}..{end} -> {target} r{reg} height {height}")?;
    }
    Ok(())
}

fn dump_insn(module: &Module, pc: u32, insn: Insn, out: &mut String) -> fmt::Result {
    let Some(op) = insn.decode() else { return write!(out, "? {insn:?}") };
    write!(out, "{:<14}", op.name())?;
    for (role, operand) in op.roles().into_iter().zip([insn.a, insn.b, insn.c]) {
        let wide = insn.bc();
        match role {
            Role::None => {}
            Role::ReadOpt if operand == u16::MAX => write!(out, " -")?,
            Role::Imm => write!(out, " {operand}")?,
            Role::SignedImm => write!(out, " {}", operand as i16)?,
            Role::Imm32 => write!(out, " {}", wide as i32)?,
            Role::Const | Role::Name | Role::Names => write!(out, " {}", Shown(module, operand as u32))?,
            Role::Const32 | Role::Name32 => write!(out, " {}", Shown(module, wide))?,
            Role::Global32 => {
                write!(out, " {}", module.globals.get(wide as usize).map_or("?", |name| name.as_str()))?;
            }
            Role::Code => write!(out, " code {operand}")?,
            Role::Jump | Role::Jump32 => {
                write!(out, " -> {}", pc as i64 + 1 + insn.jump().unwrap_or(0) as i64)?;
            }
            _ => write!(out, " r{operand}")?,
        }
    }
    Ok(())
}

/// A constant by its index.
struct Shown<'a>(&'a Module, u32);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.consts.get(self.1 as usize) {
            None => f.write_str("?"),
            Some(Const::Str(text)) => write!(f, "{:?}", String::from_utf8_lossy(text)),
            Some(Const::Tuple(items)) => {
                f.write_str("(")?;
                items.iter().try_for_each(|item| write!(f, "{}, ", Shown(self.0, *item)))?;
                f.write_str(")")
            }
            Some(Const::Int(value)) => write!(f, "{value}"),
            Some(Const::Float(value)) => write!(f, "{value:?}"),
            Some(other) => write!(f, "{other:?}"),
        }
    }
}
