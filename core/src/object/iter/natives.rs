//! The built-in functions that make and use iterators, and the constructors of containers.

use crate::builtins::native::{MAX_CALL_ARGS, unreachable_body};
use crate::builtins::{Native, NativeId, Next, Resume, Window};
use crate::context::Context;
use crate::heap::{Gc, Kind};
use crate::object::iter::consume::{Pulled, list_slot, pull};
use crate::object::iter::{Cursor, advance};
use crate::object::{Dict, DictView, IterKind, Iterator, List, Range, Set, Str, Tuple, TypeId, ViewKind};
use crate::value::{Sort, Value};
use crate::{Run, Trap};

/// The functions; those whose names begin with `__pn_` are for the engine itself.
pub const FUNCTIONS: &[Native] = &[
    Native::function("__pn_next", &["iterator"], 1, unreachable_body).calling(2, advance::run),
    Native::function("__pn_list", &["iterable"], 1, unreachable_body).calling(2, collect),
    Native::function("__pn_contains", &["container", "item"], 2, unreachable_body).calling(1, contains),
    Native::function("iter", &["object", "sentinel"], 1, iter),
    Native::function("next", &["iterator", "default"], 1, unreachable_body).calling(0, next),
    Native::function("len", &["obj"], 1, len),
    Native::function("enumerate", &["iterable", "start"], 1, enumerate).keywords(0, 0),
    Native::function("zip", &["strict"], 0, zip).keywords(0, 1).varargs(),
    Native::function("map", &[], 0, map).varargs(),
    Native::function("filter", &["function", "iterable"], 2, filter),
    Native::function("reversed", &["sequence"], 1, reversed),
    Native::function("range", &["start", "stop", "step"], 1, range),
    Native::function("slice", &["start", "stop", "step"], 1, slice),
    Native::function("sorted", &["iterable", "key", "reverse"], 1, unreachable_body).keywords(1, 2).calling(2, sorted),
    Native::function("list", &["iterable"], 0, unreachable_body).calling(0, list),
    Native::function("tuple", &["iterable"], 0, unreachable_body).calling(0, tuple),
    Native::function("set", &["iterable"], 0, unreachable_body).calling(0, set),
    Native::function("frozenset", &["iterable"], 0, unreachable_body).calling(0, frozenset),
    Native::function("dict", &["iterable"], 0, unreachable_body).varkw().calling(0, dict),
];

/// Number of this table among all.
const TABLE: u16 = 1;
/// Advances an iterator that calls; its result is the item, or `End`.
pub(crate) const NEXT: NativeId = NativeId::new(TABLE, 0);
/// Makes a list of any iterable.
pub(crate) const LIST: NativeId = NativeId::new(TABLE, 1);

/// `__pn_list`. Slots of its own: 1 the iterator, 2 the list.
///
/// An item is appended where there is room already, so that nothing traps between taking it and keeping it; what has
/// been done is in the slots.
fn collect(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    let list = match (cx.cast::<List>(w.get(2)), w.get(1)) {
        (Some(list), it) if it != Value::UNASSIGNED => list,
        _ => {
            if !cx.needs_calls(w.get(0)) {
                return Ok(Next::Done(cx.list_from_iterable(w.get(0))?.value()));
            }
            let list = cx.list_with_capacity(0)?;
            w.set(1, w.get(0));
            w.set(2, list.value());
            list
        }
    };
    let it = w.get(1);
    let mark = cx.paid();
    if r.state != 0 {
        match Pulled::of(r.value) {
            Pulled::Item(v) => cx.list_push(list, v)?,
            _ => return Ok(Next::Done(list.value())),
        }
    }
    loop {
        // One that calls is asked through the driver, which charges: here, the item just appended must not trap any more.
        if !cx.iterator_calls(it) {
            if cx.list(list).len() % 8 == 7 {
                cx.charge(1)?;
            }
            cx.list_reserve(list, 1)?;
        }
        match pull(cx, it, 1)? {
            Pulled::Item(v) => cx.list_push_reserved(list, v),
            Pulled::End => return Ok(Next::Done(list.value())),
            Pulled::Ask(next) => return Ok(next),
        }
        cx.settle(mark);
    }
}

/// `__pn_contains`: `item in container` where the container is an iterator that calls. Slot of its own: 2 the item that is
/// being compared.
fn contains(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    let (it, item) = (w.get(0), w.get(1));
    if !cx.needs_calls(it) {
        return Ok(Next::Done(Value::bool(cx.contains(it, item)?)));
    }
    let mark = cx.paid();
    if r.state != 0 {
        match Pulled::of(r.value) {
            Pulled::Item(v) if !cx.eq(v, item)? => {}
            found => return Ok(Next::Done(Value::bool(matches!(found, Pulled::Item(_))))),
        }
    }
    loop {
        if w.get(2) == Value::UNASSIGNED {
            if !cx.iterator_calls(it) {
                cx.charge(1)?;
            }
            match pull(cx, it, 1)? {
                Pulled::Item(v) => w.set(2, v),
                Pulled::End => return Ok(Next::Done(Value::FALSE)),
                Pulled::Ask(next) => return Ok(next),
            }
            cx.settle(mark);
        }
        if cx.eq(w.get(2), item)? {
            return Ok(Next::Done(Value::TRUE));
        }
        w.set(2, Value::UNASSIGNED);
        cx.settle(mark);
    }
}

fn iter(cx: &mut Context, w: Window) -> Run<Value> {
    let (v, sentinel) = (w.get(0), w.get(1));
    if sentinel == Value::UNASSIGNED {
        return cx.iter(v);
    }
    if !is_callable(cx, v) {
        return Err(cx.type_error(format_args!("iter(v, w): v must be callable")));
    }
    let it = cx.new_iterator(IterKind::Callable, v, sentinel, Value::NONE)?;
    cx.nest_iterator(it, Value::NONE, true);
    Ok(it.value())
}

fn is_callable(cx: &Context, v: Value) -> bool {
    matches!(cx.kind(v), Some(Kind::Function | Kind::Method))
        || [Sort::Native, Sort::Type, Sort::Host].iter().any(|sort| v.as_immediate(*sort).is_some())
}

fn next(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    let pulled = if r.state == 0 { pull(cx, w.get(0), 1)? } else { Pulled::of(r.value) };
    match pulled {
        Pulled::Item(v) => Ok(Next::Done(v)),
        Pulled::Ask(next) => Ok(next),
        Pulled::End => match w.get(1) {
            Value::UNASSIGNED => {
                let e = cx.new_exception(TypeId::StopIteration, &[])?;
                Err(cx.raise_value(e.value()))
            }
            default => Ok(Next::Done(default)),
        },
    }
}

fn len(cx: &mut Context, w: Window) -> Run<Value> {
    let n = cx.len(w.get(0))?;
    cx.new_int(n as i64)
}

/// An argument that must be an int: as an int, where it is a bool.
fn int_argument(cx: &mut Context, v: Value) -> Run<Value> {
    match cx.small_int(v) {
        Some(i) => Ok(Value::int_wrapped(i)),
        None if cx.is_integer(v) => Ok(v),
        None => {
            let t = cx.type_name(v);
            Err(cx.type_error(format_args!("'{t}' object cannot be interpreted as an integer")))
        }
    }
}

fn enumerate(cx: &mut Context, w: Window) -> Run<Value> {
    let start = match w.get(1) {
        Value::UNASSIGNED => Value::int32(0),
        v => int_argument(cx, v)?,
    };
    let inner = cx.iter(w.get(0))?;
    let it = cx.new_iterator(IterKind::Enumerate, inner, start, Value::NONE)?;
    cx.nest_iterator(it, inner, false);
    Ok(it.value())
}

/// Iterators over the items of `args` from number `first` on, as a tuple.
fn iterators(cx: &mut Context, args: Gc<Tuple>, first: usize) -> Run<Gc<Tuple>> {
    let items = cx.tuple_items(args);
    let t = cx.alloc_tuple(items.len().saturating_sub(first))?;
    for i in first..items.len() {
        let it = cx.iter(items.get(i))?;
        cx.tuple_put(t, i - first, Some(it));
    }
    Ok(t)
}

fn nest_all(cx: &mut Context, it: Gc<Iterator>, inner: Gc<Tuple>, calls: bool) {
    let items = cx.tuple_items(inner);
    cx.nest_iterator(it, Value::NONE, calls);
    for i in 0..items.len() {
        cx.nest_iterator(it, items.get(i), calls);
    }
}

fn zip(cx: &mut Context, w: Window) -> Run<Value> {
    let strict = cx.truth(w.get_or(0, Value::FALSE));
    let Some(args) = cx.cast::<Tuple>(w.get(1)) else { return Err(cx.bad_receiver()) };
    let inner = iterators(cx, args, 0)?;
    let it = cx.new_iterator(IterKind::Zip, inner.value(), Value::bool(strict), Value::NONE)?;
    nest_all(cx, it, inner, false);
    Ok(it.value())
}

fn map(cx: &mut Context, w: Window) -> Run<Value> {
    let Some(args) = cx.cast::<Tuple>(w.get(0)) else { return Err(cx.bad_receiver()) };
    let function = match cx.tuple(args) {
        [function, _, ..] => *function,
        _ => return Err(cx.type_error(format_args!("map() must have at least two arguments."))),
    };
    let inner = iterators(cx, args, 1)?;
    let it = cx.new_iterator(IterKind::Map, inner.value(), function, Value::NONE)?;
    nest_all(cx, it, inner, true);
    Ok(it.value())
}

fn filter(cx: &mut Context, w: Window) -> Run<Value> {
    let inner = cx.iter(w.get(1))?;
    let it = cx.new_iterator(IterKind::Filter, inner, w.get(0), Value::NONE)?;
    // `bool` is what None stands for.
    let plain = w.get(0) == Value::NONE || w.get(0) == TypeId::Bool.value();
    cx.nest_iterator(it, inner, !plain);
    Ok(it.value())
}

fn reversed(cx: &mut Context, w: Window) -> Run<Value> {
    let v = w.get(0);
    let it = match cx.kind(v) {
        Some(Kind::List | Kind::Tuple) => {
            let len = cx.items_of(v).map_or(0, |items| items.len());
            cx.new_iterator(IterKind::Reversed, v, Value::int_wrapped(len as i64), Value::NONE)?
        }
        Some(Kind::Str) => {
            let len = cx.cast::<Str>(v).map_or(0, |s| cx.str_bytes(s).len());
            cx.new_iterator(IterKind::Reversed, v, Value::int_wrapped(len as i64), Value::NONE)?
        }
        Some(Kind::Range) => match cx.cast::<Range>(v) {
            Some(r) => {
                let (start, stop, step) = cx.range_reversed(r)?;
                cx.new_iterator(IterKind::Range, start, stop, step)?
            }
            None => return Err(cx.bad_receiver()),
        },
        Some(Kind::Dict | Kind::DictView) => {
            let (d, kind) = match cx.cast::<DictView>(v) {
                Some(view) => (cx.view_dict(v), ViewKind::from_number(cx.get(view).header.aux)),
                None => (cx.cast::<Dict>(v), ViewKind::Keys),
            };
            let Some(d) = d else { return Err(cx.bad_receiver()) };
            let kind = match kind {
                ViewKind::Keys => IterKind::DictKeysReversed,
                ViewKind::Values => IterKind::DictValuesReversed,
                ViewKind::Items => IterKind::DictItemsReversed,
            };
            let (a, b) = Cursor::new(cx.dict_used(d), cx.dict_len(d)).pack();
            cx.new_iterator(kind, d.value(), a, b)?
        }
        _ => {
            let t = cx.type_name(v);
            return Err(cx.type_error(format_args!("'{t}' object is not reversible")));
        }
    };
    Ok(it.value())
}

fn range(cx: &mut Context, w: Window) -> Run<Value> {
    let (zero, one) = (Value::int32(0), Value::int32(1));
    let first = int_argument(cx, w.get(0))?;
    let (start, stop) = match w.get(1) {
        Value::UNASSIGNED => (zero, first),
        stop => (first, int_argument(cx, stop)?),
    };
    let step = match w.get(2) {
        Value::UNASSIGNED => one,
        step => int_argument(cx, step)?,
    };
    if step == zero {
        return Err(cx.value_error(format_args!("range() arg 3 must not be zero")));
    }
    Ok(cx.new_range(start, stop, step)?.value())
}

fn slice(cx: &mut Context, w: Window) -> Run<Value> {
    let s = match w.get(1) {
        Value::UNASSIGNED => cx.new_slice(Value::NONE, w.get(0), Value::NONE)?,
        stop => cx.new_slice(w.get(0), stop, w.get_or(2, Value::NONE))?,
    };
    Ok(s.value())
}

fn list(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    if r.state != 0 {
        // The list was made for nobody else.
        return Ok(Next::Done(r.value));
    }
    if w.get(0) == Value::UNASSIGNED {
        return Ok(Next::Done(cx.list_with_capacity(0)?.value()));
    }
    if let Some(next) = list_slot(cx, w, 0, r, 1) {
        return Ok(next);
    }
    Ok(Next::Done(cx.list_from_iterable(w.get(0))?.value()))
}

fn tuple(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    if let Some(next) = list_slot(cx, w, 0, r, 1) {
        return Ok(next);
    }
    let v = w.get(0);
    if v == Value::UNASSIGNED {
        return Ok(Next::Done(cx.alloc_tuple(0)?.value()));
    }
    if cx.cast::<Tuple>(v).is_some() {
        return Ok(Next::Done(v));
    }
    let items = cx.items_of_iterable(v)?;
    cx.charge_items(items.len())?;
    Ok(Next::Done(cx.tuple_from_items(items)?.value()))
}

fn set(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    make_set(cx, w, r, false)
}

fn frozenset(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    if let Some(s) = cx.cast::<Set>(w.get(0))
        && cx.set_is_frozen(s)
    {
        return Ok(Next::Done(w.get(0)));
    }
    make_set(cx, w, r, true)
}

fn make_set(cx: &mut Context, w: Window, r: Resume, frozen: bool) -> Run<Next> {
    if let Some(next) = list_slot(cx, w, 0, r, 1) {
        return Ok(next);
    }
    let s = match w.get(0) {
        Value::UNASSIGNED => cx.set_new_like(frozen)?,
        v => cx.set_from_iterable(v, frozen)?,
    };
    Ok(Next::Done(s.value()))
}

fn dict(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    if let Some(next) = list_slot(cx, w, 0, r, 1) {
        return Ok(next);
    }
    let d = match cx.cast::<Dict>(w.get(0)) {
        Some(other) => cx.dict_copy(other)?,
        None => cx.dict_new()?,
    };
    if w.get(0) != Value::UNASSIGNED && cx.cast::<Dict>(w.get(0)).is_none() {
        cx.dict_update(d, w.get(0))?;
    }
    if let Some(named) = cx.cast::<Dict>(w.get(1)) {
        cx.dict_update_dict(d, named)?;
    }
    Ok(Next::Done(d.value()))
}

/// `sorted`. Slots: 0 iterable, 1 key, 2 reverse; of its own: 3 the list, 4 the keys.
fn sorted(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    const LISTED: u32 = u32::MAX;
    if let Some(next) = list_slot(cx, w, 0, r, LISTED) {
        return Ok(next);
    }
    let list = match cx.cast::<List>(w.get(3)) {
        Some(list) => list,
        None => {
            // A list just made of an iterator is nobody else's.
            let own = if r.state == LISTED { cx.cast(r.value) } else { None };
            let list = match own {
                Some(list) => list,
                None => cx.list_from_iterable(w.get(0))?,
            };
            w.set(3, list.value());
            list
        }
    };
    let r = if r.state == LISTED { Resume { state: 0, value: Value::UNASSIGNED } } else { r };
    if let Some(next) = call_keys(cx, list, w.get_or(1, Value::NONE), w, 4, r)? {
        return Ok(next);
    }
    let (items, keys) = (cx.list_items(list), cx.cast::<List>(w.get(4)).map(|k| cx.list_items(k)));
    let reverse = sort_order(cx, w.get_or(2, Value::FALSE))?;
    let sorted = cx.sorted_items(items, keys, reverse)?;
    cx.list_take(list, sorted, items.len());
    Ok(Next::Done(list.value()))
}

/// The truth of a `reverse` argument.
fn sort_order(cx: &mut Context, v: Value) -> Run<bool> {
    if cx.is_integer(v) {
        return Ok(cx.truth(v));
    }
    let t = cx.type_name(v);
    Err(cx.type_error(format_args!("'{t}' object cannot be interpreted as an integer")))
}

/// Has `key` called for each item of a list nobody changes; the list of results goes to slot `own`. State `i + 1` brings
/// the key of item `i`. Nothing if all are there, or there is no key.
fn call_keys(cx: &mut Context, items: Gc<List>, key: Value, w: Window, own: usize, r: Resume) -> Run<Option<Next>> {
    if key == Value::NONE {
        return Ok(None);
    }
    let n = cx.list(items).len();
    let keys = match cx.cast::<List>(w.get(own)) {
        Some(keys) => keys,
        None => {
            let keys = cx.list_with_capacity(n)?;
            w.set(own, keys.value());
            keys
        }
    };
    let mut at = 0;
    if let Some(i) = (r.state as usize).checked_sub(1) {
        // Executed again, it finds the key there already.
        if cx.list(keys).len() == i {
            cx.list_push(keys, r.value)?;
        }
        at = i + 1;
    }
    if at >= n {
        return Ok(None);
    }
    let mut args = [Value::NONE; MAX_CALL_ARGS];
    args[0] = cx.list_items(items).get(at);
    Ok(Some(Next::Call { callee: key, args, count: 1, state: at as u32 + 1 }))
}

impl Context {
    /// Gives a list an array that nobody else uses.
    pub(crate) fn list_take(&mut self, l: Gc<List>, s: Gc<crate::object::Storage>, len: usize) {
        let x = self.get_mut(l);
        x.items = s.units();
        x.header.len = len as u32;
    }
}

/// `list.sort`. Slots: 0 self, 1 key, 2 reverse; of its own: 3 the items as they were, 4 the keys.
pub(crate) fn sort(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    let Some(list) = cx.cast::<List>(w.get(0)) else { return Err(cx.bad_receiver()) };
    let reverse = sort_order(cx, w.get_or(2, Value::FALSE))?;
    let key = w.get_or(1, Value::NONE);
    if key == Value::NONE {
        let items = cx.list_items(list);
        let sorted = cx.sorted_items(items, None, reverse)?;
        cx.list_take(list, sorted, items.len());
        return Ok(Next::Done(Value::NONE));
    }
    // A copy, since the key function may change the list.
    let before = match cx.cast::<List>(w.get(3)) {
        Some(l) => l,
        None => {
            let items = cx.list_items(list);
            cx.charge_items(items.len())?;
            let copy = cx.list_from_items(items)?;
            w.set(3, copy.value());
            copy
        }
    };
    if let Some(next) = call_keys(cx, before, key, w, 4, r)? {
        return Ok(next);
    }
    let (items, keys) = (cx.list_items(before), cx.cast::<List>(w.get(4)).map(|k| cx.list_items(k)));
    let sorted = cx.sorted_items(items, keys, reverse)?;
    let changed = cx.list(list) != cx.list(before);
    let error = match changed {
        true => Some(cx.value_error(format_args!("list modified during sort"))),
        false => None,
    };
    match error {
        Some(t @ (Trap::Memory | Trap::Fuel)) => Err(t),
        error => {
            cx.list_take(list, sorted, items.len());
            error.map_or(Ok(Next::Done(Value::NONE)), Err)
        }
    }
}

/// `list.extend`. Slots: 0 self, 1 iterable.
pub(crate) fn extend(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    if let Some(next) = list_slot(cx, w, 1, r, 1) {
        return Ok(next);
    }
    let Some(list) = cx.cast::<List>(w.get(0)) else { return Err(cx.bad_receiver()) };
    cx.list_extend_value(list, w.get(1))?;
    Ok(Next::Done(Value::NONE))
}
