//! `center`, `ljust`, `rjust` and `zfill`.

use super::builder::Builder;
use crate::Run;
use crate::builtins::Window;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::Str;
use crate::value::Value;

impl Context {
    /// The receiver, the missing width and the fill character.
    fn padding(&mut self, w: Window) -> Run<(Gc<Str>, usize, u32)> {
        let s = self.receiver_str(w.get(0))?;
        let width = self.arg_ssize(w.get(1))?;
        let fill = match w.get(2) {
            Value::UNASSIGNED => 0x20,
            v => {
                let Some(text) = self.text(v) else {
                    let t = self.type_of(v).name();
                    return Err(
                        self.type_error(format_args!("The fill character must be a unicode character, not {t}"))
                    );
                };
                let mut chars = super::wtf8::chars(text);
                match (chars.next(), chars.next()) {
                    (Some(c), None) => c,
                    _ => {
                        return Err(
                            self.type_error(format_args!("The fill character must be exactly one character long"))
                        );
                    }
                }
            }
        };
        let missing = usize::try_from(width).unwrap_or(0).saturating_sub(self.str_chars(s));
        Ok((s, missing, fill))
    }

    fn pad(&mut self, s: Gc<Str>, left: usize, right: usize, fill: u32) -> Run<Value> {
        if left == 0 && right == 0 {
            return Ok(s.value());
        }
        let mut b = Builder::new();
        b.fill(self, fill, left)?;
        b.push_str(self, s)?;
        b.fill(self, fill, right)?;
        Ok(b.finish(self)?.value())
    }
}

pub(super) fn center(cx: &mut Context, w: Window) -> Run<Value> {
    let (s, missing, fill) = cx.padding(w)?;
    // The odd character goes to the left where the width is odd.
    let left = missing / 2 + (missing & (missing + cx.str_chars(s)) & 1);
    cx.pad(s, left, missing - left, fill)
}

pub(super) fn ljust(cx: &mut Context, w: Window) -> Run<Value> {
    let (s, missing, fill) = cx.padding(w)?;
    cx.pad(s, 0, missing, fill)
}

pub(super) fn rjust(cx: &mut Context, w: Window) -> Run<Value> {
    let (s, missing, fill) = cx.padding(w)?;
    cx.pad(s, missing, 0, fill)
}

pub(super) fn zfill(cx: &mut Context, w: Window) -> Run<Value> {
    let (s, missing, _) = cx.padding(w)?;
    let sign = matches!(cx.str_bytes(s).first(), Some(b'+' | b'-')) as usize;
    if missing == 0 {
        return Ok(s.value());
    }
    let mut b = Builder::new();
    b.push_part(cx, s, 0..sign)?;
    b.fill(cx, u32::from(b'0'), missing)?;
    b.push_part(cx, s, sign..cx.str_len(s))?;
    Ok(b.finish(cx)?.value())
}
