//! `strip`, `lstrip` and `rstrip`.

use core::ops::Range;

use super::case::EACH;
use super::{SHORT, wtf8};
use crate::Run;
use crate::builtins::Window;
use crate::context::Context;
use crate::heap::Gc;
use crate::num::uni;
use crate::object::{STR_ASCII, STR_SHARED, Str};
use crate::value::Value;

/// A set of ASCII characters.
#[derive(Clone, Copy)]
struct Letters {
    /// The lower and the upper half of them, a bit each.
    halves: [u64; 2],
}

impl Letters {
    /// White space.
    const SPACES: Letters = Letters { halves: [0x1_F000_3E00, 0] };

    /// Those in a text; what is not ASCII is left out.
    fn of(text: &[u8]) -> Letters {
        let mut set = Letters { halves: [0; 2] };
        for c in text.iter().filter(|c| c.is_ascii()) {
            set.halves[(c >> 6 & 1) as usize] |= 1 << (c % 64);
        }
        set
    }

    /// Whether an ASCII character is one of them.
    #[inline(always)]
    fn has(&self, c: u8) -> bool {
        self.halves[(c >> 6 & 1) as usize] >> (c % 64) & 1 != 0
    }
}

/// A few characters, one to eight of them.
#[derive(Clone, Copy)]
struct Few {
    /// A byte each, the first one lowest.
    word: u64,
    /// Bits of the word that are of no character.
    unused: u32,
}

impl Few {
    #[inline(always)]
    fn has(&self, c: u8) -> bool {
        let differ = self.word ^ (EACH * u64::from(c));
        // The lowest byte that is 0 lends from the next, so that its top bit is set, and perhaps that of higher ones.
        let zeroes = differ.wrapping_sub(EACH) & !differ & (EACH << 7);
        zeroes << self.unused != 0
    }
}

/// What is left of a text of single bytes without those that go, at the ends that are meant.
#[inline(always)]
fn trim(text: &[u8], goes: impl Fn(u8) -> bool, left: bool, right: bool) -> Range<usize> {
    let mut rest = text;
    while left
        && let [c, behind @ ..] = rest
        && goes(*c)
    {
        rest = behind;
    }
    let start = text.len() - rest.len();
    while right
        && let [before @ .., c] = rest
        && goes(*c)
    {
        rest = before;
    }
    start..start + rest.len()
}

impl Context {
    /// A short text of ASCII without what is in a short set of ASCII, or without white space. It costs no fuel.
    #[inline(always)]
    fn strip_short(&self, s: Gc<Str>, set: Option<Gc<Str>>, left: bool, right: bool) -> Option<Range<usize>> {
        let is_short = |s: Gc<Str>, len: usize| {
            let header = &self.get(s).header;
            header.flags & (STR_ASCII | STR_SHARED) == STR_ASCII && (header.len as usize) < len
        };
        if !is_short(s, SHORT) {
            return None;
        }
        let text = self.str_bytes(s);
        let Some(set) = set else { return Some(trim(text, |c| Letters::SPACES.has(c), left, right)) };
        let n = self.str_len(set);
        if !is_short(set, 8) || n == 0 {
            return None;
        }
        // SAFETY: the set does not lie in an array, and has a byte.
        let few = Few { word: unsafe { self.str_word(set, 0) }, unused: 64 - 8 * n as u32 };
        Some(trim(text, |c| few.has(c), left, right))
    }

    #[inline(always)]
    fn strip(&mut self, w: Window, name: &str, left: bool, right: bool) -> Run<Value> {
        if let Some(s) = self.cast::<Str>(w.get(0))
            && let Some(range) = match w.get_or(1, Value::NONE) {
                Value::NONE => self.strip_short(s, None, left, right),
                v => self.cast(v).and_then(|set| self.strip_short(s, Some(set), left, right)),
            }
        {
            let whole = range.len() == self.str_len(s);
            return Ok(if whole { s } else { self.str_part(s, range)? }.value());
        }
        self.strip_any(w, name, left, right)
    }

    #[inline(never)]
    fn strip_any(&mut self, w: Window, name: &str, left: bool, right: bool) -> Run<Value> {
        let s = self.receiver_str(w.get(0))?;
        let set = match w.get_or(1, Value::NONE) {
            Value::NONE => None,
            v => match self.cast::<Str>(v) {
                Some(set) => Some(set),
                None => return Err(self.type_error(format_args!("{name} arg must be None or str"))),
            },
        };
        // Each character taken away may be compared with the whole set.
        let cost = self.str_len(s) as u64 * (1 + set.map_or(0, |x| self.str_len(x) as u64) / 8);
        self.charge(cost / 64)?;
        let text = self.str_bytes(s);
        let set = set.map(|x| self.str_bytes(x));
        if self.str_is_ascii(s) {
            let goes = set.map_or(Letters::SPACES, Letters::of);
            let left = trim(text, |c| goes.has(c), left, right);
            return Ok(self.str_part(s, left)?.value());
        }
        let goes = |code: u32| match set {
            None => uni::is_space(code),
            Some(set) => wtf8::chars(set).any(|c| c == code),
        };
        let (mut start, mut end) = (0, text.len());
        while left && start < end {
            match wtf8::decode(text, start) {
                Some((code, next)) if goes(code) => start = next,
                _ => break,
            }
        }
        while right && start < end {
            match wtf8::decode_before(text, end) {
                Some((code, before)) if goes(code) => end = before,
                _ => break,
            }
        }
        Ok(self.str_part(s, start..end.max(start))?.value())
    }
}

pub(super) fn strip(cx: &mut Context, w: Window) -> Run<Value> {
    cx.strip(w, "strip", true, true)
}

pub(super) fn lstrip(cx: &mut Context, w: Window) -> Run<Value> {
    cx.strip(w, "lstrip", true, false)
}

pub(super) fn rstrip(cx: &mut Context, w: Window) -> Run<Value> {
    cx.strip(w, "rstrip", false, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_letters_are_those_in_the_word() {
        let texts: [&[u8]; 5] = [b"a", b".,", b"\0", b"\x7f\x01\0", b"abcdefgh"];
        for text in texts {
            let mut bytes = [b'.'; 8];
            bytes[..text.len()].copy_from_slice(text);
            let few = Few { word: u64::from_le_bytes(bytes), unused: 64 - 8 * text.len() as u32 };
            for c in 0..0x80 {
                assert_eq!(few.has(c), text.contains(&c), "{text:?} {c}");
                assert_eq!(Letters::of(text).has(c), text.contains(&c), "{text:?} {c}");
            }
        }
    }

    #[test]
    fn the_spaces_of_ascii_are_those_of_all_characters() {
        for c in 0..0x80 {
            assert_eq!(Letters::SPACES.has(c), uni::is_space(c.into()), "{c}");
        }
    }
}
