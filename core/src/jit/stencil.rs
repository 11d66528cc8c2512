//! The types of the generated stencil tables: const-constructible, borrowing static data.
//!
//! A table holds one [`Entry`] a stencil; an entry has one or more [`Form`]s, machine code with [`Hole`]s, of which the first that allows the
//! operands' registers is used. Which stencils there are, and what they mean, is in [`super::stencil_list`], re-exported here; patching is in [`super::patch`].
//! A table is trusted: it is made by the project's generator, which checks it, and linked with the program.

use super::patch::{is_a64_branch, is_x86_branch, takes_imm12, takes_imm16, x86_place};
pub use super::stencil_list::{
    Arch, Class, Edge, INT_SHIFT, MAX_IMMS, MAX_REGS, OWING, Operand, Reg, SIDE_EXIT, Shape, Signature, StencilId,
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
    /// x86-64: the target of CALL, JMP or Jcc, 32 bits from the field's end.
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

    /// The smallest and the largest value that fits an immediate of x86-64.
    pub const fn x86_range(self) -> (i64, i64) {
        match self {
            Self::X86U8 => (0, u8::MAX as i64),
            Self::X86U32 => (0, u32::MAX as i64),
            Self::X86S32 => (i32::MIN as i64, i32::MAX as i64),
            _ => (i64::MIN, i64::MAX),
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
    /// Index of the operand or immediate.
    pub which: u8,
    /// How to patch.
    pub kind: HoleKind,
    /// The kind's parameter.
    pub arg: u8,
}

/// A place in a form's code that waits for an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EdgeHole {
    /// Byte offset of the instruction word (A64) or of the field (x86-64) in the form's code.
    pub at: u8,
    /// How to patch.
    pub kind: HoleKind,
    /// Whose address it waits for.
    pub edge: Edge,
}

/// A place in a form's code where a register is named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Byte offset of the instruction word (A64), or of the byte that holds three bits of the number (x86-64).
    pub at: u8,
    /// Byte offset of the REX prefix, which holds the fourth bit; the same as `at` if there is none.
    pub rex: u8,
    /// Index of the operand, times 8: where it lies among bytes.
    pub shift: u8,
    /// Index in [`Fields`] of what is written for register 0 of the operand's class.
    pub field: u8,
}

impl Place {
    /// The place of a hole for a register.
    pub const fn new(hole: Hole, class: Class) -> Place {
        let (row, rex) = match (hole.kind, hole.arg) {
            (HoleKind::A64Reg, bit) => (a64_row(bit), hole.at),
            (kind, back) => (kind as u8 - HoleKind::X86RegB as u8, hole.at - back),
        };
        Place { at: hole.at, rex, shift: hole.which * 8, field: (row * 2 + class as u8) * MOST_POOL as u8 }
    }

    const fn is(&self, other: &Place) -> bool {
        let (x, y) = (self, other);
        x.at == y.at && x.rex == y.rex && x.shift == y.shift && x.field == y.field
    }

    /// No place: nothing is written, whatever the register is.
    const NONE: Place = Place { at: 0, rex: 0, shift: 0, field: u8::MAX };
}

/// Places of registers that a form has in itself: most forms that are used have no more.
pub const FIRST_PLACES: usize = 2;

/// What a form has in itself, so that it need not be fetched from a list: the first of its places, of its holes for immediates and of
/// its edges. Few forms have more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct First {
    /// Places of registers, or [`Place::NONE`].
    pub places: [Place; FIRST_PLACES],
    /// The hole for an immediate, if there is one.
    pub hole: Hole,
    /// The edge, if there is one.
    pub edge: EdgeHole,
}

impl First {
    /// The first ones of those parts of the lists that begin at an index and are so many.
    pub const fn new(
        (places, place): (&[Place], (u16, u8)),
        (holes, hole): (&[Hole], (u16, u8)),
        (edges, edge): (&[EdgeHole], (u16, u8)),
    ) -> First {
        let none = Hole { at: 0, which: 0, kind: HoleKind::X86U8, arg: 0 };
        let mut first = First {
            places: [Place::NONE; FIRST_PLACES],
            hole: if hole.1 == 0 { none } else { holes[hole.0 as usize] },
            edge: match edge.1 {
                0 => EdgeHole { at: 0, kind: HoleKind::X86Branch32, edge: Edge::Exit },
                _ => edges[edge.0 as usize],
            },
        };
        let mut k = 0;
        while k < place.1 as usize && k < first.places.len() {
            first.places[k] = places[place.0 as usize + k];
            k += 1;
        }
        first
    }

    const fn is(&self, other: &First) -> bool {
        let (mut same, mut k) = (true, 0);
        while k < self.places.len() {
            same &= self.places[k].is(&other.places[k]);
            k += 1;
        }
        let ((x, y), (a, b)) = ((&self.hole, &other.hole), (&self.edge, &other.edge));
        let edges = match (a.edge, b.edge) {
            (Edge::Exit, Edge::Exit) | (Edge::Taken, Edge::Taken) => true,
            (Edge::Literal(k), Edge::Literal(n)) => k == n,
            _ => false,
        };
        let holes = x.at == y.at && x.which == y.which && x.kind as u8 == y.kind as u8 && x.arg == y.arg;
        same && holes && edges && a.at == b.at && a.kind as u8 == b.kind as u8
    }
}

/// What is written for each register of either class in each of four ways to name one: for A64 the number at bit 0, 5, 10 or 16 of a word,
/// for x86-64 as B, R or X three bits in a byte and, eight bits higher, the fourth in REX. Zeros follow, so that any byte is an index.
pub type Fields = [u32; 256];

/// The same, from the machine numbers of both pools.
pub const fn fields(arch: Arch, gprs: &[u8], fprs: &[u8]) -> Fields {
    let (mut fields, pools) = ([0; _], [gprs, fprs]);
    let mut row = 0;
    while row < 2 * A64_BITS.len() {
        let (pool, mut k) = (pools[row % 2], 0);
        while k < pool.len() {
            fields[row * MOST_POOL + k] = field(arch, row / 2, pool[k] as u32);
            k += 1;
        }
        row += 1;
    }
    fields
}

/// Bits 0, 5, 10 and 16 by their numbers.
const A64_BITS: [u8; 4] = [0, 5, 10, 16];

const fn a64_row(bit: u8) -> u8 {
    let mut row = 0;
    while A64_BITS[row] != bit {
        row += 1;
    }
    row as u8
}

/// A register's number in one of four ways.
const fn field(arch: Arch, way: usize, number: u32) -> u32 {
    match arch {
        Arch::A64 => number << A64_BITS[way],
        Arch::X86_64 => {
            let (shift, rex_bit) = x86_place([HoleKind::X86RegB, HoleKind::X86RegR, HoleKind::X86RegX][way % 3]);
            (number & 7) << shift | number >> 3 << (8 + rex_bit)
        }
    }
}

/// A set of a stencil's operands, bit n for operand n.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OperandSet(pub u8);

/// Machine code of a stencil for some sharing of registers between its destination and sources.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(align(16))]
pub struct Form {
    /// Where the code begins in the table's code.
    pub code: u16,
    /// Length of the code in bytes.
    pub len: u8,
    /// Sources that must be in the destination's register.
    pub same: OperandSet,
    /// Sources, of the others, that must not be: they are read after the destination is written.
    pub early_clobber: OperandSet,
    /// The first of what follows.
    pub first: First,
    /// Index of the first place of a register.
    pub place: u16,
    /// Number of places of registers.
    pub places: u8,
    /// Index of the first hole for an immediate.
    pub hole: u16,
    /// Number of holes for immediates.
    pub holes: u8,
    /// Index of the first edge; they come in the order of their offsets.
    pub edge: u16,
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
    /// Number of low bits that must be zero.
    pub align: u8,
    /// The same bits.
    low: i64,
}

impl ImmRange {
    /// The values from `min` to `max` that are multiples of 2^`align`.
    pub const fn new(min: i64, max: i64, align: u8) -> ImmRange {
        ImmRange { min, max, align, low: (1 << (align & 31)) - 1 }
    }

    /// Whether the value can be patched.
    #[inline(always)]
    pub const fn contains(&self, value: i64) -> bool {
        value >= self.min && value <= self.max && value & self.low == 0
    }
}

/// A stencil in a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(align(32))]
pub struct Entry {
    /// Index of the first form; forms for sharing come before the general one.
    pub form: u16,
    /// Number of forms.
    pub forms: u8,
    /// Number of immediates.
    pub imms: u8,
    /// For each immediate, the index of its range.
    pub ranges: [u8; MAX_IMMS],
    /// The form to use where no source shares the destination's register, where the first does, the second, and both.
    pub choice: [u16; 4],
    /// Byte n: what added to a register of operand n sets the top bit if it is not in its pool.
    pub spare: u32,
    /// The top bit of byte n for each operand n.
    pub tops: u32,
}

impl Entry {
    /// The entry of a stencil with some of `forms`, for pools of these sizes.
    pub const fn new(
        id: StencilId,
        form: u16,
        count: u8,
        ranges: [u8; MAX_IMMS],
        forms: &[Form],
        pools: [usize; 2],
    ) -> Entry {
        let shape = id.shape();
        let (mut choice, mut sharing) = ([u16::MAX; 4], 0);
        while sharing < choice.len() {
            let shared = (sharing as u8) << 1 & shape.alike;
            let mut k = form + count as u16;
            while k > form {
                k -= 1;
                let f = &forms[k as usize];
                if f.same.0 & !shared == 0 && f.early_clobber.0 & shared & !f.same.0 == 0 {
                    choice[sharing] = k;
                }
            }
            sharing += 1;
        }
        let (mut spare, mut tops, mut k) = (0, 0, 0);
        while k < shape.operands as usize {
            spare |= (0x80 - pools[shape.classes[k] as usize] as u32) << (8 * k);
            tops |= 0x80 << (8 * k);
            k += 1;
        }
        Entry { form, forms: count, imms: shape.imms, ranges, choice, spare, tops }
    }
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
    /// What is written for the registers: [`fields()`] of both pools.
    pub fields: Fields,
    /// General pool registers below this keep their values over a stencil that `kills_pool`, except over `call_py`.
    pub call_saved: u8,
    /// Floating-point pool registers from this on keep theirs likewise.
    pub fprs_saved_from: u8,
    /// One for each stencil, by number.
    pub entries: &'static [Entry],
    /// Forms of all stencils.
    pub forms: &'static [Form],
    /// Places of registers of all forms.
    pub places: &'static [Place],
    /// Holes for immediates of all forms.
    pub holes: &'static [Hole],
    /// Edges of all forms.
    pub edges: &'static [EdgeHole],
    /// Ranges of immediates.
    pub ranges: &'static [ImmRange],
    /// Machine code of all forms, the fields of registers cleared with [`clear_registers`]; [`PADDING`] zeros behind it.
    pub code: &'static [u8],
}

/// The most registers of a pool.
pub const MOST_POOL: usize = 16;
/// Bytes behind the code, so that a stencil can be copied without asking how long it is. No form is longer.
pub const PADDING: usize = 256;

/// Clears the fields of registers in the code of all forms: a register's number is then written with nothing more than an "or".
pub const fn clear_registers(arch: Arch, code: &mut [u8], forms: &[Form], places: &[Place]) {
    let mut f = 0;
    while f < forms.len() {
        let mut p = forms[f].place as usize;
        while p < forms[f].place as usize + forms[f].places as usize {
            let (at, rex, bytes) = places[p].clear(arch, forms[f].code);
            let mut k = 0;
            while k < 4 {
                if bytes[k] != 0 {
                    code[at + k] &= !bytes[k];
                }
                k += 1;
            }
            code[rex.0] &= !rex.1;
            p += 1;
        }
        f += 1;
    }
}

impl Place {
    /// Of code that begins at `code`: the offset and bits of the bytes that hold a number, and of REX.
    const fn clear(&self, arch: Arch, code: u16) -> (usize, (usize, u8), [u8; 4]) {
        let all = field(arch, self.field as usize / MOST_POOL / 2, if matches!(arch, Arch::A64) { 31 } else { 15 });
        let (at, rex) = (code as usize + self.at as usize, code as usize + self.rex as usize);
        match arch {
            Arch::A64 => (at, (rex, 0), all.to_le_bytes()),
            Arch::X86_64 => (at, (rex, if at == rex { 0 } else { (all >> 8) as u8 }), [all as u8, 0, 0, 0]),
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
    #[inline]
    pub fn form(&self, id: StencilId, regs: &[Reg; MAX_REGS]) -> Option<&'static Form> {
        self.form_of(self.entries.get(id as usize)?, regs)
    }

    /// The same, of a stencil whose entry is known.
    #[inline(always)]
    pub(crate) fn form_of(&self, entry: &Entry, [d, a, b]: &[Reg; MAX_REGS]) -> Option<&'static Form> {
        let choice = entry.choice[usize::from(a == d) | usize::from(b == d) << 1];
        self.forms.get(usize::from(choice))
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

    /// Whether all holes lie in their stencils, and whatever register of the pools, or immediate in its range, is written to one, the
    /// instruction stays what it is: what [`super::patch`] takes for granted. To be asserted of each table where it is compiled.
    pub const fn is_sound(&self) -> bool {
        let (fields, mut k) = (fields(self.arch, self.gprs, self.fprs), 0);
        while k < fields.len() {
            if self.fields[k] != fields[k] {
                return false;
            }
            k += 1;
        }
        let mut id = 0;
        while id < StencilId::ALL.len() {
            let (entry, shape) = (self.entries[id], StencilId::ALL[id].shape());
            let mut n = 0;
            while n < entry.forms as usize {
                if !self.is_form_sound(&self.forms[entry.form as usize + n], &entry, shape) {
                    return false;
                }
                n += 1;
            }
            id += 1;
        }
        self.entries.len() == StencilId::ALL.len()
    }

    const fn is_form_sound(&self, form: &Form, entry: &Entry, shape: Shape) -> bool {
        let places = (self.places, (form.place, form.places));
        let (holes, edges) = ((self.holes, (form.hole, form.holes)), (self.edges, (form.edge, form.edges)));
        if !form.first.is(&First::new(places, holes, edges)) {
            return false;
        }
        let mut n = 0;
        while n < form.places as usize {
            if !self.takes_registers(form, &self.places[form.place as usize + n], shape) {
                return false;
            }
            n += 1;
        }
        let (len, mut n) = (form.len as usize, 0);
        while n < form.holes as usize {
            let hole = &self.holes[form.hole as usize + n];
            if hole.kind.is_register() || hole.kind.is_edge() || hole.which >= shape.imms {
                return false;
            }
            let range = &self.ranges[entry.ranges[hole.which as usize] as usize];
            if hole.at as usize + hole.kind.width() > len || !self.takes_immediate(form, hole, range) {
                return false;
            }
            n += 1;
        }
        let mut n = 0;
        while n < form.edges as usize {
            let hole = &self.edges[form.edge as usize + n];
            if !hole.kind.is_edge() || hole.at as usize + hole.kind.width() > len || !self.takes_edge(form, hole) {
                return false;
            }
            n += 1;
        }
        form.code as usize + len + PADDING <= self.code.len()
    }

    /// Whether all values of the range fit the hole; of kinds whose patch function checks the value, nothing is said.
    const fn takes_immediate(&self, form: &Form, hole: &Hole, range: &ImmRange) -> bool {
        let (at, arg) = (form.code as usize + hole.at as usize, hole.arg);
        let (mut word, mut k) = (0, 0);
        while k < hole.kind.width() && k < 4 {
            word |= (self.code[at + k] as u32) << (8 * k);
            k += 1;
        }
        match hole.kind {
            HoleKind::A64Imm12 => {
                takes_imm12(word, arg) && range.min >= 0 && range.max <= 4095 << arg && range.align >= arg
            }
            HoleKind::A64Imm16 => takes_imm16(word, arg),
            kind => {
                let (min, max) = kind.x86_range();
                range.min >= min && range.max <= max
            }
        }
    }

    /// Whether the instruction is one that branches as the hole says; of literals, whose patch function looks at it, nothing is said.
    const fn takes_edge(&self, form: &Form, hole: &EdgeHole) -> bool {
        let (begin, at) = (form.code as usize, hole.at as usize);
        match hole.kind {
            HoleKind::A64Branch26 | HoleKind::A64Branch19 => {
                let place = self.code.split_at(begin + at).1;
                match place.first_chunk() {
                    Some(word) => is_a64_branch(u32::from_le_bytes(*word), hole.kind),
                    None => false,
                }
            }
            HoleKind::X86Branch32 => {
                let opcode = if at < 1 { 0 } else { self.code[begin + at - 1] };
                let prefix = if at < 2 { 0 } else { self.code[begin + at - 2] };
                is_x86_branch(prefix, opcode)
            }
            _ => true,
        }
    }

    /// Whether every register of the operand's pool can be written to the place, which is clear.
    const fn takes_registers(&self, form: &Form, place: &Place, shape: Shape) -> bool {
        let class = place.field as usize / MOST_POOL % 2;
        let operand = place.shift / 8;
        if !place.shift.is_multiple_of(8)
            || operand >= shape.operands
            || shape.classes[operand as usize] as usize != class
        {
            return false;
        }
        // By their numbers. On x86-64, 4 and 5 (modulo 8) encode something else as a base or index.
        let (width, allowed): (u8, u32) = match self.arch {
            Arch::A64 => (4, 0x7fff_ffff),
            Arch::X86_64 if place.rex == place.at => (1, 0x00ff),
            Arch::X86_64 => (1, 0xcfcf),
        };
        if place.field as usize >= 2 * A64_BITS.len() * MOST_POOL
            || place.rex > place.at
            || place.at as u32 + width as u32 > form.len as u32
        {
            return false;
        }
        let (at, rex, bytes) = place.clear(self.arch, form.code);
        if rex.1 != 0 && self.code[rex.0] & (0xf0 | rex.1) != 0x40 {
            return false;
        }
        let mut k = 0;
        while k < bytes.len() {
            if bytes[k] != 0 && self.code[at + k] & bytes[k] != 0 {
                return false;
            }
            k += 1;
        }
        let (pool, mut k) = ([self.gprs, self.fprs][class], 0);
        while k < pool.len() {
            if pool[k] > 31 || allowed >> pool[k] & 1 == 0 {
                return false;
            }
            k += 1;
        }
        pool.len() <= MOST_POOL
    }

    /// The bytes of data in the table.
    pub const fn size(&self) -> usize {
        size_of::<Self>()
            + self.gprs.len()
            + self.fprs.len()
            + size_of_val(self.entries)
            + size_of_val(self.forms)
            + size_of_val(self.places)
            + size_of_val(self.holes)
            + size_of_val(self.edges)
            + size_of_val(self.ranges)
            + self.code.len()
    }
}
