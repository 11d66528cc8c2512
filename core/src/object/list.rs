//! Lists: making, growing, slicing and joining them. Their methods lie in `list/methods.rs`.
//!
//! A list's items lie in a [`Storage`] of its own that may be longer than the list; slots beyond the list's length are
//! `Unassigned`. A list that outgrows its storage gets a larger one, by a factor, so that appending costs the same on
//! average however long the list is. Capacities are never visible, not even in fuel.

pub mod methods;

pub use methods::METHODS;

use core::ops::Range;

use crate::context::Context;
use crate::heap::Gc;
use crate::object::compare::ITEMS_PER_FUEL;
use crate::object::repeat::repeat_start;
use crate::object::slice::Bounds;
use crate::object::{List, Storage, Tuple};
use crate::value::Value;
use crate::{Run, Trap};

/// The most items a list or tuple can have.
pub const MAX_LEN: usize = u32::MAX as usize / 4;

/// The items of a list, tuple or storage as they lay when this was made.
///
/// Nothing is freed during an instruction, so that the memory stays readable while the instruction executes; what it
/// reads there are values in any case. It must not be kept any longer.
#[derive(Clone, Copy)]
pub struct Items {
    first: *const Value,
    len: usize,
}

impl Items {
    /// No items.
    pub const EMPTY: Items = Items { first: core::ptr::NonNull::dangling().as_ptr(), len: 0 };

    /// Number of items.
    pub fn len(self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// Item `i`; `Unassigned` beyond the end.
    #[inline]
    pub fn get(self, i: usize) -> Value {
        if i < self.len {
            // SAFETY: within the array, which is not freed during this instruction.
            unsafe { *self.first.add(i) }
        } else {
            Value::UNASSIGNED
        }
    }

    /// Part of them; what lies beyond the end is left out.
    pub fn part(self, range: Range<usize>) -> Items {
        let end = range.end.min(self.len);
        let start = range.start.min(end);
        // Within the array or just behind it.
        Items { first: self.first.wrapping_add(start), len: end - start }
    }
}

impl Context {
    /// The items of a list or tuple; nothing for other values.
    #[inline]
    pub fn items_of(&self, v: Value) -> Option<Items> {
        match self.cast::<List>(v) {
            Some(l) => Some(self.list_items(l)),
            None => Some(self.tuple_items(self.cast::<Tuple>(v)?)),
        }
    }

    /// The items of a tuple.
    #[inline]
    pub fn tuple_items(&self, t: Gc<Tuple>) -> Items {
        // The values lie behind the header (see `Tuple`).
        Items { first: self.ptr(t).wrapping_add(1).cast(), len: self.get(t).header.len as usize }
    }

    /// The values of a storage.
    #[inline]
    pub(crate) fn storage_items(&self, s: Gc<Storage>) -> Items {
        // The values lie behind the header (see `Storage`).
        Items { first: self.ptr(s).wrapping_add(1).cast(), len: self.get(s).header.len as usize }
    }

    /// The items of a list.
    #[inline]
    pub fn list_items(&self, l: Gc<List>) -> Items {
        match self.list_storage(l) {
            // The values lie behind the header (see `Storage`).
            Some(s) => Items { first: self.ptr(s).wrapping_add(1).cast(), len: self.list(l).len() },
            None => Items::EMPTY,
        }
    }

    /// Copies items into a storage from slot `at` on; those that do not fit are left out.
    pub fn copy_items(&mut self, items: Items, to: Gc<Storage>, at: usize) {
        let n = items.len.min((self.get(to).header.len as usize).saturating_sub(at));
        let to = self.ptr(to).wrapping_add(1).cast::<Value>().wrapping_add(at);
        // SAFETY: `n` items are readable (see `Items`) and as many slots from `at` on writable; the two may overlap.
        unsafe { core::ptr::copy(items.first, to, n) }
    }

    /// A new list of these values.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn new_list(&mut self, values: &[Value]) -> Run<Gc<List>> {
        self.list_from_items(Items { first: values.as_ptr(), len: values.len() })
    }

    /// A new list of these items.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn list_from_items(&mut self, items: Items) -> Run<Gc<List>> {
        if items.is_empty() {
            return self.list_with_capacity(0);
        }
        if items.len > MAX_LEN {
            return Err(Trap::Memory);
        }
        let s = self.alloc_zeros(items.len)?;
        self.copy_items(items, s, 0);
        self.list_of_storage(s, items.len)
    }

    /// A new list that has the first `len` items of a storage of at least as many.
    pub(crate) fn list_of_storage(&mut self, s: Gc<Storage>, len: usize) -> Run<Gc<List>> {
        let l = self.alloc::<List>(0)?;
        let list = self.get_mut(l);
        list.items = s.units();
        list.header.len = len as u32;
        Ok(l)
    }

    /// A new empty list with room for `n` items.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn list_with_capacity(&mut self, n: usize) -> Run<Gc<List>> {
        if n > MAX_LEN {
            return Err(Trap::Memory);
        }
        let units = if n == 0 { 0 } else { self.alloc_storage(n)?.units() };
        let l = self.alloc::<List>(0)?;
        self.get_mut(l).items = units;
        Ok(l)
    }

    /// A new tuple of these items.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn tuple_from_items(&mut self, items: Items) -> Run<Gc<Tuple>> {
        if items.len > MAX_LEN {
            return Err(Trap::Memory);
        }
        let t = self.alloc_tuple(items.len)?;
        for (i, slot) in self.tuple_mut(t).iter_mut().enumerate() {
            *slot = items.get(i);
        }
        Ok(t)
    }

    /// A tuple of a list's items.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn list_to_tuple(&mut self, l: Gc<List>) -> Run<Gc<Tuple>> {
        let items = self.list_items(l);
        self.charge_items(items.len)?;
        self.tuple_from_items(items)
    }

    /// Makes room for `extra` more items.
    ///
    /// # Errors
    /// [`Trap::Memory`]; the list is then unchanged, as Python sees it always is.
    #[inline]
    pub fn list_reserve(&mut self, l: Gc<List>, extra: usize) -> Run<()> {
        let len = self.get(l).header.len as usize;
        let capacity = self.list_storage(l).map_or(0, |s| self.get(s).header.len as usize);
        let need = len.saturating_add(extra);
        if need <= capacity { Ok(()) } else { self.list_grow(l, need) }
    }

    fn list_grow(&mut self, l: Gc<List>, need: usize) -> Run<()> {
        if need > MAX_LEN {
            return Err(Trap::Memory);
        }
        let len = self.get(l).header.len as usize;
        // Room for half as many again, at least for three; odd, so that no byte is lost to alignment. A list that
        // grows for the first time gets what it asks for.
        let more = if len == 0 { need.max(3) } else { need.max(len + len / 2 + 3) };
        let s = self.alloc_storage(more | 1)?;
        self.copy_items(self.list_items(l), s, 0);
        self.get_mut(l).items = s.units();
        Ok(())
    }

    /// Appends a value.
    ///
    /// # Errors
    /// [`Trap::Memory`]; the list is then unchanged.
    #[inline]
    pub fn list_push(&mut self, l: Gc<List>, v: Value) -> Run<()> {
        self.list_reserve(l, 1)?;
        self.list_push_reserved(l, v);
        Ok(())
    }

    /// Appends a value if there is room; whether there was.
    #[inline(always)]
    pub(crate) fn list_push_at_once(&mut self, l: Gc<List>, v: Value) -> bool {
        let len = self.get(l).header.len;
        let Some(s) = self.list_storage(l) else { return false };
        let Some(slot) = self.storage_mut(s).get_mut(len as usize) else { return false };
        *slot = v;
        self.get_mut(l).header.len = len + 1;
        true
    }

    /// Appends a value for which there is room; nothing happens if there is none.
    #[inline]
    pub(crate) fn list_push_reserved(&mut self, l: Gc<List>, v: Value) {
        let len = self.get(l).header.len as usize;
        if let Some(s) = self.list_storage(l)
            && let Some(slot) = self.storage_mut(s).get_mut(len)
        {
            *slot = v;
            self.get_mut(l).header.len = len as u32 + 1;
        }
    }

    /// Appends items; they may be the list's own.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`]; the list is then unchanged.
    pub fn list_extend_items(&mut self, l: Gc<List>, items: Items) -> Run<()> {
        self.charge_items(items.len)?;
        self.list_reserve(l, items.len)?;
        let len = self.get(l).header.len as usize;
        if let Some(s) = self.list_storage(l) {
            self.copy_items(items, s, len);
            self.get_mut(l).header.len = (len + items.len) as u32;
        }
        Ok(())
    }

    /// Appends values.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`]; the list is then unchanged.
    pub fn list_extend_slice(&mut self, l: Gc<List>, values: &[Value]) -> Run<()> {
        self.list_extend_items(l, Items { first: values.as_ptr(), len: values.len() })
    }

    /// Appends the items of an iterable that is no iterator, as `[*v]` does.
    ///
    /// # Errors
    /// TypeError if it is not iterable; [`Trap::Memory`], [`Trap::Fuel`]. The list is then unchanged.
    pub fn list_extend_star(&mut self, l: Gc<List>, v: Value) -> Run<()> {
        if !self.is_iterable(v) {
            let t = self.type_name(v);
            return Err(self.type_error(format_args!("Value after * must be an iterable, not {t}")));
        }
        self.list_extend_value(l, v)
    }

    /// Appends the items of an iterable that is no iterator.
    ///
    /// # Errors
    /// TypeError if it is not iterable; [`Trap::Memory`], [`Trap::Fuel`]. The list is then unchanged.
    pub fn list_extend_value(&mut self, l: Gc<List>, v: Value) -> Run<()> {
        let items = match self.items_of(v) {
            Some(items) => items,
            None => {
                let list = self.list_from_iterable(v)?;
                self.list_items(list)
            }
        };
        self.list_extend_items(l, items)
    }

    /// Makes the list's first `n` items the only ones.
    pub(crate) fn list_truncate(&mut self, l: Gc<List>, n: usize) {
        let len = self.get(l).header.len as usize;
        if n >= len {
            return;
        }
        if let Some(s) = self.list_storage(l)
            && let Some(tail) = self.storage_mut(s).get_mut(n..len)
        {
            tail.fill(Value::UNASSIGNED);
        }
        self.get_mut(l).header.len = n as u32;
    }

    /// Changes item `i`; nothing happens beyond the end.
    #[inline]
    pub(crate) fn list_put(&mut self, l: Gc<List>, i: usize, v: Value) {
        let len = self.get(l).header.len as usize;
        if i < len
            && let Some(s) = self.list_storage(l)
            && let Some(slot) = self.storage_mut(s).get_mut(i)
        {
            *slot = v;
        }
    }

    /// The list's items, to be changed in place.
    pub(crate) fn list_mut(&mut self, l: Gc<List>) -> &mut [Value] {
        let len = self.get(l).header.len as usize;
        match self.list_storage(l) {
            Some(s) => self.storage_mut(s).get_mut(..len).unwrap_or(&mut []),
            None => &mut [],
        }
    }

    /// Puts `items` in place of those in `range`. They may be the list's own.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`]; the list is then unchanged.
    pub fn list_splice(&mut self, l: Gc<List>, range: Range<usize>, items: Items) -> Run<()> {
        let len = self.list(l).len();
        let end = range.end.min(len);
        let start = range.start.min(end);
        let removed = end - start;
        let moved = if removed == items.len { 0 } else { len - end };
        self.charge_items(items.len.saturating_add(moved))?;
        // Items that lie in the list itself are moved about below: look at a copy.
        let own = self.list_items(l);
        let items = if items.first >= own.first && items.first < own.first.wrapping_add(own.len) {
            let copy = self.list_from_items(items)?;
            self.list_items(copy)
        } else {
            items
        };
        if items.len > removed {
            self.list_reserve(l, items.len - removed)?;
        }
        let Some(s) = self.list_storage(l) else { return Ok(()) };
        let tail = self.list_items(l).part(end..len);
        self.copy_items(tail, s, start + items.len);
        self.copy_items(items, s, start);
        let new_len = len - removed + items.len;
        if new_len < len {
            self.list_truncate(l, new_len);
        } else {
            self.get_mut(l).header.len = new_len as u32;
        }
        Ok(())
    }

    /// A new list of the items from `start` to before `end`.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn list_slice_copy(&mut self, l: Gc<List>, start: usize, end: usize) -> Run<Gc<List>> {
        self.list_from_items(self.list_items(l).part(start..end))
    }

    /// A new list of the items of a slice of `items`.
    pub(crate) fn list_of_slice(&mut self, items: Items, b: Bounds) -> Run<Gc<List>> {
        self.charge_items(b.count)?;
        if let Some(span) = b.span() {
            return self.list_from_items(items.part(span));
        }
        if b.count == 0 {
            return self.list_with_capacity(0);
        }
        let s = self.alloc_zeros(b.count)?;
        for (i, slot) in self.storage_mut(s).iter_mut().enumerate() {
            *slot = items.get(b.index(i));
        }
        self.list_of_storage(s, b.count)
    }

    /// `l[:n] = l[n - 1::-1]`, done where it is: the first `n` items in reverse order. Whether it has been, which it is
    /// where they are there and where the fuel for both slices is at hand.
    #[inline(always)]
    pub(crate) fn list_flip_at_once(&mut self, l: Gc<List>, n: usize) -> bool {
        let units = 2 * (n / ITEMS_PER_FUEL) as u64;
        // As `charge` does where there is enough.
        if n > self.get(l).header.len as usize || self.fuel <= units || self.fuel_credit != 0 {
            return false;
        }
        let Some(s) = self.list_storage(l) else { return false };
        let Some(front) = self.storage_mut(s).get_mut(..n) else { return false };
        front.reverse();
        self.fuel -= units;
        true
    }

    /// Puts an item before the one at `at`, which is at most the list's length.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`]; the list is then unchanged.
    #[inline]
    pub(crate) fn list_insert(&mut self, l: Gc<List>, at: usize, v: Value) -> Run<()> {
        let len = self.get(l).header.len as usize;
        self.charge_items(1 + len.saturating_sub(at))?;
        self.list_reserve(l, 1)?;
        if let Some(s) = self.list_storage(l)
            && let Some(tail) = self.storage_mut(s).get_mut(at..len + 1)
        {
            tail.copy_within(..len - at, 1);
            if let Some(slot) = tail.first_mut() {
                *slot = v;
            }
            self.get_mut(l).header.len = len as u32 + 1;
        }
        Ok(())
    }

    /// Takes the item at `at`, which is there, out of the list.
    ///
    /// # Errors
    /// [`Trap::Fuel`]; the list is then unchanged.
    #[inline]
    pub(crate) fn list_remove_at(&mut self, l: Gc<List>, at: usize) -> Run<Value> {
        let len = self.get(l).header.len as usize;
        self.charge_items(len.saturating_sub(at + 1))?;
        let Some(s) = self.list_storage(l) else { return Ok(Value::UNASSIGNED) };
        let Some(tail) = self.storage_mut(s).get_mut(at..len) else { return Ok(Value::UNASSIGNED) };
        let Some(&v) = tail.first() else { return Ok(Value::UNASSIGNED) };
        tail.copy_within(1.., 0);
        if let Some(last) = tail.last_mut() {
            *last = Value::UNASSIGNED;
        }
        self.get_mut(l).header.len = len as u32 - 1;
        Ok(v)
    }

    /// `l[lo:hi:step] = v`, where `v` is no iterator.
    ///
    /// # Errors
    /// TypeError, ValueError; [`Trap::Memory`], [`Trap::Fuel`]. The list is then unchanged.
    pub(crate) fn list_set_slice(&mut self, l: Gc<List>, bounds: [Value; 3], v: Value) -> Run<()> {
        let [lo, hi, step] = bounds;
        let b = self.slice_bounds(lo, hi, step, self.list(l).len())?;
        if !self.is_iterable(v) {
            return Err(self.type_error(format_args!("must assign iterable to extended slice")));
        }
        let items = match self.items_of(v) {
            Some(items) => items,
            None => {
                let list = self.list_from_iterable(v)?;
                self.list_items(list)
            }
        };
        if let Some(span) = b.span() {
            return self.list_splice(l, span, items);
        }
        if items.len != b.count {
            let (have, want) = (items.len, b.count);
            return Err(self.value_error(format_args!(
                "attempt to assign sequence of size {have} to extended slice of size {want}"
            )));
        }
        self.charge_items(b.count)?;
        // The value may be the list itself: look at a copy.
        let items = if self.is(v, l.value()) {
            let copy = self.list_from_items(items)?;
            self.list_items(copy)
        } else {
            items
        };
        for i in 0..b.count {
            self.list_put(l, b.index(i), items.get(i));
        }
        Ok(())
    }

    /// `del l[lo:hi:step]`
    ///
    /// # Errors
    /// TypeError, ValueError; [`Trap::Fuel`]. The list is then unchanged.
    pub(crate) fn list_del_slice(&mut self, l: Gc<List>, bounds: [Value; 3]) -> Run<()> {
        let [lo, hi, step] = bounds;
        let len = self.list(l).len();
        let b = self.slice_bounds(lo, hi, step, len)?.ascending();
        if b.count == 0 {
            return Ok(());
        }
        if let Some(span) = b.span() {
            return self.list_splice(l, span, Items::EMPTY);
        }
        self.charge_items(len - b.start)?;
        let (mut next, mut gone) = (b.start, 0);
        for i in b.start..len {
            if gone < b.count && i == b.index(gone) {
                gone += 1;
            } else {
                let v = self.list_items(l).get(i);
                self.list_put(l, next, v);
                next += 1;
            }
        }
        self.list_truncate(l, len - b.count);
        Ok(())
    }

    /// The items of two lists, one after the other, in a new list.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn list_concat(&mut self, a: Gc<List>, b: Gc<List>) -> Run<Gc<List>> {
        let (x, y) = (self.list_items(a), self.list_items(b));
        let len = x.len.saturating_add(y.len);
        self.charge_items(len)?;
        let l = self.list_with_capacity(len)?;
        if let Some(s) = self.list_storage(l) {
            self.copy_items(x, s, 0);
            self.copy_items(y, s, x.len);
            self.get_mut(l).header.len = len as u32;
        }
        Ok(l)
    }

    /// Number of items that `len` items repeated `times` times are; `MemoryError` if no memory could hold them.
    pub(crate) fn repeated_len(&mut self, len: usize, times: i64) -> Run<usize> {
        let times = usize::try_from(times.max(0)).unwrap_or(usize::MAX);
        match len.checked_mul(times) {
            Some(n) if n <= MAX_LEN => Ok(n),
            _ => Err(Trap::Memory),
        }
    }

    /// A list's items `times` times over in a new list.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn list_repeat(&mut self, l: Gc<List>, times: i64) -> Run<Gc<List>> {
        let items = self.list_items(l);
        let len = self.repeated_len(items.len, times)?;
        self.charge_items(len)?;
        if len == 0 {
            return self.list_with_capacity(0);
        }
        let s = self.alloc_zeros(len)?;
        self.copy_items(items, s, 0);
        repeat_start(self.storage_mut(s), items.len);
        self.list_of_storage(s, len)
    }

    /// `l *= times`
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`]; the list is then unchanged.
    pub fn list_repeat_in_place(&mut self, l: Gc<List>, times: i64) -> Run<()> {
        let have = self.list(l).len();
        let len = self.repeated_len(have, times)?;
        self.charge_items(len)?;
        if len <= have {
            self.list_truncate(l, len);
            return Ok(());
        }
        self.list_reserve(l, len - have)?;
        if let Some(s) = self.list_storage(l) {
            repeat_start(self.storage_mut(s).get_mut(..len).unwrap_or_default(), have);
            self.get_mut(l).header.len = len as u32;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
