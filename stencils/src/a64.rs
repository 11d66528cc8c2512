//! AArch64: the instructions that stencils are made of. What is not listed here is refused.

use patchnose_core::jit::stencil::{Arch, Class, HoleKind};
use yaxpeax_arch::{Decoder, U8Reader};

use crate::machine::{Flow, Insn, Machine, RegSet, Reloc, Result, Target, refuse, symbol_target};

/// x20-x23 pinned; pool x24-x28, x0-x7 and d0-d15, of which clang knows d0-d7; scratch x8-x17, x30, d16-d31. x18, x19 and x29 are never touched.
pub const MACHINE: Machine = Machine {
    arch: Arch::A64,
    triple: "aarch64-linux-gnu",
    flags: &["-ffixed-x18", "-mbranch-protection=none", "-mno-outline", "-mno-outline-atomics"],
    gprs: &[24, 25, 26, 27, 28, 0, 1, 2, 3, 4, 5, 6, 7],
    fprs: &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    named: [13, 8],
    probes: &[
        ("g0", 24),
        ("g1", 25),
        ("g2", 26),
        ("g3", 27),
        ("g4", 28),
        ("g5", 0),
        ("g6", 1),
        ("g7", 2),
        ("g8", 3),
        ("g9", 4),
        ("g10", 5),
        ("g11", 6),
        ("g12", 7),
    ],
    argument_order: &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    scratch: RegSet(0x3ff << 8 | 1 << 30 | 0xffff << 48),
    pinned: [20, 21, 22, 23],
    call_saved: 5,
    fprs_saved_from: 8,
    crate_dir: "stencils-aarch64",
};

const RD: u32 = 0;
const RN: u32 = 5;
const RA: u32 = 10;
const RM: u32 = 16;

/// What an instruction does to a register field.
#[derive(Clone, Copy, PartialEq)]
enum Access {
    R,
    W,
    Rw,
}
use Access::{R, Rw, W};

/// Register fields of an instruction: bit, class, access.
type Fields = Vec<(u32, Class, Access)>;

/// An instruction's register fields and flow, if it is one that is understood.
fn shape(w: u32) -> Option<(Fields, Flow)> {
    let is = |mask: u32, value: u32| w & mask == value;
    let (g, f) = (Class::Gpr, Class::Fpr);
    let next = |fields: &[(u32, Class, Access)]| Some((fields.to_vec(), Flow::Next));
    // Moves and arithmetic with an immediate.
    if is(0x1f80_0000, 0x1100_0000) || is(0x1f80_0000, 0x1200_0000) {
        return next(&[(RN, g, R), (RD, g, W)]); // add, subtract; logical
    }
    if is(0x1f80_0000, 0x1280_0000) {
        let keeps = is(0x6000_0000, 0x6000_0000); // MOVK
        return next(&[(RD, g, if keeps { Rw } else { W })]);
    }
    if is(0x1f80_0000, 0x1300_0000) {
        let keeps = is(0x6000_0000, 0x2000_0000); // BFM
        return next(&[(RN, g, R), (RD, g, if keeps { Rw } else { W })]);
    }
    // Arithmetic on registers: logical; add, subtract, shifted or extended; select; two and three sources.
    if is(0x1f00_0000, 0x0a00_0000)
        || is(0x1f20_0000, 0x0b00_0000)
        || is(0x1fe0_0000, 0x0b20_0000)
        || is(0x3fe0_0000, 0x1a80_0000)
        || is(0x7fe0_0000, 0x1ac0_0000)
    {
        return next(&[(RN, g, R), (RM, g, R), (RD, g, W)]);
    }
    if is(0x7f00_0000, 0x1b00_0000) {
        return next(&[(RN, g, R), (RM, g, R), (RA, g, R), (RD, g, W)]);
    }
    // Conditional compare.
    if is(0x3fe0_0c10, 0x3a40_0000) {
        return next(&[(RN, g, R), (RM, g, R)]);
    }
    if is(0x3fe0_0c10, 0x3a40_0800) {
        return next(&[(RN, g, R)]);
    }
    // Loads and stores of one register: unsigned offset, unscaled offset, register offset, literal.
    let offset = is(0x3b00_0000, 0x3900_0000) || is(0x3b20_0c00, 0x3800_0000);
    if offset || is(0x3b20_0c00, 0x3820_0800) {
        let vector = is(1 << 26, 1 << 26);
        if vector && !is(0xc080_0000, 0xc000_0000) {
            return None; // doubles only
        }
        let access = if is(3 << 22, 0) { R } else { W };
        let mut fields = vec![(RN, g, R), (RD, if vector { f } else { g }, access)];
        if !offset {
            fields.push((RM, g, R));
        }
        return next(&fields);
    }
    if is(0xffc0_0000, 0xa900_0000) {
        return next(&[(RN, g, R), (RD, g, R), (RA, g, R)]); // STP, no write-back
    }
    if is(0x7fc0_0000, 0x2940_0000) {
        return next(&[(RN, g, R), (RD, g, W), (RA, g, W)]); // LDP of words or halves of words, no write-back
    }
    if is(0xfb00_0000, 0x5800_0000) {
        return next(&[(RD, if is(1 << 26, 1 << 26) { f } else { g }, W)]);
    }
    // Doubles: two sources, one source, compare, select, constants.
    if is(0xffe0_0c00, 0x1e60_0800) {
        return next(&[(RN, f, R), (RM, f, R), (RD, f, W)]);
    }
    if is(0xffe0_7c00, 0x1e60_4000) {
        return next(&[(RN, f, R), (RD, f, W)]);
    }
    if is(0xffe0_fc0f, 0x1e60_2000) {
        return next(&[(RN, f, R), (RM, f, R)]);
    }
    if is(0xffe0_fc0f, 0x1e60_2008) {
        return next(&[(RN, f, R)]);
    }
    if is(0xffe0_0c00, 0x1e60_0c00) {
        return next(&[(RN, f, R), (RM, f, R), (RD, f, W)]);
    }
    if is(0xffff_ffe0, 0x2f00_e400) || is(0xffe0_1fe0, 0x1e60_1000) {
        return next(&[(RD, f, W)]);
    }
    if is(0xffc0_0000, 0x1f40_0000) {
        return next(&[(RN, f, R), (RM, f, R), (RA, f, R), (RD, f, W)]); // fused multiply-add
    }
    // Between the files, 64 bits: FMOV both ways, SCVTF, FCVTZS.
    if is(0xffff_fc00, 0x9e66_0000) || is(0xffff_fc00, 0x9e78_0000) {
        return next(&[(RN, f, R), (RD, g, W)]);
    }
    if is(0xffff_fc00, 0x9e67_0000) || is(0xffff_fc00, 0x9e62_0000) || is(0xffff_0000, 0x9e42_0000) {
        return next(&[(RN, g, R), (RD, f, W)]);
    }
    // Branches.
    if is(0xfc00_0000, 0x1400_0000) {
        return Some((vec![], Flow::Jump));
    }
    if is(0xfc00_0000, 0x9400_0000) {
        return next(&[]); // BL
    }
    if is(0xff00_0010, 0x5400_0000) {
        return Some((vec![], Flow::Branch));
    }
    if is(0x7e00_0000, 0x3400_0000) {
        return Some((vec![(RD, g, R)], Flow::Branch));
    }
    if is(0xffff_fc1f, 0xd65f_0000) || is(0xffff_fc1f, 0xd61f_0000) {
        return Some((vec![(RN, g, R)], Flow::Stop));
    }
    if is(0xffff_fc1f, 0xd63f_0000) {
        return next(&[(RN, g, R)]); // BLR
    }
    if is(0xffe0_001f, 0xd420_0000) {
        return Some((vec![], Flow::Stop)); // BRK
    }
    None
}

/// Whether it is BL.
fn is_bl(w: u32) -> bool {
    w & 0xfc00_0000 == 0x9400_0000
}

/// The instruction word.
fn word(bytes: &[u8]) -> Result<u32> {
    match bytes.first_chunk::<4>() {
        Some(b) if bytes.len() == 4 => Ok(u32::from_le_bytes(*b)),
        _ => refuse!("not an instruction word"),
    }
}

/// Splits code into instructions. A naked function is taken as it is.
pub fn decode(code: &[u8], relocs: &[Reloc], naked: bool) -> Result<Vec<Insn>> {
    let mut out = Vec::new();
    for (id, bytes) in code.chunks(4).enumerate() {
        let w = word(bytes)?;
        let mut insn = Insn {
            id,
            bytes: bytes.to_vec(),
            flow: Flow::Next,
            target: None,
            reads: RegSet::default(),
            writes: RegSet::default(),
        };
        let reloc = relocs.iter().find(|r| r.at == id * 4);
        if naked {
            if reloc.is_some() {
                refuse!("a relocation in a naked function");
            }
            out.push(insn);
            continue;
        }
        let Some((fields, flow)) = shape(w) else {
            refuse!("instruction {w:08x} ({}) is not understood", text(bytes));
        };
        insn.flow = flow;
        for (bit, class, access) in fields {
            let n = (w >> bit & 31) as u8;
            if n == 31 && class == Class::Gpr {
                continue; // zero register or, in an address, SP; nothing writes SP, see below
            }
            let r = RegSet::one(class, n);
            insn.reads = if access == W { insn.reads } else { insn.reads.with(r) };
            insn.writes = if access == R { insn.writes } else { insn.writes.with(r) };
        }
        // Add, subtract and logical immediates without flags write SP where they name register 31.
        let writes_sp = w & 0x3f80_001f == 0x1100_001f || w & 0x1f80_001f == 0x1200_001f && w >> 29 & 3 != 3;
        if writes_sp {
            refuse!("the stack pointer is written");
        }
        if matches!(flow, Flow::Jump | Flow::Branch) {
            insn.target = Some(match reloc {
                Some(r) => symbol_target(&r.symbol)?,
                None => {
                    let (shift, bits) = if flow == Flow::Jump { (0, 26) } else { (5, 19) };
                    let field = (w >> shift) << (32 - bits);
                    let to = id as i64 + i64::from(field as i32 >> (32 - bits));
                    local(to, id, code.len() / 4)?
                }
            });
        } else if let Some(r) = reloc {
            // R_AARCH64_LD_PREL_LO19 or, of BL, R_AARCH64_CALL26.
            if r.kind != if is_bl(w) { 283 } else { 273 } {
                refuse!("relocation type {} against {}", r.kind, r.symbol);
            }
            insn.target = Some(symbol_target(&r.symbol)?);
        } else if is_bl(w) || w & 0x3b00_0000 == 0x1800_0000 {
            refuse!("{} without relocation", text(bytes));
        }
        if let Some(r) = reloc
            && (r.addend != 0 || !matches!(r.kind, 273 | 280 | 282 | 283))
        {
            refuse!("relocation type {} with addend {}", r.kind, r.addend);
        }
        out.push(insn);
    }
    Ok(out)
}

/// A local target, which must lie ahead: stencils have no loops.
fn local(to: i64, from: usize, count: usize) -> Result<Target> {
    match usize::try_from(to) {
        Ok(to) if to > from && to < count => Ok(Target::Insn(to)),
        _ => refuse!("branch from {from} to {to} of {count}"),
    }
}

/// Inverts a conditional branch.
pub fn invert(insn: &mut Insn) -> Result<()> {
    let w = word(&insn.bytes)?;
    let inverted = if w & 0xff00_0010 == 0x5400_0000 && w & 0xe != 0xe {
        w ^ 1
    } else if w & 0x7e00_0000 == 0x3400_0000 {
        w ^ 1 << 24
    } else {
        refuse!("cannot invert {w:08x}")
    };
    insn.bytes = inverted.to_le_bytes().to_vec();
    Ok(())
}

/// Points a local branch to an instruction `delta` bytes ahead.
pub fn set_local(insn: &mut Insn, delta: i64) -> Result<()> {
    use patchnose_core::jit::patch::{a64_branch19, a64_branch26};
    let w = word(&insn.bytes)?;
    let patched = if insn.flow == Flow::Jump { a64_branch26(w, delta) } else { a64_branch19(w, delta) };
    match patched {
        Ok(w) => insn.bytes = w.to_le_bytes().to_vec(),
        Err(e) => refuse!("local branch: {e:?}"),
    }
    Ok(())
}

/// The kind of hole for an instruction's target.
pub fn edge_hole(insn: &mut Insn) -> Result<(usize, HoleKind)> {
    let w = word(&insn.bytes)?;
    let kind = match insn.flow {
        Flow::Jump => HoleKind::A64Branch26,
        Flow::Branch => HoleKind::A64Branch19,
        Flow::Next if is_bl(w) => HoleKind::A64Branch26,
        Flow::Next => HoleKind::A64Literal19,
        Flow::Stop => refuse!("a target where control stops"),
    };
    let mask = if kind == HoleKind::A64Branch26 { 0x03ff_ffff } else { 0x7_ffff << 5 };
    insn.bytes = (w & !mask).to_le_bytes().to_vec();
    Ok((0, kind))
}

/// See [`Machine::register_holes`].
pub fn register_holes(base: &[u8], other: &[u8], from: u8, to: u8) -> Result<Vec<(usize, HoleKind, u8)>> {
    let (w0, w1) = (word(base)?, word(other)?);
    let mut rest = w0 ^ w1;
    let mut holes = Vec::new();
    for bit in [RD, RN, RA, RM] {
        let field = |w: u32| (w >> bit & 31) as u8;
        if rest >> bit & 31 != 0 && field(w0) == from && field(w1) == to {
            holes.push((0, HoleKind::A64Reg, bit as u8));
            rest &= !(31 << bit);
        }
    }
    if rest != 0 {
        refuse!("{} and {} differ in bits {rest:08x} that are no register field", text(base), text(other));
    }
    Ok(holes)
}

/// See [`Machine::immediate_candidates`]. The patch functions check the instruction's class themselves.
pub fn immediate_candidates(signed: bool) -> Vec<(usize, HoleKind, u8)> {
    let mut kinds: Vec<_> = [0, 16, 32, 48].iter().map(|&lsr| (0, HoleKind::A64Imm16, lsr)).collect();
    kinds.extend([0, 16, 32, 48].map(|lsr| (0, HoleKind::A64NotImm16, lsr)));
    kinds.extend([HoleKind::A64Lsl, HoleKind::A64Shr, HoleKind::A64ShiftedReg].map(|k| (0, k, 0)));
    let twelve = if signed { HoleKind::A64AddSub12 } else { HoleKind::A64Imm12 };
    kinds.extend([0, 1, 2, 3, 12].map(|scale| (0, twelve, scale)));
    kinds
}

/// Whether `new`, disassembled, is `old` with registers renamed by `rename` (machine numbers by class).
pub fn is_renamed(old: &[u8], new: &[u8], rename: &dyn Fn(Class, u8) -> u8) -> bool {
    let word = |w: &str| -> String {
        let class = match w.chars().next() {
            Some('x' | 'w') => Class::Gpr,
            Some('d') => Class::Fpr,
            _ => return w.to_owned(),
        };
        match w[1..].parse() {
            Ok(n) => format!("{}{}", &w[..1], rename(class, n)),
            Err(_) => w.to_owned(),
        }
    };
    let renamed = |line: String| {
        let mut out = String::new();
        let mut rest = line.as_str();
        while let Some(at) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
            let end = rest[at..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(rest.len(), |n| at + n);
            out.push_str(&rest[..at]);
            out.push_str(&word(&rest[at..end]));
            rest = &rest[end..];
        }
        out + rest
    };
    old.len() == new.len() && old.chunks(4).zip(new.chunks(4)).all(|(a, b)| renamed(text(a)) == text(b))
}

/// One line of disassembly.
pub fn text(insn: &[u8]) -> String {
    match yaxpeax_arm::armv8::a64::InstDecoder::default().decode(&mut U8Reader::new(insn)) {
        Ok(i) => i.to_string(),
        Err(e) => format!("? {e:?}"),
    }
}
