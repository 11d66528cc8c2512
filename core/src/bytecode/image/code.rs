//! Code objects of a verified image, read in place.

use super::super::ops::Insn;
use super::layout::{self, code, handler, header, height, u16_at, u32_at};
use super::position::{Position, Positions};
use super::{Counted, Image};

/// A code object. Two words and a number: made anew wherever it is needed, at no cost.
///
/// Invariant: `at` is the offset of a code object's record in a verified image.
#[derive(Clone, Copy)]
pub struct CodeView<'a> {
    image: Image<'a>,
    at: usize,
}

/// What a code object takes as arguments. Slots in order: positional, keyword-only, `*args`, `**kwargs`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parameters {
    /// Positional-only ones.
    pub posonly: u16,
    /// Positional ones, the positional-only included.
    pub args: u16,
    /// Keyword-only ones.
    pub kwonly: u16,
    /// Whether there is a `*args`.
    pub varargs: bool,
    /// Whether there is a `**kwargs`.
    pub varkw: bool,
}

impl Parameters {
    /// Number of slots that they take.
    pub const fn slots(self) -> u32 {
        self.args as u32 + self.kwonly as u32 + self.varargs as u32 + self.varkw as u32
    }
}

/// An exception handler: where execution goes on if one of the instructions `start..end` raises.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Handler {
    /// The first instruction covered.
    pub start: u32,
    /// The instruction after the last one covered.
    pub end: u32,
    /// Where execution goes on.
    pub target: u32,
    /// The register that gets the exception.
    pub reg: u16,
    /// The registers from here on are dead.
    pub height: u16,
}

impl<'a> CodeView<'a> {
    #[inline(always)]
    pub(super) fn new(image: Image<'a>, index: u32) -> CodeView<'a> {
        let records = u32_at(image.bytes, header::CODES + 4) as usize;
        CodeView { image, at: records + code::SIZE * index as usize }
    }

    /// A code object of an image that was verified before.
    ///
    /// # Safety
    /// As for [`Image::from_verified`]; and `index` must be less than the image's [`code_count`](Image::code_count).
    #[inline(always)]
    pub unsafe fn from_verified(base: *const u8, len: usize, index: u32) -> CodeView<'a> {
        // SAFETY: the caller promises what is needed.
        CodeView::new(unsafe { Image::from_verified(base, len) }, index)
    }

    #[inline(always)]
    fn u16(self, field: usize) -> u16 {
        u16_at(self.image.bytes, self.at + field)
    }

    #[inline(always)]
    fn u32(self, field: usize) -> u32 {
        u32_at(self.image.bytes, self.at + field)
    }

    /// The image that it belongs to.
    #[inline(always)]
    pub const fn image(self) -> Image<'a> {
        self.image
    }

    /// Its number in the image.
    pub fn index(self) -> u32 {
        let records = u32_at(self.image.bytes, header::CODES + 4) as usize;
        ((self.at - records) / code::SIZE) as u32
    }

    /// The constant with its name.
    pub fn name_const(self) -> u32 {
        self.u32(code::NAME)
    }

    /// Its name.
    pub fn name(self) -> &'a [u8] {
        self.image.str_at(self.name_const()).bytes
    }

    /// The constant with its qualified name.
    pub fn qualname_const(self) -> u32 {
        self.u32(code::QUALNAME)
    }

    /// Its qualified name.
    pub fn qualname(self) -> &'a [u8] {
        self.image.str_at(self.qualname_const()).bytes
    }

    /// What it takes as arguments.
    pub fn parameters(self) -> Parameters {
        let flags = self.u16(code::FLAGS);
        Parameters {
            posonly: self.u16(code::POSONLY),
            args: self.u16(code::ARGS),
            kwonly: self.u16(code::KWONLY),
            varargs: flags & code::VARARGS != 0,
            varkw: flags & code::VARKW != 0,
        }
    }

    /// Number of positional-only parameters.
    pub fn posonly(self) -> u16 {
        self.u16(code::POSONLY)
    }

    /// Number of positional parameters, the positional-only included.
    pub fn args(self) -> u16 {
        self.u16(code::ARGS)
    }

    /// Number of keyword-only parameters.
    pub fn kwonly(self) -> u16 {
        self.u16(code::KWONLY)
    }

    /// Whether there is a `*args` parameter.
    pub fn varargs(self) -> bool {
        self.u16(code::FLAGS) & code::VARARGS != 0
    }

    /// Whether there is a `**kwargs` parameter.
    pub fn varkw(self) -> bool {
        self.u16(code::FLAGS) & code::VARKW != 0
    }

    /// `P`, the number of parameter slots; the frame's header is in slots `P` and `P + 1`.
    #[inline(always)]
    pub fn params(self) -> u16 {
        self.u16(code::PARAMS)
    }

    /// Number of parameters and locals.
    #[inline(always)]
    pub fn slots(self) -> u16 {
        self.u16(code::SLOTS)
    }

    /// The height at the entry: parameters, header and locals, which are assigned always.
    #[inline(always)]
    pub fn base_height(self) -> u16 {
        self.slots() + 2
    }

    /// Number of registers: the size of its frame.
    #[inline(always)]
    pub fn nregs(self) -> u16 {
        self.u16(code::NREGS)
    }

    /// First line of its source.
    pub fn first_line(self) -> u32 {
        self.u32(code::FIRST_LINE)
    }

    /// The constant with the name of a parameter or local, counted without the header; `None` for a hidden one.
    pub fn slot_name_const(self, slot: u16) -> Option<u32> {
        if slot >= self.slots() {
            return None;
        }
        let name = u32_at(self.image.bytes, self.u32(code::NAMES) as usize + 4 * slot as usize);
        if name == layout::NO_NAME { None } else { Some(name) }
    }

    /// The name of a parameter or local, counted without the header; empty for a hidden one.
    pub fn slot_name(self, slot: u16) -> &'a [u8] {
        self.slot_name_const(slot).map_or(&[], |name| self.image.str_at(name).bytes)
    }

    /// The name of the variable in a register; empty for a temporary, the header or a hidden one.
    pub fn register_name(self, register: u16) -> &'a [u8] {
        let params = self.params();
        if register < params {
            self.slot_name(register)
        } else if register >= params + 2 {
            self.slot_name(register - 2)
        } else {
            &[]
        }
    }

    /// The instructions; at least one.
    #[inline(always)]
    pub fn insns(self) -> &'a [Insn] {
        let (at, len) = (self.u32(code::INSNS) as usize, self.u32(code::INSNS + 4) as usize);
        // SAFETY: the verifier has found `at` a multiple of 8 from an address that is one, and `at..at + 8 * len` within
        // the bytes; an `Insn` is four `u16`s of any value; the bytes are immutable during `'a`.
        unsafe { core::slice::from_raw_parts(self.image.bytes.as_ptr().add(at).cast::<Insn>(), len) }
    }

    /// The innermost handler of an instruction.
    pub fn handler_at(self, pc: u32) -> Option<Handler> {
        let i = search(self.handler_count(), |i| self.handler(i).start <= pc)?;
        Some(self.handler(i)).filter(|handler| pc < handler.end)
    }

    /// Number of handler ranges.
    pub fn handler_count(self) -> u32 {
        self.u32(code::HANDLERS + 4)
    }

    /// All handler ranges in order.
    pub fn handlers(self) -> impl ExactSizeIterator<Item = Handler> + use<'a> {
        Counted { next: 0, end: self.handler_count() }.map(move |i| self.handler(i))
    }

    pub(crate) fn handler(self, index: u32) -> Handler {
        read_handler(self.image.bytes, self.u32(code::HANDLERS) as usize + handler::SIZE * index as usize)
    }

    /// All height records in order: instruction and height.
    pub fn heights(self) -> impl ExactSizeIterator<Item = (u32, u16)> + use<'a> {
        Counted { next: 0, end: self.height_count() }.map(move |i| self.height(i))
    }

    fn height_count(self) -> u32 {
        self.u32(code::HEIGHTS + 4)
    }

    fn height(self, index: u32) -> (u32, u16) {
        read_height(self.image.bytes, self.u32(code::HEIGHTS) as usize + height::SIZE * index as usize)
    }

    /// The last height record at or before an instruction: its number and itself.
    fn height_record(self, pc: u32) -> Option<(u32, (u32, u16))> {
        let i = search(self.height_count(), |i| self.height(i).0 <= pc)?;
        Some((i, self.height(i)))
    }

    /// Whether control may come to an instruction otherwise than from the one before it.
    pub fn is_join(self, pc: u32) -> bool {
        self.height_record(pc).is_some_and(|(_, (at, _))| at == pc)
    }

    /// The height before an instruction: the registers below it, but for the header, are assigned and alive. Takes time
    /// in proportion to the distance from the last height record; a frame that waits for a call is alive below its callee's
    /// function anyway.
    pub fn height_before(self, pc: u32) -> u16 {
        let (start, base) = self.height_record(pc).map_or((0, self.base_height()), |(_, record)| record);
        let insns = self.insns().get(start as usize..pc as usize).unwrap_or(&[]);
        insns.iter().fold(base, |height, insn| insn.heights(height).next)
    }

    /// A walk over all instructions in order, each with the height before it.
    pub fn walk(self) -> HeightCursor<'a> {
        let mut cursor =
            HeightCursor { code: self, insns: self.insns(), pc: 0, height: self.base_height(), record: 0, next: None };
        cursor.read_record();
        cursor
    }

    /// The place in the source that an instruction came from, if the image has positions.
    pub fn position(self, pc: u32) -> Option<Position> {
        self.positions().take_while(|(start, _)| *start <= pc).last().map(|(_, position)| position)
    }

    /// All positions: from which instruction on, which place.
    pub fn positions(self) -> Positions<'a> {
        let (at, len) = (self.u32(code::POSITIONS) as usize, self.u32(code::POSITIONS + 4) as usize);
        let bytes = self.image.bytes.get(at..).and_then(|rest| rest.get(..len)).unwrap_or(&[]);
        Positions::new(bytes, self.first_line())
    }
}

impl core::fmt::Debug for CodeView<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "CodeView({}, {} instructions)", self.index(), self.insns().len())
    }
}

/// Walks a code object forwards once. See [`CodeView::walk`].
#[derive(Clone, Debug)]
pub struct HeightCursor<'a> {
    code: CodeView<'a>,
    insns: &'a [Insn],
    pc: u32,
    height: u16,
    /// Number of the next height record.
    record: u32,
    /// The instruction that it is of, and the height before that.
    next: Option<(u32, u16)>,
}

impl HeightCursor<'_> {
    fn read_record(&mut self) {
        self.next = (self.record < self.code.height_count()).then(|| self.code.height(self.record));
        self.record = self.record.saturating_add(1);
    }
}

/// An instruction on the way of a [`HeightCursor`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// Its number.
    pub pc: u32,
    /// The instruction.
    pub insn: Insn,
    /// The height before it.
    pub height: u16,
    /// Whether it has a height record: control may come here otherwise than from the instruction before.
    pub join: bool,
}

impl Iterator for HeightCursor<'_> {
    type Item = Step;

    #[inline]
    fn next(&mut self) -> Option<Step> {
        let insn = *self.insns.get(self.pc as usize)?;
        let pc = self.pc;
        let mut join = false;
        if let Some((at, height)) = self.next
            && at == pc
        {
            join = true;
            self.height = height;
            self.read_record();
        }
        let height = self.height;
        self.height = insn.heights(height).next;
        self.pc += 1;
        Some(Step { pc, insn, height, join })
    }
}

pub(crate) fn read_handler(bytes: &[u8], at: usize) -> Handler {
    let record = bytes.get(at..).unwrap_or(&[]);
    Handler {
        start: u32_at(record, handler::START),
        end: u32_at(record, handler::END),
        target: u32_at(record, handler::TARGET),
        reg: u16_at(record, handler::REG),
        height: u16_at(record, handler::HEIGHT),
    }
}

pub(crate) fn read_height(bytes: &[u8], at: usize) -> (u32, u16) {
    let record = bytes.get(at..).unwrap_or(&[]);
    (u32_at(record, height::PC), u16_at(record, height::HEIGHT))
}

/// The last of `0..n` for which `holds`, where it holds up to some number and not beyond.
pub(crate) fn search(n: u32, holds: impl Fn(u32) -> bool) -> Option<u32> {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { low = middle + 1 } else { high = middle }
    }
    low.checked_sub(1)
}
