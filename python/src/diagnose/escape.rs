//! Errors in the escape sequences of strings.

use super::context::Context;
use crate::error::SyntaxError;
use crate::scan::Kind;
use ruff_text_size::{TextRange, TextSize};

/// CPython's words for the first bad escape sequence of the string at a range.
pub(super) fn explain(context: &Context<'_>, range: TextRange) -> Option<SyntaxError> {
    let mut token = context.token_over(range.start())?;
    if !matches!(token.kind, Kind::String | Kind::FText) {
        // An error at a text's end is found behind it.
        token = context.token_over(range.start().checked_sub(TextSize::new(1))?)?;
    }
    let text = context.source.slice(token.range);
    let body = match token.kind {
        Kind::String => {
            let prefix = text.find(['\'', '"'])?;
            let quote = if text[prefix..].starts_with("'''") || text[prefix..].starts_with("\"\"\"") { 3 } else { 1 };
            text.get(prefix + quote..text.len().checked_sub(quote)?)?
        }
        Kind::FText => text,
        _ => return None,
    };
    let (start, end, what) = first_bad(body)?;
    let position = if end - start == 1 {
        format!("can't decode byte 0x5c in position {start}: {what}")
    } else {
        format!("can't decode bytes in position {start}-{}: {what}", end - 1)
    };
    let message = format!("(unicode error) 'unicodeescape' codec {position}");
    // In a formatted string the place is that of the token after the text.
    let shown = match token.kind {
        Kind::FText => TextRange::at(token.range.end(), TextSize::new(1)),
        _ => token.range,
    };
    Some(context.syntax(message, shown))
}

/// Begin, end and fault of the first bad escape sequence, in the bytes that CPython decodes: characters that are not
/// ASCII are ten bytes there.
fn first_bad(body: &str) -> Option<(usize, usize, &'static str)> {
    let mut at = 0;
    let mut rest = body;
    while let Some(c) = rest.chars().next() {
        if c != '\\' {
            at += if c.is_ascii() { 1 } else { 10 };
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let escape = rest[1..].chars().next()?;
        let (digits, truncated) = match escape {
            'x' => (2, "truncated \\xXX escape"),
            'u' => (4, "truncated \\uXXXX escape"),
            'U' => (8, "truncated \\UXXXXXXXX escape"),
            'N' => {
                let name = rest[2..].strip_prefix('{').and_then(|name| Some(&name[..name.find('}')?]));
                match name {
                    Some(name) if !name.is_empty() => {
                        let length = name.len() + 4;
                        let quoted = format!("\"\\N{{{name}}}\"");
                        if ruff_python_parser::parse_expression(&quoted).is_err() {
                            return Some((at, at + length, "unknown Unicode character name"));
                        }
                        at += length;
                        rest = &rest[length..];
                        continue;
                    }
                    Some(_) => return Some((at, at + 3, "malformed \\N character escape")),
                    None => {
                        let open = rest[2..].starts_with('{');
                        let length = if open { rest.len() } else { 2 };
                        return Some((at, at + length, "malformed \\N character escape"));
                    }
                }
            }
            _ => {
                at += 1 + if escape.is_ascii() { 1 } else { 10 };
                rest = &rest[1 + escape.len_utf8()..];
                continue;
            }
        };
        let found = rest[2..].bytes().take(digits).take_while(u8::is_ascii_hexdigit).count();
        if found < digits {
            return Some((at, at + 2 + found, truncated));
        }
        if u32::from_str_radix(&rest[2..2 + digits], 16).is_ok_and(|code| code > 0x10FFFF) {
            return Some((at, at + 2 + digits, "illegal Unicode character"));
        }
        at += 2 + digits;
        rest = &rest[2 + digits..];
    }
    None
}
