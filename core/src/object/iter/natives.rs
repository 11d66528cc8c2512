//! The built-in functions that make and use iterators, and the constructors of containers.

use crate::builtins::native::{MAX_CALL_ARGS, unreachable_body};
use crate::builtins::{NEXT, Native, Next, Resume, Window};
use crate::context::Context;
use crate::heap::{Gc, Kind};
use crate::object::iter::consume::{Pulled, call_one, each, list_slot, pull};
use crate::object::iter::{Cursor, advance};
use crate::object::{Dict, IterKind, Iterator, List, Range, Set, Str, Tuple, TypeId, ViewKind};
use crate::value::{Sort, Value};
use crate::{Run, Trap};

/// The functions; those whose names begin with `__pn_` are for the engine itself.
pub const FUNCTIONS: &[Native] = &[
    Native::function("__pn_next", &["iterator"], 1, unreachable_body).calling(2, advance::run),
    Native::function("__pn_list", &["iterable"], 1, unreachable_body).calling(2, collect),
    Native::function("__pn_contains", &["container", "item", "negate"], 3, unreachable_body).calling(1, contains),
    Native::function("__pn_take", &["iterator", "count"], 2, unreachable_body).calling(2, take),
    Native::function("__pn_extend", &["object", "iterator"], 2, unreachable_body).calling(2, extend_in_place),
    Native::function("iter", &["object", "sentinel"], 1, iter),
    Native::function("next", &["iterator", "default"], 1, unreachable_body).calling(0, next),
    Native::function("len", &["obj"], 1, len),
    Native::function("enumerate", &["iterable", "start"], 0, enumerate).keywords(0, 0),
    Native::function("zip", &["strict"], 0, zip).keywords(0, 1).varargs(),
    Native::function("map", &[], 0, map).varargs(),
    Native::function("filter", &["function", "iterable"], 2, filter),
    Native::function("reversed", &[], 0, reversed).varargs(),
    Native::function("range", &["start", "stop", "step"], 1, range),
    Native::function("slice", &["start", "stop", "step"], 1, slice),
    Native::function("sorted", &["key", "reverse"], 0, unreachable_body).keywords(0, 2).varargs().calling(3, sorted),
    Native::function("list", &["iterable"], 0, unreachable_body).calling(0, list),
    Native::function("tuple", &["iterable"], 0, unreachable_body).calling(0, tuple),
    Native::function("set", &["iterable"], 0, unreachable_body).calling(2, set),
    Native::function("frozenset", &["iterable"], 0, unreachable_body).calling(2, frozenset),
    Native::function("dict", &["iterable"], 0, unreachable_body).varkw().calling(3, dict),
];

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

/// `__pn_contains`: `item in iterator`, or `not in` if `negate` is true. Slot of its own: 3 the item that is being compared.
fn contains(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    let (it, item) = (w.get(0), w.get(1));
    let answer = |found: bool| Next::Done(Value::bool(found != (w.get(2) == Value::TRUE)));
    if !cx.needs_calls(it) {
        return Ok(answer(cx.contains(it, item)?));
    }
    let mut found = false;
    // An item that is equal ends the search: it has been taken, as in CPython.
    let next = each_until(cx, w, 3, r, &mut found, item)?;
    Ok(next.unwrap_or(answer(found)))
}

/// Goes through the iterator in slot 0 up to an item equal to `wanted`. As [`each`], which has no end before the end.
fn each_until(
    cx: &mut Context,
    w: Window,
    item: usize,
    r: Resume,
    found: &mut bool,
    wanted: Value,
) -> Run<Option<Next>> {
    let it = w.get(0);
    let mark = cx.paid();
    if cx.iterator_calls(it) {
        if r.state == 1 {
            match Pulled::of(r.value) {
                Pulled::Item(v) => *found = cx.eq(v, wanted)?,
                _ => return Ok(None),
            }
        }
        return Ok(if *found { None } else { Some(call_one(NEXT.value(), it, 1)) });
    }
    loop {
        if w.get(item) == Value::UNASSIGNED {
            cx.charge(1)?;
            match pull(cx, it, 1)? {
                Pulled::Item(v) => w.set(item, v),
                _ => return Ok(None),
            }
            cx.settle(mark);
        }
        if cx.eq(w.get(item), wanted)? {
            *found = true;
            return Ok(None);
        }
        w.set(item, Value::UNASSIGNED);
        cx.settle(mark);
    }
}

/// `__pn_take`: a list of the first `count` items, or of as many as there are. Slots of its own: 2 the list, 3 an item.
fn take(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    let count = cx.small_int(w.get(1)).unwrap_or(0) as usize;
    let list = match cx.cast::<List>(w.get(2)) {
        Some(list) => list,
        None => {
            let list = cx.list_with_capacity(count)?;
            w.set(2, list.value());
            list
        }
    };
    let it = w.get(0);
    let mark = cx.paid();
    if r.state == 1 {
        match Pulled::of(r.value) {
            Pulled::Item(v) => cx.list_push(list, v)?,
            _ => return Ok(Next::Done(list.value())),
        }
    }
    // There is room for all of them: nothing traps between taking an item and keeping it.
    while cx.list(list).len() < count {
        match pull(cx, it, 1)? {
            Pulled::Item(v) => cx.list_push_reserved(list, v),
            Pulled::End => break,
            Pulled::Ask(next) => return Ok(next),
        }
        cx.settle(mark);
    }
    Ok(Next::Done(list.value()))
}

/// `__pn_extend`. Slots of its own: 2 an item, 3 how many pairs there were.
fn extend_in_place(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    let next = match (cx.cast::<List>(w.get(0)), cx.cast::<Dict>(w.get(0))) {
        (Some(list), _) => each(cx, w, 1, 2, r, |cx, v| cx.list_push(list, v))?,
        (_, Some(d)) => each_pair(cx, w, d, 1, 2, r)?,
        _ => return Err(cx.bad_receiver()),
    };
    Ok(next.unwrap_or(Next::Done(w.get(0))))
}

/// Sets in a dict the pairs that the iterator in slot `it` yields, as they come. Slots of its own: `own` an item,
/// `own + 1` how many pairs there were.
pub(crate) fn each_pair(
    cx: &mut Context,
    w: Window,
    d: Gc<Dict>,
    it: usize,
    own: usize,
    r: Resume,
) -> Run<Option<Next>> {
    each(cx, w, it, own, r, |cx, v| {
        let n = cx.small_int(w.get(own + 1)).unwrap_or(0);
        let pair = cx.update_pair(v, n as usize)?;
        cx.dict_set(d, pair.get(0), pair.get(1))?;
        w.set(own + 1, Value::int_wrapped(n + 1));
        Ok(())
    })
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
    if w.get(0) == Value::UNASSIGNED {
        return Err(cx.type_error(format_args!("enumerate() missing required argument 'iterable'")));
    }
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
    let v = only_argument(cx, w.get(0), "reversed")?;
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
            let Some((d, view)) = cx.dict_iterated(v) else { return Err(cx.bad_receiver()) };
            let kind = match view {
                ViewKind::Keys => IterKind::DictKeysReversed,
                ViewKind::Values => IterKind::DictValuesReversed,
                ViewKind::Items => IterKind::DictItemsReversed,
            };
            let (a, b) = Cursor::new(cx.dict_used(d), cx.dict_len(d), view).pack();
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

/// `set` and `frozenset`. Slots: 0 iterable; of its own: 1 the set, 2 an item of an iterator.
fn make_set(cx: &mut Context, w: Window, r: Resume, frozen: bool) -> Run<Next> {
    let v = w.get(0);
    if !cx.needs_calls(v) {
        let s = match v {
            Value::UNASSIGNED => cx.set_new_like(frozen)?,
            v => cx.set_from_iterable(v, frozen)?,
        };
        return Ok(Next::Done(s.value()));
    }
    let s = match cx.cast::<Set>(w.get(1)) {
        Some(s) => s,
        None => {
            let s = cx.set_new_like(frozen)?;
            w.set(1, s.value());
            s
        }
    };
    let next = each(cx, w, 0, 2, r, |cx, v| cx.set_add(s, v).map(|_| ()))?;
    Ok(next.unwrap_or(Next::Done(s.value())))
}

/// `dict`. Slots: 0 iterable, 1 the named; of its own: 2 the dict, 3 and 4 as for [`each_pair`].
fn dict(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    let v = w.get(0);
    let d = match cx.cast::<Dict>(w.get(2)) {
        Some(d) => d,
        None => {
            let mark = cx.paid();
            let d = match cx.cast::<Dict>(v) {
                Some(other) => cx.dict_copy(other)?,
                None => cx.dict_new()?,
            };
            if v != Value::UNASSIGNED && cx.cast::<Dict>(v).is_none() && !cx.needs_calls(v) {
                cx.dict_update(d, v)?;
            }
            w.set(2, d.value());
            cx.settle(mark);
            d
        }
    };
    if cx.needs_calls(v)
        && let Some(next) = each_pair(cx, w, d, 0, 3, r)?
    {
        return Ok(next);
    }
    if let Some(named) = cx.cast::<Dict>(w.get(1)) {
        cx.dict_update_dict(d, named)?;
    }
    Ok(Next::Done(d.value()))
}

/// `sorted`. Slots: 0 key, 1 reverse, 2 arguments; of its own: 3 the iterable, 4 the list, 5 the keys.
fn sorted(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    const LISTED: u32 = u32::MAX;
    if w.get(3) == Value::UNASSIGNED {
        let iterable = only_argument(cx, w.get(2), "sorted")?;
        w.set(3, iterable);
    }
    if let Some(next) = list_slot(cx, w, 3, r, LISTED) {
        return Ok(next);
    }
    let list = match cx.cast::<List>(w.get(4)) {
        Some(list) => list,
        None => {
            let mark = cx.paid();
            // A list just made of an iterator is nobody else's.
            let own = if r.state == LISTED { cx.cast(r.value) } else { None };
            let list = match own {
                Some(list) => list,
                None => cx.list_from_iterable(w.get(3))?,
            };
            w.set(4, list.value());
            cx.settle(mark);
            list
        }
    };
    let r = if r.state == LISTED { Resume { state: 0, value: Value::UNASSIGNED } } else { r };
    if let Some(next) = call_keys(cx, list, w.get_or(0, Value::NONE), w, 5, r)? {
        return Ok(next);
    }
    let (items, keys) = (cx.list_items(list), cx.cast::<List>(w.get(5)).map(|k| cx.list_items(k)));
    let reverse = cx.truth(w.get_or(1, Value::FALSE));
    let sorted = cx.sorted_items(items, keys, reverse)?;
    cx.list_take(list, sorted, items.len());
    Ok(Next::Done(list.value()))
}

/// The argument of a function that takes exactly one.
fn only_argument(cx: &mut Context, args: Value, name: &str) -> Run<Value> {
    match cx.cast::<Tuple>(args).map(|t| cx.tuple(t)) {
        Some(&[one]) => Ok(one),
        other => {
            let n = other.map_or(0, |items| items.len());
            Err(cx.type_error(format_args!("{name} expected 1 argument, got {n}")))
        }
    }
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

/// `list.sort`. Slots: 0 self, 1 key, 2 reverse, 3 arguments; of its own: 4 the items as they were, 5 the keys.
pub(crate) fn sort(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    let Some(list) = cx.cast::<List>(w.get(0)) else { return Err(cx.bad_receiver()) };
    if cx.cast::<Tuple>(w.get(3)).is_some_and(|t| !cx.tuple(t).is_empty()) {
        return Err(cx.type_error(format_args!("sort() takes no positional arguments")));
    }
    let reverse = cx.truth(w.get_or(2, Value::FALSE));
    let key = w.get_or(1, Value::NONE);
    if key == Value::NONE {
        let items = cx.list_items(list);
        let sorted = cx.sorted_items(items, None, reverse)?;
        cx.list_take(list, sorted, items.len());
        return Ok(Next::Done(Value::NONE));
    }
    // A copy, since the key function may change the list.
    let before = match cx.cast::<List>(w.get(4)) {
        Some(l) => l,
        None => {
            let (items, mark) = (cx.list_items(list), cx.paid());
            cx.charge_items(items.len())?;
            let copy = cx.list_from_items(items)?;
            w.set(4, copy.value());
            cx.settle(mark);
            copy
        }
    };
    if let Some(next) = call_keys(cx, before, key, w, 5, r)? {
        return Ok(next);
    }
    let (items, keys) = (cx.list_items(before), cx.cast::<List>(w.get(5)).map(|k| cx.list_items(k)));
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

/// `list.extend`. Slots: 0 self, 1 iterable; of its own: 2 an item of an iterator.
pub(crate) fn extend(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    let Some(list) = cx.cast::<List>(w.get(0)) else { return Err(cx.bad_receiver()) };
    if cx.needs_calls(w.get(1)) {
        let next = each(cx, w, 1, 2, r, |cx, v| cx.list_push(list, v))?;
        return Ok(next.unwrap_or(Next::Done(Value::NONE)));
    }
    cx.list_extend_value(list, w.get(1))?;
    Ok(Next::Done(Value::NONE))
}
