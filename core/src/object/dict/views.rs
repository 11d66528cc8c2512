//! Views of dicts: what `keys()`, `values()` and `items()` give. Their operators are those of sets.

use crate::Run;
use crate::builtins::native::unreachable_body;
use crate::builtins::{Native, Next, Resume, Window};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::iter::consume::list_slot;
use crate::object::{Dict, DictView, TypeId, ViewKind};
use crate::value::Value;

/// Methods of views of keys and items.
pub const VIEW_METHODS: &[Native] =
    &[Native::function("isdisjoint", &["self", "other"], 2, unreachable_body).calling(0, isdisjoint)];

impl Context {
    /// The dict that a dict or a view is of, and what of its entries iterating over `v` gives.
    pub(crate) fn dict_iterated(&self, v: Value) -> Option<(Gc<Dict>, ViewKind)> {
        match self.cast::<DictView>(v) {
            Some(view) => Some((self.view_dict(v)?, ViewKind::from_number(self.get(view).header.aux))),
            None => Some((self.cast(v)?, ViewKind::Keys)),
        }
    }

    /// A view of a dict.
    ///
    /// # Errors
    /// [`Trap::Memory`](crate::Trap::Memory).
    pub fn new_view(&mut self, dict: Value, kind: ViewKind) -> Run<Value> {
        let v = self.alloc::<DictView>(0)?;
        let x = self.get_mut(v);
        x.header.aux = kind as u16;
        x.dict = dict;
        Ok(v.value())
    }
}

fn isdisjoint(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    if let Some(next) = list_slot(cx, w, 1, r, 1) {
        return Ok(next);
    }
    if !cx.is_set_like(w.get(0)) {
        let t = cx.type_name(w.get(0));
        return Err(cx.raise(TypeId::AttributeError, format_args!("'{t}' object has no attribute 'isdisjoint'")));
    }
    let (view, other) = (w.get(0), w.get(1));
    let items = cx.items_of_iterable(other)?;
    let mut count = 0;
    for i in 0..items.len() {
        cx.charge_step(&mut count)?;
        if cx.contains(view, items.get(i))? {
            return Ok(Next::Done(Value::FALSE));
        }
    }
    Ok(Next::Done(Value::TRUE))
}
