//! Machine code as a list of instructions, decoded by crates that know nothing of this project: what a checker compares with
//! what was asked for.

mod a64;
pub mod pattern;
mod x86_64;

use patchnose_core::jit::stencil::{Arch, Class};

/// An instruction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Instruction {
    /// Offset in the code.
    pub at: usize,
    /// Length in bytes.
    pub len: usize,
    /// What it does: the decoder's name of the operation, the same whatever the operands are.
    pub name: String,
    /// Its operands, in the decoder's order, taken to pieces.
    pub parts: Vec<Part>,
}

/// A piece of an operand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// A register that can be in a pool. The last is how it is used: its width, or its place in an address.
    Register(Class, u8, &'static str),
    /// A number: an immediate, an offset in an address, the amount of a shift.
    Number {
        /// Its value, as the instruction means it.
        value: i64,
        /// Where in the instruction it begins, in bytes; 0 on A64.
        field: usize,
    },
    /// An offset in the code: of a branch's target, of what is loaded.
    Target(i64),
    /// Anything else, in words.
    Other(String),
}

/// Takes code to pieces. `Err` is the offset of what is no instruction.
pub fn decode(arch: Arch, code: &[u8]) -> Result<Vec<Instruction>, usize> {
    match arch {
        Arch::A64 => a64::decode(code),
        Arch::X86_64 => x86_64::decode(code),
    }
}
