//! `SyntaxError` of a module that is imported: `SyntaxError(message, (file, line, column, text, end line, end column))`.

use crate::context::Context;
use crate::heap::Gc;
use crate::host::SyntaxFault;
use crate::object::{Exception, Str, Tuple, TypeId};
use crate::value::Value;
use crate::{Run, Trap};

impl Context {
    /// Raises what is wrong with a module's source.
    pub(crate) fn raise_syntax_error(&mut self, fault: &SyntaxFault<'_>) -> Trap {
        self.new_syntax_error(fault).map_or_else(|trap| trap, |e| self.raise_value(e.value()))
    }

    fn new_syntax_error(&mut self, fault: &SyntaxFault<'_>) -> Run<Gc<Exception>> {
        let kind = if fault.kind.is_subtype(TypeId::SyntaxError) { fault.kind } else { TypeId::SyntaxError };
        let message = self.new_str(fault.message.as_bytes())?.value();
        let Some(place) = &fault.place else { return self.new_exception(kind, &[message]) };
        let file = self.new_str(fault.file.as_bytes())?.value();
        let text = match place.text {
            Some(text) => self.new_str_fmt(format_args!("{text}\n"))?.value(),
            None => Value::NONE,
        };
        let [line, column, end_line, end_column] =
            [place.line, place.column, place.end_line, place.end_column].map(Value::uint32);
        let place = self.new_tuple(&[file, line, column, text, end_line, end_column])?;
        self.new_exception(kind, &[message, place.value()])
    }

    /// An attribute of a SyntaxError that says what and where it is.
    pub(crate) fn syntax_error_attr(&self, e: Gc<Exception>, name: &[u8]) -> Option<Value> {
        let i = match name {
            b"msg" => return Some(self.syntax_error_part(e, None)),
            b"filename" => 0,
            b"lineno" => 1,
            b"offset" => 2,
            b"text" => 3,
            b"end_lineno" => 4,
            b"end_offset" => 5,
            _ => return None,
        };
        Some(self.syntax_error_part(e, Some(i)))
    }

    /// The message, or part `i` of the place, or `None`.
    pub(crate) fn syntax_error_part(&self, e: Gc<Exception>, i: Option<usize>) -> Value {
        let items = |v| self.cast::<Tuple>(v).map_or(&[][..], |t| self.tuple(t));
        let args = items(self.get(e).args);
        let found = match i {
            None => args.first(),
            Some(i) if args.len() == 2 => args.get(1).and_then(|place| items(*place).get(i)),
            Some(_) => None,
        };
        found.copied().unwrap_or(Value::NONE)
    }

    /// What follows the message in `str(e)`: the file's name without its folders, and the line.
    pub(crate) fn syntax_error_place(&self, e: Gc<Exception>) -> SyntaxErrorPlace {
        let file = self.cast::<Str>(self.syntax_error_part(e, Some(0))).map(|s| self.shown(s.value()).0);
        let line = self.small_int(self.syntax_error_part(e, Some(1)));
        SyntaxErrorPlace { file: file.map(|f| f.rsplit(|b| *b == b'/').next().unwrap_or(f)), line }
    }
}

/// See [`Context::syntax_error_place`].
pub(crate) struct SyntaxErrorPlace {
    file: Option<&'static [u8]>,
    line: Option<i64>,
}

impl core::fmt::Display for SyntaxErrorPlace {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let file = self.file.map(crate::interp::bind::Wtf8);
        match (file, self.line) {
            (Some(file), Some(line)) => write!(f, " ({file}, line {line})"),
            (Some(file), None) => write!(f, " ({file})"),
            (None, Some(line)) => write!(f, " (line {line})"),
            (None, None) => Ok(()),
        }
    }
}
