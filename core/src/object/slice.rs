//! Slices: what their bounds come to for a sequence of some length.

use core::ops::Range;

use crate::builtins::{Native, Window};
use crate::context::Context;
use crate::heap::Gc;
use crate::num::big;
use crate::object::{BigInt, Slice, TypeId};
use crate::value::Value;
use crate::{Run, Trap};

/// Methods of slices.
pub const METHODS: &[Native] = &[Native::method(TypeId::Slice, "indices", &["self", "len"], 2, indices)];

/// Where a slice leads in a sequence: `count` indices `start, start + step, ...`, all within it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds {
    /// The first index; where there is none, the place at which items would be inserted.
    pub start: usize,
    /// The distance from one index to the next, not 0.
    pub step: i64,
    /// Number of indices.
    pub count: usize,
}

impl Bounds {
    /// The index of item `i` of the slice, for `i < count`.
    #[inline]
    pub fn index(self, i: usize) -> usize {
        // Within the sequence, so no overflow for `i < count`.
        (self.start as i64).wrapping_add((i as i64).wrapping_mul(self.step)) as usize
    }

    /// The indices as a range, if the step is 1.
    #[inline]
    pub fn span(self) -> Option<Range<usize>> {
        if self.step == 1 { Some(self.start..self.start.saturating_add(self.count)) } else { None }
    }

    /// The same indices from the lowest to the highest.
    pub fn ascending(self) -> Bounds {
        if self.step > 0 || self.count == 0 {
            return self;
        }
        Bounds { start: self.index(self.count - 1), step: self.step.saturating_neg(), count: self.count }
    }
}

impl Context {
    /// An int (or bool) clamped to 64 bits; nothing for other types.
    #[inline]
    pub(crate) fn clamped_int(&self, v: Value) -> Option<i64> {
        if v.is_int() {
            return Some(v.int_payload());
        }
        if v.is_bool() {
            return Some((v == Value::TRUE) as i64);
        }
        let b = self.bigint(self.cast::<BigInt>(v)?);
        Some(b.to_i64().unwrap_or(if big::Int::is_negative(b) { i64::MIN } else { i64::MAX }))
    }

    /// A new slice object.
    ///
    /// # Errors
    /// [`Trap::Memory`](crate::Trap::Memory).
    pub fn new_slice(&mut self, start: Value, stop: Value, step: Value) -> Run<Gc<Slice>> {
        let s = self.alloc::<Slice>(0)?;
        let x = self.get_mut(s);
        x.start = start;
        x.stop = stop;
        x.step = step;
        Ok(s)
    }

    /// A bound of a slice, clamped to 64 bits.
    fn slice_bound(&mut self, v: Value, default: i64) -> Run<i64> {
        if v == Value::NONE {
            return Ok(default);
        }
        match self.clamped_int(v) {
            Some(i) => Ok(i),
            None => {
                Err(self.type_error(format_args!("slice indices must be integers or None or have an __index__ method")))
            }
        }
    }

    /// Start, stop and step of `lo:hi:step` in a sequence of `len` items: places in `-1..=len`.
    fn slice_places(&mut self, lo: Value, hi: Value, step: Value, len: i64) -> Run<(i64, i64, i64)> {
        let step = self.slice_bound(step, 1)?;
        if step == 0 {
            return Err(self.value_error(format_args!("slice step cannot be zero")));
        }
        // Smaller steps differ in nothing; this one can be negated.
        let step = step.max(-i64::MAX);
        // The lowest and the highest place that a bound can name.
        let (lowest, highest) = if step < 0 { (-1, len - 1) } else { (0, len) };
        let place = |i: i64| if i < 0 { i.saturating_add(len).max(lowest) } else { i.min(highest) };
        let (first, last) = if step < 0 { (highest, lowest) } else { (lowest, highest) };
        let start = match self.slice_bound(lo, 0)? {
            _ if lo == Value::NONE => first,
            i => place(i),
        };
        let stop = match self.slice_bound(hi, 0)? {
            _ if hi == Value::NONE => last,
            i => place(i),
        };
        Ok((start, stop, step))
    }

    /// Where `lo:hi:step` leads in a sequence of `len` items.
    ///
    /// # Errors
    /// TypeError for a bound that is no int, ValueError for a step of 0.
    #[inline]
    pub fn slice_bounds(&mut self, lo: Value, hi: Value, step: Value, len: usize) -> Run<Bounds> {
        let len = i64::try_from(len).unwrap_or(i64::MAX);
        // The frequent case.
        let is_plain = |v: Value| v.is_int() || v == Value::NONE;
        if step == Value::NONE && is_plain(lo) && is_plain(hi) {
            let place = |v: Value, default: i64| match v.int_payload() {
                _ if v == Value::NONE => default,
                // Small ints are far from the ends of 64 bits.
                i if i < 0 => (i + len).max(0),
                i => i.min(len),
            };
            let (start, stop) = (place(lo, 0), place(hi, len));
            return Ok(Bounds { start: start as usize, step: 1, count: (stop - start).max(0) as usize });
        }
        self.slice_bounds_of(lo, hi, step, len)
    }

    /// The same, whatever the bounds are.
    #[inline(never)]
    fn slice_bounds_of(&mut self, lo: Value, hi: Value, step: Value, len: i64) -> Run<Bounds> {
        let (start, stop, step) = self.slice_places(lo, hi, step, len)?;
        // Both places are in -1..=len, so that nothing overflows.
        let count = if step < 0 {
            if stop < start { (start - stop - 1) / -step + 1 } else { 0 }
        } else if start < stop {
            (stop - start - 1) / step + 1
        } else {
            0
        };
        Ok(Bounds { start: start.max(0) as usize, step, count: count as usize })
    }
}

/// `slice.indices(len)`: start, stop and step for a sequence of that length.
fn indices(cx: &mut Context, w: Window) -> Run<Value> {
    let Some(s) = cx.cast::<Slice>(w.get(0)) else { return Err(Trap::Raise) };
    let len = match cx.clamped_int(w.get(1)) {
        Some(n) if n >= 0 => n,
        Some(_) => return Err(cx.value_error(format_args!("length should not be negative"))),
        None => {
            let t = cx.type_name(w.get(1));
            return Err(cx.type_error(format_args!("'{t}' object cannot be interpreted as an integer")));
        }
    };
    let (lo, hi, by) = (cx.get(s).start, cx.get(s).stop, cx.get(s).step);
    let (start, stop, step) = cx.slice_places(lo, hi, by, len)?;
    let (start, stop, step) = (cx.new_int(start)?, cx.new_int(stop)?, cx.new_int(step)?);
    Ok(cx.new_tuple(&[start, stop, step])?.value())
}
