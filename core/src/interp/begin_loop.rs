//! Loops over what a call makes, begun without making it: `for i in range(n)`, `for i, x in enumerate(items)`,
//! `for x, y in zip(one, other)`, `for x in reversed(items)`, where these are lists or tuples.
//!
//! Where the instruction behind a `Call` is the `Iter` of its result, and the result is overwritten by the loop's state, nobody
//! sees the object in between. Both instructions are then done at once: the fuel is the call's, and what is left in the frame
//! is what the `Iter` would have left. Whatever is not plain here (other callees, other types of arguments, errors, want of
//! fuel or of stack) is done by the two instructions, one after the other, and so in one place only. Compiled code does the same
//! where it knows the callee ([`select_begin`](crate::jit)).

use crate::bytecode::{Insn, Op};
use crate::context::Context;
use crate::heap::Gc;
use crate::interp::frame::Frame;
use crate::interp::run::seen;
use crate::object::list::Items;
use crate::object::{Code, TypeId};
use crate::value::Value;

/// At least as many slots as calls of these natives need behind the callee, whose limit is the stricter one: with fewer, the call
/// decides. The most has `zip`: two arguments and a callee, its two parameters, and a frame's header.
const MOST_SLOTS: usize = 8;

/// Whether the instruction behind a call begins a loop over its result, of which nothing else is left.
pub(crate) fn begins_loop(call: Insn, next: Insn) -> bool {
    next.op == Op::Iter as u16 && next.b == call.a && next.a == call.a && call.a == call.b
}

impl Context {
    /// Does the call `i`, instruction `pc`, and the `Iter` behind it at once; false if nothing has been done.
    #[inline(never)]
    pub(crate) fn begin_loop(&mut self, f: Frame, code: Gc<Code>, pc: u32, i: Insn, next: Insn) -> bool {
        if !begins_loop(i, next) || self.fuel == 0 || self.fuel_credit != 0 {
            return false;
        }
        if !self.fits_stack(f, i.b as usize + 1 + MOST_SLOTS) {
            return false;
        }
        let (state, iterated) = match TypeId::from_value(f.get(i.b)) {
            Some(TypeId::Range) => (range(f, i), seen::INT),
            Some(TypeId::Enumerate) if i.c == 1 => self.numbered(f.get(i.b + 1)),
            Some(TypeId::Reversed) if i.c == 1 => self.backward(f.get(i.b + 1)),
            Some(TypeId::Zip) if i.c == 2 => self.zipped(f.get(i.b + 1), f.get(i.b + 2)),
            _ => return false,
        };
        let Some(state) = state else { return false };
        self.fuel -= 1;
        (i.a..).zip(state).for_each(|(slot, v)| f.set(slot, v));
        if self.get(code).feedback != 0 {
            self.record_bit(code, pc, seen::OTHER);
            self.record_bit(code, pc + 1, iterated);
        }
        true
    }

    /// The state of a loop over `enumerate(items)`, and the type of those.
    fn numbered(&self, items: Value) -> (Option<[Value; 3]>, u8) {
        let zero = Value::int32(0);
        (self.items_of(items).map(|_| [zero, items, zero]), self.feedback_bit(items))
    }

    /// The state of a loop over `reversed(items)`, and the type of those: the direction, the next index, and the sequence.
    fn backward(&self, items: Value) -> (Option<[Value; 3]>, u8) {
        let state = |of: Items| [Value::int32(-1), Value::int_wrapped(of.len() as i64 - 1), items];
        (self.items_of(items).map(state), self.feedback_bit(items))
    }

    /// The state of a loop over `zip(one, other)`, and the types of these.
    fn zipped(&self, one: Value, other: Value) -> (Option<[Value; 3]>, u8) {
        let both = self.items_of(one).and(self.items_of(other));
        (both.map(|_| [one, other, Value::int32(0)]), self.feedback_bit(one) | self.feedback_bit(other))
    }
}

/// The state of a loop over the `range` that a call makes.
fn range(f: Frame, i: Insn) -> Option<[Value; 3]> {
    let int = |k: u16| Some(f.get(i.b + k)).filter(|v| v.is_int());
    let (zero, one) = (Value::int32(0), Value::int32(1));
    match i.c {
        1 => Some([one, zero, int(1)?]),
        2 => Some([one, int(1)?, int(2)?]),
        3 => Some([int(3).filter(|step| *step != zero)?, int(1)?, int(2)?]),
        _ => None,
    }
}
