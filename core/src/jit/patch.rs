//! Copies a stencil and patches its holes.
//!
//! [`emit`] copies the right form of a stencil into code memory being written, fills in registers and immediates, and reports the places
//! that wait for an address as [`Fixup`]s; [`resolve`] fills those in when the address is known. Nothing here depends on the host: any machine patches for either architecture.
//!
//! There is one function for each kind of hole. Each checks that it looks at the class of instruction it is for and that the value is in range, and says so as an error: a wrong caller
//! never makes wrong code silently. The exception are registers in [`emit`], of which it only checks that they are in their pools: that all of those fit is proved of a table
//! where it is compiled ([`StencilTable::is_sound`]).

use super::stencil::{Arch, Edge, Hole, HoleKind, MAX_REGS, MOST_POOL, Reg, StencilId, StencilTable};

/// Why a stencil could not be emitted or a place not be resolved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PatchError {
    /// The destination is too small.
    Space,
    /// A register is not in the pool.
    Register,
    /// The immediate of this index is out of range or not aligned.
    Immediate(u8),
    /// The target is out of the branch's range or not aligned.
    Target,
    /// The instruction is not of the class that the hole's kind is for.
    Instruction,
    /// The table does not hold what the stencil needs.
    Table,
}

/// The operands of a stencil: registers and immediates in the order of its signature; what it does not have is ignored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Operands<'a> {
    /// Registers, a destination first.
    pub regs: [Reg; MAX_REGS],
    /// Immediates.
    pub imms: &'a [i64],
}

impl<'a> Operands<'a> {
    /// Registers, of which more than a stencil can have are ignored, and immediates.
    pub fn new(regs: &[Reg], imms: &'a [i64]) -> Self {
        let mut o = Operands { regs: [Reg(0); MAX_REGS], imms };
        o.regs.iter_mut().zip(regs).for_each(|(to, from)| *to = *from);
        o
    }
}

/// A place in emitted code that waits for an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fixup {
    /// Its offset in the destination.
    pub at: u32,
    /// How it is patched.
    pub kind: HoleKind,
    /// What it is to point to.
    pub edge: Edge,
}

/// What [`emit`] wrote.
#[derive(Clone, Copy, Debug)]
pub struct Emitted {
    /// Bytes of code.
    pub len: usize,
    /// Where it begins in the destination.
    at: u32,
    edges: &'static [Hole],
}

impl Emitted {
    /// The places that wait for an address, in the order of their offsets.
    #[inline]
    pub fn fixups(&self) -> impl Iterator<Item = Fixup> + use<> {
        let at = self.at;
        // The code is there and the hole lies in it, so that this can only wrap behind 4 GB, where nothing is placed.
        self.edges.iter().map(move |h| Fixup { at: at.wrapping_add(h.at.into()), kind: h.kind, edge: h.edge() })
    }
}

/// Bytes that are looked at while a stencil is patched: those that an offset in a [`Hole`] can name, and the widest field.
/// In an array of this length no hole needs its offset compared with a length.
const WINDOW: usize = 256 + 8;

/// Writes the stencil at `dst[at..]`, patched with its operands.
pub fn emit(
    table: &StencilTable,
    id: StencilId,
    ops: &Operands<'_>,
    dst: &mut [u8],
    at: usize,
) -> Result<Emitted, PatchError> {
    let offset = u32::try_from(at).map_err(|_| PatchError::Space)?;
    let rest = dst.get_mut(at..).ok_or(PatchError::Space)?;
    let (len, edges) = match rest.first_chunk_mut::<WINDOW>() {
        Some(window) => emit_in(table, id, ops, window)?,
        None => emit_at_end(table, id, ops, rest)?,
    };
    Ok(Emitted { len, at: offset, edges })
}

/// Writes the stencil where there is less room than a window.
#[cold]
#[inline(never)]
fn emit_at_end(
    table: &StencilTable,
    id: StencilId,
    ops: &Operands<'_>,
    rest: &mut [u8],
) -> Result<(usize, &'static [Hole]), PatchError> {
    let mut window = [0; WINDOW];
    let (len, edges) = emit_in(table, id, ops, &mut window)?;
    let (place, code) = (rest.get_mut(..len), window.get(..len));
    place.ok_or(PatchError::Space)?.copy_from_slice(code.ok_or(PatchError::Table)?);
    Ok((len, edges))
}

/// Writes the stencil at the window's beginning; its length and its edges. All is done here that does not need an address.
///
/// Of registers' holes nothing is checked: [`StencilTable::is_sound`] says of a table that every register of the pools fits, and
/// that the fields are clear.
#[inline(always)]
fn emit_in(
    table: &StencilTable,
    id: StencilId,
    ops: &Operands<'_>,
    window: &mut [u8; WINDOW],
) -> Result<(usize, &'static [Hole]), PatchError> {
    let shape = id.shape();
    let entry = table.entries.get(id as usize).ok_or(PatchError::Table)?;
    let form = table.form_of(entry, shape, &ops.regs).ok_or(PatchError::Table)?;
    let (from, len) = (usize::from(form.code), usize::from(form.len));
    let code = table.code.get(from..from + len).ok_or(PatchError::Table)?;
    let (place, _) = window.split_at_mut(len);
    copy(place, code);
    let numbers = table.numbers.as_flattened();
    let number = |class: u8, reg: Reg| {
        let number = numbers[usize::from(class % 2) * MOST_POOL + usize::from(reg.0) % MOST_POOL];
        u32::from(number) | u32::from(reg.0 as usize >= MOST_POOL) << 7
    };
    let ([c0, c1, c2], [r0, r1, r2]) = (shape.classes, ops.regs);
    // A byte each; one more, so that no index has to be compared.
    let machine = number(c0, r0) | number(c1, r1) << 8 | number(c2, r2) << 16;
    // What is not an operand is ignored.
    if machine & shape.top_bits != 0 {
        return Err(PatchError::Register);
    }
    let machine = machine.to_le_bytes();
    let holes = table.holes.get(form.hole.into()..).ok_or(PatchError::Table)?;
    let (regs, holes) = holes.split_at_checked(form.regs.into()).ok_or(PatchError::Table)?;
    let (to_imms, holes) = holes.split_at_checked(form.imms.into()).ok_or(PatchError::Table)?;
    let edges = holes.get(..form.edges.into()).ok_or(PatchError::Table)?;
    match table.arch {
        Arch::A64 => {
            for hole in regs {
                a64_set_reg(window, hole, machine[usize::from(hole.which) % (MAX_REGS + 1)]);
            }
        }
        Arch::X86_64 => {
            for hole in regs {
                x86_set_reg(window, hole, machine[usize::from(hole.which) % (MAX_REGS + 1)]);
            }
        }
    }
    if shape.imms > 0 {
        let imms = ops.imms.get(..shape.imms.into()).ok_or(PatchError::Immediate(0))?;
        for (k, (value, range)) in imms.iter().zip(&entry.ranges).enumerate() {
            if !table.ranges.get(usize::from(*range)).is_some_and(|r| r.contains(*value)) {
                return Err(PatchError::Immediate(k as u8));
            }
        }
        for hole in to_imms {
            immediate_hole(window, hole, *imms.get(usize::from(hole.which)).ok_or(PatchError::Table)?)?;
        }
    }
    Ok((len, edges))
}

/// Writes a register's number at a hole of an A64 stencil.
#[inline(always)]
fn a64_set_reg(window: &mut [u8; WINDOW], hole: &Hole, number: u8) {
    let at = usize::from(hole.at);
    if let Some(place) = window.get_mut(at..).and_then(|c| c.first_chunk_mut::<4>()) {
        *place = (u32::from_le_bytes(*place) | u32::from(number) << (hole.arg & 31)).to_le_bytes();
    }
}

/// Writes a register's number at a hole of an x86-64 stencil.
#[inline(always)]
fn x86_set_reg(window: &mut [u8; WINDOW], hole: &Hole, number: u8) {
    let kind = (hole.kind as u8).wrapping_sub(HoleKind::X86RegB as u8);
    let [low, rex] = X86_FIELDS[usize::from(kind % 4)][usize::from(number % 16)];
    window[usize::from(hole.at)] |= low;
    // Where there is no REX, numbers are below 8: nothing is written.
    window[usize::from(hole.at.wrapping_sub(hole.arg))] |= rex;
}

/// For holes of the kinds B, R and X and a register's number: its low bits in their place, and the fourth in REX.
const X86_FIELDS: [[[u8; 2]; 16]; 4] = {
    let mut fields = [[[0; 2]; 16]; 4];
    let kinds = [HoleKind::X86RegB, HoleKind::X86RegR, HoleKind::X86RegX];
    let mut k = 0;
    while k < kinds.len() {
        let (shift, rex_bit) = x86_place(kinds[k]);
        let mut n = 0;
        while n < 16 {
            fields[k][n] = [(n as u8 & 7) << shift, (n as u8 >> 3) << rex_bit];
            n += 1;
        }
        k += 1;
    }
    fields
};

/// Where a register is named: the lowest of three bits, and the bit of REX, which is 0100WRXB.
pub(super) const fn x86_place(kind: HoleKind) -> (u8, u8) {
    match kind {
        HoleKind::X86RegB => (0, 0),
        HoleKind::X86RegX => (3, 1),
        _ => (3, 2),
    }
}

/// Copies `from` to `to`, as long. Most stencils are short: two blocks that overlap are much cheaper than a call that copies any number of bytes.
#[inline]
fn copy(to: &mut [u8], from: &[u8]) {
    match from.len() {
        8..=15 => ends::<8>(to, from),
        16..=32 => ends::<16>(to, from),
        4..=7 => ends::<4>(to, from),
        33..=64 => ends::<32>(to, from),
        65..=128 => ends::<64>(to, from),
        _ => to.copy_from_slice(from),
    }
}

/// Copies the first and the last `N` bytes, which are all.
#[inline]
fn ends<const N: usize>(to: &mut [u8], from: &[u8]) {
    if let (Some(to), Some(from)) = (to.first_chunk_mut::<N>(), from.first_chunk::<N>()) {
        *to = *from;
    }
    if let (Some(to), Some(from)) = (to.last_chunk_mut::<N>(), from.last_chunk::<N>()) {
        *to = *from;
    }
}

/// Points the place to `target`, an offset in the same destination.
pub fn resolve(dst: &mut [u8], fixup: &Fixup, target: usize) -> Result<(), PatchError> {
    let at = fixup.at as usize;
    let Ok(target) = i64::try_from(target) else { return Err(PatchError::Target) };
    // Neither is negative, so the difference cannot overflow.
    let delta = target - i64::from(fixup.at);
    match fixup.kind {
        HoleKind::A64Branch26 => word(dst, at, |w| a64_branch26(w, delta)),
        HoleKind::A64Branch19 => word(dst, at, |w| a64_branch19(w, delta)),
        HoleKind::A64Literal19 => word(dst, at, |w| a64_literal19(w, delta)),
        HoleKind::X86Branch32 => x86_branch32(dst, at, delta),
        HoleKind::X86Literal32 => x86_literal32(dst, at, delta),
        _ => Err(PatchError::Table),
    }
}

/// Patches a hole that holds a register's machine number.
pub fn patch_register(code: &mut [u8], hole: &Hole, machine: u8) -> Result<(), PatchError> {
    let at = usize::from(hole.at);
    let (shift, rex_bit) = x86_place(hole.kind);
    match hole.kind {
        HoleKind::A64Reg => word(code, at, |w| a64_reg(w, hole.arg, machine)),
        kind if kind.is_register() => x86_reg(code, at, shift, hole.arg, rex_bit, machine),
        _ => Err(PatchError::Table),
    }
}

/// Patches a hole that holds (a part of) an immediate.
pub fn patch_immediate(code: &mut [u8], hole: &Hole, value: i64) -> Result<(), PatchError> {
    immediate_hole(code, hole, value)
}

/// The same, where it is done for each stencil.
#[inline(always)]
fn immediate_hole(code: &mut [u8], hole: &Hole, value: i64) -> Result<(), PatchError> {
    let at = usize::from(hole.at);
    match hole.kind {
        HoleKind::A64Imm12 => word(code, at, |w| a64_imm12(w, hole.arg, value)),
        HoleKind::A64AddSub12 => word(code, at, |w| a64_add_sub12(w, hole.arg, value)),
        HoleKind::A64Imm16 => word(code, at, |w| a64_imm16(w, hole.arg, value)),
        HoleKind::A64NotImm16 => word(code, at, |w| a64_not_imm16(w, hole.arg, value)),
        HoleKind::A64Lsl => word(code, at, |w| a64_lsl(w, value)),
        HoleKind::A64Shr => word(code, at, |w| a64_shr(w, value)),
        HoleKind::A64ShiftedReg => word(code, at, |w| a64_shifted_reg(w, value)),
        HoleKind::X86U8 => put(code, at, u8::try_from(value).map(u8::to_le_bytes)),
        HoleKind::X86U32 => put(code, at, u32::try_from(value).map(u32::to_le_bytes)),
        HoleKind::X86S32 => put(code, at, i32::try_from(value).map(i32::to_le_bytes)),
        HoleKind::X86U64 => put(code, at, Ok::<_, core::num::TryFromIntError>(value.to_le_bytes())),
        _ => Err(PatchError::Table),
    }
}

/// Replaces the instruction word at `at` by what `f` makes of it.
#[inline(always)]
fn word(code: &mut [u8], at: usize, f: impl FnOnce(u32) -> Result<u32, PatchError>) -> Result<(), PatchError> {
    let place = code.get_mut(at..).and_then(|c| c.first_chunk_mut::<4>()).ok_or(PatchError::Table)?;
    *place = f(u32::from_le_bytes(*place))?.to_le_bytes();
    Ok(())
}

/// Writes an immediate's bytes at `at`.
#[inline]
fn put<const N: usize, E>(code: &mut [u8], at: usize, bytes: Result<[u8; N], E>) -> Result<(), PatchError> {
    let bytes = bytes.map_err(|_| PatchError::Immediate(0))?;
    *code.get_mut(at..).and_then(|c| c.first_chunk_mut::<N>()).ok_or(PatchError::Table)? = bytes;
    Ok(())
}

/// `value / 2^scale` as an unsigned field of `bits` bits.
#[inline]
fn field(value: i64, scale: u8, bits: u32) -> Result<u32, PatchError> {
    let scale = u32::from(scale) & 31;
    let units = value >> scale;
    if units << scale == value && units >= 0 && units < 1 << bits {
        Ok(units as u32)
    } else {
        Err(PatchError::Immediate(0))
    }
}

/// The distance `delta` in words as a signed field of `bits` bits.
#[inline]
fn distance(delta: i64, bits: u32) -> Result<u32, PatchError> {
    let half = 1i64 << (bits - 1);
    let words = delta >> 2;
    if delta & 3 == 0 && words >= -half && words < half {
        Ok((words as u32) & ((1 << bits) - 1))
    } else {
        Err(PatchError::Target)
    }
}

/// `Err(Instruction)` unless the masked word has the wanted bits.
#[inline]
fn class(word: u32, mask: u32, want: u32) -> Result<(), PatchError> {
    if word & mask == want { Ok(()) } else { Err(PatchError::Instruction) }
}

/// ```text
///  31             21 20   16 15 14  10 9    5 4    0
/// |                 |  Rm   |  |  Ra  |  Rn  |  Rd  |      31 is the zero register or SP: refused
/// ```
#[inline]
pub fn a64_reg(word: u32, bit: u8, reg: u8) -> Result<u32, PatchError> {
    if reg > 30 {
        return Err(PatchError::Register);
    }
    match bit {
        0 | 5 | 10 | 16 => Ok(word & !(31 << bit) | u32::from(reg) << bit),
        _ => Err(PatchError::Table),
    }
}

/// ```text
///  31 30 29  27 26 25 24 23 22 21            10 9    5 4    0
/// |size| 1 1 1 | V| 0 1 | opc |     imm12      |  Rn  |  Rt  |    load, store: scale = size
/// |sf|op|S| 1 0 0 0 1 0 |  sh |     imm12      |  Rn  |  Rd  |    add, subtract: scale = 0, or 12 if sh
/// ```
#[inline]
pub fn a64_imm12(word: u32, scale: u8, value: i64) -> Result<u32, PatchError> {
    if word & 0x3b00_0000 == 0x3900_0000 {
        // opc bit 1 with V is the 128-bit form, which no stencil uses.
        if word >> 30 != u32::from(scale) || word & 0x0480_0000 == 0x0480_0000 {
            return Err(PatchError::Instruction);
        }
    } else {
        a64_add_sub_class(word, scale)?;
    }
    Ok(word & !(0xfff << 10) | field(value, scale, 12)? << 10)
}

/// ```text
///  31 30 29 28         23 22 21            10 9    5 4    0
/// |sf|op|S| 1 0 0 0 1 0 |sh|     imm12      |  Rn  |  Rd  |    op: 0 add, 1 subtract; flipped for a negative value
/// ```
/// N, Z and V are those of the signed value either way; C is not, so no unsigned condition may follow.
pub fn a64_add_sub12(word: u32, scale: u8, value: i64) -> Result<u32, PatchError> {
    a64_add_sub_class(word, scale)?;
    let magnitude = value.checked_abs().ok_or(PatchError::Immediate(0))?;
    let flip = if value < 0 { 1 << 30 } else { 0 };
    Ok((word & !(0xfff << 10) | field(magnitude, scale, 12)? << 10) ^ flip)
}

/// Add or subtract with a 12-bit immediate, shifted by 12 exactly if `scale` is 12.
#[inline]
fn a64_add_sub_class(word: u32, scale: u8) -> Result<(), PatchError> {
    match scale {
        0 => class(word, 0x1fc0_0000, 0x1100_0000),
        12 => class(word, 0x1fc0_0000, 0x1140_0000),
        _ => Err(PatchError::Instruction),
    }
}

/// ```text
///  31 30 29 28         23 22 21 20          5 4    0
/// |sf| opc | 1 0 0 1 0 1 | hw  |    imm16    |  Rd  |    opc 10 MOVZ, 11 MOVK; 16 * hw = lsr
/// ```
pub fn a64_imm16(word: u32, lsr: u8, value: i64) -> Result<u32, PatchError> {
    class(word, 0x5f80_0000, 0x5280_0000)?;
    a64_chunk(word, lsr, value)
}

/// ```text
///  31 30 29 28         23 22 21 20          5 4    0
/// |sf| 0 0 | 1 0 0 1 0 1 | hw  |    imm16    |  Rd  |    MOVN: the inverted bits; 16 * hw = lsr
/// ```
pub fn a64_not_imm16(word: u32, lsr: u8, value: i64) -> Result<u32, PatchError> {
    class(word, 0x7f80_0000, 0x1280_0000)?;
    a64_chunk(word, lsr, !value)
}

/// The 16 bits of `value` from `lsr` on, where the instruction's hw field says the same place.
#[inline]
fn a64_chunk(word: u32, lsr: u8, value: i64) -> Result<u32, PatchError> {
    if (word >> 21 & 3) * 16 != u32::from(lsr) {
        return Err(PatchError::Instruction);
    }
    let chunk = (value >> (lsr & 63)) as u32 & 0xffff;
    Ok(word & !(0xffff << 5) | chunk << 5)
}

/// ```text
///  31 30 29 28         23 22 21    16 15    10 9    5 4    0
/// | 1| 1 0 | 1 0 0 1 1 0 | 1|  immr  |  imms  |  Rn  |  Rd  |    UBFM as LSL: immr = -n mod 64, imms = 63 - n
/// ```
pub fn a64_lsl(word: u32, n: i64) -> Result<u32, PatchError> {
    class(word, 0xffc0_0000, 0xd340_0000)?;
    let n = field(n, 0, 6)?;
    Ok(word & !(0xfff << 10) | ((64 - n) & 63) << 16 | (63 - n) << 10)
}

/// ```text
///  31 30 29 28         23 22 21    16 15    10 9    5 4    0
/// | 1| opc | 1 0 0 1 1 0 | 1|  immr  | 111111 |  Rn  |  Rd  |    opc 00 SBFM as ASR, 10 UBFM as LSR
/// ```
pub fn a64_shr(word: u32, n: i64) -> Result<u32, PatchError> {
    class(word, 0xbfc0_fc00, 0x9340_fc00)?;
    Ok(word & !(63 << 16) | field(n, 0, 6)? << 16)
}

/// ```text
///  31 30 29 28       24 23 22 21 20  16 15    10 9    5 4    0
/// | 1| opc | 0 1 0 1 0 |shift|N |  Rm  |  imm6  |  Rn  |  Rd  |    logical
/// | 1|op|S | 0 1 0 1 1 |shift|0 |  Rm  |  imm6  |  Rn  |  Rd  |    add, subtract
/// ```
pub fn a64_shifted_reg(word: u32, n: i64) -> Result<u32, PatchError> {
    if class(word, 0x9f00_0000, 0x8a00_0000).is_err() {
        class(word, 0x9f20_0000, 0x8b00_0000)?;
    }
    Ok(word & !(63 << 10) | field(n, 0, 6)? << 10)
}

/// ```text
///  31 30       26 25                                0
/// |op| 0 0 1 0 1 |              imm26                |    B, BL; ±128 MB
/// ```
#[inline]
pub fn a64_branch26(word: u32, delta: i64) -> Result<u32, PatchError> {
    class(word, 0x7c00_0000, 0x1400_0000)?;
    Ok(word & !0x03ff_ffff | distance(delta, 26)?)
}

/// ```text
///  31       25 24 23                       5 4 3     0
/// | 0 1 0 1 0 1 0 0|         imm19          |0| cond  |    B.cond; ±1 MB
/// |sf| 0 1 1 0 1 0 op|       imm19          |   Rt    |    CBZ, CBNZ
/// ```
#[inline]
pub fn a64_branch19(word: u32, delta: i64) -> Result<u32, PatchError> {
    if class(word, 0xff00_0010, 0x5400_0000).is_err() {
        class(word, 0x7e00_0000, 0x3400_0000)?;
    }
    Ok(word & !(0x7_ffff << 5) | distance(delta, 19)? << 5)
}

/// ```text
///  31 30 29  27 26 25 24 23                       5 4    0
/// | opc | 0 1 1 | V| 0 0 |         imm19          |  Rt  |    LDR, literal, 64 bits; ±1 MB
/// ```
pub fn a64_literal19(word: u32, delta: i64) -> Result<u32, PatchError> {
    class(word, 0xfb00_0000, 0x5800_0000)?;
    Ok(word & !(0x7_ffff << 5) | distance(delta, 19)? << 5)
}

/// ```text
///   REX            opcode, ModRM or SIB
/// | 0100 W R X B |  ...  | xx rrr bbb |      rrr: shift 3, the fourth bit in R (or X); bbb: shift 0, the fourth bit in B
/// ```
/// 4 and 5 (mod 8) are refused: as a base or index they encode something else.
#[inline]
pub fn x86_reg(code: &mut [u8], at: usize, shift: u8, rex: u8, rex_bit: u8, reg: u8) -> Result<(), PatchError> {
    // The registers that are allowed: 0 to 7 without a REX; with one all but 4, 5, 12 and 13.
    let allowed: u32 = if rex == 0 { 0x00ff } else { 0xcfcf };
    if reg > 15 || allowed >> reg & 1 == 0 {
        return Err(PatchError::Register);
    }
    let place = code.get_mut(at).ok_or(PatchError::Table)?;
    *place = *place & !(7 << shift) | (reg & 7) << shift;
    if rex == 0 {
        return Ok(());
    }
    let prefix = code.get_mut(at.wrapping_sub(usize::from(rex))).ok_or(PatchError::Table)?;
    if *prefix & 0xf0 != 0x40 {
        return Err(PatchError::Instruction);
    }
    *prefix = *prefix & !(1 << rex_bit) | (reg >> 3) << rex_bit;
    Ok(())
}

/// ```text
/// | 11101001 |          | rel32 |    JMP: the distance from the field's end; ±2 GB
/// | 00001111 | 1000cccc | rel32 |    Jcc
/// ```
pub fn x86_branch32(code: &mut [u8], at: usize, delta: i64) -> Result<(), PatchError> {
    let before = at.checked_sub(1).and_then(|i| code.get(i)).ok_or(PatchError::Table)?;
    let second = at.checked_sub(2).and_then(|i| code.get(i));
    if *before != 0xe9 && !(*before & 0xf0 == 0x80 && second == Some(&0x0f)) {
        return Err(PatchError::Instruction);
    }
    x86_distance(code, at, delta)
}

/// ```text
/// | opcode | 00 rrr 101 | disp32 |    an operand addressed from RIP, nothing behind the field
/// ```
pub fn x86_literal32(code: &mut [u8], at: usize, delta: i64) -> Result<(), PatchError> {
    let modrm = at.checked_sub(1).and_then(|i| code.get(i)).ok_or(PatchError::Table)?;
    if modrm & 0xc7 != 0x05 {
        return Err(PatchError::Instruction);
    }
    x86_distance(code, at, delta)
}

/// Writes the distance to a target `delta` bytes from `at`, counted from the end of the four bytes at `at`.
#[inline]
fn x86_distance(code: &mut [u8], at: usize, delta: i64) -> Result<(), PatchError> {
    let from_end = delta.checked_sub(4).and_then(|d| i32::try_from(d).ok()).ok_or(PatchError::Target)?;
    put(code, at, Ok::<_, PatchError>(from_end.to_le_bytes()))
}

#[cfg(test)]
#[path = "patch_tests.rs"]
mod tests;
