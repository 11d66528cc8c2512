//! The traceback of an exception that left the program, as CPython prints it.

use super::suggest;
use crate::context::Context;
use crate::heap::Gc;
use crate::host::{Host, Stream};
use crate::interp::bind::Wtf8;
use crate::object::{Code, Exception, Module, Str, Traceback, TypeId};
use crate::value::Value;
use core::fmt::{self, Write};

/// Writes to the host's error stream.
struct Out<'h>(&'h mut dyn Host);

impl Write for Out<'_> {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        self.0.write(Stream::Err, s.as_bytes()).map_err(|()| fmt::Error)
    }
}

/// Fuel for the text of a traceback.
const FUEL: u64 = 1 << 20;
/// The most exceptions of a chain that are printed.
const MAX_CHAIN: usize = 50;

/// Writes the traceback of the context's exception.
pub(super) fn write(cx: &mut Context, host: &mut dyn Host) {
    let mut out = Out(host);
    let exception = cx.exception;
    // What it takes to make the text is not the program's, which may have used up all its own.
    let fuel = (cx.fuel, cx.fuel_rest, cx.fuel_credit, cx.fuel_paid);
    (cx.fuel, cx.fuel_rest, cx.fuel_credit, cx.fuel_paid) = (0, FUEL, 0, 0);
    let _ = match cx.type_of(exception) {
        // What `sys.exit` was called with is for the user; where, is not.
        TypeId::SystemExit => write_text(cx, &mut out, exception, ""),
        _ => write_chain(cx, &mut out, exception),
    };
    (cx.fuel, cx.fuel_rest, cx.fuel_credit, cx.fuel_paid) = fuel;
}

/// A value's text, or the other one.
fn write_text(cx: &mut Context, out: &mut Out<'_>, v: Value, otherwise: &str) -> fmt::Result {
    match cx.str(v) {
        Ok(s) => writeln!(out, "{}", cx.shown(s.value())),
        Err(_) => writeln!(out, "{otherwise}"),
    }
}

fn write_chain(cx: &mut Context, out: &mut Out<'_>, last: Value) -> fmt::Result {
    let mut chain = [(Value::NONE, ""); MAX_CHAIN];
    let mut n = 0;
    let mut at = last;
    let mut why = "";
    // A chain may lead into itself.
    while let Some(e) = cx.cast::<Exception>(at)
        && n < MAX_CHAIN
        && !chain[..n].iter().any(|(seen, _)| *seen == at)
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
    let mut last = None;
    let mut repeated = 0;
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
        // Recursion shows the same lines again and again: three times is enough.
        let this = (cx.get(code).image, line, view.name());
        if last == Some(this) {
            repeated += 1;
            if repeated >= SHOWN {
                continue;
            }
        } else {
            write_repeated(out, repeated)?;
            (last, repeated) = (Some(this), 0);
        }
        writeln!(out, "  File \"{file}\", line {line}, in {}", Wtf8(view.name()))?;
        if let (Some(place), Ok(file)) = (position, core::str::from_utf8(file.0)) {
            out.0.write_excerpt(file, place);
        }
    }
    write_repeated(out, repeated)?;
    let t = cx.type_of(exception);
    if t.is_subtype(TypeId::SyntaxError) {
        return write_syntax_error(cx, out, e);
    }
    let text = match cx.str(exception) {
        Ok(s) => s,
        Err(_) => return writeln!(out, "{}", t.name()),
    };
    let text = cx.shown(text.value());
    if text.0.is_empty() {
        write!(out, "{}", t.name())?;
    } else {
        write!(out, "{}: {text}", t.name())?;
    }
    if let Some(name) = suggest::for_exception(cx, exception) {
        write!(out, ". Did you mean: '{}'?", Wtf8(name))?;
    }
    out.write_str("\n")
}

/// The place, the line with carets below, and the message.
fn write_syntax_error(cx: &mut Context, out: &mut Out<'_>, e: Gc<Exception>) -> fmt::Result {
    let part = |i| cx.syntax_error_part(e, Some(i));
    let number = |i| cx.small_int(part(i));
    let name = cx.type_of(e.value()).name();
    let mut behind = None;
    match (number(1), cx.cast::<Str>(part(0))) {
        (Some(line), file) => {
            let file = file.map_or(Wtf8(b"<string>"), |s| cx.shown(s.value()));
            writeln!(out, "  File \"{file}\", line {line}")?;
            if let Some(text) = cx.cast::<Str>(part(3)) {
                let text = cx.shown(text.value()).0;
                let end = if number(4).is_some_and(|end| end != line) { None } else { Some(number(5).unwrap_or(0)) };
                write_carets(out, core::str::from_utf8(text).unwrap_or_default(), number(2), end)?;
            }
        }
        (None, Some(file)) => behind = Some(cx.shown(file.value())),
        (None, None) => {}
    }
    match cx.syntax_error_part(e, None) {
        Value::NONE => write!(out, "{name}: <no detail available>")?,
        message => match cx.str(message) {
            Ok(s) => write!(out, "{name}: {}", cx.shown(s.value()))?,
            Err(_) => write!(out, "{name}: ")?,
        },
    }
    match behind {
        Some(file) => writeln!(out, " ({file})"),
        None => out.write_str("\n"),
    }
}

/// A line of source and, below it, carets from one column to another, both from 1 on; `end` is `None` for the line's end, 0
/// or -1 for a single caret.
fn write_carets(out: &mut Out<'_>, text: &str, column: Option<i64>, end: Option<i64>) -> fmt::Result {
    let whole = text.trim_end_matches('\n');
    let shown = whole.trim_start_matches([' ', '\n', '\x0c']);
    writeln!(out, "    {shown}")?;
    let chars = whole.chars().count() as i64;
    let hidden = chars - shown.chars().count() as i64;
    let Some(column) = column else { return Ok(()) };
    let column = column.min(chars + 1);
    let end = match end {
        None => chars + 1,
        Some(0 | -1) => column + 1,
        Some(end) => end.min(chars + 1),
    };
    let end = if end <= column { column.saturating_add(1) } else { end };
    if column <= hidden {
        return Ok(());
    }
    out.write_str("    ")?;
    for c in shown.chars().take((column - 1 - hidden) as usize) {
        out.write_str(if c == '\t' { "\t" } else { " " })?;
    }
    for _ in column..end {
        out.write_str("^")?;
    }
    out.write_str("\n")
}

/// How often lines are shown that are the same.
const SHOWN: usize = 3;

fn write_repeated(out: &mut Out<'_>, repeated: usize) -> fmt::Result {
    match (repeated + 1).saturating_sub(SHOWN) {
        0 => Ok(()),
        1 => out.write_str("  [Previous line repeated 1 more time]\n"),
        n => writeln!(out, "  [Previous line repeated {n} more times]"),
    }
}
