//! Changes of case: `lower`, `upper`, `title`, `capitalize`, `swapcase` and `casefold`.

use super::builder::Builder;
use super::{SHORT, wtf8};
use crate::Run;
use crate::builtins::Window;
use crate::context::Context;
use crate::heap::Gc;
use crate::num::uni::{self, Mapped, SIGMA};
use crate::object::{STR_ASCII, STR_SHARED, Str};
use crate::value::Value;

/// What a character is mapped to.
#[derive(Clone, Copy)]
enum Form {
    Mapped(Mapped),
    One(u32),
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
    Form::One(uni::lower_sigma(before, behind))
}

/// A character to be mapped, and where it stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    text: &'a [u8],
    at: usize,
    code: u32,
}

/// Bytes collected before they go to the builder.
const BATCH: usize = 128;

/// Maps texts, a batch at a time.
struct Mapper {
    builder: Builder,
    batch: [u8; BATCH],
    len: usize,
}

impl Mapper {
    fn push(&mut self, cx: &mut Context, code: u32) -> Run<()> {
        let one = wtf8::encode(code);
        let one = one.bytes();
        if self.len + one.len() > BATCH {
            self.flush(cx)?;
        }
        if let Some(to) = self.batch.get_mut(self.len..self.len + one.len()) {
            to.copy_from_slice(one);
            self.len += one.len();
        }
        Ok(())
    }

    fn flush(&mut self, cx: &mut Context) -> Run<()> {
        self.builder.push(cx, self.batch.get(..self.len).unwrap_or(&[]))?;
        self.len = 0;
        Ok(())
    }
}

impl Context {
    /// The receiver with each character mapped, if it is not ASCII; the mapping may keep a state of its own.
    fn map_chars(&mut self, s: Gc<Str>, mut map: impl FnMut(Place<'_>) -> Form) -> Run<Value> {
        self.charge_bytes(self.str_len(s))?;
        let held = self.held(s);
        let text = held.bytes();
        // Looking around a sigma costs as much as the text is long.
        let sigmas = wtf8::chars(text).filter(|c| *c == SIGMA).count();
        self.charge((sigmas as u64).saturating_mul(text.len() as u64) / 64)?;
        let mut mapper = Mapper { builder: Builder::new(), batch: [0; BATCH], len: 0 };
        let mut at = 0;
        while let Some((code, next)) = wtf8::decode(text, at) {
            match map(Place { text, at, code }) {
                Form::One(to) => mapper.push(self, to)?,
                Form::Mapped(mapped) => {
                    for to in mapped.codes() {
                        mapper.push(self, to)?;
                    }
                }
            }
            at = next;
        }
        mapper.flush(self)?;
        Ok(mapper.builder.finish(self)?.value())
    }

    /// The receiver with its bytes mapped eight at a time, and what lies behind the last of them with it, if it is ASCII: itself,
    /// if that changes nothing.
    #[inline(always)]
    fn map_words(&mut self, s: Gc<Str>, map: impl Fn(u64) -> u64) -> Run<Value> {
        let len = self.str_len(s);
        if len >= SHORT {
            self.charge_bytes(len)?;
        }
        if self.get(s).header.flags & STR_SHARED != 0 {
            return self.map_shared(s, map);
        }
        let mut same = 0;
        // SAFETY: the str does not lie in an array, and has more than `8 * same` bytes.
        while 8 * same < len && ends_alike(unsafe { self.str_word(s, same) }, &map, len - 8 * same) {
            same += 1;
        }
        if 8 * same >= len {
            return Ok(s.value());
        }
        let result = self.alloc_text(len, len, STR_ASCII)?;
        for k in 0..len.div_ceil(8) {
            // SAFETY: neither lies in an array, and both have more than `8 * k` bytes.
            unsafe { self.set_str_word(result, k, map(self.str_word(s, k))) }
        }
        Ok(result.value())
    }

    /// The same of a text in an array.
    #[inline(never)]
    fn map_shared(&mut self, s: Gc<Str>, map: impl Fn(u64) -> u64) -> Run<Value> {
        let len = self.str_len(s);
        let result = self.alloc_str(len)?;
        self.copy_str(result, 0, s, 0..len);
        let mut changes = false;
        for k in 0..len.div_ceil(8) {
            // SAFETY: the new str does not lie in an array, and has more than `8 * k` bytes.
            unsafe {
                let word = self.str_word(result, k);
                changes |= !ends_alike(word, &map, len - 8 * k);
                self.set_str_word(result, k, map(word));
            }
        }
        self.end_str(result, len);
        Ok(if changes { result } else { s }.value())
    }

    /// The receiver with its bytes mapped in place, if it is ASCII.
    fn map_ascii(&mut self, s: Gc<Str>, map: impl FnOnce(&mut [u8])) -> Run<Value> {
        let len = self.str_len(s);
        self.charge_bytes(len)?;
        let result = self.alloc_str(len)?;
        self.copy_str(result, 0, s, 0..len);
        map(self.str_bytes_mut(result));
        self.end_str(result, len);
        Ok(result.value())
    }
}

/// Whether the mapping changes none of a word's characters, of which so many are left.
#[inline(always)]
fn ends_alike(word: u64, map: impl Fn(u64) -> u64, left: usize) -> bool {
    (map(word) ^ word) << (64 - 8 * left.min(8)) == 0
}

/// The top bits of those of eight ASCII characters that lie between two.
#[inline(always)]
pub(super) fn between(word: u64, first: u8, last: u8) -> u64 {
    // A byte's top bit is set by adding what its own value lacks of 0x80 or more; nothing is carried to the next.
    let reaches = |least: u8| word.wrapping_add(EACH * (0x80 - least) as u64);
    reaches(first) & !reaches(last + 1) & (EACH << 7)
}

/// A 1 in each byte.
pub(super) const EACH: u64 = u64::MAX / 255;

/// Eight ASCII characters, capitals made small. The two forms of a letter differ by a quarter of the top bit.
fn lower_word(word: u64) -> u64 {
    word ^ between(word, b'A', b'Z') >> 2
}

/// Eight ASCII characters, small letters made capitals.
fn upper_word(word: u64) -> u64 {
    word ^ between(word, b'a', b'z') >> 2
}

/// An ASCII character's mapping, as the tables would have it, only faster.
fn lower_of(p: Place<'_>) -> Form {
    if p.code < 0x80 { Form::One(u32::from((p.code as u8).to_ascii_lowercase())) } else { lower_at(p) }
}

pub(super) fn lower(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    if cx.str_is_ascii(s) {
        return cx.map_words(s, lower_word);
    }
    cx.map_chars(s, lower_of)
}

pub(super) fn upper(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    if cx.str_is_ascii(s) {
        return cx.map_words(s, upper_word);
    }
    cx.map_chars(s, |p| match p.code {
        0..0x80 => Form::One(u32::from((p.code as u8).to_ascii_uppercase())),
        _ => Form::Mapped(uni::to_upper(p.code)),
    })
}

pub(super) fn casefold(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    if cx.str_is_ascii(s) {
        return cx.map_words(s, lower_word);
    }
    cx.map_chars(s, |p| Form::Mapped(uni::fold(p.code)))
}

pub(super) fn swapcase(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    if cx.str_is_ascii(s) {
        return cx.map_ascii(s, |bytes| {
            for c in bytes {
                *c ^= if c.is_ascii_alphabetic() { 0x20 } else { 0 };
            }
        });
    }
    cx.map_chars(s, |p| if p.code == SIGMA { lower_at(p) } else { Form::Mapped(uni::swap_case(p.code)) })
}

pub(super) fn title(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    let mut within_word = false;
    if cx.str_is_ascii(s) {
        return cx.map_ascii(s, |bytes| {
            for c in bytes {
                *c = if within_word { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() };
                within_word = c.is_ascii_alphabetic();
            }
        });
    }
    cx.map_chars(s, |p| {
        let form = if within_word { lower_of(p) } else { Form::Mapped(uni::to_title(p.code)) };
        within_word = uni::is_cased(p.code);
        form
    })
}

pub(super) fn capitalize(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    if cx.str_is_ascii(s) {
        return cx.map_ascii(s, |bytes| {
            bytes.make_ascii_lowercase();
            if let Some(first) = bytes.first_mut() {
                first.make_ascii_uppercase();
            }
        });
    }
    cx.map_chars(s, |p| if p.at == 0 { Form::Mapped(uni::to_title(p.code)) } else { lower_of(p) })
}
