//! Sorting: a stable merge sort that makes use of the runs that are there already.
//!
//! It works on copies of the values and of their keys, so that whatever raises or traps leaves the list as it was. The
//! whole work is charged before it begins; comparisons of long keys charge by themselves.
//!
//! Runs are merged while the one before is less than twice as long as the one behind it. So each run on the stack is at
//! least twice as long as the next, and there are never more than 32 of them.

use crate::Run;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::compare::CompareOp;
use crate::object::list::Items;
use crate::object::{Storage, Str};
use crate::value::Value;

/// Runs are made at least this long, by insertion.
const MIN_RUN: usize = 16;
/// More runs than can wait to be merged.
const MAX_RUNS: usize = 64;

/// What all keys are, so that comparing them needs no look at their types.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Keys {
    Ints,
    Floats,
    Strs,
    Mixed,
}

/// An array of values in the heap.
#[derive(Clone, Copy)]
struct Lane(Gc<Storage>);

impl Lane {
    #[inline]
    fn get(self, cx: &Context, i: usize) -> Value {
        cx.storage(self.0).get(i).copied().unwrap_or(Value::UNASSIGNED)
    }

    #[inline]
    fn set(self, cx: &mut Context, i: usize, v: Value) {
        if let Some(slot) = cx.storage_mut(self.0).get_mut(i) {
            *slot = v;
        }
    }

    fn reverse(self, cx: &mut Context, start: usize, end: usize) {
        if let Some(part) = cx.storage_mut(self.0).get_mut(start..end) {
            part.reverse();
        }
    }

    /// Moves the value at `from` down to `to`, and those between up by one.
    fn rotate(self, cx: &mut Context, to: usize, from: usize) {
        if let Some(part) = cx.storage_mut(self.0).get_mut(to..=from) {
            part.rotate_right(1);
        }
    }

    /// Copies `start..end` to the beginning of `to`.
    fn copy_out(self, cx: &mut Context, start: usize, end: usize, to: Lane) {
        cx.copy_items(cx.storage_items(self.0).part(start..end), to.0, 0);
    }
}

/// One sort: keys, the values that go with them if those are others, and memory for merging.
struct Sort {
    kind: Keys,
    keys: Lane,
    values: Option<Lane>,
    spare_keys: Lane,
    spare_values: Option<Lane>,
}

impl Context {
    /// Sorts `items` by `keys` (by themselves if there are none) into a new array.
    ///
    /// # Errors
    /// What comparing keys raises; [`Trap::Memory`](crate::Trap::Memory), [`Trap::Fuel`](crate::Trap::Fuel).
    pub(crate) fn sorted_items(&mut self, items: Items, keys: Option<Items>, reverse: bool) -> Run<Gc<Storage>> {
        let n = items.len();
        let rounds = usize::BITS - n.saturating_sub(1).leading_zeros();
        self.charge_items(n.saturating_mul(rounds as usize + 1))?;
        let values = self.alloc_storage(n)?;
        self.copy_items(items, values, 0);
        if n < 2 {
            return Ok(values);
        }
        let kind = self.kind_of_keys(keys.unwrap_or(items));
        if kind == Keys::Ints && keys.is_none() {
            // Equal ints are the same: no need to be stable.
            let slots = self.storage_mut(values);
            slots.sort_unstable_by_key(|v| v.int_payload());
            if reverse {
                slots.reverse();
            }
            return Ok(values);
        }
        let spare = Lane(self.alloc_storage(n)?);
        let sort = match keys {
            None => Sort { kind, keys: Lane(values), values: None, spare_keys: spare, spare_values: None },
            Some(keys) => {
                let lane = self.alloc_storage(n)?;
                self.copy_items(keys, lane, 0);
                let spare_values = Some(Lane(self.alloc_storage(n)?));
                Sort { kind, keys: Lane(lane), values: Some(Lane(values)), spare_keys: spare, spare_values }
            }
        };
        // Equal items keep their order, from the end as from the start.
        if reverse {
            sort.reverse(self, 0, n);
        }
        sort.run(self, n)?;
        if reverse {
            sort.reverse(self, 0, n);
        }
        Ok(values)
    }

    fn kind_of_keys(&self, keys: Items) -> Keys {
        let all = |test: &dyn Fn(Value) -> bool| (0..keys.len()).all(|i| test(keys.get(i)));
        let first = keys.get(0);
        if first.is_int() && all(&|v| v.is_int()) {
            Keys::Ints
        } else if first.is_float() && all(&|v| v.is_float()) {
            Keys::Floats
        } else if self.cast::<Str>(first).is_some() && all(&|v| self.cast::<Str>(v).is_some()) {
            Keys::Strs
        } else {
            Keys::Mixed
        }
    }
}

impl Sort {
    #[inline]
    fn less(&self, cx: &mut Context, a: Value, b: Value) -> Run<bool> {
        match self.kind {
            Keys::Ints => Ok(a.int_payload() < b.int_payload()),
            Keys::Floats => Ok(f64::from_bits(a.bits()) < f64::from_bits(b.bits())),
            Keys::Strs | Keys::Mixed => cx.compare_at(CompareOp::Lt, a, b, 0),
        }
    }

    fn reverse(&self, cx: &mut Context, start: usize, end: usize) {
        self.keys.reverse(cx, start, end);
        if let Some(values) = self.values {
            values.reverse(cx, start, end);
        }
    }

    fn run(&self, cx: &mut Context, n: usize) -> Run<()> {
        // Where the runs begin that wait to be merged.
        let mut starts = [0usize; MAX_RUNS];
        let mut count = 0;
        let mut at = 0;
        while at < n {
            let mut end = self.natural_run(cx, at, n)?;
            if end - at < MIN_RUN && end < n {
                let wanted = n.min(at + MIN_RUN);
                self.insert(cx, at, end, wanted)?;
                end = wanted;
            }
            let mut start = at;
            while count > 0 {
                let before = starts.get(count - 1).copied().unwrap_or(0);
                if start - before >= (end - start).saturating_mul(2) && count < MAX_RUNS {
                    break;
                }
                self.merge(cx, before, start, end)?;
                start = before;
                count -= 1;
            }
            if let Some(slot) = starts.get_mut(count) {
                *slot = start;
                count += 1;
            }
            at = end;
        }
        while count > 1 {
            let (before, start) = (starts.get(count - 2), starts.get(count - 1));
            if let (Some(&before), Some(&start)) = (before, start) {
                self.merge(cx, before, start, n)?;
            }
            count -= 1;
        }
        Ok(())
    }

    /// The end of the run that begins at `start`; one that falls is turned round.
    fn natural_run(&self, cx: &mut Context, start: usize, n: usize) -> Run<usize> {
        let mut end = start + 1;
        if end >= n {
            return Ok(n);
        }
        let (first, second) = (self.keys.get(cx, start), self.keys.get(cx, end));
        let falling = self.less(cx, second, first)?;
        end += 1;
        while end < n {
            let (a, b) = (self.keys.get(cx, end - 1), self.keys.get(cx, end));
            if self.less(cx, b, a)? != falling {
                break;
            }
            end += 1;
        }
        if falling {
            self.reverse(cx, start, end);
        }
        Ok(end)
    }

    /// Inserts `sorted..end` into the run `start..sorted`.
    fn insert(&self, cx: &mut Context, start: usize, sorted: usize, end: usize) -> Run<()> {
        for i in sorted..end {
            let key = self.keys.get(cx, i);
            let (mut low, mut high) = (start, i);
            while low < high {
                let middle = low + (high - low) / 2;
                let other = self.keys.get(cx, middle);
                if self.less(cx, key, other)? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            self.keys.rotate(cx, low, i);
            if let Some(values) = self.values {
                values.rotate(cx, low, i);
            }
        }
        Ok(())
    }

    /// Merges the runs `start..middle` and `middle..end`.
    fn merge(&self, cx: &mut Context, start: usize, middle: usize, end: usize) -> Run<()> {
        // Runs that follow each other already need no merging.
        let (last, first) = (self.keys.get(cx, middle - 1), self.keys.get(cx, middle));
        if !self.less(cx, first, last)? {
            return Ok(());
        }
        self.keys.copy_out(cx, start, middle, self.spare_keys);
        if let (Some(values), Some(spare)) = (self.values, self.spare_values) {
            values.copy_out(cx, start, middle, spare);
        }
        let left_end = middle - start;
        let (mut left, mut right, mut to) = (0, middle, start);
        while left < left_end && right < end {
            let (a, b) = (self.spare_keys.get(cx, left), self.keys.get(cx, right));
            if self.less(cx, b, a)? {
                self.keys.set(cx, to, b);
                if let Some(values) = self.values {
                    let v = values.get(cx, right);
                    values.set(cx, to, v);
                }
                right += 1;
            } else {
                self.take_left(cx, left, to);
                left += 1;
            }
            to += 1;
        }
        while left < left_end {
            self.take_left(cx, left, to);
            left += 1;
            to += 1;
        }
        Ok(())
    }

    fn take_left(&self, cx: &mut Context, left: usize, to: usize) {
        let key = self.spare_keys.get(cx, left);
        self.keys.set(cx, to, key);
        if let (Some(values), Some(spare)) = (self.values, self.spare_values) {
            let v = spare.get(cx, left);
            values.set(cx, to, v);
        }
    }
}
