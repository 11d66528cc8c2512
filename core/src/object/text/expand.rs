//! `expandtabs`.

use super::builder::Builder;
use super::wtf8;
use crate::Run;
use crate::builtins::Window;
use crate::context::Context;
use crate::object::TypeId;
use crate::value::Value;

pub(super) fn expandtabs(cx: &mut Context, w: Window) -> Run<Value> {
    let s = cx.receiver_str(w.get(0))?;
    let size = w.get_or(1, Value::int32(8));
    let Some(size) = cx.clamped_int(size) else { return Err(cx.not_an_integer(size)) };
    let Ok(size) = i32::try_from(size) else {
        return Err(cx.raise(TypeId::OverflowError, format_args!("Python int too large to convert to C int")));
    };
    let size = usize::try_from(size).unwrap_or(0);
    cx.charge_bytes(cx.str_len(s))?;
    let (mut b, mut at, mut column) = (Builder::new(), 0, 0usize);
    // Pieces without a tab go over as they are; `column` counts the characters since the line began.
    loop {
        let rest = cx.str_bytes(s).get(at..).unwrap_or(&[]);
        let piece = memchr::memchr(b'\t', rest).unwrap_or(rest.len());
        let text = rest.get(..piece).unwrap_or(&[]);
        match text.iter().rposition(|c| matches!(c, b'\n' | b'\r')) {
            Some(end) => column = text.get(end + 1..).map_or(0, wtf8::count),
            None => column += wtf8::count(text),
        }
        let done = piece == rest.len();
        b.push_part(cx, s, at..at + piece)?;
        if done {
            return Ok(b.finish(cx)?.value());
        }
        at += piece + 1;
        let missing = if size == 0 { 0 } else { size - column % size };
        b.fill(cx, 0x20, missing)?;
        column += missing;
    }
}
