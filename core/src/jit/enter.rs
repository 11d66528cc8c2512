//! Entering compiled code.

use crate::context::Context;
use crate::interp::step::Status;

/// Above these bits of the number with which an exit leaves lies the number of inlined functions that it leaves.
pub(crate) const LEVEL_SHIFT: u32 = 8;

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
    cx.above_compiled = true;
    // SAFETY: the trampoline is a stencil of this signature, published and not freed while the store lives. The target is
    // an address of the store's compiled code: what enters this function is a resume point of it, or the return
    // address in the current frame, which lead nowhere else (see `tier`).
    let status = unsafe {
        let trampoline = core::mem::transmute::<usize, Trampoline>(address as usize);
        trampoline(cx, fp, target, value)
    };
    cx.above_compiled = false;
    let level = status >> LEVEL_SHIFT;
    let status = Status::from_number(status & ((1 << LEVEL_SHIFT) - 1));
    if matches!(status, Status::Exit | Status::Mismatch) {
        if cx.fuel != 0 {
            cx.count_exit(level, status == Status::Mismatch);
        } else {
            cx.count_fuel_exit();
        }
    }
    status
}
