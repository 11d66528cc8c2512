//! Methods of sets and frozensets.

use crate::Run;
use crate::builtins::native::unreachable_body;
use crate::builtins::{Native, Next, Resume, Window};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::compare::CompareOp;
use crate::object::iter::consume::{each, list_args, list_slot};
use crate::object::list::Items;
use crate::object::{Set, Tuple, TypeId};
use crate::value::Value;

/// A method that takes any number of iterables: the function that takes them as a tuple's items.
macro_rules! with_many {
    ($type:ident, $name:literal, $run:ident) => {
        Native::method(TypeId::$type, $name, &["self"], 1, unreachable_body).varargs().calling(1, |cx, w, r| {
            match list_args(cx, w, 1, 2, r)? {
                Some(next) => Ok(next),
                None => $run(cx, w).map(Next::Done),
            }
        })
    };
}

/// A method that takes one iterable.
macro_rules! with_one {
    ($type:ident, $name:literal, $run:ident) => {
        Native::method(TypeId::$type, $name, &["self", "other"], 2, unreachable_body).calling(0, |cx, w, r| {
            match list_slot(cx, w, 1, r, 1) {
                Some(next) => Ok(next),
                None => $run(cx, w).map(Next::Done),
            }
        })
    };
}

/// Methods of sets.
pub const METHODS: &[Native] = &[
    Native::method(TypeId::Set, "add", &["self", "object"], 2, add),
    Native::method(TypeId::Set, "clear", &["self"], 1, clear),
    Native::method(TypeId::Set, "copy", &["self"], 1, copy),
    with_many!(Set, "difference", difference),
    with_many!(Set, "difference_update", difference_update),
    Native::method(TypeId::Set, "discard", &["self", "object"], 2, discard),
    with_many!(Set, "intersection", intersection),
    with_many!(Set, "intersection_update", intersection_update),
    with_one!(Set, "isdisjoint", isdisjoint),
    with_one!(Set, "issubset", issubset),
    with_one!(Set, "issuperset", issuperset),
    Native::method(TypeId::Set, "pop", &["self"], 1, pop),
    Native::method(TypeId::Set, "remove", &["self", "object"], 2, remove),
    with_one!(Set, "symmetric_difference", symmetric_difference),
    with_one!(Set, "symmetric_difference_update", symmetric_difference_update),
    with_many!(Set, "union", union),
    Native::method(TypeId::Set, "update", &["self"], 1, unreachable_body).varargs().calling(3, update),
];

/// Methods of frozensets.
pub const FROZEN_METHODS: &[Native] = &[
    Native::method(TypeId::Frozenset, "copy", &["self"], 1, copy),
    with_many!(Frozenset, "difference", difference),
    with_many!(Frozenset, "intersection", intersection),
    with_one!(Frozenset, "isdisjoint", isdisjoint),
    with_one!(Frozenset, "issubset", issubset),
    with_one!(Frozenset, "issuperset", issuperset),
    with_one!(Frozenset, "symmetric_difference", symmetric_difference),
    with_many!(Frozenset, "union", union),
];

fn receiver(cx: &mut Context, w: Window) -> Run<Gc<Set>> {
    match cx.cast(w.get(0)) {
        Some(s) => Ok(s),
        None => Err(cx.bad_receiver()),
    }
}

/// The iterables that a method got, iterators made lists.
fn others(cx: &Context, w: Window) -> Items {
    cx.cast::<Tuple>(w.get(2)).map_or(Items::EMPTY, |t| cx.tuple_items(t))
}

fn add(cx: &mut Context, w: Window) -> Run<Value> {
    let s = receiver(cx, w)?;
    cx.set_add(s, w.get(1))?;
    Ok(Value::NONE)
}

fn clear(cx: &mut Context, w: Window) -> Run<Value> {
    let s = receiver(cx, w)?;
    cx.set_clear(s);
    Ok(Value::NONE)
}

fn copy(cx: &mut Context, w: Window) -> Run<Value> {
    let s = receiver(cx, w)?;
    if cx.set_is_frozen(s) {
        return Ok(w.get(0));
    }
    Ok(cx.set_copy(s, false)?.value())
}

fn discard(cx: &mut Context, w: Window) -> Run<Value> {
    let s = receiver(cx, w)?;
    cx.set_remove(s, w.get(1))?;
    Ok(Value::NONE)
}

fn remove(cx: &mut Context, w: Window) -> Run<Value> {
    let s = receiver(cx, w)?;
    match cx.set_remove(s, w.get(1))? {
        true => Ok(Value::NONE),
        false => Err(cx.key_error(w.get(1))),
    }
}

fn pop(cx: &mut Context, w: Window) -> Run<Value> {
    let s = receiver(cx, w)?;
    match cx.set_pop(s)? {
        Some(key) => Ok(key),
        None => Err(cx.raise(TypeId::KeyError, format_args!("pop from an empty set"))),
    }
}

fn union(cx: &mut Context, w: Window) -> Run<Value> {
    let s = receiver(cx, w)?;
    let others = others(cx, w);
    let result = cx.set_copy(s, cx.set_is_frozen(s))?;
    for i in 0..others.len() {
        cx.set_extend(result, others.get(i))?;
    }
    Ok(result.value())
}

fn intersection(cx: &mut Context, w: Window) -> Run<Value> {
    let s = receiver(cx, w)?;
    Ok(intersection_of(cx, s, others(cx, w))?.value())
}

fn intersection_of(cx: &mut Context, s: Gc<Set>, others: Items) -> Run<Gc<Set>> {
    if others.is_empty() {
        return cx.set_copy(s, cx.set_is_frozen(s));
    }
    let mut result = s;
    for i in 0..others.len() {
        result = cx.set_intersection(result, others.get(i))?;
    }
    Ok(result)
}

fn difference(cx: &mut Context, w: Window) -> Run<Value> {
    let s = receiver(cx, w)?;
    let others = others(cx, w);
    if others.is_empty() {
        return Ok(cx.set_copy(s, cx.set_is_frozen(s))?.value());
    }
    let result = cx.set_difference(s, others.get(0))?;
    for i in 1..others.len() {
        cx.set_difference_update(result, others.get(i))?;
    }
    Ok(result.value())
}

/// Changes a set by each of several iterables. With more than one of them the work is done on a copy, since what the
/// first have done must not be done again when a later one traps; what they have done stays if one raises.
fn change_by_each(cx: &mut Context, w: Window, change: fn(&mut Context, Gc<Set>, Value) -> Run<()>) -> Run<Value> {
    let s = receiver(cx, w)?;
    let others = others(cx, w);
    if others.len() < 2 {
        if !others.is_empty() {
            change(cx, s, others.get(0))?;
        }
        return Ok(Value::NONE);
    }
    cx.charge_items(cx.set_len(s))?;
    let side = cx.set_copy_table(s)?;
    let mut result = Ok(());
    for i in 0..others.len() {
        // A set that is to be changed by itself is on the side by now.
        let other = if others.get(i) == s.value() { side.value() } else { others.get(i) };
        result = change(cx, side, other);
        if result.is_err() {
            break;
        }
    }
    if matches!(result, Ok(()) | Err(crate::Trap::Raise)) {
        cx.set_take(s, side);
    }
    result.map(|()| Value::NONE)
}

/// Slots: 0 self, 1 arguments; of its own: 2 the iterables, 3 a single iterator, 4 an item of it.
fn update(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    if let Some(&[one]) = cx.cast::<Tuple>(w.get(1)).map(|t| cx.tuple(t))
        && cx.needs_calls(one)
    {
        let s = receiver(cx, w)?;
        w.set(3, one);
        let next = each(cx, w, 3, 4, r, |cx, v| cx.set_add(s, v).map(|_| ()))?;
        return Ok(next.unwrap_or(Next::Done(Value::NONE)));
    }
    match list_args(cx, w, 1, 2, r)? {
        Some(next) => Ok(next),
        None => change_by_each(cx, w, Context::set_extend).map(Next::Done),
    }
}

fn difference_update(cx: &mut Context, w: Window) -> Run<Value> {
    change_by_each(cx, w, Context::set_difference_update)
}

fn intersection_update(cx: &mut Context, w: Window) -> Run<Value> {
    let s = receiver(cx, w)?;
    let result = intersection_of(cx, s, others(cx, w))?;
    cx.set_take(s, result);
    Ok(Value::NONE)
}

fn symmetric_difference(cx: &mut Context, w: Window) -> Run<Value> {
    let s = receiver(cx, w)?;
    Ok(cx.set_symmetric_difference(s, w.get(1))?.value())
}

fn symmetric_difference_update(cx: &mut Context, w: Window) -> Run<Value> {
    let s = receiver(cx, w)?;
    cx.set_symmetric_difference_update(s, w.get(1))?;
    Ok(Value::NONE)
}

fn isdisjoint(cx: &mut Context, w: Window) -> Run<Value> {
    let s = receiver(cx, w)?;
    Ok(Value::bool(cx.set_is_disjoint(s, w.get(1))?))
}

/// A set of the items of an iterable; the iterable itself if it is a set.
fn as_set(cx: &mut Context, v: Value) -> Run<Value> {
    match cx.cast::<Set>(v) {
        Some(_) => Ok(v),
        None => Ok(cx.set_from_iterable(v, false)?.value()),
    }
}

fn issubset(cx: &mut Context, w: Window) -> Run<Value> {
    let other = as_set(cx, w.get(1))?;
    cx.compare(CompareOp::Le, w.get(0), other)
}

fn issuperset(cx: &mut Context, w: Window) -> Run<Value> {
    let s = receiver(cx, w)?;
    if cx.cast::<Set>(w.get(1)).is_some() {
        return cx.compare(CompareOp::Ge, w.get(0), w.get(1));
    }
    let items = cx.items_of_iterable(w.get(1))?;
    let mut count = 0;
    for i in 0..items.len() {
        cx.charge_step(&mut count)?;
        if !cx.set_contains(s, items.get(i))? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

impl Context {
    /// Whether a set and an iterable that is no iterator have no key in common.
    ///
    /// # Errors
    /// TypeError; [`Trap::Memory`](crate::Trap::Memory), [`Trap::Fuel`](crate::Trap::Fuel).
    pub(crate) fn set_is_disjoint(&mut self, s: Gc<Set>, v: Value) -> Run<bool> {
        let mut count = 0;
        if let Some(other) = self.cast::<Set>(v) {
            let (large, small) = if self.set_len(other) > self.set_len(s) { (other, s) } else { (s, other) };
            let mut at = 0;
            while let Some((hash, key, next)) = self.set_entry_from(small, at) {
                at = next;
                self.charge_step(&mut count)?;
                if self.set_find_at(large, hash, key, 0)?.is_some() {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        let items = self.items_of_iterable(v)?;
        for i in 0..items.len() {
            self.charge_step(&mut count)?;
            let hash = self.hash(items.get(i))?;
            if self.set_find_at(s, hash, items.get(i), 0)?.is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
