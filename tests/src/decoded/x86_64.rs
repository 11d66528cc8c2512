//! x86-64, by `iced-x86`.

use super::{Instruction, Part};
use iced_x86::{ConstantOffsets, Decoder, DecoderOptions, Instruction as Decoded, OpKind, Register};
use patchnose_core::jit::stencil::Class;

/// See [`super::decode`].
pub fn decode(code: &[u8]) -> Result<Vec<Instruction>, usize> {
    let mut decoder = Decoder::with_ip(64, code, 0, DecoderOptions::NONE);
    let mut list = Vec::new();
    while decoder.can_decode() {
        let decoded = decoder.decode();
        if decoded.is_invalid() {
            return Err(decoded.ip() as usize);
        }
        list.push(one(&decoded, &decoder.get_constant_offsets(&decoded)));
    }
    Ok(list)
}

fn one(decoded: &Decoded, fields: &ConstantOffsets) -> Instruction {
    let mut parts = Vec::new();
    for k in 0..decoded.op_count() {
        match decoded.op_kind(k) {
            OpKind::Register => parts.push(register(decoded.op_register(k), false)),
            OpKind::Memory if decoded.is_ip_rel_memory_operand() => {
                parts.push(Part::Target(decoded.ip_rel_memory_address() as i64));
            }
            OpKind::Memory => {
                parts.push(register(decoded.memory_base(), true));
                parts.push(register(decoded.memory_index(), true));
                parts.push(Part::Other(format!("scale {}", decoded.memory_index_scale())));
                let value = decoded.memory_displacement64() as i64;
                parts.push(Part::Number { value, field: fields.displacement_offset() });
            }
            OpKind::NearBranch64 => parts.push(Part::Target(decoded.near_branch64() as i64)),
            _ => parts.push(Part::Number { value: decoded.immediate(k) as i64, field: fields.immediate_offset() }),
        }
    }
    let (at, len) = (decoded.ip() as usize, decoded.len());
    Instruction { at, len, name: format!("{:?}", decoded.code()), parts }
}

fn register(register: Register, in_address: bool) -> Part {
    if register.is_gpr() {
        let usage = match (in_address, register.size()) {
            (true, _) => "address",
            // These have numbers of other registers; no stencil may come to use one for want of a prefix.
            _ if matches!(register, Register::AH | Register::BH | Register::CH | Register::DH) => "second byte",
            (_, 8) => "64 bits",
            (_, 4) => "32 bits",
            (_, 2) => "16 bits",
            _ => "8 bits",
        };
        Part::Register(Class::Gpr, register.full_register().number() as u8, usage)
    } else if register.is_xmm() {
        Part::Register(Class::Fpr, register.number() as u8, "xmm")
    } else {
        Part::Other(format!("{register:?}"))
    }
}
