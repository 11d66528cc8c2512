//! Methods of lists.

use crate::builtins::native::unreachable_body;
use crate::builtins::{Native, Window};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::iter::natives;
use crate::object::list::Items;
use crate::object::{List, TypeId};
use crate::value::Value;
use crate::{Run, Trap};

/// The table.
pub const METHODS: &[Native] = &[
    Native::method(TypeId::List, "append", &["self", "object"], 2, append),
    Native::method(TypeId::List, "clear", &["self"], 1, clear),
    Native::method(TypeId::List, "copy", &["self"], 1, copy),
    Native::method(TypeId::List, "count", &["self", "value"], 2, count),
    Native::method(TypeId::List, "extend", &["self", "iterable"], 2, unreachable_body).calling(1, natives::extend),
    Native::method(TypeId::List, "index", &["self", "value", "start", "stop"], 2, index),
    Native::method(TypeId::List, "insert", &["self", "index", "object"], 3, insert),
    Native::method(TypeId::List, "pop", &["self", "index"], 1, pop),
    Native::method(TypeId::List, "remove", &["self", "value"], 2, remove),
    Native::method(TypeId::List, "reverse", &["self"], 1, reverse),
    Native::method(TypeId::List, "sort", &["self", "key", "reverse"], 1, unreachable_body)
        .keywords(1, 2)
        .varargs()
        .calling(2, natives::sort),
];

/// The receiver, which the caller has checked to be a list.
pub(crate) fn receiver(cx: &mut Context, w: Window) -> Run<Gc<List>> {
    match cx.cast(w.get(0)) {
        Some(l) => Ok(l),
        None => Err(cx.bad_receiver()),
    }
}

impl Context {
    /// The error for a receiver of a wrong type, which the caller of a native has excluded.
    pub(crate) fn bad_receiver(&mut self) -> Trap {
        self.raise(TypeId::SystemError, format_args!("bad receiver of a method"))
    }

    /// An argument that is an index: an int that fits 64 bits.
    #[inline]
    pub(crate) fn index_argument(&mut self, v: Value) -> Run<i64> {
        if v.is_int() {
            return Ok(v.int_payload());
        }
        match self.clamped_int(v) {
            Some(i) if i != i64::MAX && i != i64::MIN => Ok(i),
            Some(_) => {
                Err(self.raise(TypeId::OverflowError, format_args!("Python int too large to convert to C ssize_t")))
            }
            None => {
                let t = self.type_name(v);
                Err(self.type_error(format_args!("'{t}' object cannot be interpreted as an integer")))
            }
        }
    }
}

fn append(cx: &mut Context, w: Window) -> Run<Value> {
    let l = receiver(cx, w)?;
    cx.list_push(l, w.get(1))?;
    Ok(Value::NONE)
}

fn clear(cx: &mut Context, w: Window) -> Run<Value> {
    let l = receiver(cx, w)?;
    let x = cx.get_mut(l);
    x.items = 0;
    x.header.len = 0;
    Ok(Value::NONE)
}

fn copy(cx: &mut Context, w: Window) -> Run<Value> {
    let l = receiver(cx, w)?;
    let items = cx.list_items(l);
    cx.charge_items(items.len())?;
    Ok(cx.list_from_items(items)?.value())
}

fn count(cx: &mut Context, w: Window) -> Run<Value> {
    let l = receiver(cx, w)?;
    cx.count_item(cx.list_items(l), w.get(1))
}

fn index(cx: &mut Context, w: Window) -> Run<Value> {
    let l = receiver(cx, w)?;
    let (items, v) = (cx.list_items(l), w.get(1));
    let start = cx.place_argument(w.get(2), 0, items.len())?;
    let stop = cx.place_argument(w.get(3), items.len(), items.len())?;
    match cx.find_item(items, v, start, stop)? {
        Some(i) => Ok(Value::int_wrapped(i as i64)),
        None => Err(cx.not_in_list(v)),
    }
}

impl Context {
    /// Raises ValueError for a value that a list does not have.
    fn not_in_list(&mut self, v: Value) -> Trap {
        match self.repr(v) {
            Ok(shown) => {
                let shown = self.shown(shown.value());
                self.value_error(format_args!("{shown} is not in list"))
            }
            Err(t) => t,
        }
    }
}

impl Context {
    /// `l.insert(index, v)`
    ///
    /// # Errors
    /// TypeError, OverflowError; [`Trap::Memory`], [`Trap::Fuel`]. The list is then unchanged.
    #[inline(always)]
    pub(crate) fn list_insert_before(&mut self, l: Gc<List>, index: Value, v: Value) -> Run<()> {
        let len = self.list(l).len();
        let at = match self.index_argument(index)? {
            i if i < 0 => i.saturating_add(len as i64).max(0) as usize,
            i => (i as usize).min(len),
        };
        self.list_insert(l, at, v)
    }

    /// `l.pop(index)`, or `l.pop()` if the index is `Unassigned`.
    ///
    /// # Errors
    /// TypeError, OverflowError, IndexError; [`Trap::Fuel`]. The list is then unchanged.
    #[inline(always)]
    pub(crate) fn list_pop(&mut self, l: Gc<List>, index: Value) -> Run<Value> {
        let len = self.list(l).len();
        let i = match index {
            Value::UNASSIGNED => -1,
            v => self.index_argument(v)?,
        };
        let at = if i < 0 { i.saturating_add(len as i64) } else { i };
        if at < 0 || at as u64 >= len as u64 {
            return Err(self.nothing_to_pop(l));
        }
        self.list_remove_at(l, at as usize)
    }

    #[cold]
    fn nothing_to_pop(&mut self, l: Gc<List>) -> Trap {
        let why = if self.list(l).is_empty() { "pop from empty list" } else { "pop index out of range" };
        self.raise(TypeId::IndexError, format_args!("{why}"))
    }
}

fn insert(cx: &mut Context, w: Window) -> Run<Value> {
    let l = receiver(cx, w)?;
    cx.list_insert_before(l, w.get(1), w.get(2))?;
    Ok(Value::NONE)
}

fn pop(cx: &mut Context, w: Window) -> Run<Value> {
    let l = receiver(cx, w)?;
    cx.list_pop(l, w.get(1))
}

fn remove(cx: &mut Context, w: Window) -> Run<Value> {
    let l = receiver(cx, w)?;
    let items = cx.list_items(l);
    match cx.find_item(items, w.get(1), 0, items.len())? {
        Some(at) => cx.list_splice(l, at..at + 1, Items::EMPTY)?,
        None => return Err(cx.value_error(format_args!("list.remove(x): x not in list"))),
    }
    Ok(Value::NONE)
}

fn reverse(cx: &mut Context, w: Window) -> Run<Value> {
    let l = receiver(cx, w)?;
    cx.charge_items(cx.list(l).len())?;
    cx.list_mut(l).reverse();
    Ok(Value::NONE)
}
