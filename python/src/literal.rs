//! Literals whose value the syntax tree does not hold in full: large ints, and strings with surrogates.

use crate::fold::Value;
use crate::source::Source;
use ruff_python_ast::{self as ast, Int, StringFlags, StringLiteral};
use ruff_text_size::TextRange;

/// The most digits of a decimal int, as in CPython.
pub(crate) const MAX_DIGITS: usize = 4300;

/// The value of an int literal; `None` if it has too many decimal digits.
pub(crate) fn int(literal: &Int) -> Option<Value> {
    if let Some(value) = literal.as_u64() {
        return Some(Value::Int(value as i128));
    }
    let text = literal.to_string().replace('_', "").to_ascii_lowercase();
    let magnitude = if let Some(digits) = text.strip_prefix("0x") {
        binary_digits(digits, 4)
    } else if let Some(digits) = text.strip_prefix("0o") {
        binary_digits(digits, 3)
    } else if let Some(digits) = text.strip_prefix("0b") {
        binary_digits(digits, 1)
    } else if text.len() <= MAX_DIGITS {
        decimal_digits(&text)
    } else {
        return None;
    };
    if magnitude.len() <= 15 {
        let mut bytes = [0; 16];
        bytes[..magnitude.len()].copy_from_slice(&magnitude);
        return Some(Value::Int(i128::from_le_bytes(bytes)));
    }
    Some(Value::Big { negative: false, magnitude })
}

/// Little-endian bytes of digits of `bits` bits each.
fn binary_digits(digits: &str, bits: u32) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(digits.len() / 2 + 1);
    let (mut pending, mut count) = (0u32, 0);
    for digit in digits.chars().rev() {
        pending |= digit.to_digit(16).unwrap_or(0) << count;
        count += bits;
        if count >= 8 {
            bytes.push(pending as u8);
            pending >>= 8;
            count -= 8;
        }
    }
    bytes.push(pending as u8);
    without_zeros(bytes)
}

/// Little-endian bytes of decimal digits.
fn decimal_digits(digits: &str) -> Vec<u8> {
    let mut words: Vec<u32> = Vec::new();
    for digit in digits.chars() {
        let mut carry = digit.to_digit(10).unwrap_or(0) as u64;
        for word in &mut words {
            carry += *word as u64 * 10;
            *word = carry as u32;
            carry >>= 32;
        }
        if carry != 0 {
            words.push(carry as u32);
        }
    }
    without_zeros(words.iter().flat_map(|word| word.to_le_bytes()).collect())
}

fn without_zeros(mut bytes: Vec<u8>) -> Vec<u8> {
    while bytes.last() == Some(&0) {
        bytes.pop();
    }
    bytes
}

/// The value of a string literal and of those it is joined with.
pub(crate) fn string(source: &Source, literal: &ast::ExprStringLiteral) -> Vec<u8> {
    literal.value.iter().flat_map(|part| string_part(source, part)).collect()
}

/// The value of one string literal.
pub(crate) fn string_part(source: &Source, part: &StringLiteral) -> Vec<u8> {
    let inner = part.flags.opener_len()..part.flags.closer_len();
    let range = TextRange::new(part.range.start() + inner.start, part.range.end() - inner.end);
    let raw = part.flags.prefix().is_raw();
    text(source, &part.value, range, raw, false)
}

/// The value of the text between the replacement fields of an f-string.
pub(crate) fn f_string_text(source: &Source, part: &ast::InterpolatedStringLiteralElement, raw: bool) -> Vec<u8> {
    text(source, &part.value, part.range, raw, true)
}

/// The parser's value of a text; where that has U+FFFD, which may stand for a surrogate, the text is decoded again.
fn text(source: &Source, value: &str, range: TextRange, raw: bool, braces: bool) -> Vec<u8> {
    if raw || !value.contains('\u{FFFD}') {
        return value.as_bytes().to_vec();
    }
    let written = source.slice(range);
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written;
    let expected = value.chars();
    for want in expected {
        // What is written for one character: a line joined to the next, an escape, or the character.
        while let Some(next) = rest.strip_prefix("\\\n") {
            rest = next;
        }
        let length = match rest.as_bytes() {
            [b'\\', kind, ..] => escape_length(rest, *kind, want),
            [b'{', b'{', ..] | [b'}', b'}', ..] if braces => 2,
            _ => want.len_utf8(),
        };
        let Some((own, next)) = rest.split_at_checked(length) else { break };
        rest = next;
        let surrogate = own
            .strip_prefix("\\u")
            .or_else(|| own.strip_prefix("\\U"))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .filter(|code| want == '\u{FFFD}' && (0xD800..0xE000).contains(code));
        match surrogate {
            Some(code) => {
                bytes.extend([0xE0 | (code >> 12) as u8, 0x80 | (code >> 6 & 0x3F) as u8, 0x80 | (code & 0x3F) as u8])
            }
            None => bytes.extend(want.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    bytes
}

/// The length of the escape sequence that `text` begins with and that stands for `want`.
fn escape_length(text: &str, kind: u8, want: char) -> usize {
    match kind {
        b'x' => 4,
        b'u' => 6,
        b'U' => 10,
        b'N' => text.find('}').map_or(2, |end| end + 1),
        b'0'..=b'7' => 1 + text[1..].bytes().take(3).take_while(|b| matches!(b, b'0'..=b'7')).count(),
        b'\\' | b'\'' | b'"' | b'a' | b'b' | b'f' | b'n' | b'r' | b't' | b'v' => 2,
        // No escape: the backslash stands for itself.
        _ => want.len_utf8(),
    }
}
