//! "Did you mean": the name nearest to one that is not defined.

use crate::builtins::builtin_names;
use crate::context::Context;
use crate::heap::Gc;
use crate::interp::nearest::Nearest;
use crate::object::{Code, Exception, Module, Str, Traceback, Tuple, TypeId};
use crate::value::Value;

/// The name that was meant, if the exception is about a name that is not defined.
pub(super) fn for_exception(cx: &Context, exception: Value) -> Option<&'static [u8]> {
    if !matches!(cx.type_of(exception), TypeId::NameError | TypeId::UnboundLocalError) {
        return None;
    }
    let e = cx.get(cx.cast::<Exception>(exception)?);
    let wrong = cx.str_bytes(cx.cast::<Str>(e.extra)?);
    // The innermost entry says where the name was looked for.
    let mut code = None;
    let mut entry = e.traceback;
    while let Some(t) = cx.cast::<Traceback>(entry) {
        let t = cx.get(t);
        code = cx.cast::<Code>(t.code);
        entry = t.next;
    }
    let code = code?;
    let view = cx.code_view(code);
    let mut best = Nearest::to(wrong);
    for slot in 0..view.slots() {
        best.consider(view.slot_name(slot));
    }
    // SAFETY: a code object's module is live.
    let module = unsafe { Gc::<Module>::from_units(cx.get(code).module) };
    let image = view.image();
    // SAFETY: a module's storages are live.
    let globals = cx.storage(unsafe { Gc::from_units(cx.get(module).globals) });
    let names = cx.cast::<Tuple>(cx.get(module).names).map_or(&[][..], |t| cx.tuple(t));
    for (slot, _) in names.iter().enumerate() {
        if globals.get(slot).is_some_and(|v| *v != Value::UNASSIGNED) {
            best.consider(image.global_name(slot as u32));
        }
    }
    for name in builtin_names() {
        best.consider(name.as_bytes());
    }
    best.name()
}
