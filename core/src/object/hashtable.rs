//! The hash index of dicts: which entry a key is in.
//!
//! Open addressing with linear probes over a power of two of slots, at most two thirds of them used. A slot holds the
//! number of an entry plus 1, or 0; it is as wide as the table needs. The entries' hashes lie with the entries. A slot
//! is found by the hash's upper bits after a multiplication, so that regular keys do not cluster. Removing closes the
//! gap, so that no slot is ever a tombstone.

use crate::Run;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::{Bytes, Storage, Str};
use crate::value::Value;

/// Values of an entry: hash, key, value.
pub(crate) const ENTRY: usize = 3;

/// Where the values of an entry lie in the array of entries, in bytes.
pub(crate) const fn entry_offsets(entry: usize) -> [i64; ENTRY] {
    let first = (size_of::<Storage>() + entry * ENTRY * size_of::<Value>()) as i64;
    [first, first + 8, first + 16]
}

/// The fewest slots.
const MIN_SLOTS: usize = 8;

/// Probes that a unit of fuel pays for; a look-up of a few is free.
const PROBES_PER_FUEL: usize = 8;

/// The first entries, as many as there are probes that are free. An entry is linked behind no more others than come before it,
/// and moves towards its home only: the search for one of the first is never charged.
pub(crate) const FIRST: usize = PROBES_PER_FUEL - 1;

/// Bytes of the largest index whose slots are bytes.
const SMALL_INDEX: usize = 1 << 8;
/// Bytes of the largest index whose slots are of two bytes.
const USUAL_INDEX: usize = 1 << 17;

/// Spreads hashes: 2^64 divided by the golden ratio.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// An index and its entries.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    index: Gc<Bytes>,
    pub entries: Gc<Storage>,
}

/// The smallest index, of different strs, before it is an object.
pub(crate) struct SmallIndex {
    slots: [u8; MIN_SLOTS],
    hashes: [Value; capacity_of(MIN_SLOTS)],
    len: usize,
}

impl SmallIndex {
    /// One without entries.
    pub const EMPTY: SmallIndex =
        SmallIndex { slots: [0; MIN_SLOTS], hashes: [Value::UNASSIGNED; capacity_of(MIN_SLOTS)], len: 0 };

    /// Adds a str of this hash as the next entry; false if there is no room, or if it may be one that is there.
    #[inline(always)]
    pub fn add(&mut self, hash: u32) -> bool {
        let (hash, entry) = (kept_hash(hash as u64), self.len);
        let mut at = Table::home(hash, MIN_SLOTS);
        let Some(place) = self.hashes.get_mut(entry) else { return false };
        *place = hash;
        while let Some(other) = self.slots[at % MIN_SLOTS].checked_sub(1) {
            if self.hashes.get(other as usize) == Some(&hash) {
                return false;
            }
            at += 1;
        }
        self.len = entry + 1;
        self.slots[at % MIN_SLOTS] = self.len as u8;
        true
    }
}

/// Where a search ends.
pub(crate) enum Spot {
    /// At the entry of this number.
    Entry(usize),
    /// At this free slot.
    Free(usize),
}

/// Number of slots for a table that is to hold `n` entries and some more, as CPython counts them.
pub(crate) fn slots_for(n: usize) -> usize {
    n.max(MIN_SLOTS).checked_next_power_of_two().unwrap_or(usize::MAX)
}

/// Entries that a table of so many slots holds.
pub(crate) const fn capacity_of(slots: usize) -> usize {
    slots / 3 * 2 + slots % 3 * 2 / 3
}

/// Bytes of a slot.
const fn width_of(slots: usize) -> usize {
    if slots <= SMALL_INDEX {
        1
    } else if slots <= USUAL_INDEX / 2 {
        2
    } else {
        4
    }
}

/// Number of slots of an index of `len` bytes.
const fn slots_of(len: usize) -> usize {
    if len <= SMALL_INDEX {
        len
    } else if len <= USUAL_INDEX {
        len / 2
    } else {
        len / 4
    }
}

/// The hash as it lies in an entry: its low bits, as a small int.
#[inline]
pub(crate) fn kept_hash(hash: u64) -> Value {
    Value::int_wrapped(hash as i64)
}

impl Table {
    /// A table whose parts are live.
    pub fn new(index: Gc<Bytes>, entries: Gc<Storage>) -> Table {
        Table { index, entries }
    }

    /// An empty table.
    pub fn alloc(cx: &mut Context, slots: usize) -> Run<Table> {
        let bytes = slots.checked_mul(width_of(slots)).ok_or(crate::Trap::Memory)?;
        let index = cx.alloc_bytes(bytes)?;
        let entries = cx.alloc_storage(capacity_of(slots).checked_mul(ENTRY).ok_or(crate::Trap::Memory)?)?;
        Ok(Table { index, entries })
    }

    /// A table of the keys of an index and their values.
    pub fn of_strs(cx: &mut Context, strs: SmallIndex, pairs: &[[Value; 2]]) -> Run<Table> {
        let index = cx.alloc_bytes(MIN_SLOTS)?;
        if let Some(slots) = cx.bytes_mut(index).first_chunk_mut() {
            *slots = strs.slots;
        }
        let entries = cx.alloc_storage(capacity_of(MIN_SLOTS) * ENTRY)?;
        let (places, _) = cx.storage_mut(entries).as_chunks_mut::<ENTRY>();
        for ((place, hash), [key, value]) in places.iter_mut().zip(strs.hashes).zip(pairs) {
            *place = [hash, *key, *value];
        }
        Ok(Table { index, entries })
    }

    /// The units of index and entries.
    pub fn units(self) -> (u32, u32) {
        (self.index.units(), self.entries.units())
    }

    /// How many entries fit.
    #[inline]
    pub fn capacity(self, cx: &Context) -> usize {
        cx.storage(self.entries).len() / ENTRY
    }

    #[inline]
    fn slots(self, cx: &Context) -> usize {
        slots_of(cx.bytes(self.index).len())
    }

    #[inline]
    fn slot(self, cx: &Context, slots: usize, at: usize) -> usize {
        let bytes = cx.bytes(self.index);
        match width_of(slots) {
            1 => bytes.get(at).map_or(0, |b| *b as usize),
            2 => bytes.get(at * 2..).and_then(|b| b.first_chunk()).map_or(0, |b| u16::from_le_bytes(*b) as usize),
            _ => bytes.get(at * 4..).and_then(|b| b.first_chunk()).map_or(0, |b| u32::from_le_bytes(*b) as usize),
        }
    }

    fn set_slot(self, cx: &mut Context, slots: usize, at: usize, entry: usize) {
        let bytes = cx.bytes_mut(self.index);
        match width_of(slots) {
            1 => {
                if let Some(b) = bytes.get_mut(at) {
                    *b = entry as u8;
                }
            }
            2 => {
                if let Some(b) = bytes.get_mut(at * 2..).and_then(|b| b.first_chunk_mut()) {
                    *b = (entry as u16).to_le_bytes();
                }
            }
            _ => {
                if let Some(b) = bytes.get_mut(at * 4..).and_then(|b| b.first_chunk_mut()) {
                    *b = (entry as u32).to_le_bytes();
                }
            }
        }
    }

    /// The slot where the search for a kept hash begins. There are at least 8 slots.
    #[inline]
    pub(crate) fn home(hash: Value, slots: usize) -> usize {
        let mixed = (hash.int_payload() as u64).wrapping_mul(SPREAD);
        // The upper bits, as many as there are in a slot's number.
        mixed.rotate_left(slots.trailing_zeros()) as usize & slots.wrapping_sub(1)
    }

    /// One of the values of an entry.
    #[inline]
    pub fn part(self, cx: &Context, entry: usize, part: usize) -> Value {
        cx.storage(self.entries).get(entry * ENTRY + part).copied().unwrap_or(Value::UNASSIGNED)
    }

    /// Changes one of the values of an entry.
    #[inline]
    pub fn set_part(self, cx: &mut Context, entry: usize, part: usize, v: Value) {
        if let Some(slot) = cx.storage_mut(self.entries).get_mut(entry * ENTRY + part) {
            *slot = v;
        }
    }

    /// The entry of a key, and the slot that names it. Long searches are charged.
    #[inline]
    pub fn find(self, cx: &mut Context, hash: Value, key: Value, depth: u32) -> Run<Option<(usize, usize)>> {
        match self.find_at_once(cx, hash, key) {
            Some(found) => Ok(found),
            None => self.find_slowly(cx, hash, key, depth),
        }
    }

    /// What `find` says, where that is found without a charge and without comparing anything but short strs.
    #[inline(always)]
    pub(crate) fn find_at_once(self, cx: &Context, hash: Value, key: Value) -> Option<Option<(usize, usize)>> {
        let slots = self.slots(cx);
        match width_of(slots) {
            1 => self.probe::<1>(cx, slots, hash, key),
            2 => self.probe::<2>(cx, slots, hash, key),
            _ => self.probe::<4>(cx, slots, hash, key),
        }
    }

    /// The same in an index with slots of `WIDTH` bytes.
    #[inline]
    fn probe<const WIDTH: usize>(
        self,
        cx: &Context,
        slots: usize,
        hash: Value,
        key: Value,
    ) -> Option<Option<(usize, usize)>> {
        let (index, entries) = (cx.bytes(self.index), cx.storage(self.entries));
        let mut at = Table::home(hash, slots);
        for _ in 1..PROBES_PER_FUEL {
            let mut number = [0; size_of::<usize>()];
            number[..WIDTH].copy_from_slice(index.get(at * WIDTH..at * WIDTH + WIDTH)?);
            let Some(entry) = usize::from_le_bytes(number).checked_sub(1) else { return Some(None) };
            let [kept, other, _] = entries.get(entry * ENTRY..)?.first_chunk::<ENTRY>()?;
            if *kept == hash && (*other == key || cx.same_strs(*other, key)?) {
                return Some(Some((entry, at)));
            }
            at = (at + 1) & (slots - 1);
        }
        None
    }

    /// One of the first entries, if that is the number of one.
    #[inline(always)]
    pub fn first_entry(self, cx: &Context, entry: usize) -> Option<&[Value; ENTRY]> {
        if entry >= FIRST {
            return None;
        }
        cx.storage(self.entries).get(entry * ENTRY..(entry + 1) * ENTRY)?.as_array()
    }

    /// How many probes find an entry; 0 if it is none.
    #[cfg(test)]
    pub fn probes_to(self, cx: &Context, entry: usize) -> usize {
        let slots = self.slots(cx);
        let home = Table::home(self.part(cx, entry, 0), slots);
        (0..slots).find(|n| self.slot(cx, slots, (home + n) & (slots - 1)) == entry + 1).map_or(0, |n| n + 1)
    }

    /// Whether its slots are bytes.
    #[inline(always)]
    pub fn is_small(self, cx: &Context) -> bool {
        cx.bytes(self.index).len() <= SMALL_INDEX
    }

    /// Where the search for a str of this hash ends, if that is found in a small table by looking at few.
    #[inline(always)]
    pub fn spot_in_small(self, cx: &Context, hash: u32, key: Value) -> Option<Spot> {
        self.spot::<1>(cx, hash, key)
    }

    /// The same in a table that is not huge.
    #[inline(always)]
    pub fn spot_in_any(self, cx: &Context, hash: u32, key: Value) -> Option<Spot> {
        let len = cx.bytes(self.index).len();
        if len <= SMALL_INDEX {
            self.spot::<1>(cx, hash, key)
        } else if len <= USUAL_INDEX {
            self.spot::<2>(cx, hash, key)
        } else {
            None
        }
    }

    /// The same in an index with slots of `WIDTH` bytes.
    #[inline(always)]
    fn spot<const WIDTH: usize>(self, cx: &Context, hash: u32, key: Value) -> Option<Spot> {
        let (index, entries) = (cx.bytes(self.index), cx.storage(self.entries));
        let slots = index.len() / WIDTH;
        let text = cx.cast::<Str>(key)?;
        let hash = kept_hash(hash as u64);
        let mut at = Table::home(hash, slots);
        for _ in 1..PROBES_PER_FUEL {
            let mut number = [0; size_of::<usize>()];
            number[..WIDTH].copy_from_slice(index.get(at * WIDTH..at * WIDTH + WIDTH)?);
            let Some(entry) = usize::from_le_bytes(number).checked_sub(1) else { return Some(Spot::Free(at)) };
            let [kept, other, _] = entries.get(entry * ENTRY..)?.first_chunk::<ENTRY>()?;
            if *kept == hash && (*other == key || cx.has_text_of(*other, text)?) {
                return Some(Spot::Entry(entry));
            }
            at = (at + 1) & (slots - 1);
        }
        None
    }

    /// Puts hash, key and value into entry number `entry`, which is free; whether there was room. A slot is to name it.
    #[inline(always)]
    pub fn put(self, cx: &mut Context, entry: usize, parts: [Value; ENTRY]) -> bool {
        let place = cx.storage_mut(self.entries).get_mut(entry * ENTRY..).and_then(|e| e.first_chunk_mut());
        let Some(place) = place else { return false };
        *place = parts;
        true
    }

    /// Lets a free slot of a small table name an entry.
    #[inline(always)]
    pub fn name_in_small(self, cx: &mut Context, slot: usize, entry: usize) {
        if let Some(byte) = cx.bytes_mut(self.index).get_mut(slot) {
            *byte = entry as u8 + 1;
        }
    }

    /// Lets a free slot of any table name an entry.
    pub fn name_in_any(self, cx: &mut Context, slot: usize, entry: usize) {
        let slots = self.slots(cx);
        self.set_slot(cx, slots, slot, entry + 1);
    }

    #[inline(never)]
    fn find_slowly(self, cx: &mut Context, hash: Value, key: Value, depth: u32) -> Run<Option<(usize, usize)>> {
        let slots = self.slots(cx);
        let mut at = Table::home(hash, slots);
        let mut probes = 0;
        loop {
            let Some(entry) = self.slot(cx, slots, at).checked_sub(1) else { return Ok(None) };
            if self.part(cx, entry, 0) == hash {
                let other = self.part(cx, entry, 1);
                if other == key || cx.eq_at(other, key, depth)? {
                    return Ok(Some((entry, at)));
                }
            }
            at = (at + 1) & (slots - 1);
            probes += 1;
            if probes % PROBES_PER_FUEL == 0 {
                cx.charge(1)?;
            }
        }
    }

    /// Fuel for finding a free slot for each hash that [`Table::link`] is called with: as many as it probed.
    fn charge_probes(cx: &mut Context, probes: usize) -> Run<()> {
        match probes / PROBES_PER_FUEL {
            0 => Ok(()),
            n => cx.charge(n as u64),
        }
    }

    /// Lets a free slot name an entry. Returns the number of probes. At least one slot is free: at most two thirds are
    /// used.
    #[inline]
    fn link(self, cx: &mut Context, hash: Value, entry: usize) -> usize {
        let slots = self.slots(cx);
        let mut at = Table::home(hash, slots);
        let mut probes = 0;
        if width_of(slots) == 1 {
            let bytes = cx.bytes_mut(self.index);
            while let Some(1..) = bytes.get(at) {
                at = (at + 1) & (slots - 1);
                probes += 1;
            }
            if let Some(byte) = bytes.get_mut(at) {
                *byte = entry as u8 + 1;
            }
            return probes;
        }
        while self.slot(cx, slots, at) != 0 {
            at = (at + 1) & (slots - 1);
            probes += 1;
        }
        self.set_slot(cx, slots, at, entry + 1);
        probes
    }

    /// Puts a new key into entry number `entry`, which is free.
    pub fn insert(self, cx: &mut Context, entry: usize, hash: Value, key: Value, value: Value) {
        self.put(cx, entry, [hash, key, value]);
        self.link(cx, hash, entry);
    }

    /// Charges for closing the gap that removing the entry named by slot `at` leaves.
    pub fn charge_unlink(self, cx: &mut Context, at: usize) -> Run<()> {
        let slots = self.slots(cx);
        let mut probes = 0;
        let mut next = (at + 1) & (slots - 1);
        while self.slot(cx, slots, next) != 0 {
            next = (next + 1) & (slots - 1);
            probes += 1;
        }
        Table::charge_probes(cx, probes)
    }

    /// Frees slot `at` and moves those behind it up that would not be found any more.
    pub fn unlink(self, cx: &mut Context, at: usize) {
        let slots = self.slots(cx);
        let mask = slots - 1;
        let (mut gap, mut next) = (at, (at + 1) & mask);
        while let Some(entry) = self.slot(cx, slots, next).checked_sub(1) {
            let home = Table::home(self.part(cx, entry, 0), slots);
            // The entry may move to the gap if its search passes there: if its home is not behind the gap.
            if next.wrapping_sub(home) & mask >= next.wrapping_sub(gap) & mask {
                self.set_slot(cx, slots, gap, entry + 1);
                gap = next;
            }
            next = (next + 1) & mask;
        }
        self.set_slot(cx, slots, gap, 0);
    }

    /// A new table of so many slots with the live ones of the first `used` entries, in their order.
    ///
    /// # Errors
    /// `Memory`, and `Fuel` for long searches; this table is unchanged.
    pub fn copy_to(self, cx: &mut Context, used: usize, slots: usize) -> Run<Table> {
        let to = Table::alloc(cx, slots)?;
        let (mut n, mut probes) = (0, 0);
        // SAFETY: the entries are another object than those that are written, and nothing is collected meanwhile.
        let entries = unsafe { &*core::ptr::from_ref(cx.storage(self.entries)) };
        for entry in entries.as_chunks::<ENTRY>().0.iter().take(used) {
            if entry[1] == Value::UNASSIGNED {
                continue;
            }
            to.put(cx, n, *entry);
            probes += to.link(cx, entry[0], n) / PROBES_PER_FUEL;
            n += 1;
            if probes > 1 << 12 {
                cx.charge(probes as u64)?;
                probes = 0;
            }
        }
        if probes != 0 {
            cx.charge(probes as u64)?;
        }
        Ok(to)
    }
}
