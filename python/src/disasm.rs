//! An image as text: what `patchnose inspect` and `patchnose disasm --bytecode` print.
//!
//! Registers are written `r3`, those of variables with the name, `r0:n`; several as `r3..r6`, the last one excluded.
//! `#2` is a constant, `@1` a global slot, `-> 7` a jump to instruction 7; what they stand for follows. Any verified
//! image can be printed: long constants are cut off.

use patchnose_core::bytecode::image::layout;
use patchnose_core::bytecode::image::{self, ConstRef};
use patchnose_core::bytecode::{CodeView, Image, Insn, Role};
use std::fmt::Write;

/// The longest constant printed, in bytes of text, roughly.
const LONGEST: usize = 120;

/// A summary of an image: header, constants, globals, code objects.
pub fn inspect(image: &Image<'_>) -> String {
    let mut out = String::new();
    // Writing to a String does not fail.
    let _ = write_summary(&mut out, image);
    out
}

/// All code objects of an image, or those of this name or qualified name, as text.
pub fn disassemble(image: &Image<'_>, function: Option<&str>) -> String {
    let wanted = |code: &CodeView<'_>| {
        function.is_none_or(|name| name.as_bytes() == code.name() || name.as_bytes() == code.qualname())
    };
    let texts: Vec<String> = image.codes().filter(wanted).map(disassemble_code).collect();
    texts.join("\n")
}

/// A code object as text: head, instructions with line, height and operands, handlers.
pub fn disassemble_code(code: CodeView<'_>) -> String {
    let mut out = String::new();
    let _ = write_code(&mut out, code);
    out
}

/// An instruction as text: its name and operands.
pub fn instruction(code: CodeView<'_>, pc: u32) -> String {
    let mut out = String::new();
    if let Some(insn) = code.insns().get(pc as usize) {
        let _ = write_insn(&mut out, code, pc, *insn);
    }
    out
}

/// A constant as text, cut off where it gets long.
pub fn constant(image: &Image<'_>, index: u32) -> String {
    let mut out = String::new();
    write_const(&mut out, image, index, LONGEST);
    out
}

fn write_summary(out: &mut String, image: &Image<'_>) -> std::fmt::Result {
    let positions = if image.has_positions() { "with positions" } else { "without positions" };
    writeln!(out, "image of module {}, file {}", text(image.name()), text(image.file()))?;
    writeln!(
        out,
        "format {}, op table {:08x}, {} bytes, checksum {:016x}, {positions}",
        layout::VERSION,
        image::ops_digest(),
        image.bytes().len(),
        image::checksum(image.bytes()),
    )?;
    writeln!(out, "\n{} constants", image.const_count())?;
    for index in 0..image.const_count() {
        writeln!(out, "  #{index:<5} {}", constant(image, index))?;
    }
    writeln!(out, "\n{} globals", image.global_count())?;
    for slot in 0..image.global_count() {
        writeln!(out, "  @{slot:<5} {}", text(image.global_name(slot)))?;
    }
    writeln!(out, "\n{} code objects", image.code_count())?;
    for code in image.codes() {
        writeln!(
            out,
            "  {:<6} {}: {} registers, {} instructions, {} handlers, line {}",
            code.index(),
            signature(code),
            code.nregs(),
            code.insns().len(),
            code.handler_count(),
            code.first_line(),
        )?;
    }
    Ok(())
}

fn write_code(out: &mut String, code: CodeView<'_>) -> std::fmt::Result {
    let (file, line) = (text(code.image().file()), code.first_line());
    writeln!(out, "code {}: {}, {file}:{line}", code.index(), signature(code))?;
    writeln!(out, "  {} registers, temporaries from r{}", code.nregs(), code.base_height())?;
    writeln!(out, "  line      pc height")?;
    let mut positions = code.positions().peekable();
    for step in code.walk() {
        let place = positions.next_if(|(pc, _)| *pc == step.pc);
        let line = place.map_or(String::new(), |(_, place)| place.line.to_string());
        let join = if step.join { '>' } else { ' ' };
        write!(out, "  {line:>4} {join} {:>5} {:>6}  ", step.pc, step.height)?;
        write_insn(out, code, step.pc, step.insn)?;
        out.push('\n');
    }
    for handler in code.handlers() {
        writeln!(
            out,
            "  handler {}..{} -> {}, exception in {}, height {}",
            handler.start,
            handler.end,
            handler.target,
            register(code, handler.reg),
            handler.height,
        )?;
    }
    Ok(())
}

/// Qualified name and parameters, as in a `def`.
fn signature(code: CodeView<'_>) -> String {
    let parameters = code.parameters();
    let (args, kwonly) = (parameters.args, parameters.kwonly);
    let mut items = Vec::new();
    for i in 0..args {
        items.push(text(code.slot_name(i)));
        if i + 1 == parameters.posonly {
            items.push("/".into());
        }
    }
    if parameters.varargs {
        items.push(format!("*{}", text(code.slot_name(args + kwonly))));
    } else if kwonly > 0 {
        items.push("*".into());
    }
    items.extend((args..args + kwonly).map(|i| text(code.slot_name(i))));
    if parameters.varkw {
        items.push(format!("**{}", text(code.slot_name(code.params() - 1))));
    }
    format!("{}({})", text(code.qualname()), items.join(", "))
}

fn write_insn(out: &mut String, code: CodeView<'_>, pc: u32, insn: Insn) -> std::fmt::Result {
    let Some(op) = insn.decode() else { return write!(out, "op {}", insn.op) };
    let mut operands = Vec::new();
    for (i, (role, x)) in op.roles().into_iter().zip(insn.operands()).enumerate() {
        if let Some(span) = insn.registers(i) {
            operands.push(match span.count {
                1 => register(code, x),
                _ => format!("r{}..r{}", span.first, span.end()),
            });
            continue;
        }
        let image = code.image();
        let const_text = |index: u32| format!("#{index} {}", constant(&image, index));
        match role {
            Role::ReadOpt => operands.push("-".into()),
            Role::Imm => operands.push(x.to_string()),
            Role::SignedImm => operands.push((x as i16).to_string()),
            Role::Imm32 => operands.push(insn.bc_signed().to_string()),
            Role::Const | Role::Name | Role::Names => operands.push(const_text(x as u32)),
            Role::Const32 | Role::Name32 => operands.push(const_text(insn.bc())),
            Role::Global32 => operands.push(format!("@{} {}", insn.bc(), text(image.global_name(insn.bc())))),
            Role::Code => {
                let name = image.code(x as u32).map_or(String::new(), |code| text(code.qualname()));
                operands.push(format!("code {x} {name}"));
            }
            Role::Jump | Role::Jump32 => {
                operands.push(insn.target(pc).map_or("-> ?".into(), |target| format!("-> {target}")));
            }
            _ => {}
        }
    }
    write!(out, "{:<14} {}", op.name(), operands.join(", "))?;
    out.truncate(out.trim_end().len());
    Ok(())
}

fn register(code: CodeView<'_>, register: u16) -> String {
    match code.register_name(register) {
        [] => format!("r{register}"),
        name => format!("r{register}:{}", text(name)),
    }
}

/// Appends a constant. When more than `budget` bytes would be there, `...` stands for the rest; so tuples that share
/// items, whose text may be exponentially long, stay short. Nesting is bounded by the image format.
fn write_const(out: &mut String, image: &Image<'_>, index: u32, budget: usize) {
    if out.len() >= budget {
        out.push_str("...");
        return;
    }
    match image.const_at(index) {
        ConstRef::None => out.push_str("None"),
        ConstRef::False => out.push_str("False"),
        ConstRef::True => out.push_str("True"),
        ConstRef::Ellipsis => out.push_str("Ellipsis"),
        ConstRef::Int(int) => out.push_str(&int.to_string()),
        ConstRef::Big { negative, magnitude } => {
            out.push_str(if negative { "-0x" } else { "0x" });
            let shown = magnitude.iter().rev().take(budget / 2);
            let digits: String = shown.map(|byte| format!("{byte:02x}")).collect();
            out.push_str(digits.trim_start_matches('0'));
            if magnitude.len() > budget / 2 {
                out.push_str("...");
            }
        }
        ConstRef::Float(float) => out.push_str(&format!("{float:?}")),
        ConstRef::Str(s) => write_str(out, s.bytes, budget),
        ConstRef::Tuple(tuple) => {
            out.push('(');
            for (i, item) in tuple.items().enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                write_const(out, image, item, budget);
                if out.len() >= budget {
                    break;
                }
            }
            out.push_str(if tuple.len() == 1 { ",)" } else { ")" });
        }
    }
}

fn write_str(out: &mut String, bytes: &[u8], budget: usize) {
    out.push('\'');
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\'' => out.push_str("\\'"),
                '\\' | '\n' | '\r' | '\t' => out.extend(c.escape_default()),
                c if c.is_control() => out.push_str(&format!("\\x{:02x}", c as u32)),
                c => out.push(c),
            }
            if out.len() >= budget {
                out.push_str("...'");
                return;
            }
        }
        // What is not UTF-8 in a verified image is a surrogate, three bytes, shown one by one.
        for byte in chunk.invalid() {
            out.push_str(&format!("\\x{byte:02x}"));
        }
    }
    out.push('\'');
}

/// A name for the eye: no control characters, not too long.
fn text(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.chars().take(LONGEST).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}
