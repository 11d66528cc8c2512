//! Tuples: joining, repeating and slicing them, and their methods.

use crate::builtins::{Native, Window};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::repeat::repeat_start;
use crate::object::slice::Bounds;
use crate::object::{Tuple, TypeId};
use crate::value::Value;
use crate::{Run, Trap};

use super::list::Items;

/// Methods of tuples.
pub const METHODS: &[Native] = &[
    Native::method(TypeId::Tuple, "index", &["self", "value", "start", "stop"], 2, index),
    Native::method(TypeId::Tuple, "count", &["self", "value"], 2, count),
];

impl Context {
    /// The items of two tuples, one after the other, in a new tuple; one of them itself if the other is empty.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn tuple_concat(&mut self, a: Gc<Tuple>, b: Gc<Tuple>) -> Run<Gc<Tuple>> {
        let (n, m) = (self.tuple(a).len(), self.tuple(b).len());
        if m == 0 {
            return Ok(a);
        }
        if n == 0 {
            return Ok(b);
        }
        self.charge_items(n + m)?;
        let t = self.alloc_tuple(n + m)?;
        for i in 0..n {
            self.tuple_put(t, i, self.tuple(a).get(i).copied());
        }
        for i in 0..m {
            self.tuple_put(t, n + i, self.tuple(b).get(i).copied());
        }
        Ok(t)
    }

    /// Fills a slot of a new tuple.
    pub(crate) fn tuple_put(&mut self, t: Gc<Tuple>, i: usize, v: Option<Value>) {
        if let (Some(slot), Some(v)) = (self.tuple_mut(t).get_mut(i), v) {
            *slot = v;
        }
    }

    /// A tuple's items `times` times over.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn tuple_repeat(&mut self, t: Gc<Tuple>, times: i64) -> Run<Gc<Tuple>> {
        let n = self.tuple(t).len();
        if times == 1 || n == 0 {
            return Ok(t);
        }
        let len = self.repeated_len(n, times)?;
        self.charge_items(len)?;
        let r = self.alloc_tuple(len)?;
        for i in 0..n.min(len) {
            self.tuple_put(r, i, self.tuple(t).get(i).copied());
        }
        repeat_start(self.tuple_mut(r), n);
        Ok(r)
    }

    /// The items of a slice of a tuple.
    pub(crate) fn tuple_of_slice(&mut self, t: Gc<Tuple>, b: Bounds) -> Run<Gc<Tuple>> {
        if b.step == 1 && b.count == self.tuple(t).len() {
            return Ok(t);
        }
        self.charge_items(b.count)?;
        let r = self.alloc_tuple(b.count)?;
        for i in 0..b.count {
            self.tuple_put(r, i, self.tuple(t).get(b.index(i)).copied());
        }
        Ok(r)
    }

    /// Where an item equal to `v` first is in `items[start..stop]`.
    pub(crate) fn find_item(&mut self, items: Items, v: Value, start: usize, stop: usize) -> Run<Option<usize>> {
        let mut count = 0;
        for i in start..stop.min(items.len()) {
            self.charge_step(&mut count)?;
            if self.eq(items.get(i), v)? {
                return Ok(Some(i));
            }
        }
        Ok(None)
    }

    /// How many of `items` are equal to `v`.
    pub(crate) fn count_item(&mut self, items: Items, v: Value) -> Run<Value> {
        self.charge_items(items.len())?;
        let mut n = 0;
        for i in 0..items.len() {
            n += self.eq(items.get(i), v)? as u32;
        }
        Ok(Value::uint32(n))
    }

    /// The place that an optional `start` or `stop` argument names among `len` items.
    pub(crate) fn place_argument(&mut self, v: Value, default: usize, len: usize) -> Run<usize> {
        if v == Value::UNASSIGNED {
            return Ok(default);
        }
        match self.clamped_int(v) {
            Some(i) if i < 0 => Ok(i.saturating_add(len as i64).max(0) as usize),
            Some(i) => Ok((i as u64).min(len as u64) as usize),
            None => Err(self.type_error(format_args!("slice indices must be integers or have an __index__ method"))),
        }
    }
}

fn receiver(cx: &mut Context, w: Window) -> Run<Items> {
    let v = w.get(0);
    match cx.items_of(v) {
        Some(items) => Ok(items),
        None => Err(Trap::Raise),
    }
}

fn index(cx: &mut Context, w: Window) -> Run<Value> {
    let items = receiver(cx, w)?;
    let start = cx.place_argument(w.get(2), 0, items.len())?;
    let stop = cx.place_argument(w.get(3), items.len(), items.len())?;
    match cx.find_item(items, w.get(1), start, stop)? {
        Some(i) => Ok(Value::int_wrapped(i as i64)),
        None => Err(cx.value_error(format_args!("tuple.index(x): x not in tuple"))),
    }
}

fn count(cx: &mut Context, w: Window) -> Run<Value> {
    let items = receiver(cx, w)?;
    cx.count_item(items, w.get(1))
}
