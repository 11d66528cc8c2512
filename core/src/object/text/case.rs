//! Changes of case: `lower`, `upper`, `title`, `capitalize`, `swapcase` and `casefold`.

use super::builder::Builder;
use super::unicode::{self, Mapped};
use super::wtf8;
use crate::Run;
use crate::builtins::Window;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::Str;
use crate::value::Value;

/// The capital sigma, whose small form depends on where it stands.
const SIGMA: u32 = 0x3A3;
const SMALL_SIGMA: u32 = 0x3C3;
const FINAL_SIGMA: u32 = 0x3C2;

/// The small form of the character at `at`: a sigma at the end of a word has its own.
fn lower_at(text: &[u8], at: usize, code: u32) -> Mapped {
    if code != SIGMA {
        return unicode::lower(code);
    }
    let mut before = at;
    let ends_word = loop {
        match wtf8::decode_before(text, before) {
            Some((c, start)) if unicode::is_case_ignorable(c) => before = start,
            Some((c, _)) => break unicode::is_cased(c),
            None => break false,
        }
    };
    let mut rest = wtf8::chars(text.get(at + 2..).unwrap_or(&[]));
    let goes_on = rest.find(|c| !unicode::is_case_ignorable(*c)).is_some_and(unicode::is_cased);
    Mapped::one(if ends_word && !goes_on { FINAL_SIGMA } else { SMALL_SIGMA })
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
    fn map_case(&mut self, w: Window, ascii: fn(u8, bool) -> u8, map: fn(Place<'_>) -> Mapped) -> Run<Value> {
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
            for to in map(Place { text, at, code, after_cased }).codes() {
                b.push_char(self, *to)?;
            }
            after_cased = unicode::is_cased(code);
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
    cx.map_case(w, |c, _| c.to_ascii_lowercase(), |p| lower_at(p.text, p.at, p.code))
}

pub(super) fn upper(cx: &mut Context, w: Window) -> Run<Value> {
    cx.map_case(w, |c, _| c.to_ascii_uppercase(), |p| unicode::upper(p.code))
}

pub(super) fn casefold(cx: &mut Context, w: Window) -> Run<Value> {
    cx.map_case(w, |c, _| c.to_ascii_lowercase(), |p| unicode::fold(p.code))
}

pub(super) fn swapcase(cx: &mut Context, w: Window) -> Run<Value> {
    cx.map_case(
        w,
        |c, _| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() },
        |p| {
            if unicode::is_upper(p.code) {
                lower_at(p.text, p.at, p.code)
            } else if unicode::is_lower(p.code) {
                unicode::upper(p.code)
            } else {
                Mapped::one(p.code)
            }
        },
    )
}

pub(super) fn title(cx: &mut Context, w: Window) -> Run<Value> {
    cx.map_case(
        w,
        |c, after_letter| if after_letter { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() },
        |p| if p.after_cased { lower_at(p.text, p.at, p.code) } else { unicode::title(p.code) },
    )
}

pub(super) fn capitalize(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    if !cx.str_is_ascii(s) {
        return cx.map_case(
            w,
            |c, _| c,
            |p| if p.at == 0 { unicode::title(p.code) } else { lower_at(p.text, p.at, p.code) },
        );
    }
    cx.charge_bytes(cx.str_len(s))?;
    let result = cx.map_ascii(s, |c, _| c.to_ascii_lowercase())?;
    if let Some(first) = cx.str_bytes_mut(result).first_mut() {
        first.make_ascii_uppercase();
    }
    Ok(result.value())
}
