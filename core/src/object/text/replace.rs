//! `replace`, `removeprefix` and `removesuffix`.

use super::builder::Builder;
use super::search::occurrences;
use super::wtf8;
use crate::builtins::Window;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::Str;
use crate::value::Value;
use crate::{Run, Trap};

pub(super) fn replace(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    let old = cx.arg_str(w.get(1), "replace() argument 1")?;
    let new = cx.arg_str(w.get(2), "replace() argument 2")?;
    let count = cx.arg_ssize(w.get_or(3, Value::int32(-1)))?;
    let most = usize::try_from(count).unwrap_or(usize::MAX);
    cx.charge_bytes(cx.str_len(s))?;
    Ok(cx.str_replace(s, old, new, most)?.value())
}

impl Context {
    /// `s` with at most `most` occurrences of `old` replaced.
    fn str_replace(&mut self, s: Gc<Str>, old: Gc<Str>, new: Gc<Str>, most: usize) -> Run<Gc<Str>> {
        let old_len = self.str_len(old);
        if old_len == 0 {
            return self.str_intersperse(s, new, most);
        }
        let (text, pattern) = (self.held(s), self.held(old));
        let found = || occurrences(text.bytes(), pattern.bytes()).take(most);
        let count = found().count();
        if count == 0 || self.str_eq(old, new) {
            return Ok(s);
        }
        // The occurrences lie in the text, so what is left of it is not negative.
        let (len, new_len) = (self.str_len(s), self.str_len(new));
        let kept = len - count * old_len;
        let total = new_len.checked_mul(count).and_then(|n| n.checked_add(kept)).ok_or(Trap::Memory)?;
        if u32::try_from(total).is_err() {
            return Err(Trap::Memory);
        }
        self.charge_bytes(total)?;
        let result = self.alloc_str(total)?;
        let (mut from, mut to) = (0, 0);
        for at in found() {
            self.copy_str(result, to, s, from..at);
            to += at - from;
            self.copy_str(result, to, new, 0..new_len);
            (from, to) = (at + old_len, to + new_len);
        }
        self.copy_str(result, to, s, from..len);
        self.finish_str(result);
        Ok(result)
    }

    /// `s` with `new` before each character and at the end, at most `most` times.
    fn str_intersperse(&mut self, s: Gc<Str>, new: Gc<Str>, most: usize) -> Run<Gc<Str>> {
        if most == 0 || self.str_len(new) == 0 {
            return Ok(s);
        }
        let (mut b, mut at, mut left) = (Builder::new(), 0, most);
        while left > 0 {
            b.push_str(self, new)?;
            left -= 1;
            let Some((_, next)) = wtf8::decode(self.str_bytes(s), at) else { return b.finish(self) };
            b.push_part(self, s, at..next)?;
            at = next;
        }
        b.push_part(self, s, at..self.str_len(s))?;
        b.finish(self)
    }
}

pub(super) fn removeprefix(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    let prefix = cx.arg_str(w.get(1), "removeprefix() argument")?;
    let (len, n) = (cx.str_len(s), cx.str_len(prefix));
    cx.charge_bytes(len)?;
    if n > 0 && cx.str_bytes(s).starts_with(cx.str_bytes(prefix)) {
        return Ok(cx.str_part(s, n..len)?.value());
    }
    Ok(s.value())
}

pub(super) fn removesuffix(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    let suffix = cx.arg_str(w.get(1), "removesuffix() argument")?;
    let (len, n) = (cx.str_len(s), cx.str_len(suffix));
    cx.charge_bytes(len)?;
    if n > 0 && cx.str_bytes(s).ends_with(cx.str_bytes(suffix)) {
        return Ok(cx.str_part(s, 0..len - n)?.value());
    }
    Ok(s.value())
}
