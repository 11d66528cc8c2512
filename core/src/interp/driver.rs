//! The driver: runs a program from stop to stop, handing over between interpreter, natives and compiled code.

use crate::context::Context;
use crate::interp::frame::Owner;
use crate::interp::host_call::HostCall;
use crate::interp::run::interpret;
use crate::interp::step::{Status, complete, step_native};
use crate::interp::unwind::Unwound;
use crate::value::Value;

/// Why the driver stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stop {
    /// The outermost call returned.
    Finished(Value),
    /// An exception left the outermost call; it is in the context's `exception`.
    Uncaught,
    /// The fuel is used up; the program goes on where it stopped when it is driven again.
    OutOfFuel,
    /// This function of the embedder is to be called: the context's `host_call` has its arguments.
    Host(u32),
}

/// Runs from where the context stands to the next stop. `status` is what came last: `Entered`, unless there is an exception
/// to be raised where the context stands, or an outermost call has come to something else at once.
pub(crate) fn drive(cx: &mut Context, mut status: Status) -> Stop {
    loop {
        status = match status {
            Status::Entered if cx.fresh => cx.count_entry(),
            Status::Next | Status::Taken | Status::Entered | Status::Exit | Status::Mismatch | Status::Driver => {
                if cx.pending.is_some() || cx.resuming.is_some() {
                    step_native(cx)
                } else if let Owner::Bottom = cx.owner(cx.frame()) {
                    Status::Finished
                } else {
                    interpret(cx)
                }
            }
            Status::Raise => match cx.unwind() {
                Unwound::Handled => Status::Entered,
                Unwound::Uncaught => return Stop::Uncaught,
                Unwound::Ended => complete(cx, |cx| cx.return_value(cx.frame(), Value::END)),
            },
            Status::Fuel => {
                if !cx.refill() {
                    return Stop::OutOfFuel;
                }
                Status::Entered
            }
            Status::Return => crate::jit::enter::enter(cx),
            Status::Returned => {
                // SAFETY: the bits were a value in a register of compiled code.
                let v = unsafe { Value::from_bits(cx.value) };
                // Returning allocates nothing and charges nothing: there is nothing to do again.
                match cx.return_value(cx.frame(), v).map_or(Status::Raise, Status::from) {
                    Status::Entered => cx.go_on_behind_call(),
                    status => status,
                }
            }
            Status::Called => cx.accept_frame(),
            Status::Host => return Stop::Host(cx.host_call.map_or(0, HostCall::function)),
            Status::Finished => {
                // SAFETY: the bits were a value when they were put there.
                return Stop::Finished(unsafe { Value::from_bits(cx.value) });
            }
        }
    }
}

impl Context {
    /// Fuel that compiled code gets at a time.
    pub(crate) const SLICE: u64 = 1 << 16;

    /// Hands out the next slice of fuel; false if there is none left.
    pub(crate) fn refill(&mut self) -> bool {
        let room = Self::SLICE.saturating_sub(self.fuel);
        let take = room.min(self.fuel_rest);
        self.fuel += take;
        self.fuel_rest -= take;
        self.fuel != 0
    }

    /// Completes a frame that compiled code made for a function that was not compiled, and enters it.
    fn accept_frame(&mut self) -> Status {
        let f = self.frame();
        let Owner::Python(code) = self.owner(f) else { return Status::Entered };
        let c = self.get(code);
        let (params, locals_end) = (c.params, c.locals_end);
        f.set_header(params, self.value, f.link(params));
        for r in params + 2..locals_end {
            f.set(r, Value::UNASSIGNED);
        }
        self.pc = 0;
        self.fresh = true;
        Status::Entered
    }

    /// A call from compiled code has returned to the current frame by way of the driver: its function goes on where it was, if it is
    /// compiled still.
    fn go_on_behind_call(&mut self) -> Status {
        if let Owner::Python(code) = self.owner(self.frame())
            && self.get(code).body != 0
            && let Some(target) = crate::jit::tier::after_return(self, code)
        {
            self.pc = target;
            return Status::Return;
        }
        Status::Entered
    }

    /// Counts the frame just pushed as the interpreter counts those that it pushes: where its function goes on.
    fn count_entry(&mut self) -> Status {
        self.fresh = false;
        let Owner::Python(code) = self.owner(self.frame()) else { return Status::Entered };
        let c = self.get_mut(code);
        c.counter = c.counter.wrapping_add(1);
        if c.counter >= c.threshold
            && let Some(target) = crate::jit::tier::at_entry(self, code)
        {
            self.pc = target;
            return Status::Return;
        }
        Status::Entered
    }
}
