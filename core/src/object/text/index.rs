//! Items and slices of strs.

use super::wtf8;
use crate::Run;
use crate::builtins::Window;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::{Str, TypeId};
use crate::value::Value;

impl Context {
    /// The character at index `i`, counted from the end if negative.
    ///
    /// # Errors
    /// IndexError; [`Trap::Memory`](crate::Trap::Memory), [`Trap::Fuel`](crate::Trap::Fuel).
    #[inline]
    pub fn str_index(&mut self, s: Gc<Str>, i: i64) -> Run<Gc<Str>> {
        let chars = self.str_chars(s) as i64;
        let at = if i < 0 { i.saturating_add(chars) } else { i };
        if at < 0 || at >= chars {
            return Err(self.raise(TypeId::IndexError, format_args!("string index out of range")));
        }
        let at = self.str_offset(s, at as usize)?;
        Ok(self.str_char_at(s, at)?.map_or(s, |(c, _)| c))
    }

    /// `s[i]`
    ///
    /// # Errors
    /// TypeError, IndexError; [`Trap::Memory`](crate::Trap::Memory), [`Trap::Fuel`](crate::Trap::Fuel).
    pub fn str_get_item(&mut self, s: Gc<Str>, i: Value) -> Run<Gc<Str>> {
        match self.clamped_int(i) {
            Some(i64::MAX | i64::MIN) => {
                Err(self.raise(TypeId::IndexError, format_args!("cannot fit 'int' into an index-sized integer")))
            }
            Some(n) => self.str_index(s, n),
            None => {
                let t = self.type_of(i).name();
                Err(self.type_error(format_args!("string indices must be integers, not '{t}'")))
            }
        }
    }

    /// The character at byte `at`, and the offset behind it; `None` at the end. For iteration.
    ///
    /// # Errors
    /// [`Trap::Memory`](crate::Trap::Memory).
    #[inline]
    pub fn str_char_at(&mut self, s: Gc<Str>, at: usize) -> Run<Option<(Gc<Str>, usize)>> {
        match wtf8::decode(self.str_bytes(s), at) {
            Some((code, next)) => Ok(Some((self.str_of_char(code)?, next))),
            None => Ok(None),
        }
    }

    /// The characters `start`, `start + step`, ... `count` of them, all within the str: what a slice's bounds come to.
    ///
    /// # Errors
    /// [`Trap::Memory`](crate::Trap::Memory), [`Trap::Fuel`](crate::Trap::Fuel).
    pub fn str_slice(&mut self, s: Gc<Str>, start: i64, step: i64, count: usize) -> Run<Gc<Str>> {
        if count == 0 {
            return self.new_str(b"");
        }
        let start = usize::try_from(start).unwrap_or(0).min(self.str_chars(s));
        if step == 1 {
            let from = self.str_offset(s, start)?;
            let to = self.str_offset(s, start.saturating_add(count))?;
            self.charge_bytes(to.saturating_sub(from))?;
            return self.str_part(s, from..to);
        }
        let mut at = self.str_offset(s, start)?;
        // What is walked over, and once more where the length has to be found first.
        let walked = (count as u64).saturating_mul(if self.str_is_ascii(s) { 1 } else { step.unsigned_abs() });
        self.charge(walked.min(self.str_len(s) as u64) / 8)?;
        if self.str_is_ascii(s) {
            let part = self.alloc_str(count)?;
            for i in 0..count {
                let byte = self.str_bytes(s).get(at).copied().unwrap_or(b'?');
                if let Some(to) = self.str_bytes_mut(part).get_mut(i) {
                    *to = byte;
                }
                at = (at as i64).saturating_add(step) as usize;
            }
            self.end_str(part, count);
            return Ok(part);
        }
        let mut b = super::builder::Builder::new();
        for i in 0..count {
            let Some((code, _)) = wtf8::decode(self.str_bytes(s), at) else { break };
            b.push_char(self, code)?;
            if i + 1 < count {
                at = skip(self.str_bytes(s), at, step);
            }
        }
        b.finish(self)
    }
}

pub(super) fn len(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    Ok(Value::uint32(cx.get(s).chars))
}

/// The offset `step` code points on, within the text.
fn skip(bytes: &[u8], mut at: usize, step: i64) -> usize {
    for _ in 0..step.unsigned_abs() {
        let next = if step < 0 {
            wtf8::decode_before(bytes, at).map(|(_, start)| start)
        } else {
            wtf8::decode(bytes, at).map(|(_, end)| end)
        };
        match next {
            Some(n) => at = n,
            None => break,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestStore;

    #[test]
    fn slices_agree_with_vectors_of_chars() {
        let mut store = TestStore::new(1 << 22);
        let cx = store.cx();
        for text in ["abcdefghij", "aébc😀defgñ", "x"] {
            let chars: Vec<char> = text.chars().collect();
            let s = cx.new_str(text.as_bytes()).unwrap();
            for start in 0..chars.len() as i64 {
                for step in [-7, -3, -2, -1, 1, 2, 3, 7] {
                    let mut want = String::new();
                    let (mut i, mut count) = (start, 0);
                    while i >= 0 && i < chars.len() as i64 {
                        want.push(chars[i as usize]);
                        (i, count) = (i + step, count + 1);
                        let got = cx.str_slice(s, start, step, count).unwrap();
                        assert_eq!(cx.str_bytes(got), want.as_bytes(), "{text} {start} {step} {count}");
                        assert_eq!(cx.str_chars(got), count);
                    }
                }
            }
        }
    }

    #[test]
    fn indices_from_both_ends() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        let s = cx.new_str("aé😀b".as_bytes()).unwrap();
        let at = |cx: &mut Context, i| cx.str_index(s, i).map(|c| String::from_utf8(cx.str_bytes(c).to_vec()).unwrap());
        let got: Vec<_> = (-4..4).map(|i| at(cx, i).unwrap()).collect();
        assert_eq!(got, ["a", "é", "😀", "b", "a", "é", "😀", "b"]);
        assert!(at(cx, 4).is_err() && at(cx, -5).is_err() && at(cx, i64::MIN).is_err());
    }
}
