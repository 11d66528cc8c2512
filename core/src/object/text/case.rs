//! Changes of case: `lower`, `upper`, `title`, `capitalize`, `swapcase` and `casefold`.

use super::builder::Builder;
use super::wtf8;
use crate::Run;
use crate::builtins::Window;
use crate::context::Context;
use crate::heap::Gc;
use crate::num::uni::{self, Mapped, SIGMA};
use crate::object::Str;
use crate::value::Value;

/// What a character is mapped to; a sigma's small form alone is known to the caller only.
#[derive(Clone, Copy)]
enum Form {
    Mapped(Mapped),
    Sigma(u32),
}

/// The small form of the character at `at`: a sigma at the end of a word has its own.
fn lower_at(p: Place<'_>) -> Form {
    if p.code != SIGMA {
        return Form::Mapped(uni::to_lower(p.code));
    }
    let mut end = p.at;
    let before = core::iter::from_fn(|| {
        let (code, start) = wtf8::decode_before(p.text, end)?;
        end = start;
        Some(code)
    });
    // A sigma has two bytes.
    let behind = wtf8::chars(p.text.get(p.at + 2..).unwrap_or(&[]));
    Form::Sigma(uni::lower_sigma(before, behind))
}

/// The characters before a character of a word matter to some mappings.
#[derive(Clone, Copy)]
struct Place<'a> {
    text: &'a [u8],
    at: usize,
    code: u32,
    /// Whether the character before it is cased.
    after_cased: bool,
}

impl Context {
    fn map_case(&mut self, w: Window, ascii: fn(u8, bool) -> u8, map: fn(Place<'_>) -> Form) -> Run<Value> {
        let s = self.receiver_str(w.get(0))?;
        self.charge_bytes(self.str_len(s))?;
        if self.str_is_ascii(s) {
            return Ok(self.map_ascii(s, ascii)?.value());
        }
        // Looking around a sigma costs as much as the text is long.
        let sigmas = wtf8::chars(self.str_bytes(s)).filter(|c| *c == SIGMA).count();
        self.charge((sigmas as u64).saturating_mul(self.str_len(s) as u64) / 64)?;
        let held = self.held(s);
        let text = held.bytes();
        let (mut b, mut at, mut after_cased) = (Builder::new(), 0, false);
        while let Some((code, next)) = wtf8::decode(text, at) {
            match map(Place { text, at, code, after_cased }) {
                Form::Sigma(to) => b.push_char(self, to)?,
                Form::Mapped(mapped) => {
                    for to in mapped.codes() {
                        b.push_char(self, to)?;
                    }
                }
            }
            after_cased = uni::is_cased(code);
            at = next;
        }
        Ok(b.finish(self)?.value())
    }

    /// As `map_case`, for ASCII: the mapping gets a byte and whether a letter stands before it.
    fn map_ascii(&mut self, s: Gc<Str>, map: fn(u8, bool) -> u8) -> Run<Gc<Str>> {
        let len = self.str_len(s);
        let result = self.alloc_str(len)?;
        let held = self.held(s);
        let mut after_letter = false;
        for (to, from) in self.str_bytes_mut(result).iter_mut().zip(held.bytes()) {
            *to = map(*from, after_letter);
            after_letter = from.is_ascii_alphabetic();
        }
        self.end_str(result, len);
        Ok(result)
    }
}

pub(super) fn lower(cx: &mut Context, w: Window) -> Run<Value> {
    cx.map_case(w, |c, _| c.to_ascii_lowercase(), lower_at)
}

pub(super) fn upper(cx: &mut Context, w: Window) -> Run<Value> {
    cx.map_case(w, |c, _| c.to_ascii_uppercase(), |p| Form::Mapped(uni::to_upper(p.code)))
}

pub(super) fn casefold(cx: &mut Context, w: Window) -> Run<Value> {
    cx.map_case(w, |c, _| c.to_ascii_lowercase(), |p| Form::Mapped(uni::fold(p.code)))
}

pub(super) fn swapcase(cx: &mut Context, w: Window) -> Run<Value> {
    cx.map_case(
        w,
        |c, _| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() },
        |p| if p.code == SIGMA { lower_at(p) } else { Form::Mapped(uni::swap_case(p.code)) },
    )
}

pub(super) fn title(cx: &mut Context, w: Window) -> Run<Value> {
    cx.map_case(
        w,
        |c, after_letter| if after_letter { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() },
        |p| if p.after_cased { lower_at(p) } else { Form::Mapped(uni::to_title(p.code)) },
    )
}

pub(super) fn capitalize(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    if !cx.str_is_ascii(s) {
        return cx.map_case(w, |c, _| c, |p| if p.at == 0 { Form::Mapped(uni::to_title(p.code)) } else { lower_at(p) });
    }
    cx.charge_bytes(cx.str_len(s))?;
    let result = cx.map_ascii(s, |c, _| c.to_ascii_lowercase())?;
    if let Some(first) = cx.str_bytes_mut(result).first_mut() {
        first.make_ascii_uppercase();
    }
    Ok(result.value())
}
