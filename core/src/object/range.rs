//! Ranges: three ints of any size.
//!
//! Everything has a path for small ints, which is what nearly all ranges are made of, and one through
//! [`Context::binary`] for the others.

use core::cmp::Ordering;

use crate::builtins::{Native, Window};
use crate::context::Context;
use crate::heap::Gc;
use crate::object::arith::BinaryOp;
use crate::object::{Range, TypeId};
use crate::value::Value;
use crate::{Run, Trap};

/// Methods of ranges.
pub const METHODS: &[Native] = &[
    Native::method(TypeId::Range, "index", &["self", "value"], 2, index),
    Native::method(TypeId::Range, "count", &["self", "value"], 2, count),
];

const ZERO: Value = Value::int32(0);
const ONE: Value = Value::int32(1);

/// The number of integers from `start` to before `stop` in steps of `step`, which is not 0. For small ints.
#[inline]
pub(crate) fn small_range_len(start: i64, stop: i64, step: i64) -> i64 {
    // Small ints have 50 bits, so that nothing overflows.
    if step > 0 && start < stop {
        (stop - start - 1) / step + 1
    } else if step < 0 && start > stop {
        (start - stop - 1) / -step + 1
    } else {
        0
    }
}

impl Context {
    /// A new range; `step` is not 0, and all three are ints.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn new_range(&mut self, start: Value, stop: Value, step: Value) -> Run<Gc<Range>> {
        let r = self.alloc::<Range>(0)?;
        let x = self.get_mut(r);
        x.start = start;
        x.stop = stop;
        x.step = step;
        Ok(r)
    }

    /// Start, stop and step.
    #[inline]
    pub(crate) fn range_parts(&self, r: Gc<Range>) -> (Value, Value, Value) {
        let r = self.get(r);
        (r.start, r.stop, r.step)
    }

    /// The order of two ints.
    pub(crate) fn int_order(&self, a: Value, b: Value) -> Ordering {
        self.number_order(a, b).flatten().unwrap_or(Ordering::Equal)
    }

    fn int_op(&mut self, op: BinaryOp, a: Value, b: Value) -> Run<Value> {
        self.binary(op, false, a, b)
    }

    /// Whether a range has no number.
    pub(crate) fn range_is_empty(&self, r: Gc<Range>) -> bool {
        let (start, stop, step) = self.range_parts(r);
        match self.int_order(step, ZERO) {
            Ordering::Less => self.int_order(start, stop).is_le(),
            _ => self.int_order(start, stop).is_ge(),
        }
    }

    /// How many numbers a range has, as an int.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub(crate) fn range_len_value(&mut self, r: Gc<Range>) -> Run<Value> {
        let (start, stop, step) = self.range_parts(r);
        if let (Some(start), Some(stop), Some(step)) = (start.as_int(), stop.as_int(), step.as_int()) {
            return self.new_int(small_range_len(start, stop, step));
        }
        if self.range_is_empty(r) {
            return Ok(ZERO);
        }
        let (low, high, step) = match self.int_order(step, ZERO) {
            Ordering::Less => (stop, start, self.int_op(BinaryOp::Sub, ZERO, step)?),
            _ => (start, stop, step),
        };
        let span = self.int_op(BinaryOp::Sub, high, low)?;
        let last = self.int_op(BinaryOp::Sub, span, ONE)?;
        let steps = self.int_op(BinaryOp::FloorDiv, last, step)?;
        self.int_op(BinaryOp::Add, steps, ONE)
    }

    /// How many numbers a range has.
    ///
    /// # Errors
    /// OverflowError for 2^63 or more; [`Trap::Memory`], [`Trap::Fuel`].
    pub(crate) fn range_len(&mut self, r: Gc<Range>) -> Run<usize> {
        let len = self.range_len_value(r)?;
        match self.int_operand(len).and_then(|n| n.as_int().to_i64()).map(usize::try_from) {
            Some(Ok(n)) => Ok(n),
            _ => Err(self.raise(TypeId::OverflowError, format_args!("Python int too large to convert to C ssize_t"))),
        }
    }

    /// Number `start + i * step`, whether the range has it or not.
    fn range_number(&mut self, r: Gc<Range>, i: Value) -> Run<Value> {
        let (start, _, step) = self.range_parts(r);
        let far = self.int_op(BinaryOp::Mul, i, step)?;
        self.int_op(BinaryOp::Add, start, far)
    }

    /// `r[i]` for an int `i`.
    ///
    /// # Errors
    /// IndexError; [`Trap::Memory`], [`Trap::Fuel`].
    pub(crate) fn range_item(&mut self, r: Gc<Range>, i: Value) -> Run<Value> {
        let len = self.range_len_value(r)?;
        let at = if self.int_order(i, ZERO).is_lt() { self.int_op(BinaryOp::Add, i, len)? } else { i };
        if self.int_order(at, ZERO).is_lt() || self.int_order(at, len).is_ge() {
            return Err(self.raise(TypeId::IndexError, format_args!("range object index out of range")));
        }
        self.range_number(r, at)
    }

    /// A bound of a slice of a range, as an int in the range's length.
    fn range_slice_place(&mut self, v: Value, len: Value, default: Value, lowest: Value, highest: Value) -> Run<Value> {
        if v == Value::NONE {
            return Ok(default);
        }
        if !self.is_integer(v) {
            return Err(
                self.type_error(format_args!("slice indices must be integers or None or have an __index__ method"))
            );
        }
        let at = if self.int_order(v, ZERO).is_lt() { self.int_op(BinaryOp::Add, v, len)? } else { v };
        Ok(if self.int_order(at, lowest).is_lt() {
            lowest
        } else if self.int_order(at, highest).is_gt() {
            highest
        } else {
            at
        })
    }

    /// `r[lo:hi:by]`
    ///
    /// # Errors
    /// TypeError, ValueError; [`Trap::Memory`], [`Trap::Fuel`].
    pub(crate) fn range_slice(&mut self, r: Gc<Range>, lo: Value, hi: Value, by: Value) -> Run<Gc<Range>> {
        let len = self.range_len_value(r)?;
        let by = if by == Value::NONE { ONE } else { by };
        if !self.is_integer(by) {
            return Err(
                self.type_error(format_args!("slice indices must be integers or None or have an __index__ method"))
            );
        }
        if self.int_order(by, ZERO).is_eq() {
            return Err(self.value_error(format_args!("slice step cannot be zero")));
        }
        let down = self.int_order(by, ZERO).is_lt();
        let (lowest, highest) =
            if down { (Value::int32(-1), self.int_op(BinaryOp::Sub, len, ONE)?) } else { (ZERO, len) };
        let (first, last) = if down { (highest, lowest) } else { (lowest, highest) };
        let from = self.range_slice_place(lo, len, first, lowest, highest)?;
        let to = self.range_slice_place(hi, len, last, lowest, highest)?;
        let (_, _, step) = self.range_parts(r);
        let step = self.int_op(BinaryOp::Mul, step, by)?;
        let start = self.range_number(r, from)?;
        let stop = self.range_number(r, to)?;
        self.new_range(start, stop, step)
    }

    /// Where an int is in a range, if it is there.
    fn range_find(&mut self, r: Gc<Range>, v: Value) -> Run<Option<Value>> {
        let (start, stop, step) = self.range_parts(r);
        if let (Some(v), Some(start), Some(stop), Some(step)) =
            (self.small_int(v), start.as_int(), stop.as_int(), step.as_int())
        {
            let within = if step > 0 { start <= v && v < stop } else { stop < v && v <= start };
            // Small ints have 50 bits, so that nothing overflows; the step is not 0.
            return Ok((within && (v - start) % step == 0).then(|| Value::int_wrapped((v - start) / step)));
        }
        let down = self.int_order(step, ZERO).is_lt();
        let (from_start, from_stop) = (self.int_order(v, start), self.int_order(v, stop));
        let within =
            if down { from_start.is_le() && from_stop.is_gt() } else { from_start.is_ge() && from_stop.is_lt() };
        if !within {
            return Ok(None);
        }
        let far = self.int_op(BinaryOp::Sub, v, start)?;
        let rest = self.int_op(BinaryOp::Mod, far, step)?;
        if rest != ZERO { Ok(None) } else { self.int_op(BinaryOp::FloorDiv, far, step).map(Some) }
    }

    /// Whether a range has a number equal to `v`.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub(crate) fn range_contains(&mut self, r: Gc<Range>, v: Value) -> Run<bool> {
        let v = match v.as_float() {
            // Only a whole number can be equal to one of the range's.
            Some(x) if x.is_finite() && (x as i64 as f64 == x || x.abs() >= 9.0e18) => self.int_from_f64(x)?,
            _ => v,
        };
        if self.is_integer(v) { Ok(self.range_find(r, v)?.is_some()) } else { Ok(false) }
    }

    /// Whether two ranges have the same numbers.
    pub(crate) fn ranges_equal(&mut self, a: Gc<Range>, b: Gc<Range>) -> Run<bool> {
        let (n, m) = (self.range_len_value(a)?, self.range_len_value(b)?);
        let ((start, _, step), (other, _, other_step)) = (self.range_parts(a), self.range_parts(b));
        Ok(self.is(n, m) && (n == ZERO || self.is(start, other) && (n == ONE || self.is(step, other_step))))
    }

    /// The same numbers from the last to the first: start, stop and step.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub(crate) fn range_reversed(&mut self, r: Gc<Range>) -> Run<(Value, Value, Value)> {
        let len = self.range_len_value(r)?;
        let last = self.int_op(BinaryOp::Sub, len, ONE)?;
        let (start, _, step) = self.range_parts(r);
        let from = self.range_number(r, last)?;
        let to = self.int_op(BinaryOp::Sub, start, step)?;
        let back = self.int_op(BinaryOp::Sub, ZERO, step)?;
        Ok((from, to, back))
    }

    /// The state of a loop over a range, one number on: (step, next, stop). Nothing at its end.
    #[inline]
    pub(crate) fn range_advance(&mut self, state: &mut [Value; 3]) -> Run<Option<Value>> {
        let [step, next, stop] = *state;
        if let (Some(by), Some(at), Some(end)) = (step.as_int(), next.as_int(), stop.as_int()) {
            if if by > 0 { at >= end } else { at <= end } {
                return Ok(None);
            }
            // What lies beyond the small ints lies beyond the end.
            state[1] = Value::int(at + by).unwrap_or(stop);
            return Ok(Some(next));
        }
        let order = self.int_order(next, stop);
        let ended = if self.int_order(step, ZERO).is_lt() { order.is_le() } else { order.is_ge() };
        if ended {
            return Ok(None);
        }
        state[1] = self.int_op(BinaryOp::Add, next, step)?;
        Ok(Some(next))
    }
}

fn receiver(cx: &Context, w: Window) -> Run<Gc<Range>> {
    cx.cast(w.get(0)).ok_or(Trap::Raise)
}

fn index(cx: &mut Context, w: Window) -> Run<Value> {
    let (r, v) = (receiver(cx, w)?, w.get(1));
    if cx.range_contains(r, v)? {
        let v = match v.as_float() {
            Some(x) => cx.int_from_f64(x)?,
            None => v,
        };
        if let Some(at) = cx.range_find(r, v)? {
            return Ok(at);
        }
    }
    if cx.is_integer(v) {
        let shown = cx.repr(v)?;
        let shown = cx.held(shown);
        let shown = shown.as_str().unwrap_or("?");
        return Err(cx.value_error(format_args!("{shown} is not in range")));
    }
    Err(cx.value_error(format_args!("sequence.index(x): x not in sequence")))
}

fn count(cx: &mut Context, w: Window) -> Run<Value> {
    let r = receiver(cx, w)?;
    let there = cx.range_contains(r, w.get(1))?;
    Ok(Value::int32(there as i32))
}
