//! The types of the generated stencil tables: const-constructible, borrowing static data.
//!
//! A table holds one [`Entry`] a stencil; an entry has one or more [`Form`]s, machine code with [`Hole`]s, of which the first that allows the
//! operands' registers is used. Which stencils there are, and what they mean, is in [`super::stencil_list`], re-exported here; patching is in [`super::patch`].
//! A table is trusted: it is made by the project's generator, which checks it, and linked with the program.

use super::patch::x86_place;
pub use super::stencil_list::{
    Arch, Class, Edge, INT_SHIFT, MAX_IMMS, MAX_REGS, Operand, Reg, Shape, Signature, StencilId,
};

/// What is patched at a [`Hole`], and how: one patch function each, in [`super::patch`]. `arg` is the hole's own parameter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum HoleKind {
    /// A64: five bits of a register number at bit `arg`.
    A64Reg,
    /// A64: unsigned 12 bits at bit 10 of a load, store, add or subtract; the value divided by 2^`arg`.
    A64Imm12,
    /// A64: the same of an add or subtract that is turned into its opposite for a negative value.
    A64AddSub12,
    /// A64: 16 bits at bit 5 of MOVZ or MOVK: the value's bits from `arg` on.
    A64Imm16,
    /// A64: 16 bits at bit 5 of MOVN: the inverted value's bits from `arg` on.
    A64NotImm16,
    /// A64: the amount of a 64-bit LSL (both fields of UBFM).
    A64Lsl,
    /// A64: the amount of a 64-bit ASR or LSR (immr of SBFM or UBFM, imms staying 63).
    A64Shr,
    /// A64: six bits at bit 10, the amount by which a register operand is shifted.
    A64ShiftedReg,
    /// x86-64: three bits at bit 0 of a byte, the fourth in REX.B `arg` bytes before (0: no REX, numbers below 8 only).
    X86RegB,
    /// x86-64: three bits at bit 3 of ModRM, the fourth in REX.R `arg` bytes before.
    X86RegR,
    /// x86-64: three bits at bit 3 of SIB, the fourth in REX.X `arg` bytes before.
    X86RegX,
    /// x86-64: an unsigned byte.
    X86U8,
    /// x86-64: 32 bits, unsigned.
    X86U32,
    /// x86-64: 32 bits, signed.
    X86S32,
    /// x86-64: 64 bits.
    X86U64,
    /// A64: the target of B or BL, 26 bits.
    A64Branch26,
    /// A64: the target of B.cond, CBZ or CBNZ, 19 bits at bit 5.
    A64Branch19,
    /// A64: the literal of a load, 19 bits at bit 5.
    A64Literal19,
    /// x86-64: the target of JMP or Jcc, 32 bits from the field's end.
    X86Branch32,
    /// x86-64: a literal addressed from RIP, 32 bits from the field's end.
    X86Literal32,
}

impl HoleKind {
    /// Whether a register operand is patched here.
    pub const fn is_register(self) -> bool {
        matches!(self, Self::A64Reg | Self::X86RegB | Self::X86RegR | Self::X86RegX)
    }

    /// The bytes from the hole's offset on that may be written.
    pub const fn width(self) -> usize {
        match self {
            Self::X86RegB | Self::X86RegR | Self::X86RegX | Self::X86U8 => 1,
            Self::X86U64 => 8,
            _ => 4,
        }
    }

    /// Whether an address that is known later is patched here.
    pub const fn is_edge(self) -> bool {
        matches!(
            self,
            Self::A64Branch26 | Self::A64Branch19 | Self::A64Literal19 | Self::X86Branch32 | Self::X86Literal32
        )
    }
}

/// A place in a form's code that is patched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hole {
    /// Byte offset of the instruction word (A64) or of the field (x86-64) in the form's code.
    pub at: u8,
    /// Index of the operand or immediate; of an edge: 0 exit, 1 taken, 2 + n the literal of immediate n.
    pub which: u8,
    /// How to patch.
    pub kind: HoleKind,
    /// The kind's parameter.
    pub arg: u8,
}

impl Hole {
    /// The edge of a hole for which [`HoleKind::is_edge`] holds.
    pub const fn edge(self) -> Edge {
        match self.which {
            0 => Edge::Exit,
            1 => Edge::Taken,
            n => Edge::Literal(n.wrapping_sub(2)),
        }
    }
}

/// A set of a stencil's operands, bit n for operand n.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OperandSet(pub u8);

/// Machine code of a stencil for some sharing of registers between its destination and sources.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Form {
    /// Where the code begins in the table's code.
    pub code: u16,
    /// Length of the code in bytes.
    pub len: u8,
    /// Sources that must be in the destination's register.
    pub same: OperandSet,
    /// Sources, of the others, that must not be: they are read after the destination is written.
    pub early_clobber: OperandSet,
    /// Index of the first hole. Holes for registers come first, then those for immediates, then edges, each in the order of their offsets.
    pub hole: u16,
    /// Number of holes for registers.
    pub regs: u8,
    /// Number of holes for immediates.
    pub imms: u8,
    /// Number of edges.
    pub edges: u8,
}

/// The values that an immediate can take: from `min` to `max`, multiples of 2^`align`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ImmRange {
    /// Smallest value.
    pub min: i64,
    /// Largest value.
    pub max: i64,
    /// Low bits that must be zero.
    pub align: u8,
}

impl ImmRange {
    /// Whether the value can be patched.
    pub const fn contains(&self, value: i64) -> bool {
        value >= self.min && value <= self.max && value & ((1i64 << (self.align & 31)) - 1) == 0
    }
}

/// A stencil in a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Index of the first form; forms for sharing come before the general one.
    pub form: u16,
    /// Number of forms.
    pub forms: u8,
    /// For each immediate, the index of its range.
    pub ranges: [u8; MAX_IMMS],
}

/// All stencils for one architecture.
#[derive(Clone, Copy, Debug)]
pub struct StencilTable {
    /// The architecture.
    pub arch: Arch,
    /// Machine numbers of the general pool.
    pub gprs: &'static [u8],
    /// Machine numbers of the floating-point pool.
    pub fprs: &'static [u8],
    /// The same, of both classes: [`pool_numbers`] of the two.
    pub numbers: [[u8; MOST_POOL]; 2],
    /// General pool registers below this keep their values over a stencil that `kills_pool`, except over `call_py`.
    pub call_saved: u8,
    /// Floating-point pool registers from this on keep theirs likewise.
    pub fprs_saved_from: u8,
    /// One for each stencil, by number.
    pub entries: &'static [Entry],
    /// Forms of all stencils.
    pub forms: &'static [Form],
    /// Holes of all forms.
    pub holes: &'static [Hole],
    /// Ranges of immediates.
    pub ranges: &'static [ImmRange],
    /// Machine code of all forms, the fields of registers cleared with [`clear_registers`].
    pub code: &'static [u8],
}

/// The most registers of a pool.
pub const MOST_POOL: usize = 16;
/// Instead of the machine number of a register that is not in the pool.
const NO_NUMBER: u8 = 0x80;

/// Machine numbers of both pools, with a mark behind the last, so that no register has to be compared with a length.
pub const fn pool_numbers(gprs: &[u8], fprs: &[u8]) -> [[u8; MOST_POOL]; 2] {
    let (mut numbers, pools) = ([[NO_NUMBER; MOST_POOL]; 2], [gprs, fprs]);
    let mut class = 0;
    while class < pools.len() {
        let mut k = 0;
        while k < pools[class].len() {
            numbers[class][k] = pools[class][k];
            k += 1;
        }
        class += 1;
    }
    numbers
}

/// Clears the fields of registers in the code of all forms: a register's number is then written with nothing more than an "or".
pub const fn clear_registers(code: &mut [u8], forms: &[Form], holes: &[Hole]) {
    let mut f = 0;
    while f < forms.len() {
        let form = &forms[f];
        let mut h = form.hole as usize;
        while h < form.hole as usize + form.regs as usize {
            let (at, mask) = (form.code as usize + holes[h].at as usize, register_fields(&holes[h]));
            let rex = at - if holes[h].kind as u8 == HoleKind::A64Reg as u8 { 0 } else { holes[h].arg as usize };
            let mut k = 0;
            while k < 4 {
                if mask.0[k] != 0 {
                    code[at + k] &= !mask.0[k];
                }
                k += 1;
            }
            code[rex] &= !mask.1;
            h += 1;
        }
        f += 1;
    }
}

/// The bits that hold a register's number: of the bytes from the hole's offset on, and of the REX before.
const fn register_fields(hole: &Hole) -> ([u8; 4], u8) {
    match hole.kind {
        HoleKind::A64Reg => ((31u32 << (hole.arg & 31)).to_le_bytes(), 0),
        kind => {
            let (shift, rex_bit) = x86_place(kind);
            ([7 << shift, 0, 0, 0], if hole.arg == 0 { 0 } else { 1 << rex_bit })
        }
    }
}

impl StencilTable {
    /// The forms of a stencil.
    #[inline]
    pub fn forms(&self, id: StencilId) -> &'static [Form] {
        let Some(entry) = self.entries.get(id as usize) else { return &[] };
        let first = usize::from(entry.form);
        self.forms.get(first..first + usize::from(entry.forms)).unwrap_or(&[])
    }

    /// The form that serves these registers (one for each operand, in order), if there is one; the generator proves that there is for
    /// every sharing of registers.
    pub fn form(&self, id: StencilId, regs: &[Reg; MAX_REGS]) -> Option<&'static Form> {
        self.form_of(self.entries.get(id as usize)?, id.shape(), regs)
    }

    /// The same, of a stencil whose entry is known.
    #[inline(always)]
    pub(crate) fn form_of(&self, entry: &Entry, shape: Shape, regs: &[Reg; MAX_REGS]) -> Option<&'static Form> {
        let forms = self.forms.get(usize::from(entry.form)..)?;
        let only = forms.first()?;
        if entry.forms == 1 && only.early_clobber == OperandSet(0) {
            return Some(only);
        }
        let [d, a, b] = regs;
        let shared = (u8::from(a == d) << 1 | u8::from(b == d) << 2) & shape.alike;
        let mut forms = forms.get(..entry.forms.into())?.iter();
        forms.find(|f| f.same.0 & !shared == 0 && f.early_clobber.0 & shared & !f.same.0 == 0)
    }

    /// The length in bytes of the code for these registers.
    pub fn len(&self, id: StencilId, regs: &[Reg]) -> Option<usize> {
        self.form(id, &super::patch::Operands::new(regs, &[]).regs).map(|f| usize::from(f.len))
    }

    /// The largest length of any form.
    pub fn max_len(&self, id: StencilId) -> usize {
        self.forms(id).iter().map(|f| usize::from(f.len)).max().unwrap_or(0)
    }

    /// The values that an immediate can take.
    pub fn range(&self, id: StencilId, imm: usize) -> Option<ImmRange> {
        let entry = self.entries.get(id as usize)?;
        self.ranges.get(usize::from(*entry.ranges.get(imm)?)).copied()
    }

    /// Whether an immediate can take the value.
    pub fn fits(&self, id: StencilId, imm: usize, value: i64) -> bool {
        self.range(id, imm).is_some_and(|r| r.contains(value))
    }

    /// Whether all holes lie in their stencils, and whatever register of the pools is written to one, the instruction stays what
    /// it is: what [`super::patch`] takes for granted. To be asserted of each table where it is compiled.
    pub const fn is_sound(&self) -> bool {
        let mut id = 0;
        while id < StencilId::ALL.len() {
            let (entry, shape) = (self.entries[id], StencilId::ALL[id].shape());
            let mut n = 0;
            while n < entry.forms as usize {
                if !self.is_form_sound(&self.forms[entry.form as usize + n], shape) {
                    return false;
                }
                n += 1;
            }
            id += 1;
        }
        self.entries.len() == StencilId::ALL.len()
    }

    const fn is_form_sound(&self, form: &Form, shape: Shape) -> bool {
        let mut n = 0;
        while n < form.regs as usize + form.imms as usize + form.edges as usize {
            let hole = &self.holes[form.hole as usize + n];
            let sound = if n < form.regs as usize {
                hole.kind.is_register() && hole.which < shape.operands && self.takes_registers(form, hole, shape)
            } else if n < form.regs as usize + form.imms as usize {
                !hole.kind.is_register() && !hole.kind.is_edge() && hole.which < shape.imms
            } else {
                hole.kind.is_edge()
            };
            if !sound || hole.at as usize + hole.kind.width() > form.len as usize {
                return false;
            }
            n += 1;
        }
        form.code as usize + form.len as usize <= self.code.len()
    }

    /// Whether every register of the operand's pool can be written to the hole, which is clear.
    const fn takes_registers(&self, form: &Form, hole: &Hole, shape: Shape) -> bool {
        // By their numbers. On x86-64, 4 and 5 (modulo 8) encode something else as a base or index.
        let allowed: u32 = match (self.arch, hole.kind) {
            (Arch::A64, HoleKind::A64Reg) if matches!(hole.arg, 0 | 5 | 10 | 16) => 0x7fff_ffff,
            (Arch::A64, _) | (_, HoleKind::A64Reg) => return false,
            (Arch::X86_64, _) if hole.arg == 0 => 0x00ff,
            (Arch::X86_64, _) => {
                if hole.arg > hole.at || self.code[form.code as usize + (hole.at - hole.arg) as usize] & 0xf0 != 0x40 {
                    return false;
                }
                0xcfcf
            }
        };
        let (mask, rex) = register_fields(hole);
        let at = form.code as usize + hole.at as usize;
        let mut k = 0;
        while k < mask.len() {
            if mask[k] != 0 && self.code[at + k] & mask[k] != 0 {
                return false;
            }
            k += 1;
        }
        if rex != 0 && self.code[at - hole.arg as usize] & rex != 0 {
            return false;
        }
        let numbers = pool_numbers(self.gprs, self.fprs);
        let mut k = 0;
        while k < MOST_POOL {
            if self.numbers[0][k] != numbers[0][k] || self.numbers[1][k] != numbers[1][k] {
                return false;
            }
            k += 1;
        }
        let pool = if shape.classes[hole.which as usize] == Class::Gpr as u8 { self.gprs } else { self.fprs };
        let mut k = 0;
        while k < pool.len() {
            if pool[k] > 31 || allowed >> pool[k] & 1 == 0 {
                return false;
            }
            k += 1;
        }
        true
    }

    /// The bytes of data in the table.
    pub const fn size(&self) -> usize {
        size_of::<Self>()
            + self.gprs.len()
            + self.fprs.len()
            + size_of_val(self.entries)
            + size_of_val(self.forms)
            + size_of_val(self.holes)
            + size_of_val(self.ranges)
            + self.code.len()
    }
}
