//! `id()`: numbers that tell objects apart and say nothing about where they lie.
//!
//! A reference gets the next serial number when it is first asked for, kept in a table of (units, serial) beside the
//! objects, so that objects that are never asked pay nothing. The table keeps nothing alive: when a collection has
//! marked, [`Context::forget_ids`] takes the dead out, since their place will be another object's.
//!
//! What `is` compares by value has an id by value: the four sorts of ids are told apart by their lowest four bits.

use crate::Run;
use crate::context::Context;
use crate::heap::Gc;
use crate::num::big::Limb;
use crate::object::Bytes;
use crate::value::Value;

/// Bytes of an entry: units and serial number, 8 bytes each. The first entry holds the number of used ones instead.
const ENTRY: usize = 16;
/// Units of a free entry.
const FREE: u64 = 0;
/// Units of an entry whose object died.
const GONE: u64 = 1;
/// Entries of the first table; always a power of two, and one more for the count.
const FIRST: usize = 16;

/// Lowest bits of the id of an int, of a float, and of an immediate; those of an object are 0.
const INT_SORT: u64 = 8;
const FLOAT_SORT: u64 = 4;
const IMMEDIATE_SORT: u64 = 12;

impl Context {
    /// `id(v)`
    ///
    /// # Errors
    /// [`Trap::Memory`](crate::Trap::Memory), [`Trap::Fuel`](crate::Trap::Fuel).
    pub fn id(&mut self, v: Value) -> Run<Value> {
        if v.is_ref() && self.int_operand(v).is_none() {
            let serial = self.serial(v)?;
            return self.new_int((serial << 4) as i64);
        }
        if let Some(f) = v.as_float() {
            return self.id_of_limbs(&[f.to_bits()], FLOAT_SORT);
        }
        if v.is_bool() || v.as_int().is_none() && !v.is_ref() {
            return self.id_of_limbs(&[v.bits() & 0xFFFF_FFFF_FFFF], IMMEDIATE_SORT);
        }
        let (len, negative) = match self.int_operand(v) {
            Some(int) => (int.as_int().limbs().len(), int.as_int().is_negative()),
            None => (0, false),
        };
        self.charge(len as u64 / 8)?;
        let mut magnitude = self.scratch(len)?;
        if let Some(int) = self.int_operand(v) {
            magnitude.limbs_mut().copy_from_slice(int.as_int().limbs());
        }
        // The sign is one of the sort's bits: ids are not negative.
        self.id_of_limbs(magnitude.limbs(), INT_SORT | negative as u64)
    }

    /// The int of these limbs, moved by four bits to make room for `sort`.
    fn id_of_limbs(&mut self, limbs: &[Limb], sort: u64) -> Run<Value> {
        let mut moved = self.scratch(limbs.len() + 1)?;
        let mut carry = sort;
        for (i, to) in moved.limbs_mut().iter_mut().enumerate() {
            let limb = limbs.get(i).copied().unwrap_or(0);
            *to = limb << 4 | carry;
            carry = limb >> 60;
        }
        self.new_big(false, moved.limbs())
    }

    /// A reference's serial number; it is given one if it has none.
    ///
    /// # Errors
    /// [`Trap::Memory`](crate::Trap::Memory).
    pub fn serial(&mut self, v: Value) -> Run<u64> {
        let key = u64::from(v.as_ref_units().unwrap_or(0));
        if let Some(table) = self.cast::<Bytes>(self.ids) {
            let (found, serial) = self.id_entry(table, self.id_place(table, key));
            if found == key {
                return Ok(serial);
            }
        }
        let table = self.ids_with_room()?;
        let at = self.id_place(table, key);
        let serial = self.next_id;
        self.next_id += 1;
        if self.id_entry(table, at).0 == FREE {
            let (used, _) = self.id_entry(table, 0);
            self.set_id_entry(table, 0, (used + 1, 0));
        }
        self.set_id_entry(table, at, (key, serial));
        Ok(serial)
    }

    /// Takes the ids of dead objects out; to be called by a collection between marking and sweeping.
    pub(crate) fn forget_ids(&mut self, is_live: impl Fn(&Context, u32) -> bool) {
        let Some(table) = self.cast::<Bytes>(self.ids) else { return };
        for at in 1..=self.id_capacity(table) {
            let (units, _) = self.id_entry(table, at);
            if units > GONE && !is_live(self, units as u32) {
                self.set_id_entry(table, at, (GONE, 0));
            }
        }
    }

    /// The table, with room for an entry more.
    fn ids_with_room(&mut self) -> Run<Gc<Bytes>> {
        let old = self.cast::<Bytes>(self.ids);
        let mut live = 0;
        if let Some(t) = old {
            let capacity = self.id_capacity(t);
            if (self.id_entry(t, 0).0 as usize + 1) * 4 <= capacity * 3 {
                return Ok(t);
            }
            live = (1..=capacity).filter(|at| self.id_entry(t, *at).0 > GONE).count();
        }
        let capacity = (live * 2 + 2).next_power_of_two().max(FIRST);
        let new = self.alloc_bytes((capacity + 1) * ENTRY)?;
        if let Some(t) = old {
            for at in 1..=self.id_capacity(t) {
                let entry = self.id_entry(t, at);
                if entry.0 > GONE {
                    self.set_id_entry(new, self.id_place(new, entry.0), entry);
                }
            }
        }
        self.set_id_entry(new, 0, (live as u64, 0));
        self.ids = new.value();
        Ok(new)
    }

    /// Where `key` is, or else the free entry at which its search ends. There is always a free one.
    fn id_place(&self, table: Gc<Bytes>, key: u64) -> usize {
        let mask = self.id_capacity(table) - 1;
        let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & mask;
        for _ in 0..=mask {
            let (units, _) = self.id_entry(table, at + 1);
            if units == key || units == FREE {
                break;
            }
            at = (at + 1) & mask;
        }
        at + 1
    }

    fn id_capacity(&self, table: Gc<Bytes>) -> usize {
        (self.bytes(table).len() / ENTRY).saturating_sub(1).max(1)
    }

    fn id_entry(&self, table: Gc<Bytes>, at: usize) -> (u64, u64) {
        let entry: Option<&[[u8; 8]; 2]> =
            self.bytes(table).get(at * ENTRY..).and_then(|b| b.as_chunks().0.first_chunk());
        entry.map_or((FREE, 0), |[a, b]| (u64::from_le_bytes(*a), u64::from_le_bytes(*b)))
    }

    fn set_id_entry(&mut self, table: Gc<Bytes>, at: usize, entry: (u64, u64)) {
        if let Some(to) =
            self.bytes_mut(table).get_mut(at * ENTRY..).and_then(|b| b.as_chunks_mut().0.first_chunk_mut())
        {
            *to = [entry.0.to_le_bytes(), entry.1.to_le_bytes()];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestStore;

    #[test]
    fn ids_are_stable_and_distinct() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        let objects: Vec<Value> = (0..500).map(|_| cx.new_str(b"same").unwrap().value()).collect();
        let ids: Vec<Value> = objects.iter().map(|v| cx.id(*v).unwrap()).collect();
        assert_eq!(ids[0], Value::int32(16));
        assert_eq!(ids[499], Value::int32(500 * 16));
        let again: Vec<Value> = objects.iter().map(|v| cx.id(*v).unwrap()).collect();
        assert_eq!(ids, again);
    }

    #[test]
    fn the_dead_are_forgotten() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        let objects: Vec<Value> = (0..300).map(|_| cx.new_str(b"same").unwrap().value()).collect();
        objects.iter().for_each(|v| assert!(cx.id(*v).is_ok()));
        let live = objects[7].as_ref_units().unwrap();
        cx.forget_ids(|_, units| units == live);
        assert_eq!(cx.id(objects[7]).unwrap(), Value::int32(8 * 16));
        // What lies where a dead object lay is another object.
        assert_eq!(cx.id(objects[8]).unwrap(), Value::int32(301 * 16));
        for (i, v) in objects.iter().enumerate().skip(9) {
            assert_eq!(cx.id(*v).unwrap(), Value::int32((302 + i as i32 - 9) * 16));
        }
    }

    #[test]
    fn values_without_identity_have_ids_by_value() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        let (a, b) = (cx.new_big(true, &[1, 2]).unwrap(), cx.new_big(true, &[1, 2]).unwrap());
        let (x, y) = (cx.id(a).unwrap(), cx.id(b).unwrap());
        assert_eq!(cx.int_operand(x).unwrap().as_int(), cx.int_operand(y).unwrap().as_int());
        let values = [
            Value::int32(0),
            Value::int32(1),
            Value::int32(-1),
            Value::float(0.0),
            Value::float(-0.0),
            Value::TRUE,
            Value::NONE,
            a,
        ];
        let mut seen: Vec<Vec<u64>> = Vec::new();
        for v in values {
            let id = cx.id(v).unwrap();
            let limbs = cx.int_operand(id).unwrap().as_int().limbs().to_vec();
            assert!(!seen.contains(&limbs), "{v:?}");
            seen.push(limbs);
        }
    }
}
