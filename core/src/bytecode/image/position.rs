//! Positions in the source: reading the compact table of a code object.
//!
//! Entries are differences, so a look-up reads from the start; it is for tracebacks and listings, which are rare.

/// A place in the source. Columns count bytes of UTF-8 from 0, as CPython's do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Position {
    /// First line.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
    /// Column in the first line.
    pub col: u32,
    /// Column after the last character, in the last line.
    pub end_col: u32,
}

/// The entries of a position table: from which instruction on, which place.
#[derive(Clone, Debug)]
pub struct Positions<'a> {
    rest: &'a [u8],
    pc: u32,
    line: u32,
}

impl<'a> Positions<'a> {
    pub(crate) const fn new(bytes: &'a [u8], first_line: u32) -> Positions<'a> {
        Positions { rest: bytes, pc: 0, line: first_line }
    }

    /// Whether all bytes have been read.
    pub(crate) const fn at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// One entry; `None` at the end and at a malformed one, after which `at_end` is false.
    fn entry(&mut self) -> Option<(u32, Position)> {
        let mut rest = self.rest;
        let pc = self.pc.checked_add(varint(&mut rest)?)?;
        let line = self.line.wrapping_add(signed(varint(&mut rest)?));
        let end_line = line.wrapping_add(signed(varint(&mut rest)?));
        let col = varint(&mut rest)?;
        let end_col = col.wrapping_add(signed(varint(&mut rest)?));
        *self = Positions { rest, pc, line };
        Some((pc, Position { line, end_line, col, end_col }))
    }
}

impl Iterator for Positions<'_> {
    type Item = (u32, Position);

    fn next(&mut self) -> Option<(u32, Position)> {
        self.entry()
    }
}

/// Reads a varint of at most 32 bits in its shortest form.
fn varint(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0u32;
    for shift in [0, 7, 14, 21, 28] {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        let low = (*byte & 0x7F) as u32;
        if shift == 28 && low > 0xF || shift > 0 && *byte == 0 {
            return None;
        }
        value |= low << shift;
        if *byte < 0x80 {
            return Some(value);
        }
    }
    None
}

/// The difference that a number stands for: 0, -1, 1, -2, ...
const fn signed(number: u32) -> u32 {
    (number >> 1) ^ (number & 1).wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mut bytes: &[u8]) -> Option<u32> {
        varint(&mut bytes).filter(|_| bytes.is_empty())
    }

    #[test]
    fn varints_are_short_and_bounded() {
        assert_eq!(read(&[0]), Some(0));
        assert_eq!(read(&[0x7F]), Some(127));
        assert_eq!(read(&[0x80, 1]), Some(128));
        assert_eq!(read(&[0xFF, 0xFF, 0xFF, 0xFF, 0x0F]), Some(u32::MAX));
        assert_eq!(read(&[0xFF, 0xFF, 0xFF, 0xFF, 0x1F]), None);
        assert_eq!(read(&[0xFF, 0xFF, 0xFF, 0xFF, 0x8F, 0]), None);
        assert_eq!(read(&[0x80, 0]), None);
        assert_eq!(read(&[0x80]), None);
        assert_eq!(read(&[]), None);
    }

    #[test]
    fn differences_have_signs() {
        assert_eq!([0, 1, 2, 3, u32::MAX].map(|n| signed(n) as i32), [0, -1, 1, -2, i32::MIN]);
    }

    #[test]
    fn entries_add_up() {
        let mut positions = Positions::new(&[0, 2, 0, 4, 6, 3, 1, 2, 0, 1], 10);
        assert_eq!(positions.next(), Some((0, Position { line: 11, end_line: 11, col: 4, end_col: 7 })));
        assert_eq!(positions.next(), Some((3, Position { line: 10, end_line: 11, col: 0, end_col: u32::MAX })));
        assert_eq!(positions.next(), None);
        assert!(positions.at_end());
    }
}
