//! The table of interned strs: one object for each name and constant, so that names are compared by reference.
//!
//! It is an open-addressing table in a `Storage` whose first value is the number of strs and whose others, a power of
//! two, are the strs. It keeps them alive: they are bounded by the images that were loaded.

use crate::Run;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::hash::hash_bytes;
use crate::object::{STR_INTERNED, Storage, Str};
use crate::value::Value;

/// Places of the first table.
const FIRST: usize = 64;

impl Context {
    /// The interned str of these bytes of generalised UTF-8.
    ///
    /// # Errors
    /// [`Trap::Memory`](crate::Trap::Memory).
    pub fn intern(&mut self, bytes: &[u8]) -> Run<Gc<Str>> {
        if let [letter @ 0..0x80] = bytes {
            return self.letter(*letter);
        }
        if let Some(table) = self.cast::<Storage>(self.interned)
            && let Some(s) = self.cast::<Str>(self.intern_at(table, self.intern_place(table, bytes)))
        {
            return Ok(s);
        }
        let s = self.new_str(bytes)?;
        let table = self.interned_with_room()?;
        let at = self.intern_place(table, bytes);
        self.get_mut(s).header.flags |= STR_INTERNED;
        let places = self.storage_mut(table);
        if let Some(place) = places.get_mut(at) {
            *place = s.value();
        }
        if let Some(count) = places.first_mut() {
            *count = Value::int_wrapped(count.as_int().unwrap_or(0) + 1);
        }
        Ok(s)
    }

    fn intern_at(&self, table: Gc<Storage>, at: usize) -> Value {
        self.storage(table).get(at).copied().unwrap_or(Value::UNASSIGNED)
    }

    /// Where these bytes are, or else the free place at which their search ends. There is always a free one.
    fn intern_place(&self, table: Gc<Storage>, bytes: &[u8]) -> usize {
        let mask = self.storage(table).len().saturating_sub(1).max(1) - 1;
        let mut at = hash_bytes(self.hash_key, bytes) as usize & mask;
        for _ in 0..=mask {
            match self.text(self.intern_at(table, at + 1)) {
                Some(text) if text != bytes => at = (at + 1) & mask,
                _ => break,
            }
        }
        at + 1
    }

    fn interned_with_room(&mut self) -> Run<Gc<Storage>> {
        let old = self.cast::<Storage>(self.interned);
        let mut count = 0;
        let mut capacity = FIRST;
        if let Some(t) = old {
            count = self.intern_at(t, 0).as_int().unwrap_or(0) as usize;
            capacity = self.storage(t).len().saturating_sub(1);
            if (count + 1) * 4 <= capacity * 3 {
                return Ok(t);
            }
            capacity *= 2;
        }
        let new = self.alloc_storage(capacity + 1)?;
        if let Some(t) = old {
            for i in 1..self.storage(t).len() {
                let v = self.intern_at(t, i);
                if let Some(text) = self.text(v) {
                    let at = self.intern_place(new, text);
                    if let Some(place) = self.storage_mut(new).get_mut(at) {
                        *place = v;
                    }
                }
            }
        }
        if let Some(n) = self.storage_mut(new).first_mut() {
            *n = Value::int_wrapped(count as i64);
        }
        self.interned = new.value();
        Ok(new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestStore;

    #[test]
    fn equal_names_are_one_object() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        let names: Vec<String> = (0..1000).map(|i| format!("name_{i}_é")).chain([String::new(), "a".into()]).collect();
        let first: Vec<_> = names.iter().map(|n| cx.intern(n.as_bytes()).unwrap()).collect();
        let second: Vec<_> = names.iter().map(|n| cx.intern(n.as_bytes()).unwrap()).collect();
        assert_eq!(first, second);
        for (s, name) in first.iter().zip(&names) {
            assert_eq!(cx.str_bytes(*s), name.as_bytes());
            assert!(cx.get(*s).header.flags & STR_INTERNED != 0);
        }
    }
}
