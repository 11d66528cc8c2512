//! Exceptions: making and raising them.

use core::fmt::{self, Write};

use crate::builtins::{Native, Window};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::{Exception, Str, TypeId};
use crate::value::Value;
use crate::{Run, Trap};

/// Counts the bytes written to it.
struct Count(usize);

impl Write for Count {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        self.0 = self.0.saturating_add(s.len());
        Ok(())
    }
}

/// Writes into a slice; what does not fit is dropped.
struct Fill<'a>(&'a mut [u8], usize);

impl Write for Fill<'_> {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        if let Some(to) = self.0.get_mut(self.1..self.1 + s.len()) {
            to.copy_from_slice(s.as_bytes());
            self.1 += s.len();
        }
        Ok(())
    }
}

impl Context {
    /// A new str of formatted text. The arguments' `Display` must write the same text each time.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn new_str_fmt(&mut self, text: fmt::Arguments<'_>) -> Run<Gc<Str>> {
        let mut count = Count(0);
        let _ = count.write_fmt(text);
        let s = self.alloc_str(count.0)?;
        let _ = Fill(self.str_bytes_mut(s), 0).write_fmt(text);
        self.finish_str(s);
        Ok(s)
    }

    /// A new exception of this type with these arguments.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn new_exception(&mut self, ty: TypeId, args: &[Value]) -> Run<Gc<Exception>> {
        let args = self.new_tuple(args)?;
        self.new_exception_of(ty, args.value())
    }

    /// As [`new_exception`](Context::new_exception), with the tuple of the arguments.
    pub(crate) fn new_exception_of(&mut self, ty: TypeId, args: Value) -> Run<Gc<Exception>> {
        let e = self.alloc::<Exception>(0)?;
        let x = self.get_mut(e);
        x.header.aux = ty as u16;
        x.args = args;
        x.traceback = Value::NONE;
        x.cause = Value::NONE;
        x.context = Value::NONE;
        x.suppress = Value::FALSE;
        x.extra = Value::NONE;
        Ok(e)
    }

    /// Raises an exception with a message. To be used as `return Err(cx.raise(..))`.
    pub fn raise(&mut self, ty: TypeId, message: fmt::Arguments<'_>) -> Trap {
        match self.new_str_fmt(message) {
            Ok(s) => self.raise_with(ty, s.value()),
            Err(t) => t,
        }
    }

    /// Raises an exception with one argument.
    pub fn raise_with(&mut self, ty: TypeId, arg: Value) -> Trap {
        match self.new_exception(ty, &[arg]) {
            Ok(e) => self.raise_value(e.value()),
            Err(t) => t,
        }
    }

    /// Raises this exception.
    pub fn raise_value(&mut self, exception: Value) -> Trap {
        self.exception = exception;
        Trap::Raise
    }

    /// Raises `TypeError` with a message.
    pub fn type_error(&mut self, message: fmt::Arguments<'_>) -> Trap {
        self.raise(TypeId::TypeError, message)
    }

    /// Raises `ValueError` with a message.
    pub fn value_error(&mut self, message: fmt::Arguments<'_>) -> Trap {
        self.raise(TypeId::ValueError, message)
    }
}

/// Methods of exceptions.
pub(crate) const METHODS: &[Native] =
    &[Native::method(TypeId::BaseException, "with_traceback", &["self", "tb"], 2, with_traceback)];

fn with_traceback(cx: &mut Context, w: Window) -> Run<Value> {
    if let Some(e) = cx.cast::<Exception>(w.get(0)) {
        cx.get_mut(e).traceback = w.get(1);
    }
    Ok(w.get(0))
}
