//! Sets and frozensets. Their operators lie in `set/algebra.rs`, their methods in `set/methods.rs`.
//!
//! The table is CPython's, slot for slot: open addressing over a power of two of slots, ten linear probes at a time, a
//! removed key leaves a mark that a new one may take, growth when three fifths are used. So a set of numbers comes out in CPython's order. A slot
//! is hash and key; a free one has neither (`Unassigned`), a removed one has `None` for a hash and no key.
//!
//! As with dicts, whatever changes a set finds, charges and allocates first and then changes without a trap in between.

pub mod algebra;
pub mod methods;

use crate::context::Context;
use crate::heap::{Gc, Kind};
use crate::object::hashtable::kept_hash;
use crate::object::{SET_FROZEN, Set, Storage};
use crate::value::Value;
use crate::{Run, Trap};

/// Values of a slot: hash, key.
const SLOT: usize = 2;
/// The fewest slots of a table.
const MIN_SLOTS: usize = 8;
/// Slots probed one after the other, beyond the first, before the search jumps.
const LINEAR_PROBES: usize = 9;
/// Bits of the hash that each jump takes in.
const PERTURB_SHIFT: u32 = 5;
/// Probes that a unit of fuel pays for; a look-up of a few is free.
const PROBES_PER_FUEL: usize = 16;

/// The order in which slots are probed for a hash.
struct Probes {
    mask: usize,
    perturb: u64,
    block: usize,
    at: usize,
    left: usize,
}

impl Probes {
    fn new(hash: u64, mask: usize) -> Probes {
        let block = hash as usize & mask;
        Probes { mask, perturb: hash, block, at: block, left: Probes::run(block, mask) }
    }

    /// Linear probes from a slot on, if that many lie behind it.
    fn run(block: usize, mask: usize) -> usize {
        if block + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 }
    }

    /// To the next slot.
    fn advance(&mut self) {
        if self.left > 0 {
            self.left -= 1;
            self.at += 1;
            return;
        }
        self.perturb >>= PERTURB_SHIFT;
        self.block = (self.block.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize)) & self.mask;
        self.at = self.block;
        self.left = Probes::run(self.block, self.mask);
    }
}

/// Number of slots of a table for more than `min` keys.
pub(crate) fn slots_for(min: usize) -> usize {
    min.max(MIN_SLOTS - 1).saturating_add(1).checked_next_power_of_two().unwrap_or(usize::MAX)
}

/// What a table of `len` keys grows to hold.
pub(crate) fn grown(len: usize) -> usize {
    if len > 50_000 { len.saturating_mul(2) } else { len.saturating_mul(4) }
}

pub use methods::{FROZEN_METHODS, METHODS};

impl Context {
    /// A new empty set.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn set_new(&mut self) -> Run<Gc<Set>> {
        self.alloc::<Set>(0)
    }

    /// A new empty set, frozen or not. A frozen one may be filled while nobody else has seen it.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub(crate) fn set_new_like(&mut self, frozen: bool) -> Run<Gc<Set>> {
        let s = self.set_new()?;
        if frozen {
            self.get_mut(s).header.flags |= SET_FROZEN;
        }
        Ok(s)
    }

    /// Whether it is a frozenset.
    pub(crate) fn set_is_frozen(&self, s: Gc<Set>) -> bool {
        self.get(s).header.flags & SET_FROZEN != 0
    }

    /// Number of items.
    #[inline]
    pub fn set_len(&self, s: Gc<Set>) -> usize {
        self.get(s).header.len as usize
    }

    #[inline]
    fn set_table(&self, s: Gc<Set>) -> Option<Gc<Storage>> {
        let units = self.get(s).entries;
        // SAFETY: the field names the set's live storage, or is 0 (see `Set`).
        if units == 0 { None } else { Some(unsafe { Gc::from_units(units) }) }
    }

    /// Number of slots minus 1; a set without a table counts as having the smallest.
    pub(crate) fn set_mask(&self, s: Gc<Set>) -> usize {
        self.set_table(s).map_or(MIN_SLOTS, |t| self.storage(t).len() / SLOT).saturating_sub(1)
    }

    #[inline]
    fn slot(&self, t: Gc<Storage>, at: usize) -> (Value, Value) {
        match self.storage(t).get(at * SLOT..at * SLOT + SLOT) {
            Some(&[hash, key]) => (hash, key),
            _ => (Value::UNASSIGNED, Value::UNASSIGNED),
        }
    }

    fn set_slot(&mut self, t: Gc<Storage>, at: usize, hash: Value, key: Value) {
        if let Some([h, k]) = self.storage_mut(t).get_mut(at * SLOT..at * SLOT + SLOT) {
            *h = hash;
            *k = key;
        }
    }

    /// The whole hash of a key in a set, of which the slot keeps 50 bits: those of ints and strs fit.
    fn whole_hash(&mut self, kept: Value, key: Value) -> Run<u64> {
        if key.is_int() || self.kind(key) == Some(Kind::Str) {
            return Ok(kept.int_payload() as u64);
        }
        self.hash(key)
    }

    /// The slot of a key with this hash, if it is there, comparing `depth` containers deep. Long searches are charged.
    ///
    /// # Errors
    /// [`Trap::Fuel`].
    pub(crate) fn set_find_at(&mut self, s: Gc<Set>, hash: u64, key: Value, depth: u32) -> Run<Option<usize>> {
        let Some(t) = self.set_table(s) else { return Ok(None) };
        let kept = kept_hash(hash);
        let mut probes = Probes::new(hash, self.set_mask(s));
        let mut count = 0;
        loop {
            let (h, k) = self.slot(t, probes.at);
            if h == kept {
                if k == key || self.eq_at(k, key, depth)? {
                    return Ok(Some(probes.at));
                }
            } else if h == Value::UNASSIGNED {
                return Ok(None);
            }
            probes.advance();
            count += 1;
            if count % PROBES_PER_FUEL == 0 {
                self.charge(1)?;
            }
        }
    }

    /// Whether a set has `key`. A set is looked for as if it were frozen.
    ///
    /// # Errors
    /// TypeError for an unhashable key; [`Trap::Fuel`].
    pub fn set_contains(&mut self, s: Gc<Set>, key: Value) -> Run<bool> {
        let hash = self.hash_for_look_up(key)?;
        Ok(self.set_find_at(s, hash, key, 0)?.is_some())
    }

    /// The hash of a key that is looked for: a set counts as frozen.
    pub(crate) fn hash_for_look_up(&mut self, key: Value) -> Run<u64> {
        match self.cast::<Set>(key) {
            Some(k) => self.hash_set_items(k),
            None => self.hash(key),
        }
    }

    /// Puts a key into the first slot that was never used, of a table that does not have it.
    fn insert_clean(&mut self, t: Gc<Storage>, mask: usize, hash: u64, key: Value) {
        let mut probes = Probes::new(hash, mask);
        while self.slot(t, probes.at).0 != Value::UNASSIGNED {
            probes.advance();
        }
        self.set_slot(t, probes.at, kept_hash(hash), key);
    }

    /// An empty table for more than `min` keys.
    fn set_alloc_table(&mut self, min: usize) -> Run<Gc<Storage>> {
        self.alloc_storage(slots_for(min).checked_mul(SLOT).ok_or(Trap::Memory)?)
    }

    /// Gives a set an empty table in place of its own, and moves the keys there, without the marks of removed ones.
    ///
    /// It costs no fuel: the insertions of the keys have paid for as many probes.
    fn set_move_to(&mut self, s: Gc<Set>, t: Gc<Storage>) {
        let mask = (self.storage(t).len() / SLOT).saturating_sub(1);
        let mut at = 0;
        while let Some((hash, key, next)) = self.set_entry_from(s, at) {
            at = next;
            self.insert_clean(t, mask, hash, key);
        }
        let x = self.get_mut(s);
        x.entries = t.units();
        x.used = x.header.len;
    }

    /// Gives a set a new table for more than `min` keys.
    ///
    /// # Errors
    /// [`Trap::Memory`]; the set is then unchanged.
    pub(crate) fn set_resize(&mut self, s: Gc<Set>, min: usize) -> Run<()> {
        let t = self.set_alloc_table(min)?;
        self.set_move_to(s, t);
        Ok(())
    }

    /// Whether `extra` more keys would make a table too full: CPython's three fifths.
    pub(crate) fn set_would_fill(&self, s: Gc<Set>, extra: usize) -> bool {
        let fill = self.get(s).used as usize;
        fill.saturating_add(extra).saturating_mul(5) >= self.set_mask(s) * 3
    }

    /// Adds a key; whether it was new.
    ///
    /// # Errors
    /// TypeError for an unhashable key; [`Trap::Memory`], [`Trap::Fuel`]. The set is then unchanged.
    pub fn set_add(&mut self, s: Gc<Set>, key: Value) -> Run<bool> {
        let hash = self.hash(key)?;
        self.set_add_hashed(s, hash, key)
    }

    /// Adds a key with this hash; whether it was new.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`]. The set is then unchanged.
    pub(crate) fn set_add_hashed(&mut self, s: Gc<Set>, hash: u64, key: Value) -> Run<bool> {
        if self.set_find_at(s, hash, key, 0)?.is_some() {
            return Ok(false);
        }
        let t = match self.set_table(s) {
            Some(t) => t,
            None => {
                let t = self.set_alloc_table(0)?;
                self.get_mut(s).entries = t.units();
                t
            }
        };
        let mask = self.set_mask(s);
        let (at, used_before) = self.free_slot(t, mask, hash);
        let larger = match !used_before && self.set_would_fill(s, 1) {
            true => Some(self.set_alloc_table(grown(self.set_len(s) + 1))?),
            false => None,
        };
        self.set_slot(t, at, kept_hash(hash), key);
        let x = self.get_mut(s);
        x.used += !used_before as u32;
        x.header.len += 1;
        if let Some(larger) = larger {
            self.set_move_to(s, larger);
        }
        Ok(true)
    }

    /// The slot for a key that is not in a table: the first that a removed key has left on the way to one that was never
    /// used, or that one; and whether it was used.
    fn free_slot(&self, t: Gc<Storage>, mask: usize, hash: u64) -> (usize, bool) {
        let mut probes = Probes::new(hash, mask);
        let mut left = None;
        loop {
            match self.slot(t, probes.at) {
                (Value::UNASSIGNED, _) => return left.map_or((probes.at, false), |at| (at, true)),
                (_, Value::UNASSIGNED) if left.is_none() => left = Some(probes.at),
                _ => {}
            }
            probes.advance();
        }
    }

    /// Gives `s` the table of `other`, which nobody else uses.
    pub(crate) fn set_take(&mut self, s: Gc<Set>, other: Gc<Set>) {
        let o = self.get(other);
        let (entries, used, len) = (o.entries, o.used, o.header.len);
        let x = self.get_mut(s);
        x.entries = entries;
        x.used = used;
        x.header.len = len;
    }

    /// Removes a key; whether it was there. A set is looked for as if it were frozen.
    ///
    /// # Errors
    /// TypeError for an unhashable key; [`Trap::Fuel`]. The set is then unchanged.
    pub fn set_remove(&mut self, s: Gc<Set>, key: Value) -> Run<bool> {
        let hash = self.hash_for_look_up(key)?;
        match self.set_find_at(s, hash, key, 0)? {
            Some(at) => {
                self.set_remove_slot(s, at);
                Ok(true)
            }
            None => Ok(false),
        }
    }

    /// Marks a slot as removed.
    pub(crate) fn set_remove_slot(&mut self, s: Gc<Set>, at: usize) {
        if let Some(t) = self.set_table(s) {
            self.set_slot(t, at, Value::NONE, Value::UNASSIGNED);
            self.get_mut(s).header.len -= 1;
        }
    }

    /// Removes and returns some key: the next behind the one removed before.
    ///
    /// # Errors
    /// [`Trap::Fuel`]. The set is then unchanged.
    pub(crate) fn set_pop(&mut self, s: Gc<Set>) -> Run<Option<Value>> {
        let Some(t) = self.set_table(s) else { return Ok(None) };
        if self.set_len(s) == 0 {
            return Ok(None);
        }
        let mask = self.set_mask(s);
        let mut at = self.get(s).finger as usize & mask;
        let mut count = 0;
        loop {
            let key = self.slot(t, at).1;
            if key != Value::UNASSIGNED {
                self.set_remove_slot(s, at);
                self.get_mut(s).finger = at as u32 + 1;
                return Ok(Some(key));
            }
            at = (at + 1) & mask;
            count += 1;
            if count % PROBES_PER_FUEL == 0 {
                self.charge(1)?;
            }
        }
    }

    /// Removes all items.
    pub(crate) fn set_clear(&mut self, s: Gc<Set>) {
        let x = self.get_mut(s);
        x.entries = 0;
        x.used = 0;
        x.header.len = 0;
    }

    /// The first key in or behind slot `at`, and the number of the slot behind it. For going through a set.
    #[inline]
    pub(crate) fn set_key_from(&self, s: Gc<Set>, at: usize) -> Option<(Value, Value, usize)> {
        let t = self.set_table(s)?;
        let slots = self.storage(t).get(at.checked_mul(SLOT)?..)?;
        for (i, slot) in slots.chunks_exact(SLOT).enumerate() {
            if let &[hash, key] = slot
                && key != Value::UNASSIGNED
            {
                return Some((hash, key, at + i + 1));
            }
        }
        None
    }

    /// As [`Context::set_key_from`], with the key's whole hash first.
    pub(crate) fn set_entry_from(&mut self, s: Gc<Set>, at: usize) -> Option<(u64, Value, usize)> {
        let (kept, key, next) = self.set_key_from(s, at)?;
        // The key was hashed when it was put in; what that costs is paid.
        let hash = self.unpaid(|cx| cx.whole_hash(kept, key)).unwrap_or(0);
        Some((hash, key, next))
    }
}

#[cfg(test)]
mod tests;
