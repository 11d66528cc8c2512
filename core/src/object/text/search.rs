//! Finding texts in texts, in time linear in their lengths.

use memchr::memmem;

use crate::Run;
use crate::builtins::Window;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::{STR_SHARED, Str, Tuple};
use crate::value::Value;

/// Which end a search begins at, and what it does when it finds nothing.
#[derive(Clone, Copy)]
struct Search {
    name: &'static str,
    backwards: bool,
    must: bool,
}

/// Occurrences that do not overlap, from left to right, as offsets.
pub(super) fn occurrences<'a>(text: &'a [u8], what: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    // An empty pattern is the callers' own case.
    memmem::find_iter(text, what).filter(|_| !what.is_empty())
}

/// The first occurrence, as an offset.
pub(super) fn first(text: &[u8], what: &[u8]) -> Option<usize> {
    match what {
        [byte] => memchr::memchr(*byte, text),
        _ => memmem::find(text, what),
    }
}

/// The last occurrence, as an offset.
pub(super) fn last(text: &[u8], what: &[u8]) -> Option<usize> {
    match what {
        [byte] => memchr::memrchr(*byte, text),
        _ => memmem::rfind(text, what),
    }
}

impl Context {
    /// `what in s`
    ///
    /// # Errors
    /// TypeError if `what` is not a str; [`Trap::Fuel`](crate::Trap::Fuel).
    pub fn str_contains(&mut self, s: Gc<Str>, what: Value) -> Run<bool> {
        let Some(what) = self.cast::<Str>(what) else {
            let t = self.type_of(what).name();
            return Err(self.type_error(format_args!("'in <string>' requires string as left operand, not {t}")));
        };
        self.charge_bytes(self.str_len(s))?;
        Ok(first(self.str_bytes(s), self.str_bytes(what)).is_some())
    }

    /// The same where it costs nothing: of one byte in a short str.
    #[inline(always)]
    pub(crate) fn contains_at_once(&self, container: Value, item: Value) -> Option<bool> {
        let (s, what) = (self.cast::<Str>(container)?, self.cast::<Str>(item)?);
        let short = self.str_len(s) < super::BYTES_PER_FUEL as usize && self.get(s).header.flags & STR_SHARED == 0;
        match self.str_bytes(what) {
            [byte] if short => Some(self.has_byte(s, *byte)),
            _ => None,
        }
    }

    fn search(&mut self, w: Window, how: Search) -> Run<Value> {
        let s = self.receiver_str(w.get(0))?;
        let Some(what) = self.cast::<Str>(w.get(1)) else {
            let (name, t) = (how.name, self.arg_type_name(w.get(1)));
            return Err(self.type_error(format_args!("{name}() argument 1 must be str, not {t}")));
        };
        let mut found = None;
        if let Some(span) = self.span(s, w.get(2), w.get(3))? {
            self.charge_bytes(span.bytes.len())?;
            let text = self.str_bytes(s).get(span.bytes.clone()).unwrap_or(&[]);
            let find = if how.backwards { last } else { first };
            if let Some(at) = find(text, self.str_bytes(what)) {
                let start = span.bytes.start;
                found = Some(span.before + self.chars_within(s, start..start + at)?);
            }
        }
        match found {
            Some(n) => Ok(Value::uint32(n as u32)),
            None if how.must => Err(self.value_error(format_args!("substring not found"))),
            None => Ok(Value::int32(-1)),
        }
    }

    /// `startswith` and `endswith`.
    fn affix(&mut self, w: Window, name: &str, fits: fn(&[u8], &[u8]) -> bool) -> Run<Value> {
        let s = self.receiver_str(w.get(0))?;
        let span = self.span(s, w.get(2), w.get(3))?;
        let one = |cx: &mut Context, affix: Gc<Str>| -> Run<bool> {
            cx.charge_bytes(cx.str_len(affix))?;
            Ok(match &span {
                Some(span) => {
                    let text = cx.str_bytes(s).get(span.bytes.clone()).unwrap_or(&[]);
                    fits(text, cx.str_bytes(affix))
                }
                None => false,
            })
        };
        if let Some(affix) = self.cast::<Str>(w.get(1)) {
            return Ok(Value::bool(one(self, affix)?));
        }
        let Some(affixes) = self.cast::<Tuple>(w.get(1)) else {
            let t = self.type_of(w.get(1)).name();
            return Err(self.type_error(format_args!("{name} first arg must be str or a tuple of str, not {t}")));
        };
        let count = self.tuple(affixes).len();
        self.charge(count as u64 / 8)?;
        for i in 0..count {
            let item = self.tuple(affixes).get(i).copied().unwrap_or(Value::NONE);
            let Some(affix) = self.cast::<Str>(item) else {
                let t = self.type_of(item).name();
                return Err(self.type_error(format_args!("tuple for {name} must only contain str, not {t}")));
            };
            if one(self, affix)? {
                return Ok(Value::TRUE);
            }
        }
        Ok(Value::FALSE)
    }
}

pub(super) fn find(cx: &mut Context, w: Window) -> Run<Value> {
    cx.search(w, Search { name: "find", backwards: false, must: false })
}

pub(super) fn rfind(cx: &mut Context, w: Window) -> Run<Value> {
    cx.search(w, Search { name: "rfind", backwards: true, must: false })
}

pub(super) fn index(cx: &mut Context, w: Window) -> Run<Value> {
    cx.search(w, Search { name: "index", backwards: false, must: true })
}

pub(super) fn rindex(cx: &mut Context, w: Window) -> Run<Value> {
    cx.search(w, Search { name: "rindex", backwards: true, must: true })
}

pub(super) fn count(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    let what = cx.arg_str(w.get(1), "count() argument 1")?;
    let Some(span) = cx.span(s, w.get(2), w.get(3))? else { return Ok(Value::int32(0)) };
    cx.charge_bytes(span.bytes.len())?;
    let n = if cx.str_len(what) == 0 {
        cx.chars_within(s, span.bytes)? + 1
    } else {
        let text = cx.str_bytes(s).get(span.bytes).unwrap_or(&[]);
        occurrences(text, cx.str_bytes(what)).count()
    };
    Ok(Value::uint32(n as u32))
}

pub(super) fn startswith(cx: &mut Context, w: Window) -> Run<Value> {
    cx.affix(w, "startswith", |text, affix| text.starts_with(affix))
}

pub(super) fn endswith(cx: &mut Context, w: Window) -> Run<Value> {
    cx.affix(w, "endswith", |text, affix| text.ends_with(affix))
}
