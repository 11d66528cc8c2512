//! Calls of the embedder's functions: how they stop the program, and how it goes on with an answer or an exception.
//!
//! The embedder is called when the driver has returned: no frame of Rust or of compiled code lies below, and whatever
//! its function does (panic included), the program merely waits.

use crate::builtins::Resume;
use crate::context::Context;
use crate::interp::bind::Wtf8;
use crate::interp::call::Args;
use crate::interp::frame::{Frame, Link, Owner};
use crate::object::{Dict, Str, Tuple};
use crate::value::{Sort, Value};
use crate::{Run, Trap};

/// A call of the embedder that waits to be answered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HostCall {
    /// The window with the arguments.
    pub(crate) window: Frame,
    /// Number of arguments.
    pub(crate) count: usize,
    /// Where its result goes.
    link: Link,
}

impl HostCall {
    /// The number of the function.
    pub(crate) fn function(self) -> u32 {
        self.window.function().as_immediate(Sort::Host).unwrap_or(0)
    }
}

impl Context {
    /// Stops the program at a call of function `number` of the embedder.
    pub(crate) fn enter_host(&mut self, number: u32, link: Link, args: Args) -> Run<()> {
        if args.names != Value::UNASSIGNED {
            let name = HostName::of(self, number);
            return Err(self.type_error(format_args!("{name}() takes no keyword arguments")));
        }
        if self.above_compiled {
            return Err(Trap::Driver);
        }
        self.host_call = Some(HostCall { window: args.window, count: args.count, link });
        Ok(())
    }

    /// Goes back to the caller of the embedder's function that waits, if one does: its frame, owner and position.
    fn leave_host(&mut self) -> Option<(Frame, Owner, u32)> {
        let call = self.host_call.take()?;
        // SAFETY: the link was made with the window, from its caller's frame.
        let caller = unsafe { call.window.down(call.link.delta()) };
        self.fp = caller.address();
        Some((caller, self.owner(caller), call.link.pc()))
    }

    /// Gives the embedder's answer to the call that waits for it.
    pub(crate) fn answer_host(&mut self, v: Value) {
        match self.leave_host() {
            Some((caller, Owner::Python(code), pc)) => self.deliver(caller, code, pc, v),
            Some((_, Owner::Native(_), pc)) => self.resuming = Some(Resume { state: pc, value: v }),
            Some((_, Owner::Bottom, _)) => self.value = v.bits(),
            None => {}
        }
    }

    /// Has the call that waits raise what lies in `exception`: the driver is to go on with unwinding.
    pub(crate) fn refuse_host(&mut self) {
        if let Some((_, _, pc)) = self.leave_host() {
            self.pc = pc as u64;
        }
    }

    /// Notes the names of the embedder's functions: module and function, one pair after the other.
    pub(crate) fn link_host<'n>(&mut self, names: impl Iterator<Item = (&'n str, &'n str)> + Clone) -> Run<()> {
        let linked = self.alloc_tuple(2 * names.clone().count())?;
        for (i, (module, function)) in names.enumerate() {
            let pair = [self.intern(module.as_bytes())?.value(), self.intern(function.as_bytes())?.value()];
            if let Some(place) = self.tuple_mut(linked).get_mut(2 * i..2 * i + 2) {
                place.copy_from_slice(&pair);
            }
        }
        self.linked = linked.value();
        Ok(())
    }

    /// Puts the embedder's functions of this module into it. A module that does not exist is made if there are any.
    pub(crate) fn linked_module(&mut self, name: &[u8], module: Option<Value>) -> Run<Option<Value>> {
        let Some(linked) = self.cast::<Tuple>(self.linked) else { return Ok(module) };
        let mut module = module;
        for i in 0..self.tuple(linked).len() / 2 {
            let [of, function] = [self.tuple(linked)[2 * i], self.tuple(linked)[2 * i + 1]];
            if self.cast::<Str>(of).is_none_or(|s| self.str_bytes(s) != name) {
                continue;
            }
            let m = match module {
                Some(m) => m,
                // The names of the embedder's modules are Rust's strs.
                None => self.new_native_module(core::str::from_utf8(name).unwrap_or_default())?.0.value(),
            };
            module = Some(m);
            let m = self.expect::<crate::object::Module>(m)?;
            let names: crate::heap::Gc<Dict> = self.expect(self.get(m).extra)?;
            self.dict_set(names, function, Value::immediate(Sort::Host, i as u32))?;
        }
        Ok(module)
    }

    /// Module and name of the embedder's function of this number.
    pub(crate) fn host_name(&self, number: u32) -> Option<(Value, Value)> {
        let linked = self.cast::<Tuple>(self.linked)?;
        let at = (number as usize).checked_mul(2)?;
        match self.tuple(linked).get(at..at.checked_add(2)?)? {
            [module, name] => Some((*module, *name)),
            _ => None,
        }
    }
}

/// What messages call a function of the embedder by: `module.name`.
pub(crate) struct HostName {
    module: Wtf8<'static>,
    name: Wtf8<'static>,
}

impl HostName {
    /// The function of this number; for use within an instruction, as a `Gc` is.
    pub(crate) fn of(cx: &Context, number: u32) -> HostName {
        let (module, name) = cx.host_name(number).unwrap_or((Value::NONE, Value::NONE));
        HostName { module: cx.shown(module), name: cx.shown(name) }
    }

    /// Its name without the module.
    pub(crate) fn last(&self) -> &Wtf8<'static> {
        &self.name
    }
}

impl core::fmt::Display for HostName {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}.{}", self.module, self.name)
    }
}
