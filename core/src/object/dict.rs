//! Dicts: keys in the order of their insertion, found through a hash index (see [`hashtable`](super::hashtable)).
//!
//! Methods lie in `dict/methods.rs`, views in `dict/views.rs`, displays in `dict/display.rs`, and what is done without further
//! ado in `dict/at_once.rs`.
//!
//! An entry is hash, key, value; a deleted one has no key (`Unassigned`), and its place is not used again before the
//! entries are copied to a larger table or moved together. Whatever changes a dict finds and allocates first and then
//! changes it without a trap in between, so that an instruction can be executed again wherever it traps. Searches
//! charge fuel when they are long; growing costs fuel only where its searches are long, since it is paid by insertions.

mod at_once;
mod display;
pub mod methods;
pub mod views;

pub use methods::METHODS;
pub use views::VIEW_METHODS;

use crate::context::Context;
use crate::heap::Gc;
use crate::object::hashtable::{ENTRY, Table, kept_hash, slots_for};
use crate::object::list::Items;
use crate::object::{Dict, Storage, Str, TypeId};
use crate::value::Value;
use crate::{Run, Trap};

/// Bytes of an entry.
pub const ENTRY_SIZE: usize = ENTRY * size_of::<Value>();
/// Where the key of the first entry lies in the array of entries, in bytes.
pub const FIRST_KEY: usize = size_of::<Storage>() + size_of::<Value>();

/// Where a key is in a dict, or that it is not there.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    hash: Value,
    key: Value,
    /// Entry and slot.
    found: Option<(usize, usize)>,
}

impl Place {
    /// Whether the key is there.
    pub fn is_found(self) -> bool {
        self.found.is_some()
    }
}

impl Context {
    /// A new empty dict.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn dict_new(&mut self) -> Run<Gc<Dict>> {
        self.alloc::<Dict>(0)
    }

    /// Number of items.
    #[inline]
    pub fn dict_len(&self, d: Gc<Dict>) -> usize {
        self.get(d).header.len as usize
    }

    #[inline]
    fn dict_table(&self, d: Gc<Dict>) -> Option<Table> {
        let (index, entries) = (self.get(d).index, self.get(d).entries);
        if index == 0 || entries == 0 {
            return None;
        }
        // SAFETY: the fields name the dict's live arrays, or are 0 (see `Dict`).
        Some(unsafe { Table::new(Gc::from_units(index), Gc::from_units(entries)) })
    }

    /// Where `key` is.
    ///
    /// # Errors
    /// TypeError for an unhashable key; [`Trap::Fuel`].
    #[inline]
    pub(crate) fn dict_place(&mut self, d: Gc<Dict>, key: Value) -> Run<Place> {
        let hash = kept_hash(self.hash(key)?);
        self.dict_place_at(d, hash, key, 0)
    }

    /// Where a key of this kept hash is, comparing `depth` containers deep.
    #[inline]
    fn dict_place_at(&mut self, d: Gc<Dict>, hash: Value, key: Value, depth: u32) -> Run<Place> {
        let found = match self.dict_table(d) {
            Some(t) => t.find(self, hash, key, depth)?,
            None => None,
        };
        Ok(Place { hash, key, found })
    }

    /// The value at a place.
    pub(crate) fn dict_value_at(&self, d: Gc<Dict>, p: Place) -> Option<Value> {
        let (entry, _) = p.found?;
        Some(self.dict_table(d)?.part(self, entry, 2))
    }

    /// The value of `key`, if it is there.
    ///
    /// # Errors
    /// TypeError for an unhashable key; [`Trap::Fuel`].
    #[inline]
    pub fn dict_get(&mut self, d: Gc<Dict>, key: Value) -> Run<Option<Value>> {
        if let Some(s) = self.cast::<Str>(key) {
            return self.dict_get_str(d, s);
        }
        let p = self.dict_place(d, key)?;
        Ok(self.dict_value_at(d, p))
    }

    /// The value of a str key, if it is there.
    ///
    /// # Errors
    /// [`Trap::Fuel`].
    #[inline]
    pub fn dict_get_str(&mut self, d: Gc<Dict>, key: Gc<Str>) -> Run<Option<Value>> {
        let Some(t) = self.dict_table(d) else { return Ok(None) };
        let hash = kept_hash(self.hash_str(key)?);
        Ok(t.find(self, hash, key.value(), 0)?.map(|(entry, _)| t.part(self, entry, 2)))
    }

    /// The value of a str key that has been looked up before, if it is there and that needs neither fuel nor a comparison of long
    /// strs.
    pub(crate) fn dict_get_at_once(&self, d: Gc<Dict>, key: Gc<Str>) -> Option<Value> {
        let (t, hash) = (self.dict_table(d)?, self.get(key).hash);
        if hash == 0 {
            return None;
        }
        let (entry, _) = t.find_at_once(self, kept_hash(hash as u64), key.value())??;
        Some(t.part(self, entry, 2))
    }

    /// Whether `key` is there.
    ///
    /// # Errors
    /// TypeError for an unhashable key; [`Trap::Fuel`].
    pub fn dict_contains(&mut self, d: Gc<Dict>, key: Value) -> Run<bool> {
        Ok(self.dict_place(d, key)?.found.is_some())
    }

    /// Sets the value of `key`.
    ///
    /// # Errors
    /// TypeError for an unhashable key; [`Trap::Memory`], [`Trap::Fuel`]. The dict is then unchanged.
    #[inline]
    pub fn dict_set(&mut self, d: Gc<Dict>, key: Value, value: Value) -> Run<()> {
        if self.set_item_of_any(d.value(), key, value) {
            return Ok(());
        }
        self.dict_set_slowly(d, key, value)
    }

    /// The same where it is not done at once.
    pub(crate) fn dict_set_slowly(&mut self, d: Gc<Dict>, key: Value, value: Value) -> Run<()> {
        let p = self.dict_place(d, key)?;
        self.dict_put(d, p, value)
    }

    /// Sets the value at a place just found.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`]. The dict is then unchanged.
    #[inline]
    pub(crate) fn dict_put(&mut self, d: Gc<Dict>, p: Place, value: Value) -> Run<()> {
        match p.found {
            Some((entry, _)) => {
                if let Some(t) = self.dict_table(d) {
                    t.set_part(self, entry, 2, value);
                }
            }
            None => {
                self.dict_reserve(d, 1)?;
                self.dict_insert_reserved(d, p, value);
            }
        }
        Ok(())
    }

    /// Adds a key that is not there and for which there is room.
    #[inline]
    fn dict_insert_reserved(&mut self, d: Gc<Dict>, p: Place, value: Value) {
        let used = self.get(d).used as usize;
        if let Some(t) = self.dict_table(d)
            && used < t.capacity(self)
        {
            t.insert(self, used, p.hash, p.key, value);
            let x = self.get_mut(d);
            x.used += 1;
            x.header.len += 1;
        }
    }

    /// Makes room for `extra` more keys.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`]. The dict is then unchanged, as Python sees it always is.
    pub(crate) fn dict_reserve(&mut self, d: Gc<Dict>, extra: usize) -> Run<()> {
        let used = self.get(d).used as usize;
        let len = self.dict_len(d);
        let old = self.dict_table(d);
        let capacity = old.map_or(0, |t| t.capacity(self));
        if used.saturating_add(extra) <= capacity {
            return Ok(());
        }
        // As CPython: three times the keys there are (so that the table is a third full), or what the new keys need.
        let need = len.saturating_add(extra);
        let slots = slots_for(len.saturating_mul(3).max(need.saturating_mul(3).saturating_add(1) / 2));
        let t = match old {
            Some(t) => t.copy_to(self, used, slots)?,
            None => Table::alloc(self, slots)?,
        };
        let (index, entries) = t.units();
        let x = self.get_mut(d);
        x.index = index;
        x.entries = entries;
        x.used = len as u32;
        Ok(())
    }

    /// Removes `key`; its value, if it was there.
    ///
    /// # Errors
    /// TypeError for an unhashable key; [`Trap::Fuel`]. The dict is then unchanged.
    pub fn dict_remove(&mut self, d: Gc<Dict>, key: Value) -> Run<Option<Value>> {
        if self.dict_len(d) == 0 {
            // The key must be hashable in any case.
            self.hash(key)?;
            return Ok(None);
        }
        let p = self.dict_place(d, key)?;
        let (Some((entry, slot)), Some(t)) = (p.found, self.dict_table(d)) else { return Ok(None) };
        t.charge_unlink(self, slot)?;
        Ok(Some(self.dict_remove_entry(d, t, entry, slot)))
    }

    /// Removes an entry that a slot names; its value.
    fn dict_remove_entry(&mut self, d: Gc<Dict>, t: Table, entry: usize, slot: usize) -> Value {
        let value = t.part(self, entry, 2);
        t.unlink(self, slot);
        for part in 0..3 {
            t.set_part(self, entry, part, Value::UNASSIGNED);
        }
        self.get_mut(d).header.len -= 1;
        value
    }

    /// Removes and returns the last key and its value.
    ///
    /// # Errors
    /// [`Trap::Fuel`]. The dict is then unchanged.
    pub(crate) fn dict_pop_last(&mut self, d: Gc<Dict>) -> Run<Option<(Value, Value)>> {
        let Some(t) = self.dict_table(d) else { return Ok(None) };
        let mut entry = self.get(d).used as usize;
        loop {
            let Some(last) = entry.checked_sub(1) else { return Ok(None) };
            entry = last;
            if t.part(self, entry, 1) != Value::UNASSIGNED {
                break;
            }
        }
        let (hash, key) = (t.part(self, entry, 0), t.part(self, entry, 1));
        let Some((_, slot)) = t.find(self, hash, key, 0)? else { return Ok(None) };
        t.charge_unlink(self, slot)?;
        let value = self.dict_remove_entry(d, t, entry, slot);
        // The deleted entries behind it are passed once and for all.
        self.get_mut(d).used = entry as u32;
        Ok(Some((key, value)))
    }

    /// Removes all items.
    pub fn dict_clear(&mut self, d: Gc<Dict>) {
        let x = self.get_mut(d);
        x.index = 0;
        x.entries = 0;
        x.used = 0;
        x.header.len = 0;
    }

    /// The first item at or behind entry number `at`, and the number behind it. For going through a dict.
    #[inline]
    pub fn dict_entry_from(&self, d: Gc<Dict>, at: usize) -> Option<(Value, Value, usize)> {
        let t = self.dict_table(d)?;
        let used = self.get(d).used as usize;
        let mut entry = at;
        while entry < used {
            let key = t.part(self, entry, 1);
            if key != Value::UNASSIGNED {
                return Some((key, t.part(self, entry, 2), entry + 1));
            }
            entry += 1;
        }
        None
    }

    /// The last item before entry number `end`, and its number. For going through a dict backwards.
    pub(crate) fn dict_entry_before(&self, d: Gc<Dict>, end: usize) -> Option<(Value, Value, usize)> {
        let t = self.dict_table(d)?;
        let mut entry = end.min(self.get(d).used as usize);
        loop {
            entry = entry.checked_sub(1)?;
            let key = t.part(self, entry, 1);
            if key != Value::UNASSIGNED {
                return Some((key, t.part(self, entry, 2), entry));
            }
        }
    }

    /// Entries used, deleted ones included.
    pub(crate) fn dict_used(&self, d: Gc<Dict>) -> usize {
        self.get(d).used as usize
    }

    /// A new dict with the same items.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn dict_copy(&mut self, d: Gc<Dict>) -> Run<Gc<Dict>> {
        let len = self.dict_len(d);
        self.charge_items(len)?;
        let copy = self.dict_new()?;
        let Some(t) = self.dict_table(d) else { return Ok(copy) };
        if len != 0 {
            let slots = slots_for((len * 3).div_ceil(2));
            let (index, entries) = t.copy_to(self, self.dict_used(d), slots)?.units();
            let x = self.get_mut(copy);
            x.index = index;
            x.entries = entries;
            x.used = len as u32;
            x.header.len = len as u32;
        }
        Ok(copy)
    }

    /// Whether two dicts have equal items.
    pub(crate) fn dicts_equal(&mut self, a: Gc<Dict>, b: Gc<Dict>, depth: u32) -> Run<bool> {
        if self.dict_len(a) != self.dict_len(b) {
            return Ok(false);
        }
        let inner = self.deeper(depth, " in comparison")?;
        self.charge(depth.min(1) as u64)?;
        let Some(t) = self.dict_table(a) else { return Ok(true) };
        let mut count = 0;
        for entry in 0..self.dict_used(a) {
            let (hash, key) = (t.part(self, entry, 0), t.part(self, entry, 1));
            if key == Value::UNASSIGNED {
                continue;
            }
            self.charge_step(&mut count)?;
            let value = t.part(self, entry, 2);
            let p = self.dict_place_at(b, hash, key, inner)?;
            let Some(other) = self.dict_value_at(b, p) else { return Ok(false) };
            if !self.eq_at(value, other, inner)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Sets the items of `other` in `d`.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`]. The dict is then unchanged.
    pub(crate) fn dict_update_dict(&mut self, d: Gc<Dict>, other: Gc<Dict>) -> Run<()> {
        let Some(from) = self.dict_table(other) else { return Ok(()) };
        if d == other {
            return Ok(());
        }
        self.charge_items(self.dict_len(other))?;
        // First find how many keys are new, which pays for the searches, then make room, then change.
        let used = self.dict_used(other);
        let mut new = 0;
        for entry in 0..used {
            let (hash, key) = (from.part(self, entry, 0), from.part(self, entry, 1));
            if key != Value::UNASSIGNED {
                new += !self.dict_place_at(d, hash, key, 0)?.is_found() as usize;
            }
        }
        if new != 0 {
            self.dict_reserve(d, new)?;
        }
        self.unpaid(|cx| {
            for entry in 0..used {
                let (hash, key) = (from.part(cx, entry, 0), from.part(cx, entry, 1));
                if key != Value::UNASSIGNED {
                    let value = from.part(cx, entry, 2);
                    let p = cx.dict_place_at(d, hash, key, 0)?;
                    cx.dict_put(d, p, value)?;
                }
            }
            Ok(())
        })
    }

    /// Does work that has been paid for: whatever it charges is free, and so it cannot trap for want of fuel.
    pub(crate) fn unpaid<T>(&mut self, work: impl FnOnce(&mut Context) -> Run<T>) -> Run<T> {
        let kept = (self.fuel, self.fuel_rest, self.fuel_credit, self.fuel_paid);
        self.fuel = u64::MAX / 2;
        self.fuel_rest = 0;
        let result = work(self);
        (self.fuel, self.fuel_rest, self.fuel_credit, self.fuel_paid) = kept;
        result
    }

    /// Sets the items of a dict in `d`, or the pairs of an iterable that is no iterator.
    ///
    /// # Errors
    /// TypeError and ValueError for what are no pairs (those before are then set); [`Trap::Memory`], [`Trap::Fuel`] (the
    /// dict is then unchanged).
    pub fn dict_update(&mut self, d: Gc<Dict>, v: Value) -> Run<()> {
        if let Some(other) = self.cast::<Dict>(v) {
            return self.dict_update_dict(d, other);
        }
        let items = self.items_of_iterable(v)?;
        self.charge_items(items.len())?;
        // Keys and values lie on the side until it is known how many keys are new.
        let pairs = self.alloc_storage(items.len().checked_mul(2).ok_or(Trap::Memory)?)?;
        let (mut new, mut end) = (0, 0);
        let mut error = None;
        while end < items.len() {
            let found = match self.update_pair(items.get(end), end) {
                Ok(pair) => {
                    self.copy_items(pair, pairs, end * 2);
                    self.dict_place(d, pair.get(0))
                }
                Err(t) => Err(t),
            };
            match found {
                Ok(place) => new += !place.is_found() as usize,
                Err(Trap::Raise) => {
                    error = Some(self.exception);
                    break;
                }
                Err(t) => return Err(t),
            }
            end += 1;
        }
        if new != 0 {
            self.dict_reserve(d, new)?;
        }
        let pairs = self.storage_items(pairs);
        self.unpaid(|cx| {
            for i in 0..end {
                cx.dict_set(d, pairs.get(i * 2), pairs.get(i * 2 + 1))?;
            }
            Ok(())
        })?;
        match error {
            Some(e) => Err(self.raise_value(e)),
            None => Ok(()),
        }
    }

    /// The two items of element number `i` of what a dict is updated from.
    pub(crate) fn update_pair(&mut self, v: Value, i: usize) -> Run<Items> {
        if !self.is_iterable(v) || self.needs_calls(v) {
            return Err(
                self.type_error(format_args!("cannot convert dictionary update sequence element #{i} to a sequence"))
            );
        }
        let items = self.items_of_iterable(v)?;
        let len = items.len();
        if len != 2 {
            return Err(self
                .value_error(format_args!("dictionary update sequence element #{i} has length {len}; 2 is required")));
        }
        Ok(items)
    }

    /// `a | b`
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn dict_union(&mut self, a: Gc<Dict>, b: Gc<Dict>) -> Run<Gc<Dict>> {
        let d = self.dict_copy(a)?;
        self.dict_update_dict(d, b)?;
        Ok(d)
    }

    /// Sets the items of a mapping in `d`, as `{**m}` does.
    ///
    /// # Errors
    /// TypeError if it is no mapping; [`Trap::Memory`], [`Trap::Fuel`]. The dict is then unchanged.
    pub fn dict_update_star(&mut self, d: Gc<Dict>, m: Value) -> Run<()> {
        match self.cast::<Dict>(m) {
            Some(other) => self.dict_update_dict(d, other),
            None => {
                let t = self.type_name(m);
                Err(self.type_error(format_args!("'{t}' object is not a mapping")))
            }
        }
    }

    /// Raises KeyError with the key.
    pub(crate) fn key_error(&mut self, key: Value) -> Trap {
        self.raise_with(TypeId::KeyError, key)
    }
}

#[cfg(test)]
mod tests;
