//! AArch64, by `yaxpeax-arm`.

use super::{Instruction, Part};
use patchnose_core::jit::stencil::Class;
use yaxpeax_arch::{Decoder, U8Reader};
use yaxpeax_arm::armv8::a64::{InstDecoder, Operand, SIMDSizeCode, SizeCode};

/// See [`super::decode`].
pub fn decode(code: &[u8]) -> Result<Vec<Instruction>, usize> {
    let words = code.chunks(4).enumerate();
    words.map(|(k, word)| one(4 * k, word).ok_or(4 * k)).collect()
}

fn one(at: usize, word: &[u8]) -> Option<Instruction> {
    let decoded = InstDecoder::default().decode(&mut U8Reader::new(word)).ok()?;
    let mut parts = Vec::new();
    for operand in decoded.operands {
        match operand {
            Operand::Nothing => {}
            Operand::Register(size, n) => parts.push(general(n, width(size))),
            Operand::RegisterOrSP(size, n) => parts.push(address(n, width(size))),
            Operand::SIMDRegister(SIMDSizeCode::D, n) => parts.push(Part::Register(Class::Fpr, n as u8, "d")),
            Operand::RegShift(style, amount, size, n) => {
                parts.extend([general(n, width(size)), number(amount.into()), other(style)]);
            }
            Operand::RegRegOffset(base, index, size, style, amount) => {
                parts.extend([address(base, "base"), general(index, width(size)), number(amount.into()), other(style)]);
            }
            Operand::RegPreIndex(base, offset, writes_back) => {
                parts.extend([address(base, "base"), number(offset.into()), other(writes_back)]);
            }
            Operand::Immediate(n) => parts.push(number(n.into())),
            Operand::Imm16(n) => parts.push(number(n.into())),
            Operand::Imm64(n) => parts.push(number(n as i64)),
            Operand::ImmShift(n, shift) => parts.extend([number(i64::from(n) << shift), other(shift)]),
            Operand::PCOffset(offset) => parts.push(Part::Target(at as i64 + offset)),
            operand => parts.push(other(operand)),
        }
    }
    Some(Instruction { at, len: 4, name: format!("{:?}", decoded.opcode), parts })
}

fn width(size: SizeCode) -> &'static str {
    match size {
        SizeCode::X => "x",
        SizeCode::W => "w",
    }
}

/// A general register; 31 is the zero register, which is in no pool.
fn general(n: u16, usage: &'static str) -> Part {
    if n == 31 { other("zr") } else { Part::Register(Class::Gpr, n as u8, usage) }
}

/// A general register; 31 is the stack pointer.
fn address(n: u16, usage: &'static str) -> Part {
    if n == 31 { other("sp") } else { Part::Register(Class::Gpr, n as u8, usage) }
}

fn number(value: i64) -> Part {
    Part::Number { value, field: 0 }
}

fn other(what: impl std::fmt::Debug) -> Part {
    Part::Other(format!("{what:?}"))
}
