//! The image: one module's bytecode as data.
//!
//! Contract: [`Image::load`] is safe for any bytes whatever. It accepts an image after one verifying pass, or says what
//! is wrong. What it has accepted is read in place, without allocation and without further checks that could fail; an
//! [`Image`] and a [`CodeView`] are proofs that the pass was made. The bytes must not change while they are used.
//!
//! What the pass proves is listed in [`verify`](super::verify). It does not prove types: all ops are dynamically typed,
//! and a local or a temporary of a hostile image may hold any value, `Unassigned` and a loop's state included.
//!
//! # Format, version 1
//!
//! All numbers are little-endian. An offset counts bytes from the image's start. The parts follow each other in the
//! order given here, each at the next multiple of 4 (records of code objects and instructions: of 8) after the one
//! before; bytes between are 0. So an image has one encoding only, and no two parts overlap, which is what makes the
//! verifier's time linear. The image lies at an address that is a multiple of 8, and its length is one.
//!
//! **Header**, 64 bytes
//!
//! | at | size | |
//! |---|---|---|
//! | 0 | 8 | magic: `8F 50 4E 49 0D 0A 1A 0A` |
//! | 8 | 4 | version of the format: 1 |
//! | 12 | 4 | digest of the op table ([`ops_digest`]): the numbers of the ops and the roles of their operands |
//! | 16 | 4 | features: bit 0, there are positions; all others 0 |
//! | 20 | 4 | length of the image |
//! | 24 | 8 | checksum ([`checksum`]) |
//! | 32 | 4 + 4 | number of constants, offset of their records |
//! | 40 | 4 + 4 | number of globals, offset of their names |
//! | 48 | 4 + 4 | number of code objects (at least 1, the first is the module's body), offset of their records |
//! | 56 | 4 | constant with the module's name |
//! | 60 | 4 | constant with the source file's name |
//!
//! **Constants**, 16 bytes a record: kind u8, aux u8, all-str u8, 0 u8, length u32, payload 8 bytes.
//!
//! | kind | | aux | length | payload |
//! |---|---|---|---|---|
//! | 0, 1, 2, 3 | `None`, `False`, `True`, `Ellipsis` | 0 | 0 | 0 |
//! | 4 | int of at most 50 bits | 0 | 0 | i64 |
//! | 5 | any other int | 1 if negative | bytes | offset of the magnitude u32, 0 u32 |
//! | 6 | float | 0 | 0 | its bits (any; a NaN becomes canonical when it is loaded) |
//! | 7 | str | 0 | bytes | offset of its UTF-8 u32, number of characters u32 |
//! | 8 | tuple | depth: 1 + its items' greatest, at most 64 | items | offset of its items u32, 0 u32 |
//!
//! A magnitude is little-endian, its last byte not 0. A str is UTF-8 generalised to hold surrogates (each character by
//! itself, as Python counts them). A tuple's items are the numbers of earlier constants, u32 each; its all-str byte
//! is 1 if all of them are strs, else 0; it is 0 for all other kinds.
//!
//! **Data of the constants**, in their order, each at the next multiple of 4.
//!
//! **Globals**: for each slot the constant with its name, u32.
//!
//! **Code objects**, 64 bytes a record:
//!
//! | at | size | |
//! |---|---|---|
//! | 0 | 4 | constant with the name |
//! | 4 | 4 | constant with the qualified name |
//! | 8 | 2 | positional-only parameters |
//! | 10 | 2 | positional parameters, those included |
//! | 12 | 2 | keyword-only parameters |
//! | 14 | 2 | flags: bit 0 `*args`, bit 1 `**kwargs` |
//! | 16 | 2 | `P`, parameter slots: the sum of the last three; in this order they are `r[0..P]` |
//! | 18 | 2 | parameters and locals; locals begin at `r[P + 2]` |
//! | 20 | 2 + 2 | registers (at most 32,000), then 0 |
//! | 24 | 4 | first line |
//! | 28 | 4 | offset of the slots' names: for each parameter, then each local, a constant or `FFFFFFFF` for none, u32 |
//! | 32 | 4 + 4 | offset of the instructions, their number |
//! | 40 | 4 + 4 | offset of the handlers, their number |
//! | 48 | 4 + 4 | offset of the heights, their number |
//! | 56 | 4 + 4 | offset of the positions, their length in bytes |
//!
//! **Parts of each code object**, in their order: instructions, handlers, heights, names, positions.
//!
//! - An *instruction* is 8 bytes, see [`ops`](super::ops).
//! - A *handler* is 16 bytes: start u32, end u32, target u32, register u16, height u16. If one of the instructions
//!   `start..end` raises, the registers from `height` on are dropped, the register gets the exception, and execution
//!   goes on at `target`, which is not before `end`. The ranges are sorted and do not overlap: where handlers nest, each
//!   range names the innermost.
//! - A *height* is 8 bytes: instruction u32, height u16, 0 u16. Sorted by instruction; there is one at every target of
//!   a jump or handler and after every instruction that does not go on to the next. It says how many slots are assigned
//!   before that instruction (parameters, header and locals included). From there the heights of the instructions up
//!   to the next record follow by [`Insn::heights`].
//! - *Positions* are a sequence of entries, five varints each: the instruction from which on it holds, as the
//!   difference from the entry before (from 0); the line, as the signed difference from the entry before (from the first
//!   line); the end line, as the signed difference from the line; the column; the end column, as the signed difference
//!   from the column. A varint has seven bits a byte, low ones first, the top bit set on all bytes but the last, in the
//!   shortest form; a signed difference `d`, wrapped to 32 bits, is written as `2d` or `-2d - 1`. Columns count bytes from
//!   0.

mod code;
mod error;
pub mod layout;
mod position;

pub use code::{CodeView, Handler, HeightCursor, Parameters, Step};
pub(super) use code::{read_handler, read_height, search};
pub use error::{CodeFault, ConstFault, ImageError, InsnFault};
pub use position::{Position, Positions};

use super::ops::{Insn, Op, Role};
use layout::{constant, header, u8_at, u32_at, u64_at};

// An instruction is read as it lies in the image.
const _: () = assert!(cfg!(target_endian = "little"), "images are read in place, so the target must be little-endian");
const _: () = assert!(align_of::<Insn>() == layout::ALIGNMENT);

/// A verified image.
///
/// Invariant: `bytes` are an image that [`verify`](super::verify) has accepted, at an aligned address, and nothing
/// beyond it. They are made only by [`Image::load`] and, unsafely, by [`Image::from_verified`].
#[derive(Clone, Copy)]
pub struct Image<'a> {
    bytes: &'a [u8],
}

/// A constant of an image.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum ConstRef<'a> {
    /// `None`.
    None,
    /// `False`.
    False,
    /// `True`.
    True,
    /// `Ellipsis`.
    Ellipsis,
    /// An int of at most 50 bits.
    Int(i64),
    /// Any other int.
    Big {
        /// Whether it is below 0.
        negative: bool,
        /// Its magnitude in little-endian bytes; the last is not 0.
        magnitude: &'a [u8],
    },
    /// A float; a NaN may have any payload, so it goes through [`Value::float`](crate::Value::float).
    Float(f64),
    /// A str.
    Str(StrRef<'a>),
    /// A tuple.
    Tuple(TupleRef<'a>),
}

/// A str of an image.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StrRef<'a> {
    /// UTF-8, generalised to hold surrogates.
    pub bytes: &'a [u8],
    /// Number of characters; if it is that of the bytes, all are ASCII.
    pub chars: u32,
}

/// A tuple of an image: numbers of earlier constants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TupleRef<'a> {
    items: &'a [u8],
}

impl<'a> TupleRef<'a> {
    /// Number of items.
    pub const fn len(self) -> usize {
        self.items.len() / 4
    }

    /// Whether it is `()`.
    pub const fn is_empty(self) -> bool {
        self.items.is_empty()
    }

    /// The constants that are its items.
    pub fn items(self) -> impl ExactSizeIterator<Item = u32> + Clone + 'a {
        self.items.as_chunks().0.iter().map(|item| u32::from_le_bytes(*item))
    }
}

impl<'a> Image<'a> {
    /// Verifies an image. The bytes must lie at a multiple of [`Image::required_alignment`]; if they may not, copy them.
    pub fn load(bytes: &'a [u8]) -> Result<Image<'a>, ImageError> {
        super::verify::verify(bytes)?;
        Ok(Image { bytes })
    }

    /// An image that was verified before.
    ///
    /// # Safety
    /// `base..base + len` must be the bytes of an image that [`Image::load`] has accepted at this address, and they must
    /// not change during `'a`.
    #[inline(always)]
    pub const unsafe fn from_verified(base: *const u8, len: usize) -> Image<'a> {
        // SAFETY: by the caller's promise these are the bytes of an `Image`, immutable during `'a`.
        Image { bytes: unsafe { core::slice::from_raw_parts(base, len) } }
    }

    /// Whether these bytes begin as an image does, accepted or not.
    pub fn is_image(bytes: &[u8]) -> bool {
        bytes.starts_with(&layout::MAGIC)
    }

    /// What an image's address must be a multiple of.
    pub const fn required_alignment() -> usize {
        layout::ALIGNMENT
    }

    /// The image's bytes.
    #[inline(always)]
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Whether there are positions.
    pub fn has_positions(&self) -> bool {
        u32_at(self.bytes, header::FEATURES) & layout::FEATURE_POSITIONS != 0
    }

    /// The constant with the module's name.
    pub fn name_const(&self) -> u32 {
        u32_at(self.bytes, header::NAME)
    }

    /// The module's name.
    pub fn name(&self) -> &'a [u8] {
        self.str_at(self.name_const()).bytes
    }

    /// The constant with the source file's name.
    pub fn file_const(&self) -> u32 {
        u32_at(self.bytes, header::FILE)
    }

    /// The source file's name.
    pub fn file(&self) -> &'a [u8] {
        self.str_at(self.file_const()).bytes
    }

    /// Number of constants.
    pub fn const_count(&self) -> u32 {
        u32_at(self.bytes, header::CONSTS)
    }

    /// A constant; `None` (Python's) beyond the last. Items of tuples come before their tuples.
    pub fn const_at(&self, index: u32) -> ConstRef<'a> {
        if index >= self.const_count() {
            return ConstRef::None;
        }
        decode_const(self.bytes, u32_at(self.bytes, header::CONSTS + 4) as usize, index)
    }

    /// All constants.
    pub fn consts(&self) -> impl ExactSizeIterator<Item = ConstRef<'a>> + use<'a> {
        let image = *self;
        Counted { next: 0, end: self.const_count() }.map(move |i| image.const_at(i))
    }

    /// A constant that is a str; empty if it is none.
    pub fn str_at(&self, index: u32) -> StrRef<'a> {
        match self.const_at(index) {
            ConstRef::Str(s) => s,
            _ => StrRef { bytes: &[], chars: 0 },
        }
    }

    /// Number of global slots.
    pub fn global_count(&self) -> u32 {
        u32_at(self.bytes, header::GLOBALS)
    }

    /// The constants with the global slots' names. No two slots of an honest image have the same name; of a hostile one
    /// they may.
    pub fn globals(&self) -> impl ExactSizeIterator<Item = u32> + use<'a> {
        let (bytes, at) = (self.bytes, u32_at(self.bytes, header::GLOBALS + 4) as usize);
        Counted { next: 0, end: self.global_count() }.map(move |i| u32_at(bytes, at + 4 * i as usize))
    }

    /// The name of a global slot.
    pub fn global_name(&self, slot: u32) -> &'a [u8] {
        if slot >= self.global_count() {
            return &[];
        }
        let at = u32_at(self.bytes, header::GLOBALS + 4) as usize + 4 * slot as usize;
        self.str_at(u32_at(self.bytes, at)).bytes
    }

    /// Number of code objects, at least 1; number 0 is the module's body.
    #[inline(always)]
    pub fn code_count(&self) -> u32 {
        u32_at(self.bytes, header::CODES)
    }

    /// A code object.
    #[inline(always)]
    pub fn code(&self, index: u32) -> Option<CodeView<'a>> {
        if index < self.code_count() { Some(CodeView::new(*self, index)) } else { None }
    }

    /// All code objects.
    pub fn codes(&self) -> impl ExactSizeIterator<Item = CodeView<'a>> + use<'a> {
        let image = *self;
        Counted { next: 0, end: self.code_count() }.map(move |i| CodeView::new(image, i))
    }
}

impl core::fmt::Debug for Image<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Image({} bytes, {} code objects)", self.bytes.len(), self.code_count())
    }
}

/// The numbers `next..end`. (A range of `u32` has no exact size, as a `usize` may have 16 bits.)
#[derive(Clone)]
struct Counted {
    next: u32,
    end: u32,
}

impl Iterator for Counted {
    type Item = u32;

    #[inline(always)]
    fn next(&mut self) -> Option<u32> {
        let i = self.next;
        if i >= self.end {
            return None;
        }
        self.next = i + 1;
        Some(i)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = (self.end - self.next) as usize;
        (n, Some(n))
    }
}

impl ExactSizeIterator for Counted {}

/// The constant number `index` of those whose records begin at `records`. Bounds are checked and a wrong record is read
/// as something harmless; the verifier, which has checked the record, reads constants with it too.
pub(super) fn decode_const(bytes: &[u8], records: usize, index: u32) -> ConstRef<'_> {
    let record = bytes.get(records + constant::SIZE * index as usize..).unwrap_or(&[]);
    let len = u32_at(record, constant::LEN) as usize;
    let start = u32_at(record, constant::DATA) as usize;
    let data = |size: usize| bytes.get(start..).and_then(|rest| rest.get(..size)).unwrap_or(&[]);
    match u8_at(record, constant::KIND) {
        constant::FALSE => ConstRef::False,
        constant::TRUE => ConstRef::True,
        constant::ELLIPSIS => ConstRef::Ellipsis,
        constant::INT => ConstRef::Int(u64_at(record, constant::DATA) as i64),
        constant::BIG => ConstRef::Big { negative: u8_at(record, constant::AUX) != 0, magnitude: data(len) },
        constant::FLOAT => ConstRef::Float(f64::from_bits(u64_at(record, constant::DATA))),
        constant::STR => ConstRef::Str(StrRef { bytes: data(len), chars: u32_at(record, constant::CHARS) }),
        constant::TUPLE => ConstRef::Tuple(TupleRef { items: data(len.saturating_mul(4)) }),
        _ => ConstRef::None,
    }
}

/// The checksum of an image: of all its bytes but those of the checksum itself, which lie at 24..32.
///
/// It names altered images as such; it is no defence, since the verifier accepts no harmful image, whatever its checksum.
/// The image is taken as little-endian 64-bit words, the one of the checksum left out. There are four lanes, which begin
/// as `K * 1` to `K * 4`; word `i` of those taken goes to lane `i % 4` as `lane = rotate_left((lane ^ word) * K, 29)`. The
/// result is begun with the image's length and takes in the lanes in the same way. Every step is a bijection, so any change
/// within one word is found for sure. Bytes after the last whole word do not count (an image has none).
pub fn checksum(image: &[u8]) -> u64 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    const fn mix(lane: u64, word: u64) -> u64 {
        (lane ^ word).wrapping_mul(K).rotate_left(29)
    }
    let (words, _) = image.as_chunks::<8>();
    let (before, after) = words.split_at(words.len().min(header::CHECKSUM / 8));
    let after = after.get(1..).unwrap_or(&[]);
    let mut lanes = [K, K.wrapping_mul(2), K.wrapping_mul(3), K.wrapping_mul(4)];
    // The three words before the checksum go to lanes 0, 1, 2; the first of those after it to lane 3.
    for (lane, word) in lanes.iter_mut().zip(before) {
        *lane = mix(*lane, u64::from_le_bytes(*word));
    }
    let (first, rest) = after.split_at(after.len().min(1));
    if let Some(word) = first.first() {
        lanes[3] = mix(lanes[3], u64::from_le_bytes(*word));
    }
    for group in rest.chunks(4) {
        for (lane, word) in lanes.iter_mut().zip(group) {
            *lane = mix(*lane, u64::from_le_bytes(*word));
        }
    }
    lanes.iter().fold(image.len() as u64, |sum, lane| mix(sum, *lane))
}

/// The digest of the op table that an image was made for: FNV-1a of 32 bits over each op's name, the numbers of its
/// operands' roles, and its flow. If it differs, the numbers in the image mean other ops.
pub const fn ops_digest() -> u32 {
    const DIGEST: u32 = {
        let mut hash = 0x811C_9DC5u32;
        let mut i = 0;
        while i < Op::ALL.len() {
            let op = Op::ALL[i];
            let name = op.name().as_bytes();
            let mut j = 0;
            while j < name.len() {
                hash = (hash ^ name[j] as u32).wrapping_mul(0x0100_0193);
                j += 1;
            }
            let roles = op.roles();
            let mut j = 0;
            while j < 3 {
                hash = (hash ^ role_number(roles[j])).wrapping_mul(0x0100_0193);
                j += 1;
            }
            hash = (hash ^ op.flow() as u32).wrapping_mul(0x0100_0193);
            i += 1;
        }
        hash
    };
    DIGEST
}

/// A number for a role, for the digest.
const fn role_number(role: Role) -> u32 {
    match role {
        Role::None => 0,
        Role::Read => 1,
        Role::ReadOpt => 2,
        Role::Write => 3,
        Role::ReadWrite => 4,
        Role::ReadN(n) => 0x100 | n as u32,
        Role::WriteN(n) => 0x200 | n as u32,
        Role::ReadWriteN(n) => 0x300 | n as u32,
        Role::ReadSpan => 5,
        Role::ReadPairs => 6,
        Role::WriteSpan => 7,
        Role::WriteStar => 8,
        Role::Window => 9,
        Role::MethodWindow => 10,
        Role::WindowKw => 11,
        Role::WindowEx => 12,
        Role::Imm => 13,
        Role::SignedImm => 14,
        Role::Const => 15,
        Role::Name => 16,
        Role::Names => 17,
        Role::Code => 18,
        Role::Jump => 19,
        Role::Imm32 => 20,
        Role::Const32 => 21,
        Role::Name32 => 22,
        Role::Global32 => 23,
        Role::Jump32 => 24,
    }
}
