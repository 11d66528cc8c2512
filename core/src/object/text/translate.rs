//! `translate`, and `maketrans`, which makes its tables.

use core::cmp::Ordering;

use super::builder::Builder;
use super::wtf8;
use crate::Run;
use crate::builtins::Window;
use crate::context::Context;
use crate::heap::{Gc, Kind};
use crate::object::{Dict, Range, Str, Tuple};
use crate::value::Value;

/// One more than the largest code point.
const CODE_POINTS: i64 = 0x11_0000;

pub(super) fn translate(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    let table = w.get(1);
    let held = cx.held(s);
    let (mut b, mut count) = (Builder::new(), 0);
    for code in wtf8::chars(held.bytes()) {
        cx.charge_step(&mut count)?;
        match cx.translation(table, code)? {
            None => b.push_char(cx, code)?,
            Some(Value::NONE) => {}
            Some(v) => match (cx.cast::<Str>(v), cx.clamped_int(v)) {
                (Some(text), _) => b.push_str(cx, text)?,
                (_, Some(new @ 0..CODE_POINTS)) => b.push_char(cx, new as u32)?,
                (_, Some(_)) => {
                    return Err(cx.value_error(format_args!("character mapping must be in range(0x110000)")));
                }
                (_, None) => {
                    return Err(cx.type_error(format_args!("character mapping must return integer, None or str")));
                }
            },
        }
    }
    Ok(b.finish(cx)?.value())
}

/// `str.maketrans`, a static method: what it is looked up on comes first and does not count.
pub(super) fn maketrans(cx: &mut Context, w: Window) -> Run<Value> {
    let (x, y, z) = match cx.cast::<Tuple>(w.get(1)).map(|t| cx.tuple(t)) {
        Some(&[x]) => (x, None, None),
        Some(&[x, y]) => (x, Some(y), None),
        Some(&[x, y, z]) => (x, Some(y), Some(z)),
        Some(&[]) | None => {
            return Err(cx.type_error(format_args!("maketrans expected at least 1 argument, got 0")));
        }
        Some(more) => {
            let n = more.len();
            return Err(cx.type_error(format_args!("maketrans expected at most 3 arguments, got {n}")));
        }
    };
    let Some(y) = y else { return cx.translation_of_dict(x) };
    let y = cx.arg_str(y, "maketrans() argument 2")?;
    let z = match z {
        Some(z) => Some(cx.arg_str(z, "maketrans() argument 3")?),
        None => None,
    };
    let Some(x) = cx.cast::<Str>(x) else {
        return Err(
            cx.type_error(format_args!("first maketrans argument must be a string if there is a second argument"))
        );
    };
    if cx.str_chars(x) != cx.str_chars(y) {
        return Err(cx.value_error(format_args!("the first two maketrans arguments must have equal length")));
    }
    cx.charge_items(cx.str_chars(x))?;
    let table = cx.dict_new()?;
    let (from, to) = (cx.held(x), cx.held(y));
    for (old, new) in wtf8::chars(from.bytes()).zip(wtf8::chars(to.bytes())) {
        cx.dict_set(table, Value::uint32(old), Value::uint32(new))?;
    }
    if let Some(z) = z {
        cx.charge_items(cx.str_chars(z))?;
        let removed = cx.held(z);
        for old in wtf8::chars(removed.bytes()) {
            cx.dict_set(table, Value::uint32(old), Value::NONE)?;
        }
    }
    Ok(table.value())
}

impl Context {
    /// What a table has for a code point; nothing if that is no key or index of it.
    fn translation(&mut self, table: Value, code: u32) -> Run<Option<Value>> {
        let key = Value::uint32(code);
        if let Some(d) = self.cast::<Dict>(table) {
            return self.dict_get(d, key);
        }
        // A miss is common: it must not cost an exception.
        let missing = match self.kind(table) {
            Some(Kind::List | Kind::Tuple | Kind::Str) => self.len(table)? <= code as usize,
            Some(Kind::Range) => match self.cast::<Range>(table) {
                Some(r) => {
                    let len = self.range_len_value(r)?;
                    self.int_order(len, key) != Ordering::Greater
                }
                None => false,
            },
            _ => false,
        };
        if missing { Ok(None) } else { self.get_item(table, key).map(Some) }
    }

    /// The table of a dict whose keys are code points or strs of one.
    fn translation_of_dict(&mut self, v: Value) -> Run<Value> {
        let Some(d) = self.cast::<Dict>(v) else {
            return Err(self.type_error(format_args!("if you give only one argument to maketrans it must be a dict")));
        };
        self.charge_items(self.dict_len(d))?;
        let table: Gc<Dict> = self.dict_new()?;
        let mut at = 0;
        while let Some((key, value, next)) = self.dict_entry_from(d, at) {
            at = next;
            let key = match self.cast::<Str>(key) {
                Some(s) => match (self.str_chars(s), wtf8::decode(self.str_bytes(s), 0)) {
                    (1, Some((code, _))) => Value::uint32(code),
                    _ => {
                        return Err(
                            self.value_error(format_args!("string keys in translate table must be of length 1"))
                        );
                    }
                },
                None if self.is_integer(key) => key,
                None => {
                    return Err(self.type_error(format_args!("keys in translate table must be strings or integers")));
                }
            };
            self.dict_set(table, key, value)?;
        }
        Ok(table.value())
    }
}
