//! Entering compiled code.

use super::stencil::OWING;
use crate::context::Context;
use crate::interp::step::{Status, complete};
use crate::object::TypeId;

/// The trampoline: context, frame, target, value to status.
#[cfg(target_arch = "x86_64")]
type Trampoline = unsafe extern "sysv64" fn(*mut Context, u64, u64, u64) -> u64;
/// The trampoline: context, frame, target, value to status.
#[cfg(not(target_arch = "x86_64"))]
type Trampoline = unsafe extern "C" fn(*mut Context, u64, u64, u64) -> u64;

/// Goes on at the native address in the context's `pc`, with the value in `value`.
pub(crate) fn enter(cx: &mut Context) -> Status {
    let Some(address) = cx.jit.trampoline() else { return Status::Exit };
    let (fp, target, value) = (cx.fp, cx.pc, cx.value);
    (cx.above_compiled, cx.taken_back) = (true, false);
    // SAFETY: the trampoline is a stencil of this signature, published and not freed while the store lives. The target is
    // an address of the store's compiled code: what enters this function is a resume point of it, or the return
    // address in the current frame, which lead nowhere else (see `tier`).
    let status = unsafe {
        let trampoline = core::mem::transmute::<usize, Trampoline>(address as usize);
        trampoline(cx, fp, target, value)
    };
    cx.above_compiled = false;
    let status = Status::from_number(status);
    if status == Status::Exit { cx.side_exit() } else { status }
}

impl Context {
    /// Compiled code has left by a side exit: the interpreter goes on.
    fn side_exit(&mut self) -> Status {
        if self.fuel == OWING {
            self.fuel = 0;
        }
        let Some(left) = self.restore() else {
            let error = format_args!("a side exit without a snapshot");
            return complete(self, |cx| Err(cx.raise(TypeId::SystemError, error)));
        };
        if self.fuel != 0 {
            self.count_exit(left.level, left.mismatch);
        } else {
            self.count_fuel_exit();
        }
        Status::Exit
    }
}
