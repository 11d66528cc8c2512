//! What a function of the embedder sees of the program that called it.

use core::fmt;

use super::HostValue;
use super::host_value::{retry, to_host};
use crate::Trap;
use crate::context::Context;
use crate::interp::host_call::{HostCall, HostName};
use crate::num::big::to_f64;
use crate::object::{Str, TypeId};
use crate::value::Value;

/// Why a function of the embedder gives no value: it is made by [`Caller`]'s methods, and returned.
#[derive(Debug)]
pub struct HostTrap(pub(super) Why);

/// See [`HostTrap`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Why {
    /// An exception, which lies in the context.
    Raised,
    /// The embedder will answer later.
    Suspended,
    /// The fuel is used up: the function is called again when there is more.
    OutOfFuel,
}

/// The arguments of a call of the embedder, and what can be done to the program that waits for its end.
pub struct Caller<'c> {
    cx: &'c mut Context,
    call: HostCall,
}

impl<'c> Caller<'c> {
    pub(super) fn new(cx: &'c mut Context, call: HostCall) -> Caller<'c> {
        Caller { cx, call }
    }

    /// Number of arguments.
    pub fn len(&self) -> usize {
        self.call.count
    }

    /// Whether there are no arguments.
    pub fn is_empty(&self) -> bool {
        self.call.count == 0
    }

    /// Argument `i`, if there are so many.
    pub fn arg(&self, i: usize) -> Option<HostValue<'_>> {
        self.value(i).map(|v| to_host(self.cx, v))
    }

    fn value(&self, i: usize) -> Option<Value> {
        (i < self.call.count).then(|| self.call.window.get(i as u16))
    }

    /// Argument `i`, which is an int of up to 64 bits.
    ///
    /// # Errors
    /// `TypeError`, or `OverflowError`, in CPython's words; as the other methods that take an argument.
    pub fn int(&mut self, i: usize) -> Result<i64, HostTrap> {
        match self.arg(i) {
            Some(HostValue::Int(n)) => Ok(n),
            Some(HostValue::Bool(b)) => Ok(b as i64),
            Some(HostValue::Other("int")) => {
                Err(self.raise(TypeId::OverflowError, format_args!("Python int too large to convert to 64 bits")))
            }
            _ => Err(self.wrong(i, "int")),
        }
    }

    /// Argument `i`, which is a float or an int.
    ///
    /// # Errors
    /// See [`Caller::int`].
    pub fn float(&mut self, i: usize) -> Result<f64, HostTrap> {
        match self.arg(i) {
            Some(HostValue::Float(x)) => Ok(x),
            Some(HostValue::Int(_) | HostValue::Bool(_) | HostValue::Other("int")) => {
                let operand = self.value(i).and_then(|v| self.cx.int_operand(v));
                match operand.map(|o| to_f64(o.as_int())) {
                    Some(Ok(x)) => Ok(x),
                    _ => Err(self.raise(TypeId::OverflowError, format_args!("int too large to convert to float"))),
                }
            }
            _ => Err(self.wrong(i, "float")),
        }
    }

    /// Argument `i`, which is a bool.
    ///
    /// # Errors
    /// See [`Caller::int`].
    pub fn bool(&mut self, i: usize) -> Result<bool, HostTrap> {
        match self.arg(i) {
            Some(HostValue::Bool(b)) => Ok(b),
            _ => Err(self.wrong(i, "bool")),
        }
    }

    /// Argument `i`, which is a str.
    ///
    /// # Errors
    /// See [`Caller::int`]; `ValueError` for a str with lone surrogates.
    pub fn str(&mut self, i: usize) -> Result<&str, HostTrap> {
        match self.value(i).and_then(|v| self.cx.cast::<Str>(v)) {
            Some(s) if core::str::from_utf8(self.cx.str_bytes(s)).is_err() => {
                Err(self.raise(TypeId::ValueError, format_args!("surrogates not allowed")))
            }
            Some(s) => Ok(core::str::from_utf8(self.cx.str_bytes(s)).unwrap_or_default()),
            None => Err(self.wrong(i, "str")),
        }
    }

    /// Checks the number of arguments.
    ///
    /// # Errors
    /// `TypeError`, in CPython's words.
    pub fn arity(&mut self, least: usize, most: usize) -> Result<(), HostTrap> {
        let given = self.call.count;
        if (least..=most).contains(&given) {
            return Ok(());
        }
        let (bound, n) = match (least == most, given < least) {
            (true, _) => ("", least),
            (_, true) => ("at least ", least),
            (_, false) => ("at most ", most),
        };
        let s = if n == 1 { "" } else { "s" };
        let name = HostName::of(self.cx, self.call.function());
        Err(self.raise(TypeId::TypeError, format_args!("{} expected {bound}{n} argument{s}, got {given}", name.last())))
    }

    /// Raises an exception in the program, with a message. To be used as `return Err(caller.raise(..))`. A type that is none of
    /// an exception is a `SystemError`.
    pub fn raise(&mut self, kind: TypeId, message: fmt::Arguments<'_>) -> HostTrap {
        raise(self.cx, kind, message);
        HostTrap(Why::Raised)
    }

    /// Has the program stop with [`Outcome::HostCall`](super::Outcome::HostCall), to be answered later. To be used as
    /// `return Err(caller.suspend())`.
    pub fn suspend(&self) -> HostTrap {
        HostTrap(Why::Suspended)
    }

    /// Charges fuel, to be done before the work that it is for, and before anything is changed: where there is not enough,
    /// the program stops with [`Outcome::OutOfFuel`](super::Outcome::OutOfFuel), and the function is called again, from its
    /// beginning, when there is more. What has been paid until then is not charged again.
    ///
    /// # Errors
    /// To be returned.
    pub fn charge(&mut self, units: u64) -> Result<(), HostTrap> {
        self.cx.charge(units).map_err(|_| HostTrap(Why::OutOfFuel))
    }

    fn wrong(&mut self, i: usize, expected: &str) -> HostTrap {
        let name = HostName::of(self.cx, self.call.function());
        let (name, at) = (name.last(), i.saturating_add(1));
        match self.value(i) {
            Some(v) => {
                let t = self.cx.type_of(v).name();
                self.raise(TypeId::TypeError, format_args!("{name}() argument {at} must be {expected}, not {t}"))
            }
            None => {
                let (given, s) = (self.call.count, if at == 1 { "" } else { "s" });
                self.raise(TypeId::TypeError, format_args!("{name} expected at least {at} argument{s}, got {given}"))
            }
        }
    }
}

/// Makes an exception and puts it where it is raised from; `MemoryError` if there is no room for it.
pub(super) fn raise(cx: &mut Context, kind: TypeId, message: fmt::Arguments<'_>) {
    let kind = if kind.is_exception() { kind } else { TypeId::SystemError };
    let raised = retry(cx, |cx| match cx.raise(kind, message) {
        Trap::Raise => Ok(()),
        trap => Err(trap),
    });
    if raised.is_err() {
        cx.raise_memory_error();
    }
}
