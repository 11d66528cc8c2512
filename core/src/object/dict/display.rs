//! Dicts that are written out: `{key: value, ...}`.

use crate::Run;
use crate::context::Context;
use crate::heap::Gc;
use crate::object::hashtable::{SmallIndex, Table};
use crate::object::{Dict, Str};
use crate::value::Value;

impl Context {
    /// A new dict of keys and values in turn.
    ///
    /// # Errors
    /// TypeError for an unhashable key; [`crate::Trap::Memory`], [`crate::Trap::Fuel`].
    #[inline]
    pub(crate) fn new_dict(&mut self, pairs: &[Value]) -> Run<Gc<Dict>> {
        let (pairs, _) = pairs.as_chunks::<2>();
        match self.index_of(pairs) {
            Some(index) => self.dict_of_strs(index, pairs),
            None => self.dict_of_any(pairs),
        }
    }

    /// Where the keys come to lie, if they are few different strs whose hashes are known.
    #[inline(always)]
    fn index_of(&self, pairs: &[[Value; 2]]) -> Option<SmallIndex> {
        if pairs.is_empty() {
            return None;
        }
        let mut index = SmallIndex::EMPTY;
        for [key, _] in pairs {
            let hash = self.get(self.cast::<Str>(*key)?).hash;
            if hash == 0 || !index.add(hash) {
                return None;
            }
        }
        Some(index)
    }

    /// A new dict of these keys, of which the index tells.
    fn dict_of_strs(&mut self, index: SmallIndex, pairs: &[[Value; 2]]) -> Run<Gc<Dict>> {
        let d = self.dict_new()?;
        let (index, entries) = Table::of_strs(self, index, pairs)?.units();
        let x = self.get_mut(d);
        (x.index, x.entries) = (index, entries);
        // They are few.
        (x.used, x.header.len) = (pairs.len() as u32, pairs.len() as u32);
        Ok(d)
    }

    /// A new dict of any keys.
    #[inline(never)]
    fn dict_of_any(&mut self, pairs: &[[Value; 2]]) -> Run<Gc<Dict>> {
        let d = self.dict_new()?;
        if !pairs.is_empty() {
            self.dict_reserve(d, pairs.len())?;
        }
        for [key, value] in pairs {
            if !self.set_item_at_once(d.value(), *key, *value) {
                self.dict_set(d, *key, *value)?;
            }
        }
        Ok(d)
    }
}
