//! `split`, `rsplit`, `splitlines`, `partition` and `rpartition`.
//!
//! A split is made twice: once to count the pieces, once to cut them. A [`Splitter`] says where the next piece lies and
//! borrows nothing.

use core::ops::Range;

use super::case::{EACH, between};
use super::search::{first, last};
use super::wtf8;
use crate::Run;
use crate::builtins::Window;
use crate::context::Context;
use crate::heap::Gc;
use crate::num::uni;
use crate::object::Str;
use crate::value::Value;

/// How a text is split.
#[derive(Clone, Copy)]
enum How {
    /// At each occurrence of a str.
    At(Gc<Str>),
    /// As `At`, from the end.
    AtBackwards(Gc<Str>),
    /// At runs of white space.
    Spaces,
    /// As `Spaces`, from the end.
    SpacesBackwards,
    /// At line ends, which are kept or not.
    Lines(bool),
}

/// The state of a split: what is left, and how many cuts are allowed.
#[derive(Clone)]
struct Splitter {
    how: How,
    rest: Range<usize>,
    cuts: usize,
    done: bool,
}

/// The first offset from `at` on whose code point is (or is not) white space, or `end`.
fn seek(text: &[u8], mut at: usize, end: usize, space: bool) -> usize {
    while at < end {
        match wtf8::decode(text, at) {
            Some((code, next)) if uni::is_space(code) != space => at = next,
            _ => break,
        }
    }
    at
}

/// As [`seek`], backwards from `at` to `start`.
fn seek_back(text: &[u8], mut at: usize, start: usize, space: bool) -> usize {
    while at > start {
        match wtf8::decode_before(text, at) {
            Some((code, before)) if uni::is_space(code) != space => at = before,
            _ => break,
        }
    }
    at
}

/// Where the words of a text that is ASCII begin and end: eight characters are looked at at a time.
struct Words<'a> {
    text: &'a [u8],
    /// The next character that has not been looked at.
    next: usize,
    /// The top bits of those of the eight before it at which a word begins or ends, as far as that has not been told.
    edges: u64,
    /// The top bit of a byte, if the last character that has been looked at is part of a word.
    within: u64,
}

impl<'a> Words<'a> {
    fn new(text: &'a [u8]) -> Words<'a> {
        Words { text, next: 0, edges: 0, within: 0 }
    }

    /// Looks at eight more characters; false behind the last.
    #[inline(always)]
    fn look(&mut self) -> bool {
        let Some(rest) = self.text.get(self.next..).filter(|rest| !rest.is_empty()) else { return false };
        let word = match rest.first_chunk() {
            Some(word) => u64::from_le_bytes(*word),
            // As if spaces were behind the end.
            None => rest.iter().rev().fold(EACH * u64::from(b' '), |word, c| word << 8 | u64::from(*c)),
        };
        let inside = !ascii_spaces(word) & (EACH << 7);
        self.edges = inside ^ (inside << 8 | self.within);
        self.within = inside >> 56;
        self.next += 8;
        true
    }

    /// The next offset at which a word begins or ends.
    #[inline(always)]
    fn edge(&mut self) -> Option<usize> {
        while self.edges == 0 {
            if !self.look() {
                return None;
            }
        }
        let at = self.next - 8 + self.edges.trailing_zeros() as usize / 8;
        self.edges &= self.edges - 1;
        Some(at)
    }

    /// The next word.
    #[inline(always)]
    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.edge()?;
        Some(start..self.edge().unwrap_or(self.text.len()))
    }

    /// How many words there are; none has been told.
    fn count(mut self) -> usize {
        let mut edges = 0;
        while self.look() {
            edges += (self.edges >> 7).wrapping_mul(EACH) >> 56;
        }
        // The end of the text may be the end of the last.
        edges.div_ceil(2) as usize
    }
}

/// The top bits of those of eight ASCII characters that are white space.
#[inline(always)]
fn ascii_spaces(word: u64) -> u64 {
    between(word, 0x09, 0x0D) | between(word, 0x1C, 0x20)
}

impl Splitter {
    /// The next piece.
    fn next(&mut self, cx: &Context, s: Gc<Str>) -> Option<Range<usize>> {
        if self.done {
            return None;
        }
        let text = cx.str_bytes(s);
        let Range { start, end } = self.rest;
        let left = text.get(start..end).unwrap_or(&[]);
        match self.how {
            How::At(sep) => {
                let sep = cx.str_bytes(sep);
                match if self.cuts > 0 { first(left, sep) } else { None } {
                    Some(at) => {
                        self.cuts -= 1;
                        self.rest.start = start + at + sep.len();
                        Some(start..start + at)
                    }
                    None => self.end(),
                }
            }
            How::AtBackwards(sep) => {
                let sep = cx.str_bytes(sep);
                match if self.cuts > 0 { last(left, sep) } else { None } {
                    Some(at) => {
                        self.cuts -= 1;
                        self.rest.end = start + at;
                        Some(start + at + sep.len()..end)
                    }
                    None => self.end(),
                }
            }
            How::Spaces => {
                let from = seek(text, start, end, false);
                self.rest.start = from;
                if from == end {
                    self.done = true;
                    return None;
                }
                if self.cuts == 0 {
                    return self.end();
                }
                self.cuts -= 1;
                let to = seek(text, from, end, true);
                self.rest.start = to;
                Some(from..to)
            }
            How::SpacesBackwards => {
                let to = seek_back(text, end, start, false);
                self.rest.end = to;
                if to == start {
                    self.done = true;
                    return None;
                }
                if self.cuts == 0 {
                    return self.end();
                }
                self.cuts -= 1;
                let from = seek_back(text, to, start, true);
                self.rest.end = from;
                Some(from..to)
            }
            How::Lines(keep) => {
                if start == end {
                    self.done = true;
                    return None;
                }
                let mut at = start;
                while let Some((code, mut next)) = wtf8::decode(text, at) {
                    if uni::is_line_break(code) {
                        if code == 0x0D && text.get(next) == Some(&b'\n') {
                            next += 1;
                        }
                        self.rest.start = next;
                        return Some(start..if keep { next } else { at });
                    }
                    at = next;
                }
                self.end()
            }
        }
    }

    /// All that is left is the last piece.
    fn end(&mut self) -> Option<Range<usize>> {
        self.done = true;
        Some(self.rest.clone())
    }

    fn backwards(&self) -> bool {
        matches!(self.how, How::AtBackwards(_) | How::SpacesBackwards)
    }
}

impl Context {
    /// The list of the words of a text that is ASCII.
    fn split_words(&mut self, s: Gc<Str>) -> Run<Value> {
        self.charge_bytes(self.str_len(s).saturating_mul(2))?;
        let held = self.held(s);
        let count = Words::new(held.bytes()).count();
        self.charge(count as u64 / 4)?;
        let storage = self.alloc_storage(count)?;
        let mut words = Words::new(held.bytes());
        for i in 0..count {
            let Some(word) = words.next() else { break };
            let piece = self.str_part(s, word)?.value();
            if let Some(slot) = self.storage_mut(storage).get_mut(i) {
                *slot = piece;
            }
        }
        Ok(self.list_of_storage(storage, count)?.value())
    }

    /// The list of the pieces that a splitter cuts.
    fn split(&mut self, s: Gc<Str>, how: How, cuts: usize) -> Run<Value> {
        self.charge_bytes(self.str_len(s).saturating_mul(2))?;
        let mut splitter = Splitter { how, rest: 0..self.str_len(s), cuts, done: false };
        let mut counter = splitter.clone();
        let mut count = 0;
        while counter.next(self, s).is_some() {
            count += 1;
        }
        self.charge(count as u64 / 4)?;
        let storage = self.alloc_storage(count)?;
        for i in 0..count {
            let Some(range) = splitter.next(self, s) else { break };
            let piece = self.str_part(s, range)?.value();
            let at = if splitter.backwards() { count - 1 - i } else { i };
            if let Some(slot) = self.storage_mut(storage).get_mut(at) {
                *slot = piece;
            }
        }
        Ok(self.list_of_storage(storage, count)?.value())
    }

    /// The separator (None for white space) and the number of cuts of a `split` call.
    fn split_arguments(&mut self, w: Window) -> Run<(Gc<Str>, Option<Gc<Str>>, usize)> {
        let s = self.receiver_str(w.get(0))?;
        let cuts = self.arg_ssize(w.get_or(2, Value::int32(-1)))?;
        let sep = match w.get_or(1, Value::NONE) {
            Value::NONE => None,
            v => match self.cast::<Str>(v) {
                Some(sep) => Some(sep),
                None => {
                    let t = self.type_of(v).name();
                    return Err(self.type_error(format_args!("must be str or None, not {t}")));
                }
            },
        };
        if sep.is_some_and(|x| self.str_len(x) == 0) {
            return Err(self.value_error(format_args!("empty separator")));
        }
        Ok((s, sep, usize::try_from(cuts).unwrap_or(usize::MAX)))
    }

    fn partition(&mut self, w: Window, find: fn(&[u8], &[u8]) -> Option<usize>, forwards: bool) -> Run<Value> {
        let s = self.receiver_str(w.get(0))?;
        let Some(sep) = self.cast::<Str>(w.get(1)) else {
            let t = self.type_of(w.get(1)).name();
            return Err(self.type_error(format_args!("must be str, not {t}")));
        };
        let (len, n) = (self.str_len(s), self.str_len(sep));
        if n == 0 {
            return Err(self.value_error(format_args!("empty separator")));
        }
        self.charge_bytes(len)?;
        let parts = match find(self.str_bytes(s), self.str_bytes(sep)) {
            Some(at) => [self.str_part(s, 0..at)?, sep, self.str_part(s, at + n..len)?],
            None => {
                let empty = self.new_str(b"")?;
                if forwards { [s, empty, empty] } else { [empty, empty, s] }
            }
        };
        Ok(self.new_tuple(&parts.map(Gc::value))?.value())
    }
}

pub(super) fn split(cx: &mut Context, w: Window) -> Run<Value> {
    let (s, sep, cuts) = cx.split_arguments(w)?;
    if sep.is_none() && cuts == usize::MAX && cx.str_is_ascii(s) {
        return cx.split_words(s);
    }
    cx.split(s, sep.map_or(How::Spaces, How::At), cuts)
}

pub(super) fn rsplit(cx: &mut Context, w: Window) -> Run<Value> {
    let (s, sep, cuts) = cx.split_arguments(w)?;
    cx.split(s, sep.map_or(How::SpacesBackwards, How::AtBackwards), cuts)
}

pub(super) fn splitlines(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    let keep = match w.get(1) {
        Value::UNASSIGNED => false,
        v => cx.truth(v),
    };
    cx.split(s, How::Lines(keep), usize::MAX)
}

pub(super) fn partition(cx: &mut Context, w: Window) -> Run<Value> {
    cx.partition(w, first, true)
}

pub(super) fn rpartition(cx: &mut Context, w: Window) -> Run<Value> {
    cx.partition(w, last, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestStore;

    #[test]
    fn words_are_those_between_white_space() {
        let mut seed = 1u64;
        for len in 0..70 {
            for spaces in 1..8 {
                let text: String = (0..len)
                    .map(|_| {
                        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                        if (seed >> 33) % 8 < spaces {
                            [' ', '\t', '\n', '\x1c'][(seed >> 40) as usize % 4]
                        } else {
                            'x'
                        }
                    })
                    .collect();
                let want: Vec<&str> =
                    text.split(|c| uni::is_space(u32::from(c))).filter(|word| !word.is_empty()).collect();
                let mut words = Words::new(text.as_bytes());
                let found: Vec<&str> = core::iter::from_fn(|| words.next()).map(|r| &text[r]).collect();
                assert_eq!(found, want, "{text:?}");
                assert_eq!(Words::new(text.as_bytes()).count(), want.len(), "{text:?}");
            }
        }
    }

    #[test]
    fn parts_write_their_own_bytes_alone() {
        let mut store = TestStore::new(4 << 20);
        let cx = store.cx();
        let text: Vec<u8> = (0..100).map(|i| b'0' + i % 64).collect();
        for _ in 0..2 {
            let s = cx.new_str(&text).unwrap();
            let mut made = Vec::new();
            for start in 0..text.len() {
                for end in start..text.len() {
                    made.push((cx.str_part(s, start..end).unwrap(), start..end));
                }
            }
            for (part, range) in made {
                assert_eq!(cx.str_bytes(part), &text[range.clone()]);
                assert_eq!((cx.str_chars(part), cx.str_is_ascii(part)), (range.len(), true));
            }
            cx.collect();
        }
    }
}
