//! `isalpha` and its like.

use super::wtf8;
use crate::Run;
use crate::builtins::Window;
use crate::context::Context;
use crate::num::uni;
use crate::value::Value;

impl Context {
    /// Whether the receiver is not empty and all of its characters are so.
    fn all_chars(&mut self, w: Window, is: fn(u32) -> bool) -> Run<Value> {
        let s = self.receiver_str(w.get(0))?;
        self.charge_bytes(self.str_len(s))?;
        Ok(Value::bool(self.str_len(s) > 0 && wtf8::chars(self.str_bytes(s)).all(is)))
    }

    /// Whether the receiver has cased characters, and all of them are so.
    fn all_cased(&mut self, w: Window, is: fn(u32) -> bool, is_not: fn(u32) -> bool) -> Run<Value> {
        let s = self.receiver_str(w.get(0))?;
        self.charge_bytes(self.str_len(s))?;
        let mut any = false;
        for c in wtf8::chars(self.str_bytes(s)) {
            if is_not(c) || uni::is_title(c) {
                return Ok(Value::FALSE);
            }
            any |= is(c);
        }
        Ok(Value::bool(any))
    }
}

pub(super) fn isalpha(cx: &mut Context, w: Window) -> Run<Value> {
    cx.all_chars(w, uni::is_alpha)
}

pub(super) fn isalnum(cx: &mut Context, w: Window) -> Run<Value> {
    cx.all_chars(w, uni::is_alnum)
}

pub(super) fn isdecimal(cx: &mut Context, w: Window) -> Run<Value> {
    cx.all_chars(w, uni::is_decimal)
}

pub(super) fn isdigit(cx: &mut Context, w: Window) -> Run<Value> {
    cx.all_chars(w, uni::is_digit)
}

pub(super) fn isnumeric(cx: &mut Context, w: Window) -> Run<Value> {
    cx.all_chars(w, uni::is_numeric)
}

pub(super) fn isspace(cx: &mut Context, w: Window) -> Run<Value> {
    cx.all_chars(w, uni::is_space)
}

pub(super) fn islower(cx: &mut Context, w: Window) -> Run<Value> {
    cx.all_cased(w, uni::is_lower, uni::is_upper)
}

pub(super) fn isupper(cx: &mut Context, w: Window) -> Run<Value> {
    cx.all_cased(w, uni::is_upper, uni::is_lower)
}

pub(super) fn isascii(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    Ok(Value::bool(cx.str_is_ascii(s)))
}

pub(super) fn isprintable(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    cx.charge_bytes(cx.str_len(s))?;
    Ok(Value::bool(wtf8::chars(cx.str_bytes(s)).all(uni::is_printable)))
}

pub(super) fn isidentifier(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    cx.charge_bytes(cx.str_len(s))?;
    let mut chars = wtf8::chars(cx.str_bytes(s));
    let starts = chars.next().is_some_and(uni::is_identifier_start);
    Ok(Value::bool(starts && chars.all(uni::is_identifier_part)))
}

pub(super) fn istitle(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    cx.charge_bytes(cx.str_len(s))?;
    let (mut any, mut after_cased) = (false, false);
    for c in wtf8::chars(cx.str_bytes(s)) {
        let (big, small) = (uni::is_upper(c) || uni::is_title(c), uni::is_lower(c));
        // A word begins with its only capital.
        if big && after_cased || small && !after_cased {
            return Ok(Value::FALSE);
        }
        after_cased = big || small;
        any |= after_cased;
    }
    Ok(Value::bool(any))
}
