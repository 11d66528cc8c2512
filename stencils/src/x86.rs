//! x86-64: decoding through `iced-x86`, and where registers sit in an instruction's bytes.

use iced_x86::{
    Code, Decoder, DecoderOptions, FlowControl, Formatter, Instruction, InstructionInfoFactory, IntelFormatter,
    OpAccess, OpKind, Register,
};
use patchnose_core::jit::stencil::{Arch, Class, HoleKind};

use crate::machine::{Flow, Insn, Machine, RegSet, Reloc, Result, Target, refuse, symbol_target};

/// r12-r15 pinned; pool r8 r9 r11 rdi rsi rbx and xmm0-7; scratch rax rcx rdx rbp r10 and xmm8-15.
///
/// Operands are looked for in r8, r9, r11 and (where fuel plays no part) r15: every instruction that names one has a REX prefix, so that the low
/// registers rdi, rsi and rbx are reached by clearing bits of it. These two serve as probes only where nothing else is free.
pub const MACHINE: Machine = Machine {
    arch: Arch::X86_64,
    triple: "x86_64-linux-gnu",
    flags: &["-mno-red-zone", "-mrelax-all", "-fcf-protection=none", "-mno-avx"],
    gprs: &[8, 9, 11, 7, 6, 3],
    fprs: &[0, 1, 2, 3, 4, 5, 6, 7],
    named: [5, 8],
    probes: &[("fuel", 15), ("g0", 8), ("g1", 9), ("g2", 11), ("g3", 7), ("g4", 6)],
    argument_order: &[3, 4, 0, 1, 2],
    scratch: RegSet(1 << 0 | 1 << 1 | 1 << 2 | 1 << 5 | 1 << 10 | 0xff << 40),
    pinned: [12, 13, 14, 15],
    call_saved: 0,
    fprs_saved_from: 8,
    crate_dir: "stencils-x86_64",
};

/// Decodes the instructions of some code.
pub fn instructions(code: &[u8]) -> Vec<Instruction> {
    Decoder::with_ip(64, code, 0, DecoderOptions::NONE).into_iter().collect()
}

/// A register as a set, if it is a general or vector register.
fn reg_set(r: Register) -> RegSet {
    if r.is_gpr() {
        RegSet::one(Class::Gpr, r.full_register().number() as u8)
    } else if r.is_xmm() {
        RegSet::one(Class::Fpr, r.number() as u8)
    } else {
        RegSet::default()
    }
}

/// Splits code into instructions.
pub fn decode(code: &[u8], relocs: &[Reloc]) -> Result<Vec<Insn>> {
    let list = instructions(code);
    let starts: Vec<usize> = list.iter().map(|i| i.ip() as usize).collect();
    let mut info = InstructionInfoFactory::new();
    let mut out = Vec::new();
    for (id, i) in list.iter().enumerate() {
        let (at, len) = (starts[id], i.len());
        if i.is_invalid() {
            refuse!("invalid instruction at {at}");
        }
        let bytes = code[at..at + len].to_vec();
        let flow = match i.flow_control() {
            FlowControl::Next => Flow::Next,
            FlowControl::UnconditionalBranch => Flow::Jump,
            FlowControl::ConditionalBranch => Flow::Branch,
            FlowControl::Return | FlowControl::IndirectBranch | FlowControl::Exception => Flow::Stop,
            FlowControl::IndirectCall | FlowControl::Call => Flow::Next,
            other => refuse!("{} is a {other:?}", text(&bytes, at)),
        };
        let (mut reads, mut writes) = (RegSet::default(), RegSet::default());
        for used in info.info(i).used_registers() {
            let r = reg_set(used.register());
            let stack = matches!(used.register().full_register(), Register::RSP);
            match used.access() {
                OpAccess::Read | OpAccess::CondRead => reads = reads.with(r),
                OpAccess::Write => writes = writes.with(r),
                OpAccess::ReadWrite | OpAccess::ReadCondWrite | OpAccess::CondWrite => {
                    if stack
                        && !matches!(
                            i.flow_control(),
                            FlowControl::Return | FlowControl::IndirectCall | FlowControl::Call
                        )
                    {
                        // Only the trampoline pushes and pops, and it is not checked for what it writes.
                        writes = writes.with(RegSet::one(Class::Gpr, 4));
                    } else if !stack {
                        reads = reads.with(r);
                        writes = writes.with(r);
                    }
                }
                OpAccess::None | OpAccess::NoMemAccess => {}
            }
        }
        let reloc = relocs.iter().find(|r| r.at >= at && r.at < at + len);
        let mut target = None;
        if let Some(r) = reloc {
            // R_X86_64_PC32, R_X86_64_PLT32: 32 bits at the instruction's end, counted from there.
            if !matches!(r.kind, 2 | 4) || r.at + 4 != at + len || r.addend != -4 {
                refuse!("relocation type {} with addend {} against {}", r.kind, r.addend, r.symbol);
            }
            target = Some(symbol_target(&r.symbol)?);
        } else if matches!(flow, Flow::Jump | Flow::Branch) {
            target = Some(local(i.near_branch_target(), id, &starts)?);
        } else if i.flow_control() == FlowControl::Call {
            refuse!("{} without relocation", text(&bytes, at));
        } else if i.is_ip_rel_memory_operand() {
            if i.code() != Code::Lea_r64_m {
                refuse!("{} reads the code", text(&bytes, at));
            }
            target = Some(local(i.ip_rel_memory_address(), id, &starts)?);
        }
        if matches!(flow, Flow::Jump | Flow::Branch)
            && !matches!(bytes.as_slice(), [0xe9, ..] | [0x0f, 0x80..=0x8f, ..])
        {
            refuse!("{} is not a near jump", text(&bytes, at));
        }
        out.push(Insn { id, bytes, flow, target, reads, writes });
    }
    Ok(out)
}

/// A local target, which must lie ahead: stencils have no loops.
fn local(to: u64, from: usize, starts: &[usize]) -> Result<Target> {
    match starts.iter().position(|&s| s as u64 == to) {
        Some(to) if to > from => Ok(Target::Insn(to)),
        _ => refuse!("branch from instruction {from} to offset {to}"),
    }
}

/// Inverts a conditional branch.
pub fn invert(insn: &mut Insn) -> Result<()> {
    match insn.bytes.as_mut_slice() {
        [0x0f, cc @ 0x80..=0x8f, ..] => *cc ^= 1,
        other => refuse!("cannot invert {other:x?}"),
    }
    Ok(())
}

/// The offset of the instruction's last four bytes.
fn last_four(insn: &Insn) -> Result<usize> {
    match insn.bytes.len().checked_sub(4) {
        Some(at) => Ok(at),
        None => refuse!("{:x?} has no 32-bit target", insn.bytes),
    }
}

/// Points an instruction with a local target to one `delta` bytes from its start.
pub fn set_local(insn: &mut Insn, delta: i64) -> Result<()> {
    let at = last_four(insn)?;
    let Ok(rel) = i32::try_from(delta - insn.bytes.len() as i64) else { refuse!("local distance {delta}") };
    insn.bytes[at..].copy_from_slice(&rel.to_le_bytes());
    Ok(())
}

/// The hole for an instruction's target.
pub fn edge_hole(insn: &mut Insn) -> Result<(usize, HoleKind)> {
    let at = last_four(insn)?;
    insn.bytes[at..].fill(0);
    let is_call = insn.bytes.first() == Some(&0xe8);
    let literal = insn.flow == Flow::Next && !is_call;
    Ok((at, if literal { HoleKind::X86Literal32 } else { HoleKind::X86Branch32 }))
}

/// Offsets of an instruction's parts.
struct Parts {
    rex: Option<usize>,
    opcode_end: usize,
}

/// Finds REX and the end of the opcode.
fn parts(insn: &[u8]) -> Result<Parts> {
    let mut at = insn.iter().take_while(|b| matches!(b, 0x66 | 0xf2 | 0xf3)).count();
    let rex = insn.get(at).filter(|b| *b & 0xf0 == 0x40).map(|_| at);
    at += usize::from(rex.is_some());
    let opcode_end = match &insn[at..] {
        [0x0f, 0x38 | 0x3a, ..] => at + 3,
        [0x0f, ..] => at + 2,
        [0xc4 | 0xc5 | 0x62, ..] => refuse!("a VEX or EVEX prefix"),
        _ => at + 1,
    };
    Ok(Parts { rex, opcode_end })
}

/// See [`Machine::register_holes`].
pub fn register_holes(base: &[u8], other: &[u8], class: Class, from: u8, to: u8) -> Result<Vec<(usize, HoleKind, u8)>> {
    if base.len() != other.len() {
        refuse!("{} and {} differ in length", text(base, 0), text(other, 0));
    }
    let p = parts(base)?;
    let mut holes = Vec::new();
    for at in 0..base.len() {
        let mut rest = base[at] ^ other[at];
        for shift in [0u8, 3] {
            let field = |b: u8| b >> shift & 7;
            if rest >> shift & 7 == 0 || field(base[at]) != from & 7 || field(other[at]) != to & 7 {
                continue;
            }
            rest &= !(7 << shift);
            let modrm = p.opcode_end;
            let has_sib = base.get(modrm).is_some_and(|m| m & 7 == 4 && m >> 6 != 3);
            let kind = match (at, shift) {
                (a, 0) if a + 1 == p.opcode_end => HoleKind::X86RegB, // in the opcode
                (a, 0) if a == modrm => HoleKind::X86RegB,
                (a, 3) if a == modrm => HoleKind::X86RegR,
                (a, 0) if a == modrm + 1 && has_sib => HoleKind::X86RegB,
                (a, 3) if a == modrm + 1 && has_sib => HoleKind::X86RegX,
                _ => refuse!("{}: byte {at} is no register field", text(base, 0)),
            };
            let distance = match (class, p.rex) {
                (Class::Gpr, Some(rex)) => (at - rex) as u8,
                (Class::Gpr, None) => refuse!("{} has no REX", text(base, 0)),
                (Class::Fpr, _) => 0,
            };
            holes.push((at, kind, distance));
        }
        if rest != 0 && p.rex == Some(at) && (from ^ to) & 8 != 0 {
            continue; // judged below, when all fields are known
        }
        if rest != 0 {
            refuse!("{} and {} differ in byte {at}", text(base, 0), text(other, 0));
        }
    }
    if let (Some(rex), Class::Gpr) = (p.rex, class) {
        let bits = holes.iter().fold(0, |bits, (_, kind, _)| {
            bits | match kind {
                HoleKind::X86RegR => 4,
                HoleKind::X86RegX => 2,
                _ => 1,
            }
        });
        if base[rex] ^ other[rex] != if (from ^ to) & 8 != 0 { bits } else { 0 } {
            refuse!("{} and {} differ in REX", text(base, 0), text(other, 0));
        }
    }
    Ok(holes)
}

/// See [`Machine::immediate_candidates`].
pub fn immediate_candidates(insn: &[u8]) -> Vec<(usize, HoleKind, u8)> {
    let mut decoder = Decoder::with_ip(64, insn, 0, DecoderOptions::NONE);
    let i = decoder.decode();
    let c = decoder.get_constant_offsets(&i);
    let mut out = Vec::new();
    if c.has_displacement() && c.displacement_size() == 4 {
        out.push((c.displacement_offset(), HoleKind::X86S32, 0));
    }
    if c.has_immediate() {
        let kind = i.op_kinds().find_map(|k| match k {
            OpKind::Immediate8 => Some(HoleKind::X86U8),
            OpKind::Immediate32 => Some(HoleKind::X86U32),
            OpKind::Immediate32to64 => Some(HoleKind::X86S32),
            OpKind::Immediate64 => Some(HoleKind::X86U64),
            _ => None,
        });
        out.extend(kind.map(|k| (c.immediate_offset(), k, 0)));
    }
    out
}

/// One line of disassembly.
pub fn text(insn: &[u8], at: usize) -> String {
    let i = Decoder::with_ip(64, insn, at as u64, DecoderOptions::NONE).decode();
    let mut s = String::new();
    let mut f = IntelFormatter::new();
    f.options_mut().set_space_after_operand_separator(true);
    f.options_mut().set_hex_prefix("0x");
    f.options_mut().set_hex_suffix("");
    f.options_mut().set_branch_leading_zeros(false);
    f.format(&i, &mut s);
    s
}

/// The lines of some code, with local branch targets as the number of the instruction they lead to.
pub fn lines(code: &[u8]) -> Vec<String> {
    let list = instructions(code);
    let number = |to: u64| list.iter().take_while(|i| i.ip() < to).count();
    list.iter()
        .map(|i| {
            let (at, len) = (i.ip() as usize, i.len());
            match i.flow_control() {
                FlowControl::UnconditionalBranch | FlowControl::ConditionalBranch => {
                    format!("{:?} -> {}", i.mnemonic(), number(i.near_branch_target()))
                }
                _ if i.is_ip_rel_memory_operand() => {
                    format!("{:?} {:?} {}", i.code(), i.op0_register(), number(i.ip_rel_memory_address()))
                }
                _ => text(&code[at..at + len], at),
            }
        })
        .collect()
}

/// Whether `new` is `old` with registers renamed by `rename` (machine numbers by class), decoded instruction by instruction.
pub fn is_renamed(old: &[u8], new: &[u8], rename: &dyn Fn(Class, u8) -> u8) -> bool {
    let (a, b) = (instructions(old), instructions(new));
    let same = |x: Register, y: Register| -> bool {
        if x.is_gpr() && y.is_gpr() {
            // A byte register without REX could be AH to BH, whose numbers are those of others: compare sizes and classes too.
            let high = |r: Register| matches!(r, Register::AH | Register::BH | Register::CH | Register::DH);
            !high(x)
                && !high(y)
                && x.size() == y.size()
                && rename(Class::Gpr, x.full_register().number() as u8) == y.full_register().number() as u8
        } else if x.is_xmm() && y.is_xmm() {
            rename(Class::Fpr, x.number() as u8) == y.number() as u8
        } else {
            x == y
        }
    };
    a.len() == b.len()
        && a.iter().zip(&b).all(|(x, y)| {
            x.code() == y.code()
                && x.len() == y.len()
                && (0..x.op_count()).all(|k| {
                    x.op_kind(k) == y.op_kind(k)
                        && match x.op_kind(k) {
                            OpKind::Register => same(x.op_register(k), y.op_register(k)),
                            OpKind::Memory => {
                                same(x.memory_base(), y.memory_base())
                                    && same(x.memory_index(), y.memory_index())
                                    && x.memory_index_scale() == y.memory_index_scale()
                                    && x.memory_displacement64() == y.memory_displacement64()
                            }
                            OpKind::NearBranch64 => x.near_branch64() == y.near_branch64(),
                            _ => x.immediate(k) == y.immediate(k),
                        }
                })
        })
}
