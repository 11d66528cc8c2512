//! Arguments of str methods: checks with CPython's texts, and slices of code points as slices of bytes.

use core::ops::Range;

use super::wtf8;
use crate::Run;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::{Str, TypeId};
use crate::value::Value;

/// Part of a str: where `start` and `end` arguments lead.
#[derive(Clone)]
pub(super) struct Span {
    /// The bytes.
    pub bytes: Range<usize>,
    /// Code points before it.
    pub before: usize,
}

impl Context {
    /// The name of a value's type, or `None` for `None`, as argument errors say it.
    pub fn arg_type_name(&self, v: Value) -> &'static str {
        if v == Value::NONE { "None" } else { self.type_of(v).name() }
    }

    /// An argument that must be a str; `what` names it in the error.
    #[inline(always)]
    pub(crate) fn arg_str(&mut self, v: Value, what: &str) -> Run<Gc<Str>> {
        self.cast(v).ok_or(()).or_else(|()| self.no_str(v, what))
    }

    #[cold]
    #[inline(never)]
    fn no_str(&mut self, v: Value, what: &str) -> Run<Gc<Str>> {
        let t = self.arg_type_name(v);
        Err(self.type_error(format_args!("{what} must be str, not {t}")))
    }

    /// The receiver, which the caller has checked to be a str.
    #[inline(always)]
    pub(crate) fn receiver_str(&mut self, v: Value) -> Run<Gc<Str>> {
        self.arg_str(v, "self")
    }

    /// An argument that must fit C's `ssize_t`.
    pub(crate) fn arg_ssize(&mut self, v: Value) -> Run<i64> {
        match self.clamped_int(v) {
            // Clamped exactly at the ends of the range: those two numbers themselves are no sizes of anything.
            Some(i) if i != i64::MAX && i != i64::MIN => Ok(i),
            Some(_) => {
                Err(self.raise(TypeId::OverflowError, format_args!("Python int too large to convert to C ssize_t")))
            }
            None => Err(self.not_an_integer(v)),
        }
    }

    /// The error for what is not an int where one is needed.
    pub(crate) fn not_an_integer(&mut self, v: Value) -> crate::Trap {
        let t = self.type_of(v).name();
        self.type_error(format_args!("'{t}' object cannot be interpreted as an integer"))
    }

    /// A bound of a slice: `default` if it is None or was not given, else an int, clamped.
    pub(crate) fn optional_bound(&mut self, v: Value, default: i64) -> Run<i64> {
        if v == Value::NONE || v == Value::UNASSIGNED {
            return Ok(default);
        }
        self.clamped_int(v).ok_or(()).map_err(|()| {
            self.type_error(format_args!("slice indices must be integers or None or have an __index__ method"))
        })
    }

    /// What optional arguments `start` and `end` leave of a str; `None` if start is behind end.
    pub(super) fn span(&mut self, s: Gc<Str>, start: Value, end: Value) -> Run<Option<Span>> {
        let chars = self.str_chars(s) as i64;
        let start = self.optional_bound(start, 0)?;
        let end = self.optional_bound(end, chars)?.min(chars);
        // Lengths have 32 bits, so adding one to a negative number cannot overflow.
        let adjust = |i: i64| if i < 0 { (i + chars).max(0) } else { i };
        let (start, end) = (adjust(start), adjust(end));
        if start > end {
            return Ok(None);
        }
        let (before, end) = (start as usize, end as usize);
        let from = self.str_offset(s, before)?;
        let to = if end as i64 == chars { self.str_len(s) } else { self.str_offset(s, end)? };
        Ok(Some(Span { bytes: from..to, before }))
    }

    /// The byte offset of code point `n`, which is at most the number of code points. Scanning is charged.
    pub fn str_offset(&mut self, s: Gc<Str>, n: usize) -> Run<usize> {
        if self.str_is_ascii(s) || n == 0 {
            return Ok(n.min(self.str_len(s)));
        }
        if n >= self.str_chars(s) {
            return Ok(self.str_len(s));
        }
        self.charge_bytes(n)?;
        Ok(wtf8::offset(self.str_bytes(s), n))
    }

    /// How many code points lie in bytes `range` of a str. Counting is charged.
    pub(super) fn chars_within(&mut self, s: Gc<Str>, range: Range<usize>) -> Run<usize> {
        let len = range.end.saturating_sub(range.start);
        if self.str_is_ascii(s) {
            return Ok(len);
        }
        self.charge_bytes(len)?;
        Ok(self.str_bytes(s).get(range).map_or(0, wtf8::count))
    }
}
