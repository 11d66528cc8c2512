//! The traceback of an exception that left the program, as CPython prints it.

use crate::context::Context;
use crate::host::{Host, Stream};
use crate::interp::bind::Wtf8;
use crate::object::{Code, Exception, Module, Traceback};
use crate::value::Value;
use core::fmt::{self, Write};

/// Writes to the host's error stream.
struct Out<'h>(&'h mut dyn Host);

impl Write for Out<'_> {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        self.0.write(Stream::Err, s.as_bytes()).map_err(|()| fmt::Error)
    }
}

/// The most exceptions of a chain that are printed.
const MAX_CHAIN: usize = 50;

/// Writes the traceback of the context's exception.
pub(super) fn write(cx: &mut Context, host: &mut dyn Host) {
    let mut out = Out(host);
    let _ = write_chain(cx, &mut out, cx.exception);
}

fn write_chain(cx: &mut Context, out: &mut Out<'_>, last: Value) -> fmt::Result {
    let mut chain = [(Value::NONE, ""); MAX_CHAIN];
    let mut n = 0;
    let mut at = last;
    let mut why = "";
    while let Some(e) = cx.cast::<Exception>(at)
        && n < MAX_CHAIN
    {
        chain[n] = (at, why);
        n += 1;
        let x = cx.get(e);
        (at, why) = if x.cause != Value::NONE {
            (x.cause, "\nThe above exception was the direct cause of the following exception:\n\n")
        } else if x.suppress != Value::TRUE {
            (x.context, "\nDuring handling of the above exception, another exception occurred:\n\n")
        } else {
            (Value::NONE, "")
        };
    }
    for (e, why) in chain[..n].iter().rev() {
        write_one(cx, out, *e)?;
        out.write_str(why)?;
    }
    Ok(())
}

fn write_one(cx: &mut Context, out: &mut Out<'_>, exception: Value) -> fmt::Result {
    let Some(e) = cx.cast::<Exception>(exception) else { return Ok(()) };
    let x = cx.get(e);
    let mut entry = x.traceback;
    if entry != Value::NONE {
        out.write_str("Traceback (most recent call last):\n")?;
    }
    while let Some(t) = cx.cast::<Traceback>(entry) {
        let t = cx.get(t);
        entry = t.next;
        let pc = t.pc;
        let Some(code) = cx.cast::<Code>(t.code) else { continue };
        let view = cx.code_view(code);
        // SAFETY: a code object's module is live.
        let module = unsafe { crate::heap::Gc::<Module>::from_units(cx.get(code).module) };
        let file = cx.shown(cx.get(module).file);
        let position = view.position(pc);
        let line = position.map_or(view.first_line(), |p| p.line);
        writeln!(out, "  File \"{file}\", line {line}, in {}", Wtf8(view.name()))?;
    }
    let t = cx.type_of(exception);
    let text = match cx.str(exception) {
        Ok(s) => s,
        Err(_) => return writeln!(out, "{}", t.name()),
    };
    let text = cx.shown(text.value());
    if text.0.is_empty() { writeln!(out, "{}", t.name()) } else { writeln!(out, "{}: {text}", t.name()) }
}
