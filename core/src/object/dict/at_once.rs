//! Looking up strs in dicts where that neither traps nor runs anything: the interpreter's handlers and compiled code try this first.
//!
//! A str remembers the entry of the dict that it was last found in (`header.aux`), where it is looked for first. That is
//! believed of the first entries only, for which a search would cost nothing either: fuel does not depend
//! on what is remembered.

use crate::context::Context;
use crate::heap::Gc;
use crate::object::hashtable::{Spot, Table, kept_hash};
use crate::object::{Dict, Str};
use crate::value::Value;

/// Where a str is in a dict, or is to be.
struct Found {
    d: Gc<Dict>,
    table: Table,
    hash: u32,
    spot: Spot,
}

impl Context {
    /// Where a str that has been looked up before is in a small dict, if that is found at once: where this str was found the
    /// last time, or by a search.
    #[inline(always)]
    fn spot_of(&mut self, object: Value, key: Value) -> Option<Found> {
        let d = self.cast::<Dict>(object)?;
        let table = self.dict_table(d).filter(|table| table.is_small(self))?;
        let s = self.cast::<Str>(key)?;
        let (hash, last) = (self.get(s).hash, self.get(s).header.aux as usize);
        if let Some([kept, other, _]) = table.first_entry(self, last)
            && (*other == key || *kept == kept_hash(hash as u64) && self.is_same_word(*other, s))
        {
            return Some(Found { d, table, hash, spot: Spot::Entry(last) });
        }
        // A hash that is not known yet is 0.
        if hash == 0 {
            return None;
        }
        let spot = table.spot_in_small(self, hash, key)?;
        self.get_mut(s).header.aux = match spot {
            // A small dict has no more than 256 entries.
            Spot::Entry(entry) => entry as u16,
            Spot::Free(_) => self.get(d).used as u16,
        };
        Some(Found { d, table, hash, spot })
    }

    /// Where any short str is in a dict that is not huge, if that is found by looking at few of its keys.
    #[inline(always)]
    fn spot_anywhere(&mut self, object: Value, key: Value) -> Option<Found> {
        let d = self.cast::<Dict>(object)?;
        let table = self.dict_table(d)?;
        let s = self.cast::<Str>(key)?;
        let hash = self.hash_at_once(s)?;
        let spot = table.spot_in_any(self, hash, key)?;
        if let Spot::Entry(entry) = spot {
            // Of a large dict it may be another's, which is no better than any.
            self.get_mut(s).header.aux = entry as u16;
        }
        Some(Found { d, table, hash, spot })
    }

    /// What is found, or `missing`.
    #[inline(always)]
    fn item_found(&self, found: Found, missing: Option<Value>) -> Option<Value> {
        match found.spot {
            Spot::Entry(entry) => Some(found.table.part(self, entry, 2)),
            Spot::Free(_) => missing,
        }
    }

    /// `object[key]` of a small dict that has this str as a key, or `missing`, where that is found at once. It costs no fuel.
    #[inline(always)]
    pub(crate) fn item_at_once(&mut self, object: Value, key: Value, missing: Option<Value>) -> Option<Value> {
        match self.item_where_it_was(object, key) {
            None => self.item_of_small(object, key, missing),
            found => found,
        }
    }

    /// `object[key]` of a dict that has this very str as the key of the entry where it was found the last time. It costs no fuel.
    #[inline(always)]
    pub(crate) fn item_where_it_was(&self, object: Value, key: Value) -> Option<Value> {
        Some(self.entry_where_it_was(self.cast(object)?, key)?.1)
    }

    /// Which of the first entries that is, and its value.
    #[inline(always)]
    pub(crate) fn entry_where_it_was(&self, d: Gc<Dict>, key: Value) -> Option<(usize, Value)> {
        let last = self.get(self.cast::<Str>(key)?).header.aux as usize;
        match self.dict_table(d)?.first_entry(self, last) {
            Some([_, other, value]) if *other == key => Some((last, *value)),
            _ => None,
        }
    }

    /// The same of a small dict, wherever it has the str.
    #[inline(always)]
    pub(crate) fn item_of_small(&mut self, object: Value, key: Value, missing: Option<Value>) -> Option<Value> {
        let found = self.spot_of(object, key)?;
        self.item_found(found, missing)
    }

    /// The same of more dicts and strs.
    #[inline(never)]
    pub(crate) fn item_of_any(&mut self, object: Value, key: Value, missing: Option<Value>) -> Option<Value> {
        let found = self.spot_anywhere(object, key)?;
        self.item_found(found, missing)
    }

    /// `object[key] = value` of a small dict and a str, where that is done at once; whether it was. It costs no fuel.
    #[inline(always)]
    pub(crate) fn set_item_at_once(&mut self, object: Value, key: Value, value: Value) -> bool {
        match self.spot_of(object, key) {
            Some(found) => self.set_found(found, key, value, Table::name_in_small),
            None => false,
        }
    }

    /// The same of more dicts and strs.
    #[inline(never)]
    pub(crate) fn set_item_of_any(&mut self, object: Value, key: Value, value: Value) -> bool {
        match self.spot_anywhere(object, key) {
            Some(found) => self.set_found(found, key, value, Table::name_in_any),
            None => false,
        }
    }

    /// Sets the value where the key is, or is to be, if there is room; whether there was.
    #[inline(always)]
    fn set_found(
        &mut self,
        found: Found,
        key: Value,
        value: Value,
        name: fn(Table, &mut Context, usize, usize),
    ) -> bool {
        let Found { d, table, hash, spot } = found;
        match spot {
            Spot::Entry(entry) => table.set_part(self, entry, 2, value),
            Spot::Free(slot) => {
                let used = self.get(d).used;
                if !table.put(self, used as usize, [kept_hash(hash as u64), key, value]) {
                    return false;
                }
                name(table, self, slot, used as usize);
                let x = self.get_mut(d);
                x.used += 1;
                x.header.len += 1;
            }
        }
        true
    }
}
