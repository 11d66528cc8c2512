//! Exceptions on their way: tracebacks, handlers, the statements that raise.

use crate::builtins::RUN_MODULE;
use crate::context::Context;
use crate::heap::Gc;
use crate::interp::bind::Wtf8;
use crate::interp::frame::Owner;
use crate::object::{Code, Exception, Traceback, Tuple, TypeId};
use crate::value::Value;
use crate::{Run, Trap};

/// What became of an exception.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Unwound {
    /// A handler was found: `fp` and `pc` say where.
    Handled,
    /// It left the outermost call; it is still in `exception`.
    Uncaught,
    /// It was a StopIteration of what an iterator calls, which ends the iterator: the frame on top returns `End`.
    Ended,
}

impl Context {
    /// Looks for the handler of the exception in `exception`, from the current frame outwards, leaving frames behind.
    pub(crate) fn unwind(&mut self) -> Unwound {
        self.pending = None;
        self.resuming = None;
        self.set_context_of_raised();
        loop {
            let frame = self.frame();
            let owner = self.owner(frame);
            if let Owner::Python(code) = owner {
                let pc = self.pc as u32;
                self.add_traceback(code, pc);
                if let Some(h) = self.code_view(code).handler_at(pc) {
                    frame.set(h.reg, self.exception);
                    self.exception = Value::UNASSIGNED;
                    self.pc = h.target as u64;
                    return Unwound::Handled;
                }
            }
            if let Owner::Native(number) = owner
                && number == RUN_MODULE.0
            {
                self.forget_module(frame.get(1));
            }
            if let Owner::Bottom = owner {
                return Unwound::Uncaught;
            }
            if let Owner::Native(n) = owner
                && n == crate::builtins::NEXT.0
                && self.type_of(self.exception) == TypeId::StopIteration
            {
                self.exception = Value::UNASSIGNED;
                return Unwound::Ended;
            }
            let link = frame.link(self.params(owner));
            // SAFETY: the delta comes from the frame's header.
            self.fp = unsafe { frame.down(link.delta()) }.address();
            self.pc = link.pc() as u64;
        }
    }

    /// The `__context__` of an exception that is raised while another is being handled.
    fn set_context_of_raised(&mut self) {
        let handled = self.handled;
        if let Some(e) = self.cast::<Exception>(self.exception)
            && handled != Value::NONE
            && handled != self.exception
            && self.get(e).context == Value::NONE
        {
            // A chain that leads back to the exception itself is cut.
            let mut at = handled;
            for _ in 0..1000 {
                let Some(x) = self.cast::<Exception>(at) else { break };
                let next = self.get(x).context;
                if next == self.exception {
                    self.get_mut(x).context = Value::NONE;
                    break;
                }
                at = next;
            }
            self.get_mut(e).context = handled;
        }
    }

    /// Notes that the exception passed through this instruction. Where there is no memory for it, the entry is left out.
    fn add_traceback(&mut self, code: Gc<Code>, pc: u32) {
        let Some(e) = self.cast::<Exception>(self.exception) else { return };
        if self.reraised {
            // `raise` alone and the end of `finally` go on with an exception whose entry for this frame is there.
            self.reraised = false;
            return;
        }
        if let Ok(t) = self.alloc::<Traceback>(0) {
            let next = self.get(e).traceback;
            let x = self.get_mut(t);
            x.next = next;
            x.code = code.value();
            x.pc = pc;
            self.get_mut(e).traceback = t.value();
        }
    }

    /// `raise exception from cause`; `cause` is `Unassigned` if there is none.
    pub(crate) fn raise_statement(&mut self, exception: Value, cause: Value) -> Trap {
        let exception = match self.exception_instance(exception, "exceptions must derive from BaseException") {
            Ok(e) => e,
            Err(t) => return t,
        };
        if cause != Value::UNASSIGNED {
            let cause = match cause {
                Value::NONE => Value::NONE,
                c => match self.exception_instance(c, "exception causes must derive from BaseException") {
                    Ok(e) => e.value(),
                    Err(t) => return t,
                },
            };
            let x = self.get_mut(exception);
            x.cause = cause;
            x.suppress = Value::TRUE;
        }
        self.raise_value(exception.value())
    }

    /// An exception, made by calling it if it is an exception type.
    fn exception_instance(&mut self, v: Value, otherwise: &str) -> Run<Gc<Exception>> {
        if let Some(e) = self.cast::<Exception>(v) {
            return Ok(e);
        }
        match TypeId::from_value(v) {
            Some(t) if t.is_exception() => self.new_exception(t, &[]),
            _ => Err(self.type_error(format_args!("{otherwise}"))),
        }
    }

    /// Raises an exception again, whose traceback has this frame's entry already.
    pub(crate) fn reraise(&mut self, exception: Value) -> Trap {
        if self.cast::<Exception>(exception).is_none() {
            return self.raise(TypeId::SystemError, format_args!("bad operand of an instruction"));
        }
        self.reraised = true;
        self.raise_value(exception)
    }

    /// Whether the exception matches a type or a tuple of types.
    pub(crate) fn match_exception(&mut self, exception: Value, against: Value) -> Run<bool> {
        const TEXT: &str = "catching classes that do not inherit from BaseException is not allowed";
        let t = self.type_of(exception);
        if let Some(types) = self.cast::<Tuple>(against) {
            let mut seen = 0;
            while let Some(one) = self.tuple(types).get(seen).copied() {
                self.charge_step(&mut seen)?;
                match TypeId::from_value(one) {
                    Some(ty) if ty.is_exception() => {
                        if t.is_subtype(ty) {
                            return Ok(true);
                        }
                    }
                    _ => return Err(self.type_error(format_args!("{TEXT}"))),
                }
            }
            return Ok(false);
        }
        match TypeId::from_value(against) {
            Some(ty) if ty.is_exception() => Ok(t.is_subtype(ty)),
            _ => Err(self.type_error(format_args!("{TEXT}"))),
        }
    }

    /// `UnboundLocalError` for a register.
    pub(crate) fn unbound_local(&mut self, code: Gc<Code>, register: u16) -> Trap {
        let name = Wtf8(self.code_view(code).register_name(register));
        self.raise(
            TypeId::UnboundLocalError,
            format_args!("cannot access local variable '{name}' where it is not associated with a value"),
        )
    }

    /// `MemoryError`, from memory set aside for it.
    pub(crate) fn raise_memory_error(&mut self) -> Trap {
        let e = self.memory_error;
        if let Some(e) = self.cast::<Exception>(e) {
            let x = self.get_mut(e);
            x.traceback = Value::NONE;
            x.context = Value::NONE;
            x.cause = Value::NONE;
        }
        self.raise_value(e)
    }
}
