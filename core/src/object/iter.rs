//! Iteration.
//!
//! Contract: [`Context::for_init`] and [`Context::for_next`] are the loops of Python code, [`Context::iter`] makes an
//! iterator object, [`Context::iter_next`] asks one for its next item. An iterator that has to call Python for that
//! answers [`Step::Call`]; whoever asked has the native `__pn_next` called with it instead, whose result is the item,
//! or `End`.
//!
//! Asking an iterator for one item is atomic: a trap leaves it as it was, or such that asking again goes on. Emptying
//! one is not, so functions of the engine that want all items of something ([`Context::list_from_iterable`]) take
//! iterables that are no iterators; iterators ([`Context::needs_calls`]) are first made lists by the native `__pn_list`,
//! which keeps its progress in its slots. What an iterator has done on its way to an item is paid for good: see
//! [`Context::settle`].
//!
//! `enumerate`, `zip`, `map` and `filter` are made of iterators. How deep an iterator is nested is kept in its header;
//! one nested too deeply for native recursion counts as one that calls.

mod advance;
pub(crate) mod consume;
pub mod natives;
mod step;

use crate::context::Context;
use crate::heap::{Gc, Kind};
use crate::object::{Dict, DictView, IterKind, Iterator, List, Range, Set, Str, TypeId, ViewKind};
use crate::value::Value;
use crate::{Run, Trap};

pub use natives::FUNCTIONS;

/// Flag of an iterator whose next item may need a call of Python code.
pub const ITER_CALLS: u8 = 0x80;
/// The other bits: how deep it is nested.
const DEPTH: u8 = 0x7F;
/// Iterators nested deeper than this are advanced through the driver.
const MAX_NESTING: u8 = 64;

/// Bits of the view below the size in the state of a loop over a dict.
pub const VIEW_BITS: u32 = 2;

/// What an iterator answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// The next item.
    Item(Value),
    /// There is none.
    End,
    /// The native `__pn_next` is to be called with the iterator.
    Call,
}

/// Where a loop over a dict or set is. It lies in two small ints: `at`, and `size` with `view` below it; above each, 16 bits of `skipped`.
/// Where nothing has been skipped, which is almost always, the first is the number of items seen, and the second stays what it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Cursor {
    /// The next entry or slot; going backwards, the one behind it.
    pub at: u32,
    /// Size at the start; a changed one is an error, which is kept by a size that none can have.
    pub size: u32,
    /// Deleted entries that were passed.
    pub skipped: u32,
    /// What of a dict's entries the items are.
    pub view: ViewKind,
}

impl Cursor {
    /// The size that stays an error.
    pub const BROKEN: u32 = u32::MAX;

    /// At the start.
    pub fn new(at: usize, size: usize, view: ViewKind) -> Cursor {
        Cursor { at: at as u32, size: size as u32, skipped: 0, view }
    }

    /// The cursor in two values.
    pub fn pack(self) -> (Value, Value) {
        let (low, high) = ((self.skipped & 0xFFFF) as i64, (self.skipped >> 16) as i64);
        let size = (self.size as i64) << VIEW_BITS | self.view as i64;
        (Value::int_wrapped(self.at as i64 | low << 32), Value::int_wrapped(size | high << (32 + VIEW_BITS)))
    }

    /// The cursor that lies in two values.
    pub fn unpack(a: Value, b: Value) -> Cursor {
        let (a, b) = (a.int_payload(), b.int_payload());
        let (low, high) = ((a >> 32) as u16, (b >> (32 + VIEW_BITS)) as u16);
        Cursor {
            at: a as u32,
            size: (b >> VIEW_BITS) as u32,
            skipped: low as u32 | (high as u32) << 16,
            view: ViewKind::from_number(b as u16 & ((1 << VIEW_BITS) - 1)),
        }
    }
}

impl Context {
    /// A new iterator.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub(crate) fn new_iterator(&mut self, kind: IterKind, source: Value, a: Value, b: Value) -> Run<Gc<Iterator>> {
        let it = self.alloc::<Iterator>(0)?;
        let x = self.get_mut(it);
        x.header.aux = kind as u16;
        x.source = source;
        x.a = a;
        x.b = b;
        Ok(it)
    }

    /// Sets an iterator's flags: whether it calls, and how deep it is nested around `inner`.
    pub(crate) fn nest_iterator(&mut self, it: Gc<Iterator>, inner: Value, calls: bool) {
        let inner = self.header(inner).map_or(0, |h| h.flags);
        let own = self.get(it).header.flags;
        let depth = (own & DEPTH).max((inner & DEPTH) + 1);
        let calls = calls || (own | inner) & ITER_CALLS != 0 || depth > MAX_NESTING;
        // Below one that calls, everything goes through the driver: the depth counts anew.
        self.get_mut(it).header.flags = if calls { ITER_CALLS } else { depth };
    }

    /// Whether the iterator's next item may need a call.
    #[inline]
    pub(crate) fn iterator_calls(&self, it: Value) -> bool {
        self.header(it).is_some_and(|h| h.kind == Kind::Iterator && h.flags & ITER_CALLS != 0)
    }

    /// Whether `v` can be iterated over.
    pub fn is_iterable(&self, v: Value) -> bool {
        matches!(
            self.kind(v),
            Some(
                Kind::List
                    | Kind::Tuple
                    | Kind::Str
                    | Kind::Dict
                    | Kind::Set
                    | Kind::Range
                    | Kind::DictView
                    | Kind::Iterator
            )
        )
    }

    /// Whether `v` must be made a list by the native `__pn_list` before all its items can be had: whether it is an
    /// iterator.
    #[inline]
    pub fn needs_calls(&self, v: Value) -> bool {
        self.kind(v) == Some(Kind::Iterator)
    }

    /// Raises the TypeError for what cannot be iterated over.
    pub(crate) fn not_iterable(&mut self, v: Value) -> Trap {
        let t = self.type_name(v);
        self.type_error(format_args!("'{t}' object is not iterable"))
    }

    /// Beginning of a loop over `v`: its state.
    ///
    /// # Errors
    /// TypeError; [`Trap::Memory`].
    #[inline]
    pub fn for_init(&mut self, v: Value) -> Run<[Value; 3]> {
        let zero = Value::int32(0);
        match self.kind(v) {
            Some(Kind::List | Kind::Tuple | Kind::Str) => Ok([v, zero, zero]),
            Some(Kind::Range) => match self.cast::<Range>(v) {
                Some(r) => {
                    let (start, stop, step) = self.range_parts(r);
                    Ok([step, start, stop])
                }
                None => Err(self.not_iterable(v)),
            },
            Some(Kind::Dict | Kind::DictView | Kind::Set) => {
                let size = self.len(v)?;
                let dict = self.dict_iterated(v).map(|(d, view)| (d.value(), view));
                let (over, view) = dict.unwrap_or((v, ViewKind::Keys));
                let (a, b) = Cursor::new(0, size, view).pack();
                Ok([over, a, b])
            }
            Some(Kind::Iterator) => Ok([v, Value::NONE, Value::NONE]),
            _ => Err(self.not_iterable(v)),
        }
    }

    /// The next item of a loop. The state changes only when there is one, or an error that stays.
    ///
    /// # Errors
    /// RuntimeError for a dict or set whose size changed, and what an iterator raises; [`Trap::Memory`],
    /// [`Trap::Fuel`].
    #[inline]
    pub fn for_next(&mut self, state: &mut [Value; 3]) -> Run<Step> {
        let object = state[0];
        if object.is_int() {
            if state[1].is_ref() && self.items_of(state[1]).is_some() {
                return self.next_pair(state, 0);
            }
            if state[2].is_ref() && self.items_of(state[2]).is_some() {
                return Ok(self.next_backward(state).map_or(Step::End, Step::Item));
            }
            return Ok(self.range_advance(state)?.map_or(Step::End, Step::Item));
        }
        match self.kind(object) {
            Some(Kind::List | Kind::Tuple) if state[1].is_ref() => self.next_pair(state, 2),
            Some(Kind::List | Kind::Tuple | Kind::Str) => {
                let at = state[1].int_payload() as usize;
                match self.sequence_item(object, at)? {
                    Some((v, next)) => {
                        state[1] = Value::int_wrapped(next as i64);
                        Ok(Step::Item(v))
                    }
                    None => Ok(Step::End),
                }
            }
            Some(Kind::BigInt) => Ok(self.range_advance(state)?.map_or(Step::End, Step::Item)),
            Some(Kind::Iterator) => self.iter_next(object),
            Some(Kind::Dict | Kind::Set) => {
                let mut cursor = Cursor::unpack(state[1], state[2]);
                let result = self.collection_advance(object, &mut cursor);
                if !matches!(result, Err(Trap::Memory | Trap::Fuel)) {
                    (state[1], state[2]) = cursor.pack();
                }
                Ok(result?.map_or(Step::End, Step::Item))
            }
            _ => Ok(Step::End),
        }
    }

    /// The next pair of a loop over an `enumerate` or a `zip` that was not made: of what the first two registers of the state
    /// have, a sequence or the number itself. Number `counter` of the registers counts.
    fn next_pair(&mut self, state: &mut [Value; 3], counter: usize) -> Run<Step> {
        let [one, other, _] = *state;
        let Some(number) = state.get_mut(counter) else { return Ok(Step::End) };
        let at = number.int_payload();
        let item = |cx: &Context, v: Value| match cx.items_of(v) {
            Some(items) => ((at as usize) < items.len()).then(|| items.get(at as usize)),
            None => Some(v),
        };
        let (Some(first), Some(second)) = (item(self, one), item(self, other)) else { return Ok(Step::End) };
        let pair = self.new_tuple(&[first, second])?;
        // It is below the length of a list.
        *number = Value::int_wrapped(at.wrapping_add(1));
        Ok(Step::Item(pair.value()))
    }

    /// The next item of a loop over a `reversed` that was not made. An index that is not in the sequence ends it: -1, or one that
    /// is not there any more.
    fn next_backward(&mut self, state: &mut [Value; 3]) -> Option<Value> {
        let [_, next, sequence] = state;
        let items = self.items_of(*sequence)?;
        let at = next.int_payload();
        let item = ((at as usize) < items.len()).then(|| items.get(at as usize))?;
        *next = Value::int_wrapped(at.wrapping_sub(1));
        Some(item)
    }

    /// Item `at` of a list, tuple or str (there a byte index), and the index behind it.
    #[inline]
    fn sequence_item(&mut self, object: Value, at: usize) -> Run<Option<(Value, usize)>> {
        if let Some(items) = self.items_of(object) {
            return Ok(if at < items.len() { Some((items.get(at), at + 1)) } else { None });
        }
        match self.cast::<Str>(object) {
            Some(s) => Ok(self.str_char_at(s, at)?.map(|(c, next)| (c.value(), next))),
            None => Ok(None),
        }
    }

    /// The next item of a dict or set. The cursor changes only if there is one, or an error that stays.
    fn collection_advance(&mut self, object: Value, cursor: &mut Cursor) -> Run<Option<Value>> {
        if let Some(s) = self.cast::<Set>(object) {
            if self.set_len(s) != cursor.size as usize {
                cursor.size = Cursor::BROKEN;
                return Err(self.raise(TypeId::RuntimeError, format_args!("Set changed size during iteration")));
            }
            let Some((_, key, next)) = self.set_key_from(s, cursor.at as usize) else { return Ok(None) };
            self.charge_items((next - 1).saturating_sub(cursor.at as usize))?;
            cursor.at = next as u32;
            return Ok(Some(key));
        }
        match self.cast::<Dict>(object) {
            Some(d) => self.dict_advance(d, false, cursor),
            None => Ok(None),
        }
    }

    /// The next key, value or item of a dict, in either direction.
    fn dict_advance(&mut self, d: Gc<Dict>, back: bool, cursor: &mut Cursor) -> Run<Option<Value>> {
        if self.dict_len(d) != cursor.size as usize {
            cursor.size = Cursor::BROKEN;
            return Err(self.raise(TypeId::RuntimeError, format_args!("dictionary changed size during iteration")));
        }
        let at = cursor.at as usize;
        let found = if back { self.dict_entry_before(d, at) } else { self.dict_entry_from(d, at) };
        let Some((key, value, next)) = found else { return Ok(None) };
        if !back && cursor.at.saturating_sub(cursor.skipped) >= cursor.size {
            return Err(self.raise(TypeId::RuntimeError, format_args!("dictionary keys changed during iteration")));
        }
        let skipped = at.abs_diff(next).saturating_sub(1);
        self.charge_items(skipped)?;
        let item = match cursor.view {
            ViewKind::Keys => key,
            ViewKind::Values => value,
            ViewKind::Items => self.new_tuple(&[key, value])?.value(),
        };
        cursor.at = next as u32;
        cursor.skipped = cursor.skipped.wrapping_add(skipped as u32);
        Ok(Some(item))
    }

    /// `iter(v)`
    ///
    /// # Errors
    /// TypeError; [`Trap::Memory`].
    pub fn iter(&mut self, v: Value) -> Run<Value> {
        let zero = Value::int32(0);
        let it = match self.kind(v) {
            Some(Kind::List | Kind::Tuple | Kind::Str) => {
                self.new_iterator(IterKind::Sequence, v, zero, Value::NONE)?
            }
            Some(Kind::Range) => {
                let [step, start, stop] = self.for_init(v)?;
                self.new_iterator(IterKind::Range, start, stop, step)?
            }
            Some(Kind::Dict | Kind::DictView | Kind::Set) => {
                let [over, a, b] = self.for_init(v)?;
                let kind = match Cursor::unpack(a, b).view {
                    _ if self.kind(over) == Some(Kind::Set) => IterKind::Set,
                    ViewKind::Keys => IterKind::DictKeys,
                    ViewKind::Values => IterKind::DictValues,
                    ViewKind::Items => IterKind::DictItems,
                };
                self.new_iterator(kind, over, a, b)?
            }
            Some(Kind::Iterator) => return Ok(v),
            _ => return Err(self.not_iterable(v)),
        };
        Ok(it.value())
    }

    /// A new list of the items of an iterable that is no iterator (see [`Context::needs_calls`]).
    ///
    /// # Errors
    /// TypeError if it is not iterable; [`Trap::Memory`], [`Trap::Fuel`].
    pub fn list_from_iterable(&mut self, v: Value) -> Run<Gc<List>> {
        if let Some(items) = self.items_of(v) {
            self.charge_items(items.len())?;
            return self.list_from_items(items);
        }
        if self.needs_calls(v) || !self.is_iterable(v) {
            return Err(self.not_iterable(v));
        }
        let n = match self.len(v) {
            Ok(n) => n,
            // More numbers than there is memory for.
            Err(Trap::Raise) => {
                self.exception = Value::UNASSIGNED;
                return Err(Trap::Memory);
            }
            Err(t) => return Err(t),
        };
        self.charge_items(n)?;
        let list = self.list_with_capacity(n)?;
        let mut state = self.for_init(v)?;
        while let Step::Item(item) = self.for_next(&mut state)? {
            self.list_push(list, item)?;
        }
        Ok(list)
    }

    /// The first item of a set or of a view of keys or items, at or behind place `at`, and the place behind it.
    pub(crate) fn set_like_item_from(&mut self, v: Value, at: usize) -> Run<Option<(Value, usize)>> {
        if let Some(s) = self.cast::<Set>(v) {
            return Ok(self.set_key_from(s, at).map(|(_, key, next)| (key, next)));
        }
        let Some(view) = self.cast::<DictView>(v) else { return Ok(None) };
        let kind = ViewKind::from_number(self.get(view).header.aux);
        let Some(d) = self.cast::<Dict>(self.get(view).dict) else { return Ok(None) };
        match self.dict_entry_from(d, at) {
            Some((key, value, next)) if kind == ViewKind::Items => {
                Ok(Some((self.new_tuple(&[key, value])?.value(), next)))
            }
            Some((key, _, next)) => Ok(Some((key, next))),
            None => Ok(None),
        }
    }

    /// Whether `v` is a set, or a view of keys or items.
    pub(crate) fn is_set_like(&self, v: Value) -> bool {
        match self.header(v) {
            Some(h) => {
                h.kind == Kind::Set || h.kind == Kind::DictView && ViewKind::from_number(h.aux) != ViewKind::Values
            }
            None => false,
        }
    }

    /// The dict that a view shows.
    pub(crate) fn view_dict(&self, v: Value) -> Option<Gc<Dict>> {
        self.cast(self.get(self.cast::<DictView>(v)?).dict)
    }

    /// What has been paid so far, for [`Context::settle`].
    #[inline]
    pub(crate) fn paid(&self) -> u64 {
        self.fuel_paid
    }

    /// Marks a step that an instruction will not do again if it is executed again (an iterator moved on, and the item
    /// is kept): what was paid since `mark` is paid for good and is not credited to a second execution.
    #[inline]
    pub(crate) fn settle(&mut self, mark: u64) {
        self.fuel_paid = mark;
        self.progressed = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_lies_in_two_ints() {
        for view in [ViewKind::Keys, ViewKind::Values, ViewKind::Items] {
            for n in [0, 1, 0xFFFF, 0x1_0000, 0x8000_0000, Cursor::BROKEN] {
                for cursor in [
                    Cursor { at: n, size: 7, skipped: 3, view },
                    Cursor { at: 7, size: n, skipped: 3, view },
                    Cursor { at: 7, size: 3, skipped: n, view },
                ] {
                    let (a, b) = cursor.pack();
                    assert!(a.is_int() && b.is_int());
                    assert_eq!(Cursor::unpack(a, b), cursor);
                }
            }
        }
    }
}
