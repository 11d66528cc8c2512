//! UTF-8, generalised to hold surrogates: every code point up to 0x10FFFF, each by itself, in its shortest form.

/// The number of characters, or the offset of the first that is malformed.
pub(super) fn count(bytes: &[u8]) -> Result<u32, u32> {
    let mut chars = 0;
    let mut rest = bytes;
    while !rest.is_empty() {
        // Eight ASCII characters at a time.
        while let Some((word, after)) = rest.split_first_chunk::<8>() {
            if u64::from_ne_bytes(*word) & 0x8080_8080_8080_8080 != 0 {
                break;
            }
            chars += 8;
            rest = after;
        }
        let Some(len) = first_len(rest) else {
            // A constant's length is a `u32`.
            return if rest.is_empty() { Ok(chars) } else { Err((bytes.len() - rest.len()) as u32) };
        };
        chars += 1;
        rest = rest.get(len..).unwrap_or(&[]);
    }
    Ok(chars)
}

/// The length of the first character, if it is well formed.
fn first_len(bytes: &[u8]) -> Option<usize> {
    let (low, high) = (0x80, 0xBF);
    let continues = |at: usize| matches!(bytes.get(at), Some(0x80..=0xBF));
    let second = |low: u8, high: u8| bytes.get(1).is_some_and(|byte| (low..=high).contains(byte));
    let (len, well) = match bytes.first()? {
        0x00..=0x7F => (1, true),
        0xC2..=0xDF => (2, second(low, high)),
        0xE0 => (3, second(0xA0, high) && continues(2)),
        0xE1..=0xEF => (3, second(low, high) && continues(2)),
        0xF0 => (4, second(0x90, high) && continues(2) && continues(3)),
        0xF1..=0xF3 => (4, second(low, high) && continues(2) && continues(3)),
        0xF4 => (4, second(low, 0x8F) && continues(2) && continues(3)),
        _ => (0, false),
    };
    if well { Some(len) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_standard_library_but_for_surrogates() {
        for c in ['\0', '\x7F', '\u{80}', '\u{7FF}', '\u{800}', '\u{FFFF}', '\u{10000}', '\u{10FFFF}'] {
            let text = format!("abcdefgh{c}ijklmnopq{c}");
            assert_eq!(count(text.as_bytes()), Ok(text.chars().count() as u32));
        }
        assert_eq!(count(b""), Ok(0));
        // Surrogates, a pair of them included, are characters by themselves.
        assert_eq!(count(b"\xED\xA0\x80"), Ok(1));
        assert_eq!(count(b"x\xED\xA0\xBD\xED\xB8\x80y"), Ok(4));
        // All sequences of one to three bytes whose first is not ASCII, and a sample of four.
        for a in 0x80..=0xFFu8 {
            for b in 0..=0xFFu8 {
                for c in [0, 0x7F, 0x80, 0x8F, 0x90, 0xA0, 0xBF, 0xC0, 0xFF] {
                    for sequence in [&[a][..], &[a, b], &[a, b, c], &[a, b, c, 0x80], &[a, b, c, 0xC0]] {
                        let surrogate = a == 0xED && (0xA0..0xC0).contains(&b);
                        let expected = core::str::from_utf8(sequence).map(|s| s.chars().count() as u32);
                        if !surrogate {
                            let found = count(sequence);
                            assert_eq!(found, expected.map_err(|e| e.valid_up_to() as u32), "{sequence:x?}");
                        }
                    }
                }
            }
        }
    }
}
