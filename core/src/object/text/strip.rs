//! `strip`, `lstrip` and `rstrip`.

use super::wtf8;
use crate::Run;
use crate::builtins::Window;
use crate::context::Context;
use crate::num::uni;
use crate::object::Str;
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

    /// Those in a text.
    fn of(text: &[u8]) -> Letters {
        let mut set = Letters { halves: [0; 2] };
        for c in text {
            if let Some(half) = set.halves.get_mut(*c as usize / 64) {
                *half |= 1 << (c % 64);
            }
        }
        set
    }

    #[inline(always)]
    fn has(&self, c: u8) -> bool {
        self.halves.get(c as usize / 64).is_some_and(|half| half >> (c % 64) & 1 != 0)
    }
}

impl Context {
    fn strip(&mut self, w: Window, name: &str, left: bool, right: bool) -> Run<Value> {
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
            let (mut start, mut end) = (0, text.len());
            while left && text.get(start).is_some_and(|c| goes.has(*c)) {
                start += 1;
            }
            while right && start < end && text.get(end - 1).is_some_and(|c| goes.has(*c)) {
                end -= 1;
            }
            return Ok(self.str_part(s, start..end)?.value());
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
    fn the_spaces_of_ascii_are_those_of_all_characters() {
        for c in 0..0x80 {
            assert_eq!(Letters::SPACES.has(c), uni::is_space(c.into()), "{c}");
        }
    }
}
