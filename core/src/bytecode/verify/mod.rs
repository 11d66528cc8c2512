//! The verifier: the only door for images.
//!
//! Contract: for any bytes, [`Image::load`](super::image::Image::load) either refuses them or has proved this:
//!
//! - Every part lies within the image, at its alignment, and overlaps no other.
//! - Constants are well formed: strs are UTF-8 (generalised), ints have one representation each, tuples name earlier
//!   constants and are nested at most 64 deep. All names are strs.
//! - Of each instruction, the op exists, unused operands are 0, and every constant, name, global and code object that it
//!   mentions exists.
//! - Jumps lead to instructions. Those that go backwards charge fuel; handlers lie after what they cover. So a program
//!   without fuel comes to a stop.
//! - The last instruction does not go on, so control never leaves the code but by an op that says so.
//! - Every register is below the frame's size, which is at most 32,000, and none is the frame's header.
//! - No register is read before it is assigned, on any path: below its [height](super::ops::Insn::heights) everything is assigned
//!   but the header. At a height record the height is that of the record; every way there (from the instruction
//!   before, by a jump, by an exception) brings at least that much.
//! - A call's window lies in the temporaries.
//!
//! It proves nothing about types: any register may hold any value, so all ops check what they are given.
//!
//! How: one pass over the bytes in their order, a cursor that each part must begin at, no recursion, no memory. Jump
//! targets are looked up among the height records by bisection; all else is linear in the length of the image, since
//! parts do not overlap and no check of one instruction reads more than one constant's record. The order matters: the
//! checksum first, for a clear message; constants before what names them; of a code object its height records and
//! handlers before its instructions.

mod code;
mod utf8;

use super::image::layout::{self, constant, header, u8_at, u32_at, u64_at};
use super::image::{self, ConstFault, ConstRef, ImageError};
use crate::value::{INT_MAX, INT_MIN};

/// The parts of the image that constants, globals and code objects are checked against.
struct Tables<'a> {
    bytes: &'a [u8],
    /// Offset of the constants' records, and their number.
    consts: (usize, u32),
    globals: u32,
    codes: u32,
    features: u32,
}

impl Tables<'_> {
    /// A constant's kind, if there is one.
    #[inline]
    fn kind(&self, index: u32) -> Option<u8> {
        if index >= self.consts.1 {
            return None;
        }
        Some(u8_at(self.bytes, self.record(index)))
    }

    fn is_str(&self, index: u32) -> bool {
        self.kind(index) == Some(constant::STR)
    }

    /// Whether a constant is a tuple of at most `most` strs.
    fn is_names(&self, index: u32, most: u16) -> bool {
        self.kind(index) == Some(constant::TUPLE)
            && u8_at(self.bytes, self.record(index) + constant::ALL_STR) == 1
            && u32_at(self.bytes, self.record(index) + constant::LEN) <= most as u32
    }

    /// Offset of the record of a constant that there is. Does not overflow: the records lie within the bytes.
    fn record(&self, index: u32) -> usize {
        self.consts.0 + constant::SIZE * index as usize
    }
}

/// Where the next part must begin.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: u64,
}

impl Cursor<'_> {
    /// Takes a part of `count` records of `size` bytes, which is said to begin at `found`, and returns its offset.
    fn take(
        &mut self,
        part: &'static str,
        align: u64,
        found: u32,
        count: u32,
        size: usize,
    ) -> Result<usize, ImageError> {
        let start = self.at.next_multiple_of(align);
        if found as u64 != start {
            return Err(ImageError::Layout { part, found, expected: start });
        }
        let end = start + count as u64 * size as u64;
        if end > self.bytes.len() as u64 {
            return Err(ImageError::Beyond { part, end, length: self.bytes.len() as u64 });
        }
        self.padding(start)?;
        self.at = end;
        Ok(start as usize)
    }

    /// Checks that the bytes up to `end` are 0.
    fn padding(&mut self, end: u64) -> Result<(), ImageError> {
        while self.at < end {
            if u8_at(self.bytes, self.at as usize) != 0 {
                return Err(ImageError::Padding { at: self.at });
            }
            self.at += 1;
        }
        Ok(())
    }
}

/// Accepts the bytes as an image, or says why not.
pub fn verify(bytes: &[u8]) -> Result<(), ImageError> {
    check_header(bytes)?;
    let mut cursor = Cursor { bytes, at: header::SIZE as u64 };
    let [consts, globals, codes] = [header::CONSTS, header::GLOBALS, header::CODES].map(|at| u32_at(bytes, at));

    let records = cursor.take("constants", 4, u32_at(bytes, header::CONSTS + 4), consts, constant::SIZE)?;
    let tables = Tables { bytes, consts: (records, consts), globals, codes, features: u32_at(bytes, header::FEATURES) };
    for index in 0..consts {
        check_const(&mut cursor, records, index)?;
    }
    for (what, at) in [("module", header::NAME), ("file", header::FILE)] {
        check_name(&tables, what, u32_at(bytes, at))?;
    }

    let names = cursor.take("globals", 4, u32_at(bytes, header::GLOBALS + 4), globals, 4)?;
    for slot in 0..globals as usize {
        check_name(&tables, "global", u32_at(bytes, names + 4 * slot))?;
    }

    if codes == 0 {
        return Err(ImageError::NoCode);
    }
    let records = cursor.take("code objects", 8, u32_at(bytes, header::CODES + 4), codes, layout::code::SIZE)?;
    for index in 0..codes {
        code::check(&tables, &mut cursor, records + layout::code::SIZE * index as usize, index)?;
    }

    let end = cursor.at;
    if end.next_multiple_of(layout::ALIGNMENT as u64) != bytes.len() as u64 {
        return Err(ImageError::Trailing { end, length: bytes.len() as u64 });
    }
    cursor.padding(bytes.len() as u64)
}

fn check_header(bytes: &[u8]) -> Result<(), ImageError> {
    let found = bytes.len();
    if !bytes.starts_with(&layout::MAGIC) {
        // A beginning of the magic is a truncated image, anything else is none.
        return Err(if layout::MAGIC.starts_with(bytes) {
            ImageError::Truncated { found, expected: header::SIZE }
        } else {
            ImageError::BadMagic
        });
    }
    if found < header::SIZE {
        return Err(ImageError::Truncated { found, expected: header::SIZE });
    }
    let version = u32_at(bytes, header::VERSION);
    if version != layout::VERSION {
        return Err(ImageError::Version { found: version, expected: layout::VERSION });
    }
    let length = u32_at(bytes, header::LENGTH) as usize;
    if found < length {
        return Err(ImageError::Truncated { found, expected: length });
    }
    if found != length || !length.is_multiple_of(layout::ALIGNMENT) {
        return Err(ImageError::Length { found, expected: length });
    }
    let misaligned = bytes.as_ptr().addr() % layout::ALIGNMENT;
    if misaligned != 0 {
        return Err(ImageError::Misaligned { found: misaligned });
    }
    let (sum, expected) = (image::checksum(bytes), u64_at(bytes, header::CHECKSUM));
    if sum != expected {
        return Err(ImageError::Checksum { found: sum, expected });
    }
    let ops = u32_at(bytes, header::OPS);
    if ops != image::ops_digest() {
        return Err(ImageError::Ops { found: ops, expected: image::ops_digest() });
    }
    let features = u32_at(bytes, header::FEATURES);
    if features & !layout::KNOWN_FEATURES != 0 {
        return Err(ImageError::UnknownFeatures { found: features, known: layout::KNOWN_FEATURES });
    }
    Ok(())
}

fn check_name(tables: &Tables<'_>, what: &'static str, constant: u32) -> Result<(), ImageError> {
    if tables.is_str(constant) { Ok(()) } else { Err(ImageError::NotStr { what, constant }) }
}

/// Checks a constant's record and takes its data. Those before it have been checked.
fn check_const(cursor: &mut Cursor<'_>, records: usize, index: u32) -> Result<(), ImageError> {
    let bytes = cursor.bytes;
    let at = records + constant::SIZE * index as usize;
    let err = |what| Err(ImageError::Const { index, what });
    let (kind, aux, all_str) =
        (u8_at(bytes, at), u8_at(bytes, at + constant::AUX), u8_at(bytes, at + constant::ALL_STR));
    let (len, low, high) =
        (u32_at(bytes, at + constant::LEN), u32_at(bytes, at + constant::DATA), u32_at(bytes, at + constant::CHARS));

    let used = match kind {
        constant::NONE | constant::FALSE | constant::TRUE | constant::ELLIPSIS => [false; 5],
        constant::INT | constant::FLOAT => [false, false, false, true, true],
        constant::BIG => [true, false, true, true, false],
        constant::STR => [false, false, true, true, true],
        constant::TUPLE => [true, true, true, true, false],
        _ => return err(ConstFault::Kind(kind)),
    };
    let fields = [aux as u32, all_str as u32, len, low, high];
    let idle = fields.iter().zip(used).all(|(field, used)| used || *field == 0);
    if !idle || u8_at(bytes, at + constant::ALL_STR + 1) != 0 {
        return err(ConstFault::Unused);
    }

    let size = match kind {
        constant::BIG | constant::STR => 1,
        constant::TUPLE => 4,
        _ => 0,
    };
    if size != 0 {
        cursor.take("the data of a constant", 4, low, len, size)?;
    }
    match image::decode_const(bytes, records, index) {
        ConstRef::Int(int) if !(INT_MIN..=INT_MAX).contains(&int) => err(ConstFault::IntRange(int)),
        ConstRef::Big { magnitude, .. } => match check_big(aux, magnitude) {
            Some(what) => err(what),
            None => Ok(()),
        },
        ConstRef::Str(s) => match utf8::count(s.bytes) {
            Err(bad) => err(ConstFault::Utf8(bad)),
            Ok(chars) if chars != s.chars => err(ConstFault::Chars { found: s.chars, expected: chars }),
            Ok(_) => Ok(()),
        },
        ConstRef::Tuple(tuple) => {
            let (mut depth, mut strs) = (0, 1);
            for item in tuple.items() {
                if item >= index {
                    return err(ConstFault::Item(item));
                }
                let item = records + constant::SIZE * item as usize;
                match u8_at(bytes, item) {
                    constant::STR => {}
                    constant::TUPLE => (depth, strs) = (depth.max(u8_at(bytes, item + constant::AUX)), 0),
                    _ => strs = 0,
                }
            }
            // No overflow: depths that have been checked are at most `MAX_DEPTH`.
            let depth = depth + 1;
            if depth > layout::MAX_DEPTH {
                err(ConstFault::TooDeep)
            } else if aux != depth {
                err(ConstFault::Depth { found: aux, expected: depth })
            } else if all_str != strs {
                err(ConstFault::AllStr { found: all_str, expected: strs })
            } else {
                Ok(())
            }
        }
        _ => Ok(()),
    }
}

fn check_big(sign: u8, magnitude: &[u8]) -> Option<ConstFault> {
    if sign > 1 {
        return Some(ConstFault::Sign(sign));
    }
    match magnitude.last() {
        None => return Some(ConstFault::BigSmall),
        Some(0) => return Some(ConstFault::BigNotNormal),
        Some(_) => {}
    }
    if magnitude.len() <= 8 {
        let value = magnitude.iter().rev().fold(0u64, |value, byte| value << 8 | *byte as u64);
        let largest = if sign == 1 { INT_MIN.unsigned_abs() } else { INT_MAX as u64 };
        if value <= largest {
            return Some(ConstFault::BigSmall);
        }
    }
    None
}
