//! Methods of dicts.

use crate::Run;
use crate::builtins::native::unreachable_body;
use crate::builtins::{Native, Next, Resume, Window};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::iter::consume::list_slot;
use crate::object::iter::natives::each_pair;
use crate::object::{Dict, Tuple, TypeId, ViewKind};
use crate::value::Value;

/// The table. `fromkeys` is a class method: its first argument is the type.
pub const METHODS: &[Native] = &[
    Native::method(TypeId::Dict, "clear", &["self"], 1, clear),
    Native::method(TypeId::Dict, "copy", &["self"], 1, copy),
    Native::function("fromkeys", &["type"], 1, unreachable_body).varargs().calling(1, fromkeys),
    Native::method(TypeId::Dict, "get", &["self", "key", "default"], 2, get),
    Native::method(TypeId::Dict, "items", &["self"], 1, items),
    Native::method(TypeId::Dict, "keys", &["self"], 1, keys),
    Native::method(TypeId::Dict, "pop", &["self", "key", "default"], 2, pop),
    Native::method(TypeId::Dict, "popitem", &["self"], 1, popitem),
    Native::method(TypeId::Dict, "setdefault", &["self", "key", "default"], 2, setdefault),
    Native::method(TypeId::Dict, "update", &["self", "iterable"], 1, unreachable_body).varkw().calling(2, update),
    Native::method(TypeId::Dict, "values", &["self"], 1, values),
];

fn receiver(cx: &mut Context, w: Window) -> Run<Gc<Dict>> {
    match cx.cast(w.get(0)) {
        Some(d) => Ok(d),
        None => Err(cx.bad_receiver()),
    }
}

fn clear(cx: &mut Context, w: Window) -> Run<Value> {
    let d = receiver(cx, w)?;
    cx.dict_clear(d);
    Ok(Value::NONE)
}

fn copy(cx: &mut Context, w: Window) -> Run<Value> {
    let d = receiver(cx, w)?;
    Ok(cx.dict_copy(d)?.value())
}

fn fromkeys(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    let (iterable, value) = match cx.cast::<Tuple>(w.get(1)).map(|t| cx.tuple(t)) {
        Some(&[iterable]) => (iterable, Value::NONE),
        Some(&[iterable, value]) => (iterable, value),
        Some(&[]) | None => {
            return Err(cx.type_error(format_args!("fromkeys expected at least 1 argument, got 0")));
        }
        Some(more) => {
            let n = more.len();
            return Err(cx.type_error(format_args!("fromkeys expected at most 2 arguments, got {n}")));
        }
    };
    if w.get(2) == Value::UNASSIGNED {
        w.set(2, iterable);
    }
    if let Some(next) = list_slot(cx, w, 2, r, 1) {
        return Ok(next);
    }
    let items = cx.items_of_iterable(w.get(2))?;
    cx.charge_items(items.len())?;
    let d = cx.dict_new()?;
    for i in 0..items.len() {
        cx.dict_set(d, items.get(i), value)?;
    }
    Ok(Next::Done(d.value()))
}

fn get(cx: &mut Context, w: Window) -> Run<Value> {
    let d = receiver(cx, w)?;
    Ok(cx.dict_get(d, w.get(1))?.unwrap_or(w.get_or(2, Value::NONE)))
}

fn items(cx: &mut Context, w: Window) -> Run<Value> {
    cx.new_view(w.get(0), ViewKind::Items)
}

fn keys(cx: &mut Context, w: Window) -> Run<Value> {
    cx.new_view(w.get(0), ViewKind::Keys)
}

fn values(cx: &mut Context, w: Window) -> Run<Value> {
    cx.new_view(w.get(0), ViewKind::Values)
}

fn pop(cx: &mut Context, w: Window) -> Run<Value> {
    let d = receiver(cx, w)?;
    match (cx.dict_remove(d, w.get(1))?, w.get(2)) {
        (Some(v), _) => Ok(v),
        (None, Value::UNASSIGNED) => Err(cx.key_error(w.get(1))),
        (None, default) => Ok(default),
    }
}

fn popitem(cx: &mut Context, w: Window) -> Run<Value> {
    let d = receiver(cx, w)?;
    // Made before the dict changes.
    let pair = cx.alloc_tuple(2)?;
    match cx.dict_pop_last(d)? {
        Some((key, value)) => {
            cx.tuple_mut(pair).copy_from_slice(&[key, value]);
            Ok(pair.value())
        }
        None => Err(cx.raise(TypeId::KeyError, format_args!("popitem(): dictionary is empty"))),
    }
}

fn setdefault(cx: &mut Context, w: Window) -> Run<Value> {
    let d = receiver(cx, w)?;
    let default = w.get_or(2, Value::NONE);
    let place = cx.dict_place(d, w.get(1))?;
    match cx.dict_value_at(d, place) {
        Some(v) => Ok(v),
        None => {
            cx.dict_put(d, place, default)?;
            Ok(default)
        }
    }
}

/// Slots: 0 self, 1 iterable, 2 the named; of its own: 3 and 4 as for [`each_pair`].
fn update(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    let d = receiver(cx, w)?;
    if cx.needs_calls(w.get(1)) {
        if let Some(next) = each_pair(cx, w, d, 1, 3, r)? {
            return Ok(next);
        }
    } else if w.get(1) != Value::UNASSIGNED {
        cx.dict_update(d, w.get(1))?;
    }
    if let Some(named) = cx.cast::<Dict>(w.get(2)) {
        cx.dict_update_dict(d, named)?;
    }
    Ok(Next::Done(Value::NONE))
}
