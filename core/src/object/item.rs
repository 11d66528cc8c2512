//! Items: `a[i]`, `a[i] = v`, `del a[i]`, slices, and `in`.

use crate::context::Context;
use crate::heap::{Gc, Kind};
use crate::object::{BigInt, Dict, DictView, List, Range, Set, Slice, Str, Tuple, TypeId, ViewKind};
use crate::value::Value;
use crate::{Run, Trap};

impl Context {
    /// `object[key]`
    ///
    /// # Errors
    /// TypeError, IndexError, KeyError; [`Trap::Memory`], [`Trap::Fuel`].
    #[inline]
    pub fn get_item(&mut self, object: Value, key: Value) -> Run<Value> {
        if key.is_int()
            && let Some(l) = self.cast::<List>(object)
        {
            let items = self.list(l);
            if let Some(&v) = place(key.int_payload(), items.len()).and_then(|i| items.get(i)) {
                return Ok(v);
            }
        }
        self.get_item_of(object, key)
    }

    fn get_item_of(&mut self, object: Value, key: Value) -> Run<Value> {
        if let Some(d) = self.cast::<Dict>(object) {
            return match self.dict_get(d, key)? {
                Some(v) => Ok(v),
                None => Err(self.key_error(key)),
            };
        }
        let kind = self.kind(object);
        if matches!(kind, Some(Kind::List | Kind::Tuple | Kind::Str | Kind::Range))
            && let Some(s) = self.cast::<Slice>(key)
        {
            let s = self.get(s);
            let (lo, hi, step) = (s.start, s.stop, s.step);
            return self.get_slice(object, lo, hi, step);
        }
        match kind {
            Some(Kind::List) => {
                let items = self.cast::<List>(object).map(|l| self.list_items(l)).unwrap_or(super::list::Items::EMPTY);
                let i = self.index_in(object, key, items.len(), "list index out of range")?;
                Ok(items.get(i))
            }
            Some(Kind::Tuple) => {
                let items =
                    self.cast::<Tuple>(object).map(|t| self.tuple_items(t)).unwrap_or(super::list::Items::EMPTY);
                let i = self.index_in(object, key, items.len(), "tuple index out of range")?;
                Ok(items.get(i))
            }
            Some(Kind::Str) => match self.cast::<Str>(object) {
                Some(s) => Ok(self.str_get_item(s, key)?.value()),
                None => Err(self.no_items(object)),
            },
            Some(Kind::Range) => match self.cast::<Range>(object) {
                Some(r) if self.is_integer(key) => self.range_item(r, key),
                _ => Err(self.bad_index(object, key)),
            },
            _ => Err(self.no_items(object)),
        }
    }

    fn no_items(&mut self, object: Value) -> Trap {
        if let Some(t) = TypeId::from_value(object) {
            let t = t.name();
            return self.type_error(format_args!("type '{t}' is not subscriptable"));
        }
        let t = self.type_name(object);
        self.type_error(format_args!("'{t}' object is not subscriptable"))
    }

    fn bad_index(&mut self, object: Value, key: Value) -> Trap {
        let (t, k) = (self.type_name(object), self.type_name(key));
        self.type_error(format_args!("{t} indices must be integers or slices, not {k}"))
    }

    /// The place among `len` items that `key` names.
    fn index_in(&mut self, object: Value, key: Value, len: usize, out_of_range: &'static str) -> Run<usize> {
        match self.small_int(key) {
            Some(i) => match place(i, len) {
                Some(i) => Ok(i),
                None => Err(self.raise(TypeId::IndexError, format_args!("{out_of_range}"))),
            },
            None if self.cast::<BigInt>(key).is_some() => Err(self.index_too_large()),
            None => Err(self.bad_index(object, key)),
        }
    }

    fn index_too_large(&mut self) -> Trap {
        self.raise(TypeId::IndexError, format_args!("cannot fit 'int' into an index-sized integer"))
    }

    /// `object[key] = value`
    ///
    /// # Errors
    /// TypeError, IndexError; [`Trap::Memory`], [`Trap::Fuel`]. The object is then unchanged.
    #[inline]
    pub fn set_item(&mut self, object: Value, key: Value, value: Value) -> Run<()> {
        if let Some(l) = self.cast::<List>(object) {
            if let Some(s) = self.cast::<Slice>(key) {
                let s = self.get(s);
                let bounds = [s.start, s.stop, s.step];
                return self.list_set_slice(l, bounds, value);
            }
            let len = self.list(l).len();
            let i = self.index_in(object, key, len, "list assignment index out of range")?;
            self.list_put(l, i, value);
            return Ok(());
        }
        if let Some(d) = self.cast::<Dict>(object) {
            return self.dict_set(d, key, value);
        }
        Err(self.no_assignment(object, key))
    }

    /// Whether CPython looks at an index before it finds that items cannot be changed.
    fn takes_index(&self, object: Value, key: Value) -> bool {
        let kinds = [Kind::Tuple, Kind::Str, Kind::Range, Kind::Set, Kind::DictView];
        self.kind(object).is_some_and(|kind| kinds.contains(&kind)) && self.is_integer(key)
    }

    fn no_assignment(&mut self, object: Value, key: Value) -> Trap {
        if self.takes_index(object, key) && self.small_int(key).is_none() {
            return self.index_too_large();
        }
        let t = self.type_name(object);
        self.type_error(format_args!("'{t}' object does not support item assignment"))
    }

    /// `del object[key]`
    ///
    /// # Errors
    /// TypeError, IndexError, KeyError; [`Trap::Fuel`]. The object is then unchanged.
    pub fn del_item(&mut self, object: Value, key: Value) -> Run<()> {
        if let Some(l) = self.cast::<List>(object) {
            if let Some(s) = self.cast::<Slice>(key) {
                let s = self.get(s);
                let bounds = [s.start, s.stop, s.step];
                return self.list_del_slice(l, bounds);
            }
            let len = self.list(l).len();
            let i = self.index_in(object, key, len, "list assignment index out of range")?;
            return self.list_splice(l, i..i + 1, super::list::Items::EMPTY);
        }
        if let Some(d) = self.cast::<Dict>(object) {
            return match self.dict_remove(d, key)? {
                Some(_) => Ok(()),
                None => Err(self.key_error(key)),
            };
        }
        Err(self.no_deletion(object, key))
    }

    fn no_deletion(&mut self, object: Value, key: Value) -> Trap {
        let index = self.takes_index(object, key);
        if index && self.small_int(key).is_none() {
            return self.index_too_large();
        }
        let t = self.type_name(object);
        // CPython has two texts: one for what is a sequence somehow and a key that is an index, one for the rest.
        let how = if index { "doesn't" } else { "does not" };
        self.type_error(format_args!("'{t}' object {how} support item deletion"))
    }

    /// `object[lo:hi:step]`
    ///
    /// # Errors
    /// TypeError, ValueError; [`Trap::Memory`], [`Trap::Fuel`].
    pub fn get_slice(&mut self, object: Value, lo: Value, hi: Value, step: Value) -> Run<Value> {
        if let Some(l) = self.cast::<List>(object) {
            let items = self.list_items(l);
            let b = self.slice_bounds(lo, hi, step, items.len())?;
            return Ok(self.list_of_slice(items, b)?.value());
        }
        if let Some(s) = self.cast::<Str>(object) {
            if self.str_is_ascii(s) && Value::both_ints(lo, hi) && step == Value::NONE {
                let (start, stop) = (lo.int_payload(), hi.int_payload().min(self.str_len(s) as i64));
                if start >= 0 && start < stop {
                    self.charge_bytes((stop - start) as usize)?;
                    return Ok(self.str_part(s, start as usize..stop as usize)?.value());
                }
            }
            let len = self.get(s).chars as usize;
            let b = self.slice_bounds(lo, hi, step, len)?;
            return Ok(self.str_slice(s, b.start as i64, b.step, b.count)?.value());
        }
        if let Some(t) = self.cast::<Tuple>(object) {
            let b = self.slice_bounds(lo, hi, step, self.tuple(t).len())?;
            return Ok(self.tuple_of_slice(t, b)?.value());
        }
        if let Some(r) = self.cast::<Range>(object) {
            return Ok(self.range_slice(r, lo, hi, step)?.value());
        }
        let key = self.new_slice(lo, hi, step)?;
        self.get_item_of(object, key.value())
    }

    /// `object[lo:hi:step] = value`, where `value` is no iterator.
    ///
    /// # Errors
    /// TypeError, ValueError; [`Trap::Memory`], [`Trap::Fuel`]. The object is then unchanged.
    pub fn set_slice(&mut self, object: Value, lo: Value, hi: Value, step: Value, value: Value) -> Run<()> {
        if let Some(l) = self.cast::<List>(object) {
            return self.list_set_slice(l, [lo, hi, step], value);
        }
        let key = self.new_slice(lo, hi, step)?;
        self.set_item(object, key.value(), value)
    }

    /// `del object[lo:hi:step]`
    ///
    /// # Errors
    /// TypeError, ValueError; [`Trap::Memory`], [`Trap::Fuel`]. The object is then unchanged.
    pub fn del_slice(&mut self, object: Value, lo: Value, hi: Value, step: Value) -> Run<()> {
        if let Some(l) = self.cast::<List>(object) {
            return self.list_del_slice(l, [lo, hi, step]);
        }
        let key = self.new_slice(lo, hi, step)?;
        self.del_item(object, key.value())
    }

    /// `item in container`. An iterator that calls Python is for the native `__pn_contains` instead.
    ///
    /// # Errors
    /// TypeError; [`Trap::Memory`], [`Trap::Fuel`].
    pub fn contains(&mut self, container: Value, item: Value) -> Run<bool> {
        self.contains_at(container, item, 0)
    }

    pub(crate) fn contains_at(&mut self, container: Value, item: Value, depth: u32) -> Run<bool> {
        if let Some(items) = self.items_of(container) {
            return self.items_contain(items, item, depth);
        }
        if let Some(d) = self.cast::<Dict>(container) {
            return self.dict_contains(d, item);
        }
        if let Some(s) = self.cast::<Set>(container) {
            let hash = self.hash_for_look_up(item)?;
            return Ok(self.set_find_at(s, hash, item, depth)?.is_some());
        }
        if let Some(s) = self.cast::<Str>(container) {
            return self.str_contains(s, item);
        }
        if let Some(r) = self.cast::<Range>(container) {
            return self.range_contains(r, item);
        }
        if let Some(v) = self.cast::<DictView>(container) {
            return self.view_contains(v, item, depth);
        }
        if self.kind(container) == Some(Kind::Iterator) {
            return self.iterator_contains(container, item);
        }
        let t = self.type_name(container);
        Err(self.type_error(format_args!("argument of type '{t}' is not iterable")))
    }

    fn items_contain(&mut self, items: super::list::Items, item: Value, depth: u32) -> Run<bool> {
        let mut count = 0;
        for i in 0..items.len() {
            self.charge_step(&mut count)?;
            if self.eq_at(items.get(i), item, depth)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn view_contains(&mut self, v: Gc<DictView>, item: Value, depth: u32) -> Run<bool> {
        let kind = ViewKind::from_number(self.get(v).header.aux);
        let Some(d) = self.cast::<Dict>(self.get(v).dict) else { return Ok(false) };
        match kind {
            ViewKind::Keys => self.dict_contains(d, item),
            ViewKind::Values => {
                let (mut at, mut count) = (0, 0);
                while let Some((_, value, next)) = self.dict_entry_from(d, at) {
                    at = next;
                    self.charge_step(&mut count)?;
                    if self.eq_at(value, item, depth)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            ViewKind::Items => {
                let Some(&[key, value]) = self.cast::<Tuple>(item).map(|t| self.tuple(t)) else { return Ok(false) };
                match self.dict_get(d, key)? {
                    Some(found) => self.eq_at(found, value, depth),
                    None => Ok(false),
                }
            }
        }
    }
}

/// The index among `len` items that `i` names, counting from the end if negative.
#[inline]
pub(crate) fn place(i: i64, len: usize) -> Option<usize> {
    let at = if i < 0 { i + len as i64 } else { i };
    if at >= 0 && (at as u64) < len as u64 { Some(at as usize) } else { None }
}
