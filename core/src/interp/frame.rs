//! Frames on the store's value stack.
//!
//! A frame is a window of slots. Interpreter and compiled code use the same layout:
//!
//! | slot | holds |
//! |---|---|
//! | -1 | the function (a Python function, a native, or `Unassigned` below the bottom frame) |
//! | 0..P | parameters |
//! | P | H0: native address to return to, 0 if the caller goes on in the interpreter or is a native |
//! | P + 1 | H1: caller's instruction (bits 0..32), slots from the caller's frame to this one (32..48), depth (48..64) |
//! | P + 2.. | locals, then temporaries; the window of a call that this frame makes lies on top of its live slots |
//!
//! Invariant: a [`Frame`] points to slot 0 of a frame whose slots (`nregs` of its code object; `slots + 2` of a native)
//! lie within the value stack, which was checked when it was pushed. The verifier proved that instructions name only
//! registers below `nregs` and never H0 and H1. Nothing that a program can do writes a header.

use crate::bytecode::Insn;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::{Code, Function};
use crate::value::{Sort, Value};

/// The second word of a frame's header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link(pub u64);

impl Link {
    /// A header word.
    #[inline(always)]
    pub const fn new(pc: u32, delta: u16, depth: u16) -> Link {
        Link(pc as u64 | (delta as u64) << 32 | (depth as u64) << 48)
    }

    /// The caller's instruction; for a native caller, the state it resumes in.
    #[inline(always)]
    pub const fn pc(self) -> u32 {
        self.0 as u32
    }

    /// Slots from the caller's frame to this one.
    #[inline(always)]
    pub const fn delta(self) -> u16 {
        (self.0 >> 32) as u16
    }

    /// Number of frames up to and including this one.
    #[inline(always)]
    pub const fn depth(self) -> u16 {
        (self.0 >> 48) as u16
    }
}

/// A frame: the address of its slot 0. See the module's invariant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(transparent)]
pub struct Frame(*mut Value);

/// Whose frame it is.
#[derive(Clone, Copy, Debug)]
pub enum Owner {
    /// A Python function's.
    Python(Gc<Code>),
    /// A native's, by its number.
    Native(u32),
    /// The one below the first call.
    Bottom,
}

impl Frame {
    /// A frame by the address of its slot 0.
    ///
    /// # Safety
    /// The module's invariant.
    #[inline(always)]
    pub unsafe fn from_address(fp: u64) -> Frame {
        Frame(fp as *mut Value)
    }

    /// The address of slot 0.
    #[inline(always)]
    pub fn address(self) -> u64 {
        self.0 as u64
    }

    /// The address of slot 0, as a pointer.
    #[inline(always)]
    pub fn slots(self) -> *mut Value {
        self.0
    }

    /// The value of a register.
    #[inline(always)]
    pub fn get(self, r: u16) -> Value {
        // SAFETY: the module's invariant.
        unsafe { *self.0.add(r as usize) }
    }

    /// Changes a register.
    #[inline(always)]
    pub fn set(self, r: u16, v: Value) {
        // SAFETY: the module's invariant.
        unsafe { *self.0.add(r as usize) = v }
    }

    /// `n` registers from `first` on.
    ///
    /// # Safety
    /// The slice is not used after any of the registers has been written.
    #[inline(always)]
    pub unsafe fn span<'a>(self, first: u16, n: usize) -> &'a [Value] {
        // SAFETY: the module's invariant and the caller's word.
        unsafe { core::slice::from_raw_parts(self.0.add(first as usize), n) }
    }

    /// The function whose frame it is.
    #[inline(always)]
    pub fn function(self) -> Value {
        // SAFETY: slot -1 belongs to the frame.
        unsafe { *self.0.sub(1) }
    }

    /// H0.
    #[inline(always)]
    pub fn return_address(self, params: u16) -> u64 {
        self.get(params).bits()
    }

    /// H1.
    #[inline(always)]
    pub fn link(self, params: u16) -> Link {
        Link(self.get(params + 1).bits())
    }

    /// Writes H0 and H1.
    #[inline(always)]
    pub fn set_header(self, params: u16, return_address: u64, link: Link) {
        // SAFETY: the header's slots belong to the frame; what is in them is never used as a value.
        unsafe {
            *self.0.add(params as usize).cast::<u64>() = return_address;
            *self.0.add(params as usize + 1).cast::<u64>() = link.0;
        }
    }

    /// The frame that begins `delta` slots further up.
    ///
    /// # Safety
    /// The caller has checked, or is about to check, that the new frame fits the stack.
    #[inline(always)]
    pub unsafe fn up(self, delta: u16) -> Frame {
        Frame(self.0.wrapping_add(delta as usize))
    }

    /// The frame that begins `delta` slots further down.
    ///
    /// # Safety
    /// `delta` comes from this frame's header.
    #[inline(always)]
    pub unsafe fn down(self, delta: u16) -> Frame {
        Frame(self.0.wrapping_sub(delta as usize))
    }
}

impl Context {
    /// The current frame.
    #[inline(always)]
    pub(crate) fn frame(&self) -> Frame {
        // SAFETY: `fp` always holds the current frame's address.
        unsafe { Frame::from_address(self.fp) }
    }

    /// Whose frame it is.
    pub(crate) fn owner(&self, frame: Frame) -> Owner {
        let f = frame.function();
        if let Some(f) = self.cast::<Function>(f) {
            return Owner::Python(self.function_code(f));
        }
        match f.as_immediate(Sort::Native) {
            Some(n) => Owner::Native(n),
            None => Owner::Bottom,
        }
    }

    /// The number of parameter slots of a frame of this owner, behind which its header lies.
    pub(crate) fn params(&self, owner: Owner) -> u16 {
        match owner {
            Owner::Python(code) => self.get(code).params,
            Owner::Native(n) => crate::builtins::native_by_number(n).map_or(0, |n| n.slots() as u16),
            Owner::Bottom => 0,
        }
    }

    /// A function's code object.
    #[inline(always)]
    pub(crate) fn function_code(&self, f: Gc<Function>) -> Gc<Code> {
        // SAFETY: `Function::code` names a live code object from the function's creation on.
        unsafe { Gc::from_units(self.get(f).code) }
    }

    /// The code of the Python function whose frame is the current one.
    #[inline(always)]
    pub(crate) fn running_code(&self, f: Frame) -> Gc<Code> {
        debug_assert!(matches!(self.owner(f), Owner::Python(_)));
        // SAFETY: the slot below a Python function's frame names the function, from the frame's creation to its end.
        let function = unsafe { Gc::<Function>::from_units(f.function().bits() as u32) };
        self.function_code(function)
    }

    /// Instruction `pc` of a code object.
    #[inline(always)]
    pub(crate) fn insn(&self, code: Gc<Code>, pc: u32) -> Insn {
        let c = self.get(code);
        debug_assert!(pc < c.count);
        // SAFETY: `pc` is a position that the verifier accepted in this code object: every position comes from
        // executing verified instructions. The image's bytes outlive the store's code objects.
        unsafe { *(c.insns as *const Insn).add(pc as usize) }
    }

    /// Whether a frame of `slots` slots fits above `frame`.
    #[inline(always)]
    pub(crate) fn fits_stack(&self, frame: Frame, slots: usize) -> bool {
        frame.address().wrapping_add(slots as u64 * 8) <= self.stack_limit
    }
}
