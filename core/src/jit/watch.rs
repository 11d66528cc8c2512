//! Variables that compiled code takes for constants, without looking at them.
//!
//! Functions, built-ins, modules and their attributes are found by variables that hardly ever change. Code that uses one
//! *watches* it: it has the variable's value in itself and compares nothing. Who gives the variable another value
//! ([`Context::set_global`], and what changes attributes beside) calls [`Context::variable_changed`], which takes back all
//! code that watches it before anything else is executed: functions are entered at their bytecode again, every frame of
//! compiled code becomes one of the interpreter, and the code that has made the change by a helper is left.
//!
//! Each variable has a byte of flags in its module. One that compiled code stores to in line is not watched, and one that is
//! watched is not stored to in line: so stores in line look at nothing either. One that has changed while it was watched is
//! never watched again, and compared where it is used: a variable takes code back once.

use super::record;
use crate::context::Context;
use crate::heap::Gc;
use crate::interp::step::Status;
use crate::object::{Bytes, Module, Storage};

/// Compiled code takes it for a constant.
const WATCHED: u8 = 1;
/// Compiled code stores to it.
const STORED: u8 = 2;
/// It has changed while it was watched.
const CHANGED: u8 = 4;

/// It has had a value and got another one: a number that it has is not taken for a constant.
const VARIED: u8 = 8;

/// The most variables that a function's code watches; further ones are compared.
pub(crate) const MOST_WATCHED: usize = 48;
/// The most variables that a function's code stores to in line.
pub(crate) const MOST_STORED: usize = 16;

/// A variable of a module: a global one, or what the module has beside those, all together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Variable {
    /// Units of the [`Module`].
    module: u32,
    /// The slot, or [`BESIDE`].
    slot: u32,
}

/// Instead of a slot: all attributes beside the global variables.
const BESIDE: u32 = u32::MAX;

impl Variable {
    /// Bytes in a record.
    pub(crate) const SIZE: usize = 8;

    /// A global variable.
    pub(crate) fn global(module: Gc<Module>, slot: u32) -> Variable {
        Variable { module: module.units(), slot }
    }

    /// The attributes that are no global variables.
    pub(crate) fn beside(module: Gc<Module>) -> Variable {
        Variable { module: module.units(), slot: BESIDE }
    }

    /// As it lies in a record.
    pub(crate) fn to_bytes(self) -> [u8; Self::SIZE] {
        (self.module as u64 | (self.slot as u64) << 32).to_le_bytes()
    }
}

impl Context {
    /// The flags of a module's variables: of the global ones, then of what is beside.
    ///
    /// # Errors
    /// [`Trap::Memory`](crate::Trap).
    pub(crate) fn new_flags(&mut self, globals: usize) -> crate::Run<Gc<Bytes>> {
        self.alloc_bytes(globals.saturating_add(1))
    }

    /// Where a variable's flags are.
    #[inline]
    fn flags_of(&self, v: Variable) -> (Gc<Bytes>, usize) {
        // SAFETY: a variable names a live module, and a module has flags from its creation on.
        let flags = unsafe { Gc::<Bytes>::from_units(self.get(Gc::<Module>::from_units(v.module)).flags) };
        (flags, if v.slot == BESIDE { self.bytes(flags).len().saturating_sub(1) } else { v.slot as usize })
    }

    #[inline]
    fn flags(&self, v: Variable) -> u8 {
        let (flags, at) = self.flags_of(v);
        self.bytes(flags).get(at).copied().unwrap_or(STORED)
    }

    fn set_flags(&mut self, v: Variable, change: impl FnOnce(u8) -> u8) {
        let (flags, at) = self.flags_of(v);
        if let Some(flags) = self.bytes_mut(flags).get_mut(at) {
            *flags = change(*flags);
        }
    }

    /// Whether compiled code may watch the variable.
    pub(crate) fn may_watch(&self, v: Variable) -> bool {
        self.flags(v) & (STORED | CHANGED) == 0
    }

    /// Whether the variable has had one value only, for all that is known.
    pub(crate) fn has_not_varied(&self, v: Variable) -> bool {
        self.flags(v) & (VARIED | STORED) == 0
    }

    /// Notes that the variable gets another value.
    #[inline]
    pub(crate) fn note_varied(&mut self, v: Variable) {
        self.set_flags(v, |flags| flags | VARIED);
    }

    /// Whether compiled code may store to the variable in line.
    pub(crate) fn may_store(&self, v: Variable) -> bool {
        self.flags(v) & WATCHED == 0
    }

    /// Notes what code that has been installed watches, and stores to.
    pub(crate) fn note_variables(&mut self, watched: &[Variable], stored: &[Variable]) {
        watched.iter().for_each(|v| self.set_flags(*v, |flags| flags | WATCHED));
        stored.iter().for_each(|v| self.set_flags(*v, |flags| flags | STORED));
    }

    /// Has to be told whenever a variable has got another value, but by a store in line.
    #[inline]
    pub(crate) fn variable_changed(&mut self, v: Variable) {
        if self.flags(v) & WATCHED != 0 {
            self.take_back(v);
        }
    }

    /// Takes back all code that watches the variable.
    #[cold]
    fn take_back(&mut self, v: Variable) {
        self.set_flags(v, |flags| flags & !WATCHED | CHANGED);
        let mut at = self.jit.newest;
        while let Some(made) = self.cast::<Storage>(at) {
            at = record::older(self, made);
            if record::watches(self, made, v)
                && let Some(code) = record::function(self, made)
                && record::newest(self, code) == Some(made)
            {
                self.take_code_back(code);
            }
        }
        self.leave_compiled();
        self.taken_back = true;
    }

    /// What executing an instruction has come to, by a handler that compiled code may have called: if code has been taken
    /// back meanwhile, the interpreter goes on.
    #[inline(always)]
    pub(crate) fn unless_taken_back(&mut self, status: Status, pc: u64) -> Status {
        if self.taken_back { self.go_on_interpreting(status, pc) } else { status }
    }

    #[cold]
    fn go_on_interpreting(&mut self, status: Status, pc: u64) -> Status {
        self.taken_back = false;
        match status {
            // No instruction that changes a variable jumps.
            Status::Next => {
                self.pc = pc + 1;
                Status::Entered
            }
            status => status,
        }
    }
}
