//! The operators of sets and of views of keys and items, and changing a set by many keys at once.
//!
//! All give their keys the slots that CPython gives them, so they do CPython's steps in its order. What changes a set in
//! place first looks every key up, which pays for the work and can trap, then makes room, then changes the set without
//! a trap in between.

use crate::context::Context;
use crate::heap::Gc;
use crate::object::list::Items;
use crate::object::set::{grown, slots_for};
use crate::object::{Dict, DictView, Set, ViewKind};
use crate::value::Value;
use crate::{Run, Trap};

/// An operator of sets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SetOp {
    /// `|`
    Or,
    /// `&`
    And,
    /// `-`
    Sub,
    /// `^`
    Xor,
}

impl Context {
    /// A new set, frozen or not, of the items of a list or tuple.
    ///
    /// # Errors
    /// TypeError for an unhashable item; [`Trap::Memory`], [`Trap::Fuel`].
    pub(crate) fn set_from_items(&mut self, items: Items, frozen: bool) -> Run<Gc<Set>> {
        let s = self.set_new_like(frozen)?;
        self.charge_items(items.len())?;
        for i in 0..items.len() {
            self.set_add(s, items.get(i))?;
        }
        Ok(s)
    }

    /// A new set, frozen or not, of the items of an iterable that is no iterator.
    ///
    /// # Errors
    /// TypeError; [`Trap::Memory`], [`Trap::Fuel`].
    pub fn set_from_iterable(&mut self, v: Value, frozen: bool) -> Run<Gc<Set>> {
        if let Some(other) = self.cast::<Set>(v) {
            return self.set_copy(other, frozen);
        }
        if let Some(d) = self.cast::<Dict>(v) {
            let s = self.set_new_like(frozen)?;
            self.set_update_dict(s, d)?;
            return Ok(s);
        }
        let items = self.items_of_iterable(v)?;
        self.set_from_items(items, frozen)
    }

    /// The items of an iterable that is no iterator: its own, if it is a list or tuple, or those of a new list.
    pub(crate) fn items_of_iterable(&mut self, v: Value) -> Run<Items> {
        match self.items_of(v) {
            Some(items) => Ok(items),
            None => {
                let list = self.list_from_iterable(v)?;
                Ok(self.list_items(list))
            }
        }
    }

    /// A new set of the same keys.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub(crate) fn set_copy(&mut self, s: Gc<Set>, frozen: bool) -> Run<Gc<Set>> {
        let copy = self.set_new_like(frozen)?;
        self.set_merge(copy, s)?;
        Ok(copy)
    }

    /// Adds the items of an iterable that is no iterator.
    ///
    /// # Errors
    /// TypeError (the items before an unhashable one are then added); [`Trap::Memory`], [`Trap::Fuel`] (the set is then
    /// unchanged).
    pub fn set_extend(&mut self, s: Gc<Set>, v: Value) -> Run<()> {
        if let Some(other) = self.cast::<Set>(v) {
            return self.set_merge(s, other);
        }
        if let Some(d) = self.cast::<Dict>(v) {
            return self.set_update_dict(s, d);
        }
        let items = self.items_of_iterable(v)?;
        self.set_add_items(s, items)
    }

    /// Adds items. Errors as [`Context::set_extend`].
    pub(crate) fn set_add_items(&mut self, s: Gc<Set>, items: Items) -> Run<()> {
        self.charge_items(items.len())?;
        let (mut new, mut end) = (0, 0);
        let mut error = None;
        while end < items.len() {
            let key = items.get(end);
            let found = match self.hash(key) {
                Ok(hash) => self.set_find_at(s, hash, key, 0),
                Err(t) => Err(t),
            };
            match found {
                Ok(found) => new += found.is_none() as usize,
                Err(Trap::Raise) => {
                    error = Some(self.exception);
                    break;
                }
                Err(t) => return Err(t),
            }
            end += 1;
        }
        let items = items.part(0..end);
        if new != 0 {
            self.set_add_found(s, new, |cx, to| {
                for i in 0..items.len() {
                    cx.set_add(to, items.get(i))?;
                }
                Ok(())
            })?;
        }
        match error {
            Some(e) => Err(self.raise_value(e)),
            None => Ok(()),
        }
    }

    /// Adds at most `new` keys by `add`, whose work has been paid for. Where the table may have to grow, the work is
    /// done on a copy of it.
    fn set_add_found(&mut self, s: Gc<Set>, new: usize, add: impl FnOnce(&mut Context, Gc<Set>) -> Run<()>) -> Run<()> {
        if self.set_table(s).is_some() && !self.set_would_fill(s, new) {
            return self.unpaid(|cx| add(cx, s));
        }
        let side = self.set_copy_table(s)?;
        self.unpaid(|cx| add(cx, side))?;
        self.set_take(s, side);
        Ok(())
    }

    /// A set with a copy of the table of `s`, slot for slot.
    pub(crate) fn set_copy_table(&mut self, s: Gc<Set>) -> Run<Gc<Set>> {
        let side = self.set_new()?;
        if let Some(t) = self.set_table(s) {
            let len = self.storage(t).len();
            let copy = self.alloc_storage(len)?;
            self.copy_items(self.storage_items(t), copy, 0);
            let (used, len) = (self.get(s).used, self.get(s).header.len);
            let x = self.get_mut(side);
            x.entries = copy.units();
            x.used = used;
            x.header.len = len;
        }
        Ok(side)
    }

    /// Adds the keys of another set.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`]. The set is then unchanged.
    pub(crate) fn set_merge(&mut self, s: Gc<Set>, other: Gc<Set>) -> Run<()> {
        let n = self.set_len(other);
        let Some(from) = self.set_table(other) else { return Ok(()) };
        if s == other || n == 0 {
            return Ok(());
        }
        self.charge_items(n)?;
        if self.get(s).used != 0 {
            let mut at = 0;
            while let Some((hash, key, next)) = self.set_entry_from(other, at) {
                at = next;
                self.set_find_at(s, hash, key, 0)?;
            }
        }
        // CPython makes room once for all keys, as if none were there already.
        let roomy = self.set_would_fill(s, n);
        let min = (self.set_len(s) + n).saturating_mul(2);
        let slots = if roomy { slots_for(min) } else { self.set_mask(s) + 1 };
        if self.get(s).used == 0 && slots == self.set_mask(other) + 1 && self.get(other).used as usize == n {
            // The same table, slot for slot.
            let len = self.storage(from).len();
            let copy = self.alloc_storage(len)?;
            self.copy_items(self.storage_items(from), copy, 0);
            let x = self.get_mut(s);
            x.entries = copy.units();
            x.used = n as u32;
            x.header.len = n as u32;
            return Ok(());
        }
        if roomy || self.set_table(s).is_none() {
            self.set_resize(s, if roomy { min } else { 0 })?;
        }
        self.unpaid(|cx| {
            let mut at = 0;
            while let Some((hash, key, next)) = cx.set_entry_from(other, at) {
                at = next;
                cx.set_add_hashed(s, hash, key)?;
            }
            Ok(())
        })
    }

    /// Adds the keys of a dict.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`]. The set is then unchanged.
    pub(crate) fn set_update_dict(&mut self, s: Gc<Set>, d: Gc<Dict>) -> Run<()> {
        let n = self.dict_len(d);
        self.charge_items(n)?;
        let mut at = 0;
        while let Some((key, _, next)) = self.dict_entry_from(d, at) {
            at = next;
            let hash = self.hash(key)?;
            self.set_find_at(s, hash, key, 0)?;
        }
        let roomy = self.set_would_fill(s, n);
        if roomy || self.set_table(s).is_none() {
            let min = (self.set_len(s) + n).saturating_mul(2);
            self.set_resize(s, if roomy { min } else { 0 })?;
        }
        self.unpaid(|cx| {
            let mut at = 0;
            while let Some((key, _, next)) = cx.dict_entry_from(d, at) {
                at = next;
                cx.set_add(s, key)?;
            }
            Ok(())
        })
    }

    /// The keys that are in a set and in an iterable that is no iterator.
    ///
    /// # Errors
    /// TypeError; [`Trap::Memory`], [`Trap::Fuel`].
    pub(crate) fn set_intersection(&mut self, s: Gc<Set>, v: Value) -> Run<Gc<Set>> {
        let frozen = self.set_is_frozen(s);
        let Some(other) = self.cast::<Set>(v) else {
            let items = self.items_of_iterable(v)?;
            let result = self.set_new_like(frozen)?;
            self.charge_items(items.len())?;
            for i in 0..items.len() {
                let key = items.get(i);
                let hash = self.hash(key)?;
                if self.set_find_at(s, hash, key, 0)?.is_some() {
                    self.set_add_hashed(result, hash, key)?;
                }
            }
            return Ok(result);
        };
        if other == s {
            return self.set_copy(s, frozen);
        }
        let (large, small) = if self.set_len(other) > self.set_len(s) { (other, s) } else { (s, other) };
        self.charge_items(self.set_len(small))?;
        let result = self.set_new_like(frozen)?;
        let mut at = 0;
        while let Some((hash, key, next)) = self.set_entry_from(small, at) {
            at = next;
            if self.set_find_at(large, hash, key, 0)?.is_some() {
                self.set_add_hashed(result, hash, key)?;
            }
        }
        Ok(result)
    }

    /// Removes the items of an iterable that is no iterator.
    ///
    /// # Errors
    /// TypeError (the items before an unhashable one are then removed); [`Trap::Memory`], [`Trap::Fuel`] (the set is
    /// then unchanged).
    pub(crate) fn set_difference_update(&mut self, s: Gc<Set>, v: Value) -> Run<()> {
        if self.cast(v) == Some(s) {
            self.set_clear(s);
            return Ok(());
        }
        let mut error = None;
        // The keys to be removed: where they come from a set much larger, only those that are there.
        let other = match self.cast::<Set>(v) {
            Some(other) if self.set_len(other) >> 3 > self.set_len(s) => self.set_intersection(s, v)?,
            Some(other) => other,
            None => {
                let items = self.items_of_iterable(v)?;
                self.charge_items(items.len())?;
                let present = self.set_new()?;
                for i in 0..items.len() {
                    let key = items.get(i);
                    let found = match self.hash(key) {
                        Ok(hash) => self.set_find_at(s, hash, key, 0).map(|found| found.map(|_| hash)),
                        Err(t) => Err(t),
                    };
                    match found {
                        Ok(None) => {}
                        Ok(Some(hash)) => {
                            self.set_add_hashed(present, hash, key)?;
                        }
                        Err(Trap::Raise) => {
                            error = Some(self.exception);
                            break;
                        }
                        Err(t) => return Err(t),
                    }
                }
                present
            }
        };
        self.charge_items(self.set_len(other))?;
        let (mut at, mut found) = (0, 0);
        while let Some((hash, key, next)) = self.set_entry_from(other, at) {
            at = next;
            found += self.set_find_at(s, hash, key, 0)?.is_some() as usize;
        }
        // More than a quarter of marks of removed keys: a new table, which is made before anything changes.
        let left = self.set_len(s) - found;
        let table = match self.get(s).used as usize - left > self.set_mask(s) / 4 {
            true => Some(self.set_alloc_table(grown(left))?),
            false => None,
        };
        self.unpaid(|cx| {
            let mut at = 0;
            while let Some((hash, key, next)) = cx.set_entry_from(other, at) {
                at = next;
                if let Some(slot) = cx.set_find_at(s, hash, key, 0)? {
                    cx.set_remove_slot(s, slot);
                }
            }
            Ok(())
        })?;
        if let Some(table) = table {
            self.set_move_to(s, table);
        }
        match error {
            Some(e) => Err(self.raise_value(e)),
            None => Ok(()),
        }
    }

    /// The keys of a set that are not in an iterable that is no iterator.
    ///
    /// # Errors
    /// TypeError; [`Trap::Memory`], [`Trap::Fuel`].
    pub(crate) fn set_difference(&mut self, s: Gc<Set>, v: Value) -> Run<Gc<Set>> {
        let frozen = self.set_is_frozen(s);
        let (other, dict) = (self.cast::<Set>(v), self.cast::<Dict>(v));
        let other_len = match (other, dict) {
            (Some(o), _) => self.set_len(o),
            (_, Some(d)) => self.dict_len(d),
            _ => usize::MAX,
        };
        if other_len == usize::MAX || self.set_len(s) >> 2 > other_len {
            let result = self.set_copy(s, frozen)?;
            self.set_difference_update(result, v)?;
            return Ok(result);
        }
        self.charge_items(self.set_len(s))?;
        let result = self.set_new_like(frozen)?;
        let mut at = 0;
        while let Some((hash, key, next)) = self.set_entry_from(s, at) {
            at = next;
            let there = match (other, dict) {
                (Some(o), _) => self.set_find_at(o, hash, key, 0)?.is_some(),
                (_, Some(d)) => self.dict_contains(d, key)?,
                _ => false,
            };
            if !there {
                self.set_add_hashed(result, hash, key)?;
            }
        }
        Ok(result)
    }

    /// Toggles the keys of another set.
    ///
    /// # Errors
    /// [`Trap::Memory`], [`Trap::Fuel`]. The set is then unchanged.
    fn set_toggle_all(&mut self, s: Gc<Set>, other: Gc<Set>) -> Run<()> {
        if other == s {
            self.set_clear(s);
            return Ok(());
        }
        self.charge_items(self.set_len(other))?;
        let (mut at, mut new) = (0, 0);
        while let Some((hash, key, next)) = self.set_entry_from(other, at) {
            at = next;
            new += self.set_find_at(s, hash, key, 0)?.is_none() as usize;
        }
        self.set_add_found(s, new, |cx, s| {
            let mut at = 0;
            while let Some((hash, key, next)) = cx.set_entry_from(other, at) {
                at = next;
                match cx.set_find_at(s, hash, key, 0)? {
                    Some(slot) => cx.set_remove_slot(s, slot),
                    None => {
                        cx.set_add_hashed(s, hash, key)?;
                    }
                }
            }
            Ok(())
        })
    }

    /// The keys that are in one of a set and an iterable that is no iterator, but not in both.
    ///
    /// # Errors
    /// TypeError; [`Trap::Memory`], [`Trap::Fuel`].
    pub(crate) fn set_symmetric_difference(&mut self, s: Gc<Set>, v: Value) -> Run<Gc<Set>> {
        let result = self.set_from_iterable(v, self.set_is_frozen(s))?;
        self.set_toggle_all(result, s)?;
        Ok(result)
    }

    /// `s ^= v`, where `v` is no iterator.
    ///
    /// # Errors
    /// TypeError; [`Trap::Memory`], [`Trap::Fuel`]. The set is then unchanged.
    pub(crate) fn set_symmetric_difference_update(&mut self, s: Gc<Set>, v: Value) -> Run<()> {
        if self.cast(v) == Some(s) {
            self.set_clear(s);
            return Ok(());
        }
        let other = match self.cast::<Set>(v) {
            Some(other) => other,
            None => self.set_from_iterable(v, false)?,
        };
        self.set_toggle_all(s, other)
    }

    /// `s &= v`, where `v` is no iterator.
    ///
    /// # Errors
    /// TypeError; [`Trap::Memory`], [`Trap::Fuel`]. The set is then unchanged.
    pub(crate) fn set_intersection_update(&mut self, s: Gc<Set>, v: Value) -> Run<()> {
        let result = self.set_intersection(s, v)?;
        self.set_take(s, result);
        Ok(())
    }

    /// `a op b`, or `a op= b`, where one of them is a set or a view; nothing if their types have no such operator.
    ///
    /// # Errors
    /// TypeError; [`Trap::Memory`], [`Trap::Fuel`].
    pub fn set_operator(&mut self, op: SetOp, in_place: bool, a: Value, b: Value) -> Run<Option<Value>> {
        if let (Some(x), Some(y)) = (self.cast::<Set>(a), self.cast::<Set>(b)) {
            if in_place && !self.set_is_frozen(x) {
                match op {
                    SetOp::Or => self.set_merge(x, y)?,
                    SetOp::And => self.set_intersection_update(x, b)?,
                    SetOp::Sub => self.set_difference_update(x, b)?,
                    SetOp::Xor => self.set_symmetric_difference_update(x, b)?,
                }
                return Ok(Some(a));
            }
            let result = match op {
                SetOp::Or => {
                    let result = self.set_copy(x, self.set_is_frozen(x))?;
                    self.set_merge(result, y)?;
                    result
                }
                SetOp::And => self.set_intersection(x, b)?,
                SetOp::Sub => self.set_difference(x, b)?,
                SetOp::Xor => self.set_symmetric_difference(x, b)?,
            };
            return Ok(Some(result.value()));
        }
        if self.is_set_view(a) || self.is_set_view(b) {
            return self.view_operator(op, a, b).map(Some);
        }
        Ok(None)
    }

    fn is_set_view(&self, v: Value) -> bool {
        self.cast::<DictView>(v).is_some() && self.is_set_like(v)
    }

    /// An operator one of whose operands is a view of keys or items: the other may be any iterable but an iterator.
    fn view_operator(&mut self, op: SetOp, a: Value, b: Value) -> Run<Value> {
        let result = match op {
            SetOp::And => {
                let (view, other) = if self.is_set_view(a) { (a, b) } else { (b, a) };
                if let Some(o) = self.cast::<Set>(other)
                    && !self.set_is_frozen(o)
                    && self.len(view)? <= self.set_len(o)
                {
                    self.set_intersection(o, view)?
                } else {
                    let (view, other) = if self.is_set_view(other) && self.len(other)? > self.len(view)? {
                        (other, view)
                    } else {
                        (view, other)
                    };
                    let items = self.items_of_iterable(other)?;
                    let result = self.set_new()?;
                    self.charge_items(items.len())?;
                    for i in 0..items.len() {
                        if self.contains(view, items.get(i))? {
                            self.set_add(result, items.get(i))?;
                        }
                    }
                    result
                }
            }
            SetOp::Or | SetOp::Sub | SetOp::Xor => {
                let result = self.set_from_view_or_other(a)?;
                match op {
                    SetOp::Or => self.set_extend(result, b)?,
                    SetOp::Sub => self.set_difference_update(result, b)?,
                    _ => {
                        let other = self.set_from_view_or_other(b)?;
                        self.set_toggle_all(result, other)?;
                    }
                }
                result
            }
        };
        Ok(result.value())
    }

    /// A new set of a view's items, or of those of another iterable; a view of keys counts as its dict.
    fn set_from_view_or_other(&mut self, v: Value) -> Run<Gc<Set>> {
        if let Some(view) = self.cast::<DictView>(v)
            && ViewKind::from_number(self.get(view).header.aux) == ViewKind::Keys
        {
            return self.set_from_iterable(self.get(view).dict, false);
        }
        self.set_from_iterable(v, false)
    }
}
