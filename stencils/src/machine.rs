//! What the generator knows of a machine, and the arch-neutral view of a function's code.

use std::fmt;

use patchnose_core::jit::stencil::{Arch, Class, Edge, HoleKind};

use crate::{a64, x86};

/// Why the generator refuses.
#[derive(Debug)]
pub struct Refusal(pub String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

/// A result of the generator.
pub type Result<T> = std::result::Result<T, Refusal>;

/// Ends with a refusal.
macro_rules! refuse {
    ($($arg:tt)*) => { return Err($crate::machine::Refusal(format!($($arg)*))) };
}
pub(crate) use refuse;

/// Where an instruction's target operand leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// To an instruction of the same function, by its identity.
    Insn(usize),
    /// Behind the stencil.
    End,
    /// Out of the stencil.
    Edge(Edge),
}

/// What happens after an instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    /// The next one runs.
    Next,
    /// The target or the next one runs.
    Branch,
    /// The target runs.
    Jump,
    /// Control leaves in a way that is not seen here: return, indirect jump, trap.
    Stop,
}

/// A set of machine registers: general ones in bits 0 to 31, floating-point ones above.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct RegSet(pub u64);

impl RegSet {
    /// One register.
    pub fn one(class: Class, number: u8) -> Self {
        RegSet(1 << (u32::from(number) + if class == Class::Fpr { 32 } else { 0 }))
    }

    /// Registers of a class by number.
    pub fn of(class: Class, numbers: impl IntoIterator<Item = u8>) -> Self {
        numbers.into_iter().fold(Self::default(), |s, n| s.with(Self::one(class, n)))
    }

    /// The union.
    pub fn with(self, other: Self) -> Self {
        RegSet(self.0 | other.0)
    }

    /// The difference.
    pub fn without(self, other: Self) -> Self {
        RegSet(self.0 & !other.0)
    }

    /// Whether the sets share a register.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl fmt::Debug for RegSet {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let name = |n: u32| if n < 32 { format!("g#{n}") } else { format!("f#{}", n - 32) };
        f.debug_list().entries((0..64).filter(|n| self.0 >> n & 1 != 0).map(name)).finish()
    }
}

/// An instruction.
#[derive(Clone, Debug)]
pub struct Insn {
    /// Its identity in the function: its index before anything was taken out.
    pub id: usize,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What happens after it.
    pub flow: Flow,
    /// Its target, if it has one.
    pub target: Option<Target>,
    /// Registers that it reads.
    pub reads: RegSet,
    /// Registers that it writes.
    pub writes: RegSet,
}

/// A relocation: offset and symbol.
#[derive(Clone, Debug)]
pub struct Reloc {
    /// Byte offset of the field.
    pub at: usize,
    /// ELF type.
    pub kind: u32,
    /// Symbol.
    pub symbol: String,
    /// Addend.
    pub addend: i64,
}

/// The target that a symbol of the C source stands for.
pub fn symbol_target(symbol: &str) -> Result<Target> {
    Ok(match symbol {
        "CONT" => Target::End,
        "TAKEN" => Target::Edge(Edge::Taken),
        "EXIT" => Target::Edge(Edge::Exit),
        s => match s.strip_prefix("LITERAL").and_then(|n| n.parse().ok()) {
            Some(n) => Target::Edge(Edge::Literal(n)),
            None => refuse!("relocation against {s}"),
        },
    })
}

/// The generator's knowledge of an architecture.
pub struct Machine {
    /// Which.
    pub arch: Arch,
    /// LLVM's name.
    pub triple: &'static str,
    /// Flags beyond the common ones.
    pub flags: &'static [&'static str],
    /// General pool, machine numbers.
    pub gprs: &'static [u8],
    /// Floating-point pool, machine numbers.
    pub fprs: &'static [u8],
    /// How many of the two pools, the first ones, clang passes, and so the C source can name.
    pub named: [usize; 2],
    /// General registers in which operands are looked for: C name and machine number, in the order of the arguments.
    pub probes: &'static [(&'static str, u8)],
    /// The order of the pool as arguments, for commutative operations.
    pub argument_order: &'static [u8],
    /// Registers that any stencil may write.
    pub scratch: RegSet,
    /// The pinned registers: context, frame pointer, tag, fuel.
    pub pinned: [u8; 4],
    /// General pool registers that survive a call in the C convention.
    pub call_saved: u8,
    /// From which index on floating-point pool registers survive it.
    pub fprs_saved_from: u8,
    /// Folder of the table crate.
    pub crate_dir: &'static str,
}

impl Machine {
    /// Splits code into instructions.
    pub fn decode(&self, code: &[u8], relocs: &[Reloc], naked: bool) -> Result<Vec<Insn>> {
        match self.arch {
            Arch::A64 => a64::decode(code, relocs, naked),
            Arch::X86_64 => x86::decode(code, relocs),
        }
    }

    /// Inverts a conditional branch.
    pub fn invert(&self, insn: &mut Insn) -> Result<()> {
        match self.arch {
            Arch::A64 => a64::invert(insn),
            Arch::X86_64 => x86::invert(insn),
        }
    }

    /// Points an instruction with a local target to one `delta` bytes from its start.
    pub fn set_local(&self, insn: &mut Insn, delta: i64) -> Result<()> {
        match self.arch {
            Arch::A64 => a64::set_local(insn, delta),
            Arch::X86_64 => x86::set_local(insn, delta),
        }
    }

    /// The hole for an instruction's target: offset in the instruction and kind; the field is made zero.
    pub fn edge_hole(&self, insn: &mut Insn) -> Result<(usize, HoleKind)> {
        match self.arch {
            Arch::A64 => a64::edge_hole(insn),
            Arch::X86_64 => x86::edge_hole(insn),
        }
    }

    /// Where the instruction holds register `from` (machine number) that the other, else equal, holds as `to`: offset, kind, argument.
    pub fn register_holes(
        &self,
        base: &[u8],
        other: &[u8],
        class: Class,
        from: u8,
        to: u8,
    ) -> Result<Vec<(usize, HoleKind, u8)>> {
        match self.arch {
            Arch::A64 => a64::register_holes(base, other, from, to),
            Arch::X86_64 => x86::register_holes(base, other, class, from, to),
        }
    }

    /// Kinds of immediate holes that the instruction may have: offset, kind, argument.
    pub fn immediate_candidates(&self, insn: &[u8], signed: bool) -> Vec<(usize, HoleKind, u8)> {
        match self.arch {
            Arch::A64 => a64::immediate_candidates(signed),
            Arch::X86_64 => x86::immediate_candidates(insn),
        }
    }

    /// Whether `new`, decoded, is `old` with registers renamed.
    pub fn is_renamed(&self, old: &[u8], new: &[u8], rename: &dyn Fn(Class, u8) -> u8) -> bool {
        match self.arch {
            Arch::A64 => a64::is_renamed(old, new, rename),
            Arch::X86_64 => x86::is_renamed(old, new, rename),
        }
    }

    /// One line of disassembly for an instruction at offset `at`.
    pub fn text(&self, insn: &[u8], at: usize) -> String {
        match self.arch {
            Arch::A64 => a64::text(insn),
            Arch::X86_64 => x86::text(insn, at),
        }
    }

    /// The pool index's C name.
    pub fn pool_name(class: Class, index: usize) -> String {
        format!("{}{index}", if class == Class::Gpr { 'g' } else { 'f' })
    }
}
