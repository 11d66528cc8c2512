//! A compiled function as text: lines of the source, under them the instructions of bytecode, their stencils with registers and
//! what was patched in, and beside those the machine code.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use patchnose_core::bytecode::CodeView;
use patchnose_core::host::{Part, Source, What};
use patchnose_core::jit::patch::Operands;
use patchnose_core::jit::stencil::{Arch, Class, Reg, StencilId, StencilTable};
use patchnose_python::disasm;

use super::names;
use super::options::Views;
use crate::disassembler::disassemble;
use crate::platform::STENCILS;

/// The registers that mean the same everywhere.
const PINNED: &str = if cfg!(target_arch = "aarch64") {
    "x20 context, x21 frame, x22 tag of small ints, x23 fuel"
} else {
    "r12 context, r13 frame, r14 tag of small ints, r15 fuel"
};
/// Columns of a stencil beside its machine code.
const STENCIL: usize = 36;
/// Columns of an instruction's bytes.
const BYTES: usize = if cfg!(target_arch = "aarch64") { 8 } else { 20 };

/// A stencil as it was written.
pub(super) struct Stencil {
    pub(super) offset: u32,
    id: StencilId,
    regs: Vec<Reg>,
    imms: Vec<i64>,
}

impl Stencil {
    /// What a listing tells of it.
    pub(super) fn new(offset: u32, id: StencilId, operands: &Operands<'_>) -> Stencil {
        let signature = id.signature();
        let regs = operands.regs.iter().copied().take(signature.operands.len()).collect();
        let imms = operands.imms.iter().copied().take(signature.imms.into()).collect();
        Stencil { offset, id, regs, imms }
    }

    /// Its name, registers and immediates.
    fn text(&self, table: &StencilTable, names: &[String]) -> String {
        let signature = self.id.signature();
        let mut text = signature.name.to_string();
        // Writing to a String does not fail.
        for (operand, reg) in signature.operands.iter().zip(&self.regs) {
            let _ = write!(text, " {}={}", operand.letter(), machine_register(table, operand.class(), *reg));
        }
        let of_slot = is_of_slot(self.id);
        for imm in &self.imms {
            let _ = match usize::try_from(*imm) {
                Ok(offset) if of_slot => match names.get(offset / 8) {
                    Some(name) => write!(text, " [{name}]"),
                    None => write!(text, " [r{}]", offset / 8),
                },
                Ok(small) if small < 1000 => write!(text, " {small}"),
                Ok(large) => write!(text, " {large:#x}"),
                // A number below zero, or the bits of a value.
                Err(_) if *imm > i64::from(i32::MIN) => write!(text, " -{:#x}", imm.unsigned_abs()),
                Err(_) => write!(text, " {imm:#x}"),
            };
        }
        text
    }
}

/// Whether the stencil's immediate is the offset of a slot in the frame.
fn is_of_slot(id: StencilId) -> bool {
    use StencilId::{LdSlot, LdSlotF, LdSlotFloat, LdSlotInt, StSlot, StSlotF, StSlotInt};
    matches!(id, LdSlot | LdSlotF | LdSlotInt | LdSlotFloat | StSlot | StSlotF | StSlotInt)
}

/// A register by the name that the machine code beside it has for it.
fn machine_register(table: &StencilTable, class: Class, reg: Reg) -> String {
    const X86: [&str; 8] = ["rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi"];
    let pool = if class == Class::Gpr { table.gprs } else { table.fprs };
    let Some(number) = pool.get(usize::from(reg.0)) else { return format!("?{}", reg.0) };
    match (table.arch, class) {
        (Arch::A64, Class::Gpr) => format!("x{number}"),
        (Arch::A64, Class::Fpr) => format!("d{number}"),
        (Arch::X86_64, Class::Fpr) => format!("xmm{number}"),
        (Arch::X86_64, Class::Gpr) => X86.get(usize::from(*number)).map_or(format!("r{number}"), |name| (*name).into()),
    }
}

/// An instruction of bytecode.
struct Instruction {
    line: u32,
    text: String,
}

/// A slot that a side exit saves a value in, and where that is.
pub(super) type Saved = (u16, Source);

/// What is told of a function while it is compiled.
#[derive(Default)]
pub(super) struct Told {
    pub(super) stencils: Vec<Stencil>,
    /// Offsets of branches, or of fields in them, and where they lead.
    pub(super) branches: BTreeMap<u32, u32>,
    /// What side exits save, by the offsets of their stubs.
    pub(super) saved: BTreeMap<u32, Vec<Saved>>,
}

/// A compiled function.
pub(super) struct Function {
    name: String,
    file: String,
    line: u32,
    instructions: Vec<Instruction>,
    /// The registers as the disassembly of bytecode has them.
    registers: Vec<String>,
    parts: Vec<Part>,
    told: Told,
    bytes: Vec<u8>,
    /// How often it was compiled.
    pub(super) times: u32,
}

impl Function {
    /// A function that was compiled.
    pub(super) fn new(code: CodeView<'_>, parts: &[Part], bytes: &[u8], told: Told) -> Function {
        let mut positions = code.positions().peekable();
        let mut line = code.first_line();
        let instructions = (0..code.insns().len() as u32).map(|pc| {
            while let Some((_, place)) = positions.next_if(|(start, _)| *start <= pc) {
                line = place.line;
            }
            Instruction { line, text: disasm::instruction(code, pc) }
        });
        let register = |r: u16| match code.register_name(r) {
            [] => format!("r{r}"),
            name => format!("r{r}:{}", String::from_utf8_lossy(name)),
        };
        Function {
            name: names::qualified(code),
            file: String::from_utf8_lossy(code.image().file()).into_owned(),
            line: code.first_line(),
            instructions: instructions.collect(),
            registers: (0..code.nregs()).map(register).collect(),
            parts: parts.to_vec(),
            told,
            bytes: bytes.to_vec(),
            times: 1,
        }
    }

    /// Whether the other one is another compilation of the same function.
    pub(super) fn is_same(&self, other: &Function) -> bool {
        (&self.name, &self.file, self.line) == (&other.name, &other.file, other.line)
    }

    /// The text.
    pub(super) fn text(&self, views: Views) -> String {
        let (Some(table), mut out) = (STENCILS, String::new()) else { return String::new() };
        let times = if self.times > 1 { format!(", as compiled the {}th time", self.times) } else { String::new() };
        // Writing to a String does not fail.
        let _ = writeln!(
            out,
            "{}, {}:{}: {} instructions, {} stencils, {} bytes{times}",
            self.name,
            self.file,
            self.line,
            self.instructions.len(),
            self.told.stencils.len(),
            self.bytes.len(),
        );
        if views.asm {
            let _ = writeln!(out, "{PINNED}");
        }
        Writer { function: self, table, labels: self.labels(), asm: views.asm, shown: 0, cold: false, out }.write()
    }

    /// Names of the places that branches lead to. Exits and edges are numbered.
    fn labels(&self) -> BTreeMap<u32, String> {
        let mut labels = BTreeMap::new();
        let (mut exits, mut edges) = (0, 0);
        for part in &self.parts {
            let label = match part.what {
                What::Prologue => "entry".to_string(),
                What::Instruction(pc) => format!("@{pc}"),
                What::SideExits => "exits".to_string(),
                What::Exit(_) | What::Mismatch(_) => {
                    exits += 1;
                    format!("exit{exits}")
                }
                What::Status => "status".to_string(),
                What::Edge(_) => {
                    edges += 1;
                    format!("edge{edges}")
                }
                What::Entry(pc) => format!("in@{pc}"),
                What::Literals => "literals".to_string(),
            };
            // What is empty begins where the next one does, which has the code.
            labels.insert(part.offset, label);
        }
        let mut locals = 0;
        for target in self.told.branches.values() {
            labels.entry(*target).or_insert_with(|| {
                locals += 1;
                format!("L{locals}")
            });
        }
        labels
    }

    /// Where the branch leads that lies in these bytes.
    fn target(&self, start: u32, end: u32) -> Option<u32> {
        self.told.branches.range(start..end).next().map(|(_, target)| *target)
    }
}

struct Writer<'f> {
    function: &'f Function,
    table: &'f StencilTable,
    labels: BTreeMap<u32, String>,
    asm: bool,
    /// The line of the source shown last.
    shown: u32,
    /// Whether cold code has begun.
    cold: bool,
    out: String,
}

impl Writer<'_> {
    fn write(mut self) -> String {
        let source = fs::read(&self.function.file).unwrap_or_default();
        let source: Vec<String> = String::from_utf8_lossy(&source).lines().map(str::to_string).collect();
        let ends = self.function.parts.iter().skip(1).map(|p| p.offset).chain([self.function.bytes.len() as u32]);
        let mut stencils = self.function.told.stencils.iter().peekable();
        for (part, end) in self.function.parts.iter().zip(ends) {
            self.heading(part, end, &source);
            if part.what == What::Literals {
                self.literals(part.offset);
                continue;
            }
            while let Some(stencil) = stencils.next_if(|s| s.offset < end) {
                self.stencil(stencil, part.offset);
            }
        }
        self.out
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn source_line(&mut self, line: u32, source: &[String]) {
        if line != self.shown {
            self.shown = line;
            let text = source.get((line as usize).wrapping_sub(1)).map_or("", String::as_str);
            self.line(&format!("\n{line:>4} | {}", text.trim_end()));
        }
    }

    fn heading(&mut self, part: &Part, end: u32, source: &[String]) {
        let label = self.labels.get(&part.offset).cloned().unwrap_or_default();
        let instruction = |pc: u32| self.function.instructions.get(pc as usize);
        match part.what {
            What::Prologue => self.source_line(self.function.line, source),
            What::Instruction(pc) => {
                let (line, text) = instruction(pc).map_or((0, String::new()), |i| (i.line, i.text.clone()));
                self.source_line(line, source);
                let nothing = if end == part.offset { "   (no code)" } else { "" };
                self.line(&format!("  {:>6}  {text}{nothing}", format!("@{pc}")));
            }
            what => {
                if !self.cold {
                    self.cold = true;
                    self.line("\ncold code");
                }
                let at = |pc: u32| match instruction(pc) {
                    Some(i) => format!("@{pc} {}, line {}", i.text.split(' ').next().unwrap_or(""), i.line),
                    None => format!("@{pc}"),
                };
                let about = match what {
                    What::Exit(pc) => format!("the interpreter executes {}", at(pc)),
                    What::Mismatch(pc) => {
                        format!("the interpreter goes on at {}: a value is not as expected there", at(pc))
                    }
                    What::SideExits => "what all exits call: it saves the registers, and leaves".to_string(),
                    What::Status => "the interpreter goes on as a helper says".to_string(),
                    What::Edge(pc) => format!("on the way to {}", at(pc)),
                    What::Entry(pc) => format!("the interpreter comes in before {}", at(pc)),
                    _ => "constants that the code reads".to_string(),
                };
                self.line(&format!("  {label}: {about}"));
                if let Some(saved) = self.function.told.saved.get(&part.offset) {
                    let texts: Vec<String> = saved.iter().map(|s| self.saved(*s)).collect();
                    self.line(&format!("{:10}{}", "", texts.join(", ")));
                }
            }
        }
    }

    /// A slot, and what an exit saves in it.
    fn saved(&self, (slot, source): Saved) -> String {
        let slot = match self.function.registers.get(usize::from(slot)) {
            Some(name) => format!("[{name}]"),
            None => format!("[r{slot}]"),
        };
        match source {
            Source::Boxed(r) => format!("{slot} = {}", machine_register(self.table, Class::Gpr, r)),
            Source::Int(r) => format!("{slot} = int {}", machine_register(self.table, Class::Gpr, r)),
            Source::Float(r) => format!("{slot} = {}", machine_register(self.table, Class::Fpr, r)),
            Source::Const(bits) => format!("{slot} = {bits:#x}"),
        }
    }

    fn stencil(&mut self, stencil: &Stencil, part: u32) {
        if stencil.offset != part
            && let Some(label) = self.labels.get(&stencil.offset).cloned()
        {
            self.line(&format!("       {label}:"));
        }
        let text = stencil.text(self.table, &self.function.registers);
        let (start, len) = (stencil.offset as usize, self.table.len(stencil.id, &stencil.regs).unwrap_or(0));
        if !self.asm {
            let target = self.function.target(stencil.offset, (start + len) as u32);
            let to = target.and_then(|t| self.labels.get(&t)).map_or(String::new(), |label| format!(" -> {label}"));
            self.line(&format!("{:10}{:5x}  {text}{to}", "", stencil.offset));
            return;
        }
        let code = self.function.bytes.get(start..start + len).unwrap_or(&[]);
        let mut left = text;
        if left.len() > STENCIL {
            self.line(&format!("{:10}{left}", ""));
            left.clear();
        }
        for (at, bytes, text) in disassemble(code, start) {
            let target = self.function.target(at as u32, (at + bytes.len()) as u32);
            let text = match target.and_then(|target| self.labels.get(&target)) {
                Some(label) => named(&text, label),
                None => text,
            };
            let bytes = hexadecimal(&bytes);
            self.line(&format!("{:10}{left:STENCIL$}  {at:4x}  {bytes:BYTES$}  {text}", ""));
            left.clear();
        }
    }

    fn literals(&mut self, start: u32) {
        let function = self.function;
        for (i, word) in function.bytes.get(start as usize..).unwrap_or(&[]).as_chunks::<8>().0.iter().enumerate() {
            let bits = u64::from_le_bytes(*word);
            let text = format!("{bits:#018x}, as a float {:?}", f64::from_bits(bits));
            self.line(&format!("{:10}{:5x}  {text}", "", start as usize + 8 * i));
        }
    }
}

/// A branch with its target's name for its address, which is the last operand.
fn named(text: &str, label: &str) -> String {
    match text.rsplit_once(' ') {
        Some((operation, _)) => format!("{operation} {label}"),
        None => text.to_string(),
    }
}

/// The bytes of an instruction as hexadecimal digits; on A64 as the number that it is.
fn hexadecimal(bytes: &[u8]) -> String {
    match <[u8; 4]>::try_from(bytes) {
        Ok(word) if cfg!(target_arch = "aarch64") => format!("{:08x}", u32::from_le_bytes(word)),
        _ => bytes.iter().map(|b| format!("{b:02x}")).collect(),
    }
}
