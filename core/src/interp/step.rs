//! One instruction, executed completely: what the interpreter calls for everything that it does not do in line, and
//! compiled code through the helper table.

use crate::bytecode::{Insn, Op};
use crate::context::Context;
use crate::heap::Kind;
use crate::interp::frame::{Frame, Owner};
use crate::interp::ops::{Flow, execute};
use crate::object::STR_INTERNED;
use crate::value::Value;
use crate::{Run, Trap};

/// What executing an instruction, or leaving compiled code, came to. Compiled code tests for the first two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u64)]
pub(crate) enum Status {
    /// The next instruction is next.
    Next = 0,
    /// The jump's target is next.
    Taken = 1,
    /// `fp` and `pc` of the context say where to go on in the interpreter; a native may be on top.
    Entered = 2,
    /// An exception is on its way.
    Raise = 3,
    /// Out of fuel, or at the end of a slice; nothing happened.
    Fuel = 4,
    /// A compiled caller goes on: address in `pc`, value in `value`.
    Return = 5,
    /// A function of the embedder is to be called.
    Host = 6,
    /// The outermost call has returned `value`.
    Finished = 7,
    /// Compiled code left for the interpreter: a side exit at `pc`.
    Exit = 8,
    /// Compiled code returns `value` from frame `fp` to a caller that is not compiled.
    Returned = 9,
    /// Compiled code has made the frame `fp` of a function that is not compiled; the address to return to is in `value`.
    Called = 10,
    /// The instruction at `pc` needs the embedder, who is not called above compiled code: the driver executes it.
    Driver = 11,
}

impl Status {
    /// The status of this number; an unknown one cannot come from stencils.
    pub(crate) const fn from_number(n: u64) -> Status {
        match n {
            0 => Status::Next,
            1 => Status::Taken,
            2 => Status::Entered,
            3 => Status::Raise,
            4 => Status::Fuel,
            5 => Status::Return,
            6 => Status::Host,
            7 => Status::Finished,
            9 => Status::Returned,
            10 => Status::Called,
            11 => Status::Driver,
            _ => Status::Exit,
        }
    }
}

impl From<Flow> for Status {
    fn from(flow: Flow) -> Status {
        match flow {
            Flow::Next => Status::Next,
            Flow::Taken => Status::Taken,
            Flow::Entered => Status::Entered,
            Flow::Return => Status::Return,
            Flow::Host => Status::Host,
            Flow::Finished => Status::Finished,
        }
    }
}

/// Executes instruction `pc` of the function whose frame is `f`, collecting and repeating it if memory runs out.
#[inline(never)]
pub(crate) fn step(cx: &mut Context, f: Frame, pc: u64) -> Status {
    cx.fp = f.address();
    cx.pc = pc;
    let Owner::Python(code) = cx.owner(f) else { return Status::Entered };
    let i = cx.insn(code, pc as u32);
    let Some(op) = i.decode() else { return Status::Entered };
    if let Some(status) = at_once(cx, f, op, i) {
        return status;
    }
    complete(cx, |cx| execute(op, cx, f, code, i))
}

/// What can be decided without the care for memory and fuel that [`complete`] takes: truth, and equality of what is the
/// same object or two interned strs.
#[inline(always)]
fn at_once(cx: &Context, f: Frame, op: Op, i: Insn) -> Option<Status> {
    let taken = match op {
        Op::JumpIf => cx.truth(f.get(i.a)),
        Op::JumpIfNot => !cx.truth(f.get(i.a)),
        Op::JumpEq | Op::JumpNotNe => same(cx, f.get(i.a), f.get(i.b))?,
        Op::JumpNe | Op::JumpNotEq => !same(cx, f.get(i.a), f.get(i.b))?,
        Op::Eq => {
            f.set(i.a, Value::bool(same(cx, f.get(i.b), f.get(i.c))?));
            false
        }
        Op::Ne => {
            f.set(i.a, Value::bool(!same(cx, f.get(i.b), f.get(i.c))?));
            false
        }
        _ => return None,
    };
    Some(if taken { Status::Taken } else { Status::Next })
}

/// Whether two values are equal, where that is plain: a float is not always equal to itself, and everything else is.
#[inline(always)]
fn same(cx: &Context, x: Value, y: Value) -> Option<bool> {
    if x == y {
        return if x.is_float() { None } else { Some(true) };
    }
    let interned = |v| cx.header(v).is_some_and(|h| h.kind == Kind::Str && h.flags & STR_INTERNED != 0);
    if interned(x) && interned(y) { Some(false) } else { None }
}

/// The native on top, taken one step further.
pub(crate) fn step_native(cx: &mut Context) -> Status {
    complete(cx, Context::step_native)
}

/// Does something that may trap for want of memory, a second time after a collection.
#[inline(always)]
pub(crate) fn complete(cx: &mut Context, mut act: impl FnMut(&mut Context) -> Run<Flow>) -> Status {
    if cx.wants_collection() {
        cx.collect();
    }
    let mut collected = false;
    cx.progressed = false;
    loop {
        match act(cx) {
            Ok(flow) => {
                cx.fuel_paid = 0;
                if !core::mem::take(&mut cx.keep_credit) {
                    cx.fuel_credit = 0;
                }
                return flow.into();
            }
            Err(Trap::Memory) if !collected || cx.progressed => {
                cx.progressed = false;
                cx.fuel_credit = cx.fuel_credit.saturating_add(cx.fuel_paid);
                cx.fuel_paid = 0;
                cx.collect();
                collected = true;
            }
            Err(Trap::Fuel) => return Status::Fuel,
            Err(Trap::Driver) => {
                cx.fuel_credit = cx.fuel_credit.saturating_add(cx.fuel_paid);
                cx.fuel_paid = 0;
                return Status::Driver;
            }
            Err(trap) => {
                cx.fuel_paid = 0;
                cx.fuel_credit = 0;
                if trap == Trap::Memory {
                    cx.heap.clear_failing();
                    cx.raise_memory_error();
                }
                return Status::Raise;
            }
        }
    }
}

/// The helper that compiled code calls to execute an instruction.
///
/// # Safety
/// Called by compiled code only: `cx` is the store's context, `fp` the current frame.
#[cfg(target_arch = "x86_64")]
pub(crate) unsafe extern "sysv64" fn step_helper(cx: *mut Context, fp: u64, pc: u64) -> u64 {
    // SAFETY: the caller's word.
    let (cx, f) = unsafe { (&mut *cx, Frame::from_address(fp)) };
    cx.above_compiled = true;
    let status = step(cx, f, pc);
    cx.above_compiled = false;
    status as u64
}

/// The helper that compiled code calls to execute an instruction.
///
/// # Safety
/// Called by compiled code only: `cx` is the store's context, `fp` the current frame.
#[cfg(not(target_arch = "x86_64"))]
pub(crate) unsafe extern "C" fn step_helper(cx: *mut Context, fp: u64, pc: u64) -> u64 {
    // SAFETY: the caller's word.
    let (cx, f) = unsafe { (&mut *cx, Frame::from_address(fp)) };
    cx.above_compiled = true;
    let status = step(cx, f, pc);
    cx.above_compiled = false;
    status as u64
}
