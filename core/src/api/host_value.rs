//! Values as they pass between a program and the embedder.

use crate::context::Context;
use crate::object::Str;
use crate::value::Value;
use crate::{Run, Trap};

/// A value as it passes between a program and the embedder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum HostValue<'a> {
    /// `None`
    None,
    /// A bool.
    Bool(bool),
    /// An int of up to 64 bits.
    Int(i64),
    /// A float.
    Float(f64),
    /// A str without lone surrogates.
    Str(&'a str),
    /// Anything else, by the name of its type. Given to a program, it is `None`.
    Other(&'static str),
}

/// A value for the embedder.
pub(super) fn to_host(cx: &Context, v: Value) -> HostValue<'_> {
    if v == Value::NONE {
        return HostValue::None;
    }
    if v.is_bool() {
        return HostValue::Bool(v == Value::TRUE);
    }
    if let Some(x) = v.as_float() {
        return HostValue::Float(x);
    }
    if let Some(i) = cx.int_operand(v).and_then(|o| o.as_int().to_i64()) {
        return HostValue::Int(i);
    }
    if let Some(s) = cx.cast::<Str>(v)
        && let Ok(text) = core::str::from_utf8(cx.str_bytes(s))
    {
        return HostValue::Str(text);
    }
    HostValue::Other(cx.type_of(v).name())
}

/// A value from the embedder.
pub(super) fn from_host(cx: &mut Context, v: HostValue<'_>) -> Run<Value> {
    retry(cx, |cx| {
        Ok(match v {
            HostValue::None | HostValue::Other(_) => Value::NONE,
            HostValue::Bool(b) => Value::bool(b),
            HostValue::Int(i) => cx.new_int(i)?,
            HostValue::Float(x) => Value::float(x),
            HostValue::Str(s) => cx.new_str(s.as_bytes())?.value(),
        })
    })
}

/// Does something that may want memory, a second time after a collection.
pub(super) fn retry<T>(cx: &mut Context, mut act: impl FnMut(&mut Context) -> Run<T>) -> Run<T> {
    match act(cx) {
        Err(Trap::Memory) => {
            cx.collect();
            let done = act(cx);
            cx.heap.clear_failing();
            done
        }
        r => r,
    }
}
