//! Copies a stencil and patches its holes.
//!
//! [`emit`] copies the right form of a stencil into code memory being written, fills in registers and immediates, and reports the places
//! that wait for an address as [`Fixup`]s; [`resolve`] fills those in when the address is known. Nothing here depends on the host: any machine patches for either architecture.
//!
//! There is one function for each kind of hole. Each checks that it looks at the class of instruction it is for and that the value is in range, and says so as an error: a wrong caller
//! never makes wrong code silently. In [`emit`], registers are only checked to be in their pools, and immediates to be in their ranges: that all of those fit is proved of a table
//! where it is compiled ([`StencilTable::is_sound`]), and so is that what waits for an address in a stencil is a branch.

use super::stencil::{
    Arch, Edge, EdgeHole, FIRST_PLACES, Form, Hole, HoleKind, MAX_REGS, PADDING, Place, Reg, StencilId, StencilTable,
};

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
    #[inline(always)]
    pub fn new(regs: &[Reg], imms: &'a [i64]) -> Self {
        Operands { regs: core::array::from_fn(|k| regs.get(k).copied().unwrap_or(Reg(0))), imms }
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
    form: &'static Form,
    /// Where it begins in the destination.
    at: u32,
}

impl Emitted {
    /// Bytes of code.
    #[inline]
    pub fn size(&self) -> usize {
        self.form.len.into()
    }

    /// The places that wait for an address, in the order of their offsets, where the stencil is of this table.
    #[inline]
    pub fn fixups(&self, table: &StencilTable) -> impl Iterator<Item = Fixup> + use<> {
        let emitted = *self;
        // `StencilTable::is_sound` has seen that they are there.
        let edges = part(table.edges, self.form.edge, self.form.edges.into()).unwrap_or_default();
        edges.iter().map(move |hole| emitted.fixup(hole))
    }

    /// The first of them, if there is one, and whether others follow.
    #[inline(always)]
    pub(crate) fn first_fixup(&self) -> Option<(Fixup, bool)> {
        match self.form.edges {
            0 => None,
            count => Some((self.fixup(&self.form.first.edge), count > 1)),
        }
    }

    /// The holes of those behind the first.
    #[inline(always)]
    pub(crate) fn further_edges(&self, table: &StencilTable) -> &'static [EdgeHole] {
        let (first, count) = (usize::from(self.form.edge), usize::from(self.form.edges));
        table.edges.get(first + 1..first + count).unwrap_or_default()
    }

    #[inline(always)]
    pub(crate) fn fixup(&self, hole: &EdgeHole) -> Fixup {
        // The code is there and the hole lies in it: this wraps where `at` does.
        Fixup { at: self.at.wrapping_add(hole.at.into()), kind: hole.kind, edge: hole.edge }
    }
}

/// Bytes from a stencil's beginning that [`emit`] may write to, if there are as many: those that an offset in a [`Hole`] can name, and
/// the widest field. In an array of this length no hole needs its offset compared with a length.
pub const WINDOW: usize = PADDING + 8;

/// Writes the stencil at `dst[at..]`, patched with its operands. What is behind it, up to [`WINDOW`] bytes from `at`, may be overwritten;
/// where there are fewer than that, nothing but the stencil is written.
#[inline(always)]
pub fn emit(
    table: &StencilTable,
    id: StencilId,
    ops: &Operands<'_>,
    dst: &mut [u8],
    at: usize,
) -> Result<Emitted, PatchError> {
    let rest = dst.get_mut(at..).ok_or(PatchError::Space)?;
    let form = match rest.first_chunk_mut::<WINDOW>() {
        Some(window) => emit_in(table, id, ops, window)?,
        None => emit_at_end(table, id, *ops, rest)?,
    };
    // Behind 4 GB, where this wraps, nothing is placed.
    Ok(Emitted { form, at: at as u32 })
}

/// Writes the stencil where there is less room than a window.
#[cold]
#[inline(never)]
fn emit_at_end(
    table: &StencilTable,
    id: StencilId,
    ops: Operands<'_>,
    rest: &mut [u8],
) -> Result<&'static Form, PatchError> {
    let mut window = [0; WINDOW];
    let form = emit_in(table, id, &ops, &mut window)?;
    let (place, code) = (rest.get_mut(..form.len.into()), window.get(..form.len.into()));
    place.ok_or(PatchError::Space)?.copy_from_slice(code.ok_or(PatchError::Table)?);
    Ok(form)
}

/// Writes the stencil at the window's beginning; which form it took. All is done here that does not need an address.
///
/// Of places of registers, and of most immediates, nothing is checked: [`StencilTable::is_sound`] says of a table that every register
/// of the pools and every immediate in its range fits, and that the registers' fields are clear.
#[inline(always)]
fn emit_in(
    table: &StencilTable,
    id: StencilId,
    ops: &Operands<'_>,
    window: &mut [u8; WINDOW],
) -> Result<&'static Form, PatchError> {
    let entry = table.entries.get(id as usize).ok_or(PatchError::Table)?;
    let form = table.form_of(entry, &ops.regs).ok_or(PatchError::Table)?;
    // A byte each. What is not an operand comes behind those that are, and is ignored; a sum that carries belongs to one that is refused.
    let [d, a, b] = ops.regs;
    let regs = u32::from(d.0) | u32::from(a.0) << 8 | u32::from(b.0) << 16;
    if (regs.wrapping_add(entry.spare) | regs) & entry.tops != 0 {
        return Err(PatchError::Register);
    }
    // All of them: where one lies in a literal, nothing is filled in here.
    let imms = ops.imms.get(..entry.imms.into()).ok_or(PatchError::Immediate(0))?;
    for (k, (value, range)) in imms.iter().zip(&entry.ranges).enumerate() {
        if !table.ranges.get(usize::from(*range)).is_some_and(|r| r.contains(*value)) {
            return Err(PatchError::Immediate(k as u8));
        }
    }
    let code = part(table.code, form.code, PADDING)?.first_chunk().ok_or(PatchError::Table)?;
    copy(window, code, form.len.into());
    match table.arch {
        Arch::A64 if cfg!(target_arch = "aarch64") => fill::<A64>(table, form, regs, imms, window)?,
        Arch::X86_64 if cfg!(target_arch = "x86_64") => fill::<X86>(table, form, regs, imms, window)?,
        _ => fill_foreign(table, form, regs, imms, window)?,
    }
    Ok(form)
}

/// How the holes of an architecture's stencils are filled in.
trait Fill {
    /// Writes a register's field, which is clear.
    fn register(window: &mut [u8; WINDOW], place: &Place, field: u32);
    /// Writes (a part of) an immediate that is in its range.
    fn immediate(window: &mut [u8; WINDOW], hole: &Hole, value: i64) -> Result<(), PatchError>;
}

enum A64 {}
enum X86 {}

/// The bytes of each kind's immediate, as ones.
const MASKS: [u64; 32] = {
    let mut masks = [u32::MAX as u64; 32];
    masks[HoleKind::X86U8 as usize] = u8::MAX as u64;
    masks[HoleKind::X86U64 as usize] = u64::MAX;
    masks
};

impl Fill for A64 {
    #[inline(always)]
    fn register(window: &mut [u8; WINDOW], place: &Place, field: u32) {
        if let Some(word) = window.get_mut(usize::from(place.at)..).and_then(|c| c.first_chunk_mut::<4>()) {
            *word = (u32::from_le_bytes(*word) | field).to_le_bytes();
        }
    }

    #[inline(always)]
    fn immediate(window: &mut [u8; WINDOW], hole: &Hole, value: i64) -> Result<(), PatchError> {
        // Most of them.
        let (low, bits) = match hole.kind {
            HoleKind::A64Imm12 => (10, 12),
            HoleKind::A64Imm16 => (5, 16),
            _ => return patch_immediate(window, hole, value),
        };
        let (field, mask) = ((value >> (hole.arg & 63)) as u32, (1 << bits) - 1);
        word(window, hole.at.into(), |w| Ok(w & !(mask << low) | (field & mask) << low))
    }
}

impl Fill for X86 {
    /// Where there is no REX, the field's upper byte is 0.
    #[inline(always)]
    fn register(window: &mut [u8; WINDOW], place: &Place, field: u32) {
        let [low, rex, ..] = field.to_le_bytes();
        window[usize::from(place.at)] |= low;
        window[usize::from(place.rex)] |= rex;
    }

    #[inline(always)]
    fn immediate(window: &mut [u8; WINDOW], hole: &Hole, value: i64) -> Result<(), PatchError> {
        // Eight bytes are written, those behind the hole as they are: which width comes next no processor can foretell.
        let mask = MASKS[hole.kind as usize & (MASKS.len() - 1)];
        let place = window.get_mut(usize::from(hole.at)..).and_then(|w| w.first_chunk_mut::<8>());
        let place = place.ok_or(PatchError::Table)?;
        *place = (u64::from_le_bytes(*place) & !mask | value as u64 & mask).to_le_bytes();
        Ok(())
    }
}

/// Fills in registers, a byte each, and immediates.
#[inline(always)]
fn fill<F: Fill>(
    table: &StencilTable,
    form: &Form,
    regs: u32,
    imms: &[i64],
    window: &mut [u8; WINDOW],
) -> Result<(), PatchError> {
    for place in &form.first.places {
        fill_register::<F>(table, place, regs, window);
    }
    if usize::from(form.places) > FIRST_PLACES {
        for place in part(table.places, form.place, form.places.into())?.iter().skip(FIRST_PLACES) {
            fill_register::<F>(table, place, regs, window);
        }
    }
    let imm = |hole: &Hole| imms.get(usize::from(hole.which)).copied().ok_or(PatchError::Table);
    if form.holes != 0 {
        let hole = &form.first.hole;
        F::immediate(window, hole, imm(hole)?)?;
    }
    if form.holes > 1 {
        for hole in part(table.holes, form.hole, form.holes.into())?.iter().skip(1) {
            F::immediate(window, hole, imm(hole)?)?;
        }
    }
    Ok(())
}

/// Fills in a register at one place.
#[inline(always)]
fn fill_register<F: Fill>(table: &StencilTable, place: &Place, regs: u32, window: &mut [u8; WINDOW]) {
    // No stencil has more than three operands: a shift by so many bits is by less than 32.
    let reg = regs.wrapping_shr(place.shift.into()) as u8;
    F::register(window, place, table.fields[usize::from(place.field | reg)]);
}

/// Fills in registers and immediates for another machine than this, out of the way of what is done for this one.
#[cold]
#[inline(never)]
fn fill_foreign(
    table: &StencilTable,
    form: &Form,
    regs: u32,
    imms: &[i64],
    window: &mut [u8; WINDOW],
) -> Result<(), PatchError> {
    match table.arch {
        Arch::A64 => fill::<A64>(table, form, regs, imms, window),
        Arch::X86_64 => fill::<X86>(table, form, regs, imms, window),
    }
}

/// Part of a table's list.
#[inline(always)]
fn part<T>(list: &'static [T], first: u16, count: usize) -> Result<&'static [T], PatchError> {
    list.get(usize::from(first)..usize::from(first) + count).ok_or(PatchError::Table)
}

/// Copies at least `len` bytes: most stencils fit into the first block.
#[inline(always)]
fn copy(window: &mut [u8; WINDOW], code: &[u8; PADDING], len: usize) {
    window[..32].copy_from_slice(&code[..32]);
    if len > 32 {
        window[32..96].copy_from_slice(&code[32..96]);
    }
    if len > 96 {
        window[96..PADDING].copy_from_slice(&code[96..]);
    }
}

/// The most bytes of an instruction of x86-64 that does nothing and that all processors decode at once.
const LONGEST_NOP: usize = 9;

/// Instructions of x86-64 that do nothing, of 1 to 9 bytes, as their makers recommend them.
const NOPS: [[u8; LONGEST_NOP]; LONGEST_NOP] = [
    [0x90, 0, 0, 0, 0, 0, 0, 0, 0],
    [0x66, 0x90, 0, 0, 0, 0, 0, 0, 0],
    [0x0F, 0x1F, 0x00, 0, 0, 0, 0, 0, 0],
    [0x0F, 0x1F, 0x40, 0, 0, 0, 0, 0, 0],
    [0x0F, 0x1F, 0x44, 0, 0, 0, 0, 0, 0],
    [0x66, 0x0F, 0x1F, 0x44, 0, 0, 0, 0, 0],
    [0x0F, 0x1F, 0x80, 0, 0, 0, 0, 0, 0],
    [0x0F, 0x1F, 0x84, 0, 0, 0, 0, 0, 0],
    [0x66, 0x0F, 0x1F, 0x84, 0, 0, 0, 0, 0],
];

/// Fills a gap with instructions that do nothing.
pub(super) fn nops(arch: Arch, gap: &mut [u8]) {
    match arch {
        Arch::X86_64 => {
            for part in gap.chunks_mut(LONGEST_NOP) {
                if let Some(nop) = NOPS.get(part.len().wrapping_sub(1)).and_then(|nop| nop.get(..part.len())) {
                    part.copy_from_slice(nop);
                }
            }
        }
        Arch::A64 => gap.as_chunks_mut().0.fill(0xD503_201Fu32.to_le_bytes()),
    }
}

/// Where a register is named: the lowest of three bits, and the bit of REX, which is 0100WRXB.
pub(super) const fn x86_place(kind: HoleKind) -> (u8, u8) {
    match kind {
        HoleKind::X86RegB => (0, 0),
        HoleKind::X86RegX => (3, 1),
        _ => (3, 2),
    }
}

/// Points the place to `target`, an offset in the same destination.
pub fn resolve(dst: &mut [u8], fixup: &Fixup, target: usize) -> Result<(), PatchError> {
    let Ok(target) = i64::try_from(target) else { return Err(PatchError::Target) };
    // Neither is negative, so the difference cannot overflow.
    resolve_other(dst, fixup.at as usize, fixup.kind, target - i64::from(fixup.at))
}

/// The same of a place of this kind at an offset, in a stencil that [`emit`] wrote: of branches [`StencilTable::is_sound`] says that they
/// are what their kind says.
#[inline(always)]
pub(crate) fn resolve_emitted(dst: &mut [u8], place: u32, kind: HoleKind, target: u32) -> Result<(), PatchError> {
    let (at, delta) = (place as usize, i64::from(target) - i64::from(place));
    match kind {
        // Most of them, here.
        HoleKind::A64Branch26 if cfg!(target_arch = "aarch64") => word(dst, at, |w| a64_to26(w, delta)),
        HoleKind::A64Branch19 if cfg!(target_arch = "aarch64") => word(dst, at, |w| a64_to19(w, delta)),
        HoleKind::X86Branch32 if cfg!(target_arch = "x86_64") => {
            let field = dst.get_mut(at..).and_then(|c| c.first_chunk_mut()).ok_or(PatchError::Table)?;
            *field = x86_distance(delta)?;
            Ok(())
        }
        _ => resolve_other(dst, at, kind, delta),
    }
}

/// Points a place to a target so many bytes away.
#[inline(never)]
fn resolve_other(dst: &mut [u8], at: usize, kind: HoleKind, delta: i64) -> Result<(), PatchError> {
    match kind {
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
#[inline]
pub fn patch_immediate(code: &mut [u8], hole: &Hole, value: i64) -> Result<(), PatchError> {
    let at = usize::from(hole.at);
    match hole.kind {
        HoleKind::A64Imm12 => word(code, at, |w| a64_imm12(w, hole.arg, value)),
        HoleKind::A64AddSub12 => word(code, at, |w| a64_add_sub12(w, hole.arg, value)),
        HoleKind::A64Imm16 => word(code, at, |w| a64_imm16(w, hole.arg, value)),
        HoleKind::A64NotImm16 => word(code, at, |w| a64_not_imm16(w, hole.arg, value)),
        HoleKind::A64Lsl => word(code, at, |w| a64_lsl(w, value)),
        HoleKind::A64Shr => word(code, at, |w| a64_shr(w, value)),
        HoleKind::A64ShiftedReg => word(code, at, |w| a64_shifted_reg(w, value)),
        HoleKind::X86U8 | HoleKind::X86U32 | HoleKind::X86S32 | HoleKind::X86U64 => {
            let (min, max) = hole.kind.x86_range();
            if value < min || value > max {
                return Err(PatchError::Immediate(0));
            }
            let bytes = value.to_le_bytes();
            match hole.kind.width() {
                1 => put::<1>(code, at, bytes),
                4 => put::<4>(code, at, bytes),
                _ => put::<8>(code, at, bytes),
            }
        }
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

/// Writes the first `N` of an immediate's bytes at `at`.
#[inline(always)]
fn put<const N: usize>(code: &mut [u8], at: usize, bytes: [u8; 8]) -> Result<(), PatchError> {
    let place = code.get_mut(at..).and_then(|c| c.first_chunk_mut::<N>());
    place.zip(bytes.first_chunk()).map(|(place, bytes)| *place = *bytes).ok_or(PatchError::Table)
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
    if !takes_imm12(word, scale) {
        return Err(PatchError::Instruction);
    }
    Ok(word & !(0xfff << 10) | field(value, scale, 12)? << 10)
}

/// Whether that is such an instruction.
pub(super) const fn takes_imm12(word: u32, scale: u8) -> bool {
    if word & 0x3b00_0000 == 0x3900_0000 {
        // opc bit 1 with V is the 128-bit form, which no stencil uses.
        word >> 30 == scale as u32 && word & 0x0480_0000 != 0x0480_0000
    } else {
        takes_add_sub(word, scale)
    }
}

/// ```text
///  31 30 29 28         23 22 21            10 9    5 4    0
/// |sf|op|S| 1 0 0 0 1 0 |sh|     imm12      |  Rn  |  Rd  |    op: 0 add, 1 subtract; flipped for a negative value
/// ```
/// N, Z and V are those of the signed value either way; C is not, so no unsigned condition may follow.
pub fn a64_add_sub12(word: u32, scale: u8, value: i64) -> Result<u32, PatchError> {
    if !takes_add_sub(word, scale) {
        return Err(PatchError::Instruction);
    }
    let magnitude = value.checked_abs().ok_or(PatchError::Immediate(0))?;
    let flip = if value < 0 { 1 << 30 } else { 0 };
    Ok((word & !(0xfff << 10) | field(magnitude, scale, 12)? << 10) ^ flip)
}

/// Whether it is an add or subtract with a 12-bit immediate, shifted by 12 exactly if `scale` is 12.
const fn takes_add_sub(word: u32, scale: u8) -> bool {
    match scale {
        0 => word & 0x1fc0_0000 == 0x1100_0000,
        12 => word & 0x1fc0_0000 == 0x1140_0000,
        _ => false,
    }
}

/// ```text
///  31 30 29 28         23 22 21 20          5 4    0
/// |sf| opc | 1 0 0 1 0 1 | hw  |    imm16    |  Rd  |    opc 10 MOVZ, 11 MOVK; 16 * hw = lsr
/// ```
pub fn a64_imm16(word: u32, lsr: u8, value: i64) -> Result<u32, PatchError> {
    if !takes_imm16(word, lsr) {
        return Err(PatchError::Instruction);
    }
    Ok(a64_chunk(word, lsr, value))
}

/// Whether that is such an instruction.
pub(super) const fn takes_imm16(word: u32, lsr: u8) -> bool {
    word & 0x5f80_0000 == 0x5280_0000 && (word >> 21 & 3) * 16 == lsr as u32
}

/// ```text
///  31 30 29 28         23 22 21 20          5 4    0
/// |sf| 0 0 | 1 0 0 1 0 1 | hw  |    imm16    |  Rd  |    MOVN: the inverted bits; 16 * hw = lsr
/// ```
pub fn a64_not_imm16(word: u32, lsr: u8, value: i64) -> Result<u32, PatchError> {
    if word & 0x7f80_0000 != 0x1280_0000 || (word >> 21 & 3) * 16 != u32::from(lsr) {
        return Err(PatchError::Instruction);
    }
    Ok(a64_chunk(word, lsr, !value))
}

/// The word with the 16 bits of `value` from `lsr` on.
#[inline]
fn a64_chunk(word: u32, lsr: u8, value: i64) -> u32 {
    let chunk = (value >> (lsr & 63)) as u32 & 0xffff;
    word & !(0xffff << 5) | chunk << 5
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
    if is_a64_branch(word, HoleKind::A64Branch26) { a64_to26(word, delta) } else { Err(PatchError::Instruction) }
}

#[inline]
fn a64_to26(word: u32, delta: i64) -> Result<u32, PatchError> {
    Ok(word & !0x03ff_ffff | distance(delta, 26)?)
}

/// Whether a word is a branch with a field of this kind.
pub(super) const fn is_a64_branch(word: u32, kind: HoleKind) -> bool {
    match kind {
        HoleKind::A64Branch26 => word & 0x7c00_0000 == 0x1400_0000,
        _ => word & 0xff00_0010 == 0x5400_0000 || word & 0x7e00_0000 == 0x3400_0000,
    }
}

/// ```text
///  31       25 24 23                       5 4 3     0
/// | 0 1 0 1 0 1 0 0|         imm19          |0| cond  |    B.cond; ±1 MB
/// |sf| 0 1 1 0 1 0 op|       imm19          |   Rt    |    CBZ, CBNZ
/// ```
#[inline]
pub fn a64_branch19(word: u32, delta: i64) -> Result<u32, PatchError> {
    if is_a64_branch(word, HoleKind::A64Branch19) { a64_to19(word, delta) } else { Err(PatchError::Instruction) }
}

#[inline]
fn a64_to19(word: u32, delta: i64) -> Result<u32, PatchError> {
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
/// | 1110100x |          | rel32 |    CALL, JMP: the distance from the field's end; ±2 GB
/// | 00001111 | 1000cccc | rel32 |    Jcc
/// ```
#[inline]
pub fn x86_branch32(code: &mut [u8], at: usize, delta: i64) -> Result<(), PatchError> {
    let byte = |back: usize| at.checked_sub(back).and_then(|at| code.get(at)).copied();
    let Some(opcode) = byte(1) else { return Err(PatchError::Table) };
    if !is_x86_branch(byte(2).unwrap_or(0), opcode) {
        return Err(PatchError::Instruction);
    }
    let field = code.get_mut(at..).and_then(|c| c.first_chunk_mut()).ok_or(PatchError::Table)?;
    *field = x86_distance(delta)?;
    Ok(())
}

/// Whether the bytes before a field are of a branch: no conditional one begins so near to the beginning that there are fewer.
pub(super) const fn is_x86_branch(prefix: u8, opcode: u8) -> bool {
    opcode | 1 == 0xe9 || (prefix == 0x0f && opcode & 0xf0 == 0x80)
}

/// ```text
/// | opcode | 00 rrr 101 | disp32 |    an operand addressed from RIP, nothing behind the field
/// ```
pub fn x86_literal32(code: &mut [u8], at: usize, delta: i64) -> Result<(), PatchError> {
    let modrm = at.checked_sub(1).and_then(|i| code.get(i)).ok_or(PatchError::Table)?;
    if modrm & 0xc7 != 0x05 {
        return Err(PatchError::Instruction);
    }
    let field = code.get_mut(at..).and_then(|c| c.first_chunk_mut()).ok_or(PatchError::Table)?;
    *field = x86_distance(delta)?;
    Ok(())
}

/// The four bytes that lead to a target `delta` bytes from their beginning: the distance counts from their end.
#[inline]
fn x86_distance(delta: i64) -> Result<[u8; 4], PatchError> {
    let from_end = delta.checked_sub(4).and_then(|d| i32::try_from(d).ok());
    from_end.map(i32::to_le_bytes).ok_or(PatchError::Target)
}

#[cfg(test)]
#[path = "patch_tests.rs"]
mod tests;
