//! `replace`, `removeprefix` and `removesuffix`.

use super::builder::Builder;
use super::search::{first, occurrences};
use super::wtf8;
use crate::Run;
use crate::builtins::Window;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::Str;
use crate::value::Value;

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
        let found = occurrences(self.str_bytes(s), self.str_bytes(old)).take(most).count();
        if found == 0 || self.str_eq(old, new) {
            return Ok(s);
        }
        let mut b = Builder::new();
        let mut at = 0;
        for _ in 0..found {
            let rest = self.str_bytes(s).get(at..).unwrap_or(&[]);
            let Some(step) = first(rest, self.str_bytes(old)) else { break };
            b.push_part(self, s, at..at + step)?;
            b.push_str(self, new)?;
            at += step + old_len;
        }
        b.push_part(self, s, at..self.str_len(s))?;
        b.finish(self)
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
