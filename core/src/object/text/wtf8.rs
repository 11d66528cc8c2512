//! Generalised UTF-8: UTF-8 whose code points may be surrogates.
//!
//! Contract: the bytes given here are what the engine itself has checked or made; on others the functions stay within
//! bounds and give some code point. A high and a low surrogate next to each other are two code points of three bytes
//! each, as they are two characters for Python, so joining texts never changes their bytes, and the order of bytes is
//! the order of code points.

/// The code point at byte `at`, and the offset behind it.
#[inline]
pub fn decode(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let first = u32::from(*bytes.get(at)?);
    if first < 0x80 {
        return Some((first, at + 1));
    }
    // `at` is below the length, which is far from overflowing.
    let next = |i: usize| bytes.get(at + i).map_or(0, |b| u32::from(b & 0x3F));
    Some(match first {
        0..0xE0 => ((first & 0x1F) << 6 | next(1), at + 2),
        0xE0..0xF0 => ((first & 0x0F) << 12 | next(1) << 6 | next(2), at + 3),
        _ => ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), at + 4),
    })
}

/// The code point that ends at byte `end`, and the offset at which it begins.
pub fn decode_before(bytes: &[u8], end: usize) -> Option<(u32, usize)> {
    let mut at = end.checked_sub(1)?;
    while at > 0 && is_continuation(*bytes.get(at)?) {
        at -= 1;
    }
    Some((decode(bytes, at)?.0, at))
}

/// Whether a byte is not the first of a code point.
#[inline]
pub fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// A code point's bytes.
#[derive(Clone, Copy)]
pub struct Encoded {
    bytes: [u8; 4],
    len: u8,
}

impl Encoded {
    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len as usize).unwrap_or(&[])
    }
}

/// The bytes of a code point (at most 0x1FFFFF).
pub fn encode(code: u32) -> Encoded {
    let tail = |shift: u32| 0x80 | (code >> shift & 0x3F) as u8;
    let (bytes, len) = match code {
        0..0x80 => ([code as u8, 0, 0, 0], 1),
        0x80..0x800 => ([0xC0 | (code >> 6) as u8, tail(0), 0, 0], 2),
        0x800..0x1_0000 => ([0xE0 | (code >> 12) as u8, tail(6), tail(0), 0], 3),
        _ => ([0xF0 | (code >> 18 & 7) as u8, tail(12), tail(6), tail(0)], 4),
    };
    Encoded { bytes, len }
}

/// Number of code points.
pub fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| !is_continuation(**b)).count()
}

/// The offset of code point `n`, or the length if there are no more than `n`.
pub fn offset(bytes: &[u8], n: usize) -> usize {
    const STEP: usize = 32;
    let (mut at, mut left) = (0, n);
    // Whole steps are counted without a branch a byte.
    while let Some(step) = bytes.get(at..at + STEP) {
        let chars = count(step);
        if chars > left {
            break;
        }
        left -= chars;
        at += STEP;
    }
    for (i, byte) in bytes.iter().enumerate().skip(at) {
        if !is_continuation(*byte) {
            if left == 0 {
                return i;
            }
            left -= 1;
        }
    }
    bytes.len()
}

/// The code points from left to right.
#[derive(Clone)]
pub struct Chars<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Chars<'_> {
    /// The offset of the code point to come.
    pub fn offset(&self) -> usize {
        self.at
    }
}

/// The code points of a text.
pub fn chars(bytes: &[u8]) -> Chars<'_> {
    Chars { bytes, at: 0 }
}

impl Iterator for Chars<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let (code, next) = decode(self.bytes, self.at)?;
        self.at = next;
        Some(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_and_decodes_at_the_edges() {
        for code in [0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xD800, 0xDFFF, 0xFFFF, 0x10000, 0x10FFFF] {
            let e = encode(code);
            assert_eq!(decode(e.bytes(), 0), Some((code, e.bytes().len())));
            assert_eq!(decode_before(e.bytes(), e.bytes().len()), Some((code, 0)));
            if let Some(c) = char::from_u32(code) {
                assert_eq!(e.bytes(), c.to_string().as_bytes());
            }
        }
        assert_eq!(decode(b"a", 1), None);
        assert_eq!(decode_before(b"a", 0), None);
    }

    #[test]
    fn offsets_agree_with_chars() {
        let text: String = (0..200)
            .map(|i| {
                if i % 3 == 0 {
                    'é'
                } else if i % 7 == 0 {
                    '😀'
                } else {
                    'x'
                }
            })
            .collect();
        let want: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        for (n, at) in want.iter().enumerate() {
            assert_eq!(offset(text.as_bytes(), n), *at);
        }
        assert_eq!(offset(text.as_bytes(), 200), text.len());
        assert_eq!(offset(text.as_bytes(), usize::MAX), text.len());
        assert_eq!(count(text.as_bytes()), 200);
    }

    #[test]
    fn broken_bytes_stay_within_bounds() {
        for bytes in [&[0xFFu8][..], &[0xE0], &[0x80, 0x80], &[0xF0, 0x80]] {
            assert!(chars(bytes).count() <= bytes.len());
            decode_before(bytes, bytes.len());
        }
    }
}
