//! The room that every frame of compiled code has above itself: calls in whose place a body is planned look at no limit.
//!
//! Invariant: where a frame's function runs as compiled code, [`inline::LEVELS`](super::inline) frames more are within the limit of
//! depth, and [`inline::SLOTS`](super::inline) slots behind the frame's own within the stack. Compiled code that calls, and the
//! interpreter where it enters compiled code, look at [`Context::depth_margin`] and [`Context::stack_margin`]; so the frames
//! between there and the limits are the interpreter's, which keeps to the limits exactly.

use super::inline::{LEVELS, SLOTS};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::Code;

impl Context {
    /// Sets the largest allowed depth of Python frames. Compiled code that would go beyond it is left.
    pub(crate) fn set_depth_limit(&mut self, depth: u64) {
        let margin = depth.saturating_sub(LEVELS as u64);
        let lower = margin < self.depth_margin;
        (self.depth_limit, self.depth_margin) = (depth, margin);
        if lower {
            self.leave_compiled();
            self.taken_back = true;
        }
    }

    /// Sets the end of the value stack.
    pub(crate) fn set_stack_limit(&mut self, end: u64) {
        (self.stack_limit, self.stack_margin) = (end, end.saturating_sub(8 * SLOTS as u64));
    }

    /// Whether the current frame, of this function, may run as compiled code.
    pub(super) fn is_within_margins(&self, code: Gc<Code>) -> bool {
        let (frame, c) = (self.frame(), self.get(code));
        let end = frame.address().wrapping_add(c.nregs as u64 * 8);
        frame.link(c.params).depth() as u64 <= self.depth_margin && end <= self.stack_margin
    }
}
