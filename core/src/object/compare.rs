//! Comparison and identity.
//!
//! Contract: [`Context::compare`] is the operators `< <= > >= == !=`, [`Context::eq`] is what containers ask (identity
//! first, then `==`), [`Context::is`] is `is`. Comparing containers charges fuel for each item looked at.
//!
//! Nothing here changes the heap, so an instruction that traps in a comparison can simply be executed again. Recursion
//! into nested containers is bounded by [`MAX_DEPTH`].

use core::cmp::Ordering;

use crate::context::Context;
use crate::heap::{Gc, Kind};
use crate::num::big::{self, Int, Word};
use crate::object::{BigInt, Dict, List, Method, Range, STR_INTERNED, STR_SHARED, Set, Slice, Str, Tuple, TypeId};
use crate::value::Value;
use crate::{Run, Trap};

/// How deep containers may be nested for comparison and hashing.
pub const MAX_DEPTH: u32 = 200;

/// Items that a unit of fuel compares or copies.
pub const ITEMS_PER_FUEL: usize = 8;

/// Bytes of strs that a unit of fuel compares.
const BYTES_COMPARED_PER_FUEL: u32 = 64;

/// A comparison operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompareOp {
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `==`
    Eq,
    /// `!=`
    Ne,
}

impl CompareOp {
    /// The operator as it is written.
    pub const fn symbol(self) -> &'static str {
        match self {
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
        }
    }

    /// Whether it holds between things of this order; `None` is the order of NaNs.
    #[inline]
    pub const fn holds(self, order: Option<Ordering>) -> bool {
        match (self, order) {
            (CompareOp::Lt, Some(o)) => o.is_lt(),
            (CompareOp::Le, Some(o)) => o.is_le(),
            (CompareOp::Gt, Some(o)) => o.is_gt(),
            (CompareOp::Ge, Some(o)) => o.is_ge(),
            (CompareOp::Eq, Some(o)) => o.is_eq(),
            (CompareOp::Ne, Some(o)) => o.is_ne(),
            (op, None) => matches!(op, CompareOp::Ne),
        }
    }

    /// Whether it asks for an order, not just for equality.
    const fn is_ordering(self) -> bool {
        !matches!(self, CompareOp::Eq | CompareOp::Ne)
    }
}

/// A number as comparison sees it.
enum Number<'a> {
    Small(i64),
    Big(Int<'a>),
    Float(f64),
}

impl Context {
    #[inline]
    fn number(&self, v: Value) -> Option<Number<'_>> {
        if v.is_int() {
            return Some(Number::Small(v.int_payload()));
        }
        if let Some(x) = v.as_float() {
            return Some(Number::Float(x));
        }
        if v.is_bool() {
            return Some(Number::Small((v == Value::TRUE) as i64));
        }
        Some(Number::Big(self.bigint(self.cast(v)?)))
    }

    /// The order of two numbers, exactly, whatever their types: `None` if one is no number, `Some(None)` if one is NaN.
    pub fn number_order(&self, a: Value, b: Value) -> Option<Option<Ordering>> {
        Some(match (self.number(a)?, self.number(b)?) {
            (Number::Small(a), Number::Small(b)) => Some(a.cmp(&b)),
            (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
            (Number::Big(a), Number::Big(b)) => Some(a.compare(b)),
            (Number::Big(a), Number::Small(b)) => Some(a.compare(Word::new(b).as_int())),
            (Number::Small(a), Number::Big(b)) => Some(Word::new(a).as_int().compare(b)),
            // Small ints have 50 bits: every one is a double.
            (Number::Small(a), Number::Float(b)) => (a as f64).partial_cmp(&b),
            (Number::Float(a), Number::Small(b)) => a.partial_cmp(&(b as f64)),
            (Number::Big(a), Number::Float(b)) => big::partial_cmp_f64(a, b),
            (Number::Float(a), Number::Big(b)) => big::partial_cmp_f64(b, a).map(Ordering::reverse),
        })
    }

    /// `a is b`. Values of numbers have no identity: two ints or two floats are the same if type and bits agree, and
    /// all NaNs are the same.
    #[inline]
    pub fn is(&self, a: Value, b: Value) -> bool {
        if a == b {
            return true;
        }
        if let (Some(x), Some(y)) = (a.as_float(), b.as_float()) {
            return x.is_nan() && y.is_nan();
        }
        match (self.cast::<BigInt>(a), self.cast::<BigInt>(b)) {
            (Some(x), Some(y)) => self.bigint(x) == self.bigint(y),
            _ => false,
        }
    }

    /// Whether `a is b or a == b`: what containers ask of their items.
    ///
    /// # Errors
    /// RecursionError for containers nested too deeply; [`Trap::Fuel`].
    #[inline]
    pub fn eq(&mut self, a: Value, b: Value) -> Run<bool> {
        self.eq_at(a, b, 0)
    }

    #[inline]
    pub(crate) fn eq_at(&mut self, a: Value, b: Value, depth: u32) -> Run<bool> {
        if Value::both_ints(a, b) {
            return Ok(a == b);
        }
        if self.is(a, b) {
            return Ok(true);
        }
        self.compare_at(CompareOp::Eq, a, b, depth)
    }

    /// `a op b` as a bool value.
    ///
    /// # Errors
    /// TypeError if the types have no such order, RecursionError; [`Trap::Fuel`].
    #[inline]
    pub fn compare(&mut self, op: CompareOp, a: Value, b: Value) -> Run<Value> {
        if Value::both_ints(a, b) {
            return Ok(Value::bool(op.holds(Some(a.int_payload().cmp(&b.int_payload())))));
        }
        if !op.is_ordering()
            && let Some(same) = self.same_strs(a, b)
        {
            return Ok(Value::bool(same == (op == CompareOp::Eq)));
        }
        Ok(Value::bool(self.compare_at(op, a, b, 0)?))
    }

    /// `a op b`, `depth` containers deep.
    pub(crate) fn compare_at(&mut self, op: CompareOp, a: Value, b: Value, depth: u32) -> Run<bool> {
        if let Some(order) = self.number_order(a, b) {
            self.charge_big_operands(a, b)?;
            return Ok(op.holds(order));
        }
        let (Some(ka), Some(kb)) = (self.kind(a), self.kind(b)) else { return self.compare_others(op, a, b) };
        match (ka, kb) {
            (Kind::Str, Kind::Str) => self.compare_strs(op, a, b),
            (Kind::List, Kind::List) | (Kind::Tuple, Kind::Tuple) => self.compare_sequences(op, a, b, depth),
            (Kind::Set | Kind::DictView, Kind::Set | Kind::DictView) if self.is_set_like(a) && self.is_set_like(b) => {
                self.compare_set_likes(op, a, b, depth)
            }
            (Kind::Dict, Kind::Dict) if !op.is_ordering() => {
                let (Some(x), Some(y)) = (self.cast::<Dict>(a), self.cast::<Dict>(b)) else { return Ok(false) };
                Ok(self.dicts_equal(x, y, depth)? == (op == CompareOp::Eq))
            }
            (Kind::Range, Kind::Range) if !op.is_ordering() => {
                let (Some(x), Some(y)) = (self.cast::<Range>(a), self.cast::<Range>(b)) else { return Ok(false) };
                Ok(self.ranges_equal(x, y)? == (op == CompareOp::Eq))
            }
            (Kind::Slice, Kind::Slice) => {
                let (x, y) = (self.slice_parts(a), self.slice_parts(b));
                self.compare_items(op, &x, &y, depth)
            }
            (Kind::Method, Kind::Method) if !op.is_ordering() => Ok(self.methods_equal(a, b) == (op == CompareOp::Eq)),
            _ => self.compare_others(op, a, b),
        }
    }

    /// Comparison where the types define none: by identity, or an error.
    fn compare_others(&mut self, op: CompareOp, a: Value, b: Value) -> Run<bool> {
        match op {
            CompareOp::Eq => Ok(self.is(a, b)),
            CompareOp::Ne => Ok(!self.is(a, b)),
            _ => {
                let (s, x, y) = (op.symbol(), self.type_name(a), self.type_name(b));
                Err(self.type_error(format_args!("'{s}' not supported between instances of '{x}' and '{y}'")))
            }
        }
    }

    /// Charges for comparing big ints of many limbs.
    fn charge_big_operands(&mut self, a: Value, b: Value) -> Run<()> {
        if !a.is_ref() || !b.is_ref() {
            return Ok(());
        }
        let cost = match (self.cast::<BigInt>(a), self.cast::<BigInt>(b)) {
            (Some(x), Some(y)) => big::linear_cost(self.bigint(x), self.bigint(y)),
            _ => 0,
        };
        if cost == 0 { Ok(()) } else { self.charge(cost) }
    }

    /// Whether two values are equal strs, if they are strs whose comparison costs nothing.
    #[inline]
    pub(crate) fn same_strs(&self, a: Value, b: Value) -> Option<bool> {
        let (x, y) = (self.cast::<Str>(a)?, self.cast::<Str>(b)?);
        let (x_header, y_header) = (&self.get(x).header, &self.get(y).header);
        if a == b || x_header.len != y_header.len {
            return Some(a == b);
        }
        if x_header.flags & y_header.flags & STR_INTERNED != 0 {
            return Some(false);
        }
        if x_header.len < BYTES_COMPARED_PER_FUEL { Some(self.same_texts(x, y)) } else { None }
    }

    /// Whether a value is a str of the same text as this one, if both are short and lie in no array.
    #[inline(always)]
    pub(crate) fn has_text_of(&self, v: Value, y: Gc<Str>) -> Option<bool> {
        let x = self.cast::<Str>(v)?;
        let (a, b) = (&self.get(x).header, &self.get(y).header);
        if a.len != b.len {
            return Some(false);
        }
        let held = (a.flags | b.flags) & STR_SHARED == 0;
        if held && a.len < BYTES_COMPARED_PER_FUEL { Some(self.same_words(x, y)) } else { None }
    }

    fn compare_strs(&mut self, op: CompareOp, a: Value, b: Value) -> Run<bool> {
        let (Some(x), Some(y)) = (self.cast::<Str>(a), self.cast::<Str>(b)) else { return Ok(false) };
        let (len_x, len_y) = (self.get(x).header.len, self.get(y).header.len);
        if !op.is_ordering() && len_x != len_y {
            return Ok(op == CompareOp::Ne);
        }
        let cost = len_x.min(len_y) / BYTES_COMPARED_PER_FUEL;
        if cost != 0 && a != b {
            self.charge(cost as u64)?;
        }
        // The order of generalised UTF-8 is the order of code points.
        Ok(op.holds(Some(if a == b { Ordering::Equal } else { self.str_bytes(x).cmp(self.str_bytes(y)) })))
    }

    /// The items of a list or tuple, as they are now.
    fn sequence(&self, v: Value) -> &[Value] {
        match self.cast::<List>(v) {
            Some(l) => self.list(l),
            None => self.cast::<Tuple>(v).map_or(&[], |t| self.tuple(t)),
        }
    }

    /// One level deeper in nested containers.
    pub(crate) fn deeper(&mut self, depth: u32, doing: &str) -> Run<u32> {
        if depth >= MAX_DEPTH {
            return Err(self.raise(TypeId::RecursionError, format_args!("maximum recursion depth exceeded{doing}")));
        }
        Ok(depth + 1)
    }

    fn compare_sequences(&mut self, op: CompareOp, a: Value, b: Value, depth: u32) -> Run<bool> {
        let (len_a, len_b) = (self.sequence(a).len(), self.sequence(b).len());
        if !op.is_ordering() && len_a != len_b {
            return Ok(op == CompareOp::Ne);
        }
        let inner = self.deeper(depth, " in comparison")?;
        // A nested comparison costs something however short it is: shared parts can make many of few.
        if depth > 0 {
            self.charge(1)?;
        }
        for i in 0..len_a.min(len_b) {
            if i % ITEMS_PER_FUEL == ITEMS_PER_FUEL - 1 {
                self.charge(1)?;
            }
            let (Some(&x), Some(&y)) = (self.sequence(a).get(i), self.sequence(b).get(i)) else { break };
            if !self.eq_at(x, y, inner)? {
                return match op {
                    CompareOp::Eq => Ok(false),
                    CompareOp::Ne => Ok(true),
                    _ => self.compare_at(op, x, y, inner),
                };
            }
        }
        Ok(op.holds(Some(len_a.cmp(&len_b))))
    }

    /// Compares two short sequences that the caller holds.
    fn compare_items(&mut self, op: CompareOp, a: &[Value], b: &[Value], depth: u32) -> Run<bool> {
        let inner = self.deeper(depth, " in comparison")?;
        for (&x, &y) in a.iter().zip(b) {
            if !self.eq_at(x, y, inner)? {
                return match op {
                    CompareOp::Eq => Ok(false),
                    CompareOp::Ne => Ok(true),
                    _ => self.compare_at(op, x, y, inner),
                };
            }
        }
        Ok(op.holds(Some(a.len().cmp(&b.len()))))
    }

    fn slice_parts(&self, v: Value) -> [Value; 3] {
        match self.cast::<Slice>(v) {
            Some(s) => {
                let s = self.get(s);
                [s.start, s.stop, s.step]
            }
            None => [Value::NONE; 3],
        }
    }

    fn methods_equal(&self, a: Value, b: Value) -> bool {
        let (Some(x), Some(y)) = (self.cast::<Method>(a), self.cast::<Method>(b)) else { return false };
        let (x, y) = (self.get(x), self.get(y));
        x.function == y.function && self.is(x.receiver, y.receiver)
    }

    /// Compares two sets, or views of keys or items: order is inclusion.
    fn compare_set_likes(&mut self, op: CompareOp, a: Value, b: Value, depth: u32) -> Run<bool> {
        let (len_a, len_b) = (self.len(a)?, self.len(b)?);
        match op {
            CompareOp::Eq => Ok(len_a == len_b && self.is_subset(a, b, depth)?),
            CompareOp::Ne => Ok(!(len_a == len_b && self.is_subset(a, b, depth)?)),
            CompareOp::Le => Ok(len_a <= len_b && self.is_subset(a, b, depth)?),
            CompareOp::Lt => Ok(len_a < len_b && self.is_subset(a, b, depth)?),
            CompareOp::Ge => Ok(len_a >= len_b && self.is_subset(b, a, depth)?),
            CompareOp::Gt => Ok(len_a > len_b && self.is_subset(b, a, depth)?),
        }
    }

    /// Whether every item of a set or view of keys or items is in another.
    fn is_subset(&mut self, a: Value, b: Value, depth: u32) -> Run<bool> {
        let inner = self.deeper(depth, " in comparison")?;
        self.charge(depth.min(1) as u64)?;
        if let (Some(x), Some(y)) = (self.cast::<Set>(a), self.cast::<Set>(b)) {
            let mut at = 0;
            let mut count = 0;
            while let Some((hash, key, next)) = self.set_entry_from(x, at) {
                at = next;
                self.charge_step(&mut count)?;
                if self.set_find_at(y, hash, key, inner)?.is_none() {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        let mut at = 0;
        let mut count = 0;
        while let Some((item, next)) = self.set_like_item_from(a, at)? {
            at = next;
            self.charge_step(&mut count)?;
            if !self.contains_at(b, item, inner)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Counts one item looked at, and charges for each eighth.
    #[inline]
    pub(crate) fn charge_step(&mut self, count: &mut usize) -> Run<()> {
        *count += 1;
        if count.is_multiple_of(ITEMS_PER_FUEL) { self.charge(1) } else { Ok(()) }
    }

    /// Charges for work on `n` items at once.
    #[inline]
    pub(crate) fn charge_items(&mut self, n: usize) -> Run<()> {
        // What no region can hold is refused before it is paid for. Sorting counts an item some thirty times.
        if n / 8 > self.len {
            return Err(Trap::Memory);
        }
        let units = n / ITEMS_PER_FUEL;
        if units == 0 { Ok(()) } else { self.charge(units as u64) }
    }
}
