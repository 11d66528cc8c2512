//! `__pn_next`: one step of an iterator that may call Python code.
//!
//! Iterators inside that call are asked by calling `__pn_next` for them in turn, so that the nesting lies in the driver's
//! frames. What has been taken from inner iterators lies in the slots: 1 the tuple of items being filled, or the item
//! that a filter looks at. A state tells which item the resumed value is; each entry can be executed again.

use crate::Run;
use crate::builtins::native::MAX_CALL_ARGS;
use crate::builtins::{Next, Resume, Window};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::iter::consume::{Pulled, call_one, pull};
use crate::object::{IterKind, Iterator, Tuple};
use crate::value::Value;

/// The state in which the result of a function comes.
const RESULT: u32 = u32::MAX;
/// From this state on: items of further iterators of a strict zip whose first has ended.
const STRICT: u32 = 1 << 31;

const END: Next = Next::Done(Value::END);

pub(super) fn run(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    let it = w.get(0);
    let Some(g) = cx.cast::<Iterator>(it) else { return next_of_other(cx, it) };
    if !cx.iterator_calls(it) {
        return next_of_other(cx, it);
    }
    match IterKind::from_number(cx.get(g).header.aux) {
        IterKind::Enumerate => enumerate(cx, g, r),
        IterKind::Zip => zip(cx, g, w, r),
        IterKind::Map => map(cx, g, w, r),
        IterKind::Filter => filter(cx, g, w, r),
        IterKind::Callable => callable(cx, g, r),
        // The others never call.
        _ => Err(cx.bad_receiver()),
    }
}

fn next_of_other(cx: &mut Context, it: Value) -> Run<Next> {
    match pull(cx, it, 1)? {
        Pulled::Item(v) => Ok(Next::Done(v)),
        Pulled::End => Ok(END),
        Pulled::Ask(next) => Ok(next),
    }
}

fn enumerate(cx: &mut Context, g: Gc<Iterator>, r: Resume) -> Run<Next> {
    let (source, number) = (cx.get(g).source, cx.get(g).a);
    // Everything is made before the iterator inside moves.
    let pair = cx.alloc_tuple(2)?;
    let next = cx.number_behind(number)?;
    let item = match if r.state == 0 { pull(cx, source, 1)? } else { Pulled::of(r.value) } {
        Pulled::Item(v) => v,
        Pulled::End => return Ok(END),
        Pulled::Ask(next) => return Ok(next),
    };
    cx.tuple_mut(pair).copy_from_slice(&[number, item]);
    cx.get_mut(g).a = next;
    Ok(Next::Done(pair.value()))
}

/// What filling a tuple of items has come to.
enum Filled {
    All(Gc<Tuple>),
    /// The iterator of this number has ended.
    Ended(usize),
    Ask(Next),
}

/// Takes an item of each of several iterators, into the tuple in slot 1. State `i + 1` brings that of number `i`.
fn fill(cx: &mut Context, sources: Gc<Tuple>, w: Window, r: Resume) -> Run<Filled> {
    let n = cx.tuple(sources).len();
    let items: Gc<Tuple> = match cx.cast(w.get(1)) {
        Some(t) => t,
        None => {
            let t = cx.alloc_tuple(n)?;
            cx.tuple_mut(t).fill(Value::UNASSIGNED);
            w.set(1, t.value());
            t
        }
    };
    if let Some(i) = (r.state as usize).checked_sub(1) {
        match Pulled::of(r.value) {
            Pulled::Item(v) => cx.tuple_put(items, i, Some(v)),
            _ => return Ok(Filled::Ended(i)),
        }
    }
    let mark = cx.paid();
    for i in 0..n {
        if cx.tuple(items).get(i) != Some(&Value::UNASSIGNED) {
            continue;
        }
        let source = cx.tuple(sources).get(i).copied().unwrap_or(Value::NONE);
        match pull(cx, source, i as u32 + 1)? {
            Pulled::Item(v) => cx.tuple_put(items, i, Some(v)),
            Pulled::End => return Ok(Filled::Ended(i)),
            Pulled::Ask(next) => return Ok(Filled::Ask(next)),
        }
        cx.settle(mark);
    }
    Ok(Filled::All(items))
}

fn zip(cx: &mut Context, g: Gc<Iterator>, w: Window, r: Resume) -> Run<Next> {
    let Some(sources) = cx.cast::<Tuple>(cx.get(g).source) else { return Ok(END) };
    if cx.tuple(sources).is_empty() {
        return Ok(END);
    }
    let strict = cx.get(g).a == Value::TRUE;
    let mut looked = match (r.state as usize).checked_sub(STRICT as usize) {
        Some(k) => match Pulled::of(r.value) {
            Pulled::Item(_) => return Err(cx.zip_error(k, "longer")),
            _ => k,
        },
        None => match fill(cx, sources, w, r)? {
            Filled::All(items) => return Ok(Next::Done(items.value())),
            Filled::Ask(next) => return Ok(next),
            Filled::Ended(i) if strict && i > 0 => return Err(cx.zip_error(i, "shorter")),
            Filled::Ended(_) => 0,
        },
    };
    if !strict {
        return Ok(END);
    }
    loop {
        looked += 1;
        let Some(source) = cx.tuple(sources).get(looked).copied() else { return Ok(END) };
        match pull(cx, source, STRICT + looked as u32)? {
            Pulled::Item(_) => return Err(cx.zip_error(looked, "longer")),
            Pulled::End => {}
            Pulled::Ask(next) => return Ok(next),
        }
    }
}

fn map(cx: &mut Context, g: Gc<Iterator>, w: Window, r: Resume) -> Run<Next> {
    if r.state == RESULT {
        return Ok(Next::Done(r.value));
    }
    let (sources, callee) = (cx.get(g).source, cx.get(g).a);
    let Some(sources) = cx.cast::<Tuple>(sources) else { return Ok(END) };
    match fill(cx, sources, w, r)? {
        Filled::Ended(_) => Ok(END),
        Filled::Ask(next) => Ok(next),
        Filled::All(items) => {
            let items_here = cx.tuple_items(items);
            if items_here.len() > MAX_CALL_ARGS {
                return Ok(Next::CallTuple { callee, args: items.value(), state: RESULT });
            }
            let mut args = [Value::NONE; MAX_CALL_ARGS];
            for (i, arg) in args.iter_mut().enumerate().take(items_here.len()) {
                *arg = items_here.get(i);
            }
            Ok(Next::Call { callee, args, count: items_here.len() as u8, state: RESULT })
        }
    }
}

fn filter(cx: &mut Context, g: Gc<Iterator>, w: Window, r: Resume) -> Run<Next> {
    let (source, function) = (cx.get(g).source, cx.get(g).a);
    let plain = function == Value::NONE || function == crate::object::TypeId::Bool.value();
    let mark = cx.paid();
    // Slot 1 has the item that is being looked at.
    if r.state == RESULT {
        if cx.truth(r.value) && w.get(1) != Value::UNASSIGNED {
            return Ok(Next::Done(w.get(1)));
        }
        w.set(1, Value::UNASSIGNED);
    }
    let mut pulled = match r.state {
        1 => Some(Pulled::of(r.value)),
        _ => None,
    };
    loop {
        let item = match pulled.take() {
            Some(p) => p,
            None => {
                if !cx.iterator_calls(source) {
                    cx.charge(1)?;
                }
                pull(cx, source, 1)?
            }
        };
        match item {
            Pulled::Item(v) if !plain => {
                w.set(1, v);
                return Ok(call_one(function, v, RESULT));
            }
            Pulled::Item(v) if cx.truth(v) => return Ok(Next::Done(v)),
            Pulled::Item(_) => cx.settle(mark),
            Pulled::End => return Ok(END),
            Pulled::Ask(next) => return Ok(next),
        }
    }
}

fn callable(cx: &mut Context, g: Gc<Iterator>, r: Resume) -> Run<Next> {
    let (callee, sentinel) = (cx.get(g).source, cx.get(g).a);
    if r.state == RESULT {
        if cx.eq(r.value, sentinel)? {
            let x = cx.get_mut(g);
            x.source = Value::NONE;
            x.a = Value::NONE;
            return Ok(END);
        }
        return Ok(Next::Done(r.value));
    }
    if callee == Value::NONE {
        return Ok(END);
    }
    Ok(Next::Call { callee, args: [Value::NONE; MAX_CALL_ARGS], count: 0, state: RESULT })
}
