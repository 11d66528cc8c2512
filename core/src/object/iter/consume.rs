//! How natives get at the items of any iterable, calls of Python code included.
//!
//! A native that wants all items of a parameter is a `calling` one and begins with [`list_slot`]; what is in the slot
//! afterwards is no iterator, and [`Context::items_of_iterable`](crate::Context) has its items. One that wants an item at
//! a time uses [`pull`].

use crate::Run;
use crate::builtins::native::MAX_CALL_ARGS;
use crate::builtins::{LIST, NEXT, NativeId, Next, Resume, Window};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::Tuple;
use crate::object::iter::Step;
use crate::value::Value;

/// Asks for `callee(arg)`.
pub(crate) fn call_one(callee: Value, arg: Value, state: u32) -> Next {
    let mut args = [Value::NONE; MAX_CALL_ARGS];
    args[0] = arg;
    Next::Call { callee, args, count: 1, state }
}

fn ask(native: NativeId, arg: Value, state: u32) -> Next {
    call_one(native.value(), arg, state)
}

/// Has an iterator in a slot made a list: what to ask for, to be resumed in `state`. Nothing if the slot holds no
/// iterator (any more). To be called on each entry before the slot is used.
pub(crate) fn list_slot(cx: &Context, w: Window, slot: usize, r: Resume, state: u32) -> Option<Next> {
    if r.state == state {
        w.set(slot, r.value);
    }
    let v = w.get(slot);
    if cx.needs_calls(v) { Some(ask(LIST, v, state)) } else { None }
}

/// Has the iterators in the tuple of slot `args` made lists; the tuple in slot `own` has the lists in their places. The
/// states from 1 on are used, one for each argument.
pub(crate) fn list_args(cx: &mut Context, w: Window, args: usize, own: usize, r: Resume) -> Run<Option<Next>> {
    let given = w.get(args);
    let own_tuple: Gc<Tuple> = match cx.cast(w.get(own)) {
        Some(t) => t,
        None => {
            let t = match cx.cast::<Tuple>(given) {
                Some(t) => cx.tuple_from_items(cx.tuple_items(t))?,
                None => cx.alloc_tuple(0)?,
            };
            w.set(own, t.value());
            t
        }
    };
    if let Some(i) = (r.state as usize).checked_sub(1) {
        cx.tuple_put(own_tuple, i, Some(r.value));
    }
    let items = cx.tuple_items(own_tuple);
    for i in 0..items.len() {
        if cx.needs_calls(items.get(i)) {
            return Ok(Some(ask(LIST, items.get(i), i as u32 + 1)));
        }
    }
    Ok(None)
}

/// Does something with each item of the iterator in slot `it`, as it comes: what to ask for, to be resumed in state 1, or
/// nothing when all is done. Slot `item` keeps the item that is being worked on; it is to be `Unassigned` at first.
///
/// What `act` does to an item must be undone or not begun when it traps for want of memory or fuel.
pub(crate) fn each(
    cx: &mut Context,
    w: Window,
    it: usize,
    item: usize,
    r: Resume,
    mut act: impl FnMut(&mut Context, Value) -> Run<()>,
) -> Run<Option<Next>> {
    let iterator = w.get(it);
    let mark = cx.paid();
    if cx.iterator_calls(iterator) {
        if r.state == 1 {
            match Pulled::of(r.value) {
                Pulled::Item(v) => act(cx, v)?,
                _ => return Ok(None),
            }
        }
        return Ok(Some(ask(NEXT, iterator, 1)));
    }
    loop {
        if w.get(item) == Value::UNASSIGNED {
            cx.charge(1)?;
            match pull(cx, iterator, 1)? {
                Pulled::Item(v) => w.set(item, v),
                Pulled::End => return Ok(None),
                Pulled::Ask(next) => return Ok(Some(next)),
            }
            cx.settle(mark);
        }
        act(cx, w.get(item))?;
        w.set(item, Value::UNASSIGNED);
        cx.settle(mark);
    }
}

/// What [`pull`] gives.
pub(crate) enum Pulled {
    /// The next item.
    Item(Value),
    /// There is none.
    End,
    /// To be asked for first; what the native is resumed with goes to [`Pulled::of`].
    Ask(Next),
}

impl Pulled {
    /// What the value means that a native is resumed with after [`Pulled::Ask`].
    pub fn of(value: Value) -> Pulled {
        if value == Value::END { Pulled::End } else { Pulled::Item(value) }
    }
}

/// The next item of an iterator object.
pub(crate) fn pull(cx: &mut Context, it: Value, state: u32) -> Run<Pulled> {
    Ok(match cx.iter_next(it)? {
        Step::Item(v) => Pulled::Item(v),
        Step::End => Pulled::End,
        Step::Call => Pulled::Ask(ask(NEXT, it, state)),
    })
}
