//! One instruction, executed completely: what the interpreter calls for everything that it does not do in line, and
//! compiled code through the helper table.

use crate::bytecode::ops::for_each_op;
use crate::bytecode::{Insn, Op};
use crate::context::{Context, HELPERS};
use crate::interp::frame::Frame;
use crate::interp::ops::{Flow, execute};
use crate::jit::stencil::SIDE_EXIT;
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
    Exit = SIDE_EXIT,
    /// Compiled code returns `value` from frame `fp` to a caller that is not compiled.
    Returned = 9,
    /// Compiled code has made the frame `fp` of a function that is not compiled; the address to return to is in `value`.
    Called = 10,
    /// The instruction at `pc` needs the embedder, who is not called above compiled code: the driver executes it.
    Driver = 11,
    /// Compiled code left for the interpreter at `pc`, where values are not what the code behind a join expects.
    Mismatch = 12,
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
            12 => Status::Mismatch,
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

/// Executes instruction `pc`, which is operation number `N`, of the Python function whose frame is `f`, collecting and repeating
/// it if memory runs out.
#[inline(always)]
fn step_of<const N: u16>(cx: &mut Context, f: Frame, pc: u64) -> Status {
    let op = const { Op::ALL[N as usize] };
    cx.fp = f.address();
    cx.pc = pc;
    let code = cx.running_code(f);
    let i = cx.insn(code, pc as u32);
    if let Some(status) = at_once(cx, f, op, i) {
        return status;
    }
    let status = complete(cx, |cx| execute(op, cx, f, code, i));
    cx.unless_taken_back(status, pc)
}

/// Executes an instruction of one operation; what interpreter and compiled code call. Arguments are the context, the
/// frame's address and the instruction's index; the result is a [`Status`]. A panic of the embedder's passes through it,
/// but never above compiled code, from which no embedder is called.
#[cfg(target_arch = "x86_64")]
pub(crate) type Handler = unsafe extern "sysv64-unwind" fn(*mut Context, u64, u64) -> u64;
/// Executes an instruction of one operation; what interpreter and compiled code call. Arguments are the context, the
/// frame's address and the instruction's index; the result is a [`Status`]. A panic of the embedder's passes through it,
/// but never above compiled code, from which no embedder is called.
#[cfg(not(target_arch = "x86_64"))]
pub(crate) type Handler = unsafe extern "C-unwind" fn(*mut Context, u64, u64) -> u64;

/// The handler of operation number `N`.
///
/// # Safety
/// `cx` is the store's context, `fp` the current frame, that of a Python function whose instruction `pc` is such an operation.
#[cfg(target_arch = "x86_64")]
unsafe extern "sysv64-unwind" fn handler<const N: u16>(cx: *mut Context, fp: u64, pc: u64) -> u64 {
    // SAFETY: the caller's word.
    unsafe { step_of::<N>(&mut *cx, Frame::from_address(fp), pc) as u64 }
}

/// The handler of operation number `N`.
///
/// # Safety
/// `cx` is the store's context, `fp` the current frame, that of a Python function whose instruction `pc` is such an operation.
#[cfg(not(target_arch = "x86_64"))]
unsafe extern "C-unwind" fn handler<const N: u16>(cx: *mut Context, fp: u64, pc: u64) -> u64 {
    // SAFETY: the caller's word.
    unsafe { step_of::<N>(&mut *cx, Frame::from_address(fp), pc) as u64 }
}

macro_rules! handlers {
    ($($name:ident)*) => {
        /// The handlers by the numbers of their operations: a function each, so that none saves registers, nor decides
        /// anything, for another's sake.
        pub(crate) const HANDLERS: &[Handler; Op::ALL.len()] = &[$( handler::<{ Op::$name as u16 }>, )*];
    };
}
for_each_op!(handlers);

/// Compiled code finds the handlers in the context.
const _: () = assert!(HANDLERS.len() <= HELPERS);

/// Executes instruction `pc`, which is `op`, of the Python function whose frame is `f`.
#[inline(always)]
pub(crate) fn step(cx: &mut Context, f: Frame, op: Op, pc: u64) -> Status {
    // SAFETY: the caller's frame and instruction are the current ones; handlers return numbers of statuses.
    unsafe { core::mem::transmute::<u64, Status>(HANDLERS[op as usize](cx, f.address(), pc)) }
}

/// What can be decided without the care for memory and fuel that [`complete`] takes: truth, identity, equality of what is the
/// same object or two short strs, characters of ASCII, items of dicts by strs, sums of short strs.
#[inline(always)]
fn at_once(cx: &mut Context, f: Frame, op: Op, i: Insn) -> Option<Status> {
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
        Op::GetItem => {
            let (object, key) = (f.get(i.b), f.get(i.c));
            f.set(i.a, cx.letter_at_once(object, key).or_else(|| cx.item_at_once(object, key, None))?);
            false
        }
        Op::Add | Op::IAdd => {
            f.set(i.a, cx.concat_at_once(f.get(i.b), f.get(i.c))?);
            false
        }
        Op::In | Op::NotIn => {
            let found = cx.contains_at_once(f.get(i.c), f.get(i.b))?;
            f.set(i.a, Value::bool(found == (op == Op::In)));
            false
        }
        Op::Not => {
            f.set(i.a, Value::bool(!cx.truth(f.get(i.b))));
            false
        }
        Op::Is => {
            f.set(i.a, Value::bool(cx.is(f.get(i.b), f.get(i.c))));
            false
        }
        Op::IsNot => {
            f.set(i.a, Value::bool(!cx.is(f.get(i.b), f.get(i.c))));
            false
        }
        _ => return None,
    };
    Some(if taken { Status::Taken } else { Status::Next })
}

/// Whether two values are equal, where that is plain: a float is not always equal to itself, and everything else is.
#[inline(always)]
pub(crate) fn same(cx: &Context, x: Value, y: Value) -> Option<bool> {
    if x == y {
        return if x.is_float() { None } else { Some(true) };
    }
    cx.same_strs(x, y)
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
                if cx.keep_credit {
                    cx.keep_credit = false;
                } else {
                    cx.fuel_credit = 0;
                }
                return flow.into();
            }
            Err(trap) => match trapped(cx, trap, collected) {
                Some(status) => return status,
                None => collected = true,
            },
        }
    }
}

/// What a trap comes to; `None` if the instruction is to be done again, memory having been collected.
#[cold]
#[inline(never)]
fn trapped(cx: &mut Context, trap: Trap, collected: bool) -> Option<Status> {
    match trap {
        Trap::Memory if !collected || cx.progressed => {
            cx.progressed = false;
            cx.fuel_credit = cx.fuel_credit.saturating_add(cx.fuel_paid);
            cx.fuel_paid = 0;
            cx.collect();
            None
        }
        Trap::Fuel => Some(Status::Fuel),
        Trap::Driver => {
            cx.fuel_credit = cx.fuel_credit.saturating_add(cx.fuel_paid);
            cx.fuel_paid = 0;
            Some(Status::Driver)
        }
        trap => {
            cx.fuel_paid = 0;
            cx.fuel_credit = 0;
            if trap == Trap::Memory {
                cx.heap.clear_failing();
                cx.raise_memory_error();
            }
            Some(Status::Raise)
        }
    }
}
