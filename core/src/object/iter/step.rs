//! One step of an iterator object.

use crate::context::Context;
use crate::heap::Gc;
use crate::object::arith::BinaryOp;
use crate::object::iter::{Cursor, ITER_CALLS, Step};
use crate::object::{Dict, IterKind, Iterator, Str, Tuple, TypeId};
use crate::value::Value;
use crate::{Run, Trap};

impl Context {
    /// The next item of an iterator object.
    ///
    /// # Errors
    /// TypeError if `it` is none, and what the iterator raises; [`Trap::Memory`], [`Trap::Fuel`].
    pub fn iter_next(&mut self, it: Value) -> Run<Step> {
        let Some(g) = self.cast::<Iterator>(it) else {
            let t = self.type_name(it);
            return Err(self.type_error(format_args!("'{t}' object is not an iterator")));
        };
        let x = self.get(g);
        if x.header.flags & ITER_CALLS != 0 {
            return Ok(Step::Call);
        }
        let (source, a, b) = (x.source, x.a, x.b);
        let item = match IterKind::from_number(x.header.aux) {
            IterKind::Sequence => self.next_of_sequence(g, source, a)?,
            IterKind::Reversed => self.next_reversed(g, source, a)?,
            IterKind::Range => {
                let mut state = [b, source, a];
                let item = self.range_advance(&mut state)?;
                self.get_mut(g).source = state[1];
                item
            }
            IterKind::DictKeys | IterKind::DictValues | IterKind::DictItems => self.next_of_dict(g, false)?,
            IterKind::DictKeysReversed | IterKind::DictValuesReversed | IterKind::DictItemsReversed => {
                self.next_of_dict(g, true)?
            }
            IterKind::Set => self.next_of_set(g)?,
            IterKind::Enumerate => self.next_of_enumerate(g)?,
            IterKind::Zip => self.next_of_zip(g)?,
            IterKind::Filter => self.next_of_filter(g)?,
            // These always call.
            IterKind::Map | IterKind::Callable => return Ok(Step::Call),
        };
        Ok(item.map_or(Step::End, Step::Item))
    }

    /// The next item of an iterator that does not call.
    fn next_inside(&mut self, it: Value) -> Run<Option<Value>> {
        match self.iter_next(it)? {
            Step::Item(v) => Ok(Some(v)),
            Step::End => Ok(None),
            // The flag says that it does not; an image cannot make it so.
            Step::Call => Err(self.raise(TypeId::SystemError, format_args!("bad iterator"))),
        }
    }

    fn next_of_sequence(&mut self, g: Gc<Iterator>, source: Value, a: Value) -> Run<Option<Value>> {
        let Some(at) = a.as_int() else { return Ok(None) };
        let found = self.sequence_item(source, at as usize)?;
        self.get_mut(g).a = match found {
            Some((_, next)) => Value::int_wrapped(next as i64),
            None => Value::NONE,
        };
        Ok(found.map(|(v, _)| v))
    }

    fn next_reversed(&mut self, g: Gc<Iterator>, source: Value, a: Value) -> Run<Option<Value>> {
        let Some(at) = a.as_int() else { return Ok(None) };
        let found = match (at as usize).checked_sub(1) {
            None => None,
            Some(i) => match self.items_of(source) {
                // A list that has become shorter ends it.
                Some(items) if i < items.len() => Some((items.get(i), i)),
                Some(_) => None,
                None => match self.cast::<Str>(source) {
                    Some(s) => {
                        let bytes = self.str_bytes(s);
                        let start = (0..=i).rev().find(|i| bytes.get(*i).is_some_and(|b| b & 0xC0 != 0x80));
                        match start {
                            Some(start) => self.str_char_at(s, start)?.map(|(c, _)| (c.value(), start)),
                            None => None,
                        }
                    }
                    None => None,
                },
            },
        };
        self.get_mut(g).a = match found {
            Some((_, next)) => Value::int_wrapped(next as i64),
            None => Value::NONE,
        };
        Ok(found.map(|(v, _)| v))
    }

    fn next_of_dict(&mut self, g: Gc<Iterator>, back: bool) -> Run<Option<Value>> {
        let x = self.get(g);
        let Some(d) = self.cast::<Dict>(x.source) else { return Ok(None) };
        let mut cursor = Cursor::unpack(x.a, x.b);
        let result = self.dict_advance(d, back, &mut cursor);
        self.end_collection_step(g, cursor, result)
    }

    fn next_of_set(&mut self, g: Gc<Iterator>) -> Run<Option<Value>> {
        let x = self.get(g);
        let source = x.source;
        if source == Value::NONE {
            return Ok(None);
        }
        let mut cursor = Cursor::unpack(x.a, x.b);
        let result = self.collection_advance(source, &mut cursor);
        self.end_collection_step(g, cursor, result)
    }

    fn end_collection_step(
        &mut self,
        g: Gc<Iterator>,
        cursor: Cursor,
        result: Run<Option<Value>>,
    ) -> Run<Option<Value>> {
        if matches!(result, Err(Trap::Memory | Trap::Fuel)) {
            return result;
        }
        let (a, b) = cursor.pack();
        let x = self.get_mut(g);
        x.a = a;
        x.b = b;
        if result == Ok(None) {
            // It stays at its end, whatever becomes of the collection.
            x.source = Value::NONE;
        }
        result
    }

    fn next_of_enumerate(&mut self, g: Gc<Iterator>) -> Run<Option<Value>> {
        let (source, number) = (self.get(g).source, self.get(g).a);
        // Everything is made before the iterator below moves.
        let pair = self.alloc_tuple(2)?;
        let next = self.number_behind(number)?;
        let Some(item) = self.next_inside(source)? else { return Ok(None) };
        self.tuple_mut(pair).copy_from_slice(&[number, item]);
        self.get_mut(g).a = next;
        Ok(Some(pair.value()))
    }

    /// The int behind an int.
    pub(super) fn number_behind(&mut self, n: Value) -> Run<Value> {
        match n.as_int().and_then(|i| Value::int(i + 1)) {
            Some(v) => Ok(v),
            None => self.binary(BinaryOp::Add, false, n, Value::int32(1)),
        }
    }

    fn next_of_zip(&mut self, g: Gc<Iterator>) -> Run<Option<Value>> {
        let Some(sources) = self.cast::<Tuple>(self.get(g).source) else { return Ok(None) };
        let n = self.tuple(sources).len();
        if n == 0 {
            return Ok(None);
        }
        let mark = self.paid();
        let items = match self.cast::<Tuple>(self.get(g).b) {
            Some(t) => t,
            None => {
                let t = self.alloc_tuple(n)?;
                self.tuple_mut(t).fill(Value::UNASSIGNED);
                t
            }
        };
        // The items that are there are kept, should one of the iterators trap.
        self.get_mut(g).b = items.value();
        for i in 0..n {
            if self.tuple(items).get(i) != Some(&Value::UNASSIGNED) {
                continue;
            }
            let source = self.tuple(sources).get(i).copied().unwrap_or(Value::NONE);
            match self.next_inside(source) {
                Ok(Some(v)) => {
                    self.tuple_put(items, i, Some(v));
                    self.settle(mark);
                }
                Ok(None) => {
                    let result = self.end_zip(g, sources, i);
                    if !matches!(result, Err(Trap::Memory | Trap::Fuel)) {
                        self.get_mut(g).b = Value::NONE;
                    }
                    return result;
                }
                Err(Trap::Raise) => {
                    self.get_mut(g).b = Value::NONE;
                    return Err(Trap::Raise);
                }
                Err(t) => return Err(t),
            }
        }
        self.get_mut(g).b = Value::NONE;
        Ok(Some(items.value()))
    }

    /// A zip whose iterator number `i` has ended first: an error if it is strict and others have not.
    fn end_zip(&mut self, g: Gc<Iterator>, sources: Gc<Tuple>, i: usize) -> Run<Option<Value>> {
        if self.get(g).a != Value::TRUE {
            return Ok(None);
        }
        if i > 0 {
            return Err(self.zip_error(i, "shorter"));
        }
        for k in 1..self.tuple(sources).len() {
            let source = self.tuple(sources).get(k).copied().unwrap_or(Value::NONE);
            if self.next_inside(source)?.is_some() {
                return Err(self.zip_error(k, "longer"));
            }
        }
        Ok(None)
    }

    /// Raises the error of a strict zip whose iterator number `i` is the first of another length.
    pub(super) fn zip_error(&mut self, i: usize, what: &str) -> Trap {
        let number = i + 1;
        match i {
            1 => self.value_error(format_args!("zip() argument {number} is {what} than argument 1")),
            _ => self.value_error(format_args!("zip() argument {number} is {what} than arguments 1-{i}")),
        }
    }

    /// The next true item: a filter with a function calls, and does not come here.
    fn next_of_filter(&mut self, g: Gc<Iterator>) -> Run<Option<Value>> {
        let source = self.get(g).source;
        let mark = self.paid();
        loop {
            self.charge(1)?;
            match self.next_inside(source)? {
                Some(v) if !self.truth(v) => self.settle(mark),
                found => return Ok(found),
            }
        }
    }

    /// `item in iterator`, which moves on behind the item.
    pub(crate) fn iterator_contains(&mut self, it: Value, item: Value) -> Run<bool> {
        let mark = self.paid();
        loop {
            self.charge(1)?;
            match self.next_inside(it)? {
                // An item that is dropped because comparing it raised is dropped in CPython as well.
                Some(v) if !self.eq(v, item)? => self.settle(mark),
                found => return Ok(found.is_some()),
            }
        }
    }
}
