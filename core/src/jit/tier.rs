//! When what is compiled, and when compiled code is entered.

use crate::context::Context;
use crate::heap::Gc;
use crate::object::Code;

/// The JIT's state of a store.
pub struct Jit {
    /// Whether compiled code can run here at all.
    available: bool,
    /// Whether it is asked for.
    enabled: bool,
}

impl Jit {
    /// No JIT.
    pub const fn off() -> Jit {
        Jit { available: false, enabled: false }
    }

    /// Whether the platform and a stencil table allow compiled code.
    pub fn is_available(&self) -> bool {
        self.available
    }

    /// Whether functions are compiled.
    pub fn is_enabled(&self) -> bool {
        self.enabled
    }

    /// What the entry cell of a code object that is not compiled holds.
    pub fn not_compiled_entry(&self) -> u64 {
        0
    }

    /// The count of calls and back-edges at which a code object is first looked at.
    pub fn first_threshold(&self) -> u32 {
        u32::MAX
    }
}

/// The function of the current frame, just entered, has reached its threshold: the address of its compiled code, if it
/// is to go on there.
pub(crate) fn at_entry(cx: &mut Context, code: Gc<Code>) -> Option<u64> {
    cx.get_mut(code).counter = 0;
    None
}

/// The same at the loop head `pc`.
pub(crate) fn at_loop(cx: &mut Context, code: Gc<Code>) -> Option<u64> {
    cx.get_mut(code).counter = 0;
    None
}

/// The current frame, whose function is compiled, goes on behind a call, at `pc`: the address there, if it has one.
pub(crate) fn after_call(_: &mut Context, _: Gc<Code>) -> Option<u64> {
    None
}
