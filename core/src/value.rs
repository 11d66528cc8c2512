//! The NaN-boxed value.
//!
//! Contract: a [`Value`] is 64 bits wide and every bit pattern that the engine holds is valid, that is, made by one of
//! the constructors here. Whoever brings a double in from outside arithmetic on valid values (constants of an image,
//! the host) goes through [`Value::float`], which makes every NaN canonical.
//!
//! Why: doubles are stored raw, so a float in a frame slot is a value already, and arithmetic on valid doubles yields
//! only the hardware's default NaN (positive on A64, negative on x86-64), which both lie in the double range. A NaN
//! with a crafted payload could read as a reference.
//!
//! | bits | meaning |
//! |---|---|
//! | at most `0xFFF8_0000_0000_0000` | a double |
//! | `0xFFF9` on top | a reference: region offset / 8 in the low 32 bits |
//! | `0xFFFA` on top | an immediate: sort in bits 32..48, number in the low 32 bits |
//! | `0xFFFC..=0xFFFF` on top | a small int: 50 bits, two's complement |

use core::fmt;

/// The smallest bit pattern of a small int; its fourteen top bits are ones.
pub const INT_TAG: u64 = 0xFFFC << 48;
/// The tag of references.
pub const REF_TAG: u64 = 0xFFF9 << 48;
/// The tag of immediates.
pub const IMM_TAG: u64 = 0xFFFA << 48;
/// The largest bit pattern of a double.
pub const MAX_FLOAT: u64 = 0xFFF8 << 48;
/// The canonical NaN.
pub const CANONICAL_NAN: u64 = 0x7FF8 << 48;
/// Bits of a small int's payload.
pub const INT_BITS: u32 = 50;
/// The largest small int.
pub const INT_MAX: i64 = (1 << (INT_BITS - 1)) - 1;
/// The smallest small int.
pub const INT_MIN: i64 = -(1 << (INT_BITS - 1));

/// What sort of thing an immediate names (bits 32..48).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub enum Sort {
    /// `None`, `True` and their like: the number is one of the constants of [`Value`].
    Singleton = 0,
    /// A function of the engine: the number is an index into the table of natives.
    Native = 1,
    /// A built-in type: the number is a [`TypeId`](crate::object::TypeId).
    Type = 2,
    /// A function of the embedder: the number is its index in the linker.
    Host = 3,
}

/// A Python value in 64 bits.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Value(u64);

impl Value {
    /// `None`.
    pub const NONE: Value = Value(IMM_TAG);
    /// `False`.
    pub const FALSE: Value = Value(IMM_TAG | 1);
    /// `True`; its bits are those of `False` plus one, which compiled comparisons rely on.
    pub const TRUE: Value = Value(IMM_TAG | 2);
    /// What a local variable or a global slot holds before it is assigned. Programs never see it.
    pub const UNASSIGNED: Value = Value(IMM_TAG | 3);
    /// `NotImplemented`.
    pub const NOT_IMPLEMENTED: Value = Value(IMM_TAG | 4);
    /// `Ellipsis`.
    pub const ELLIPSIS: Value = Value(IMM_TAG | 5);
    /// What an iterator yields when it has ended. Programs never see it.
    pub const END: Value = Value(IMM_TAG | 6);

    /// A value from its bits.
    ///
    /// # Safety
    /// The bits must have come from [`Value::bits`], in the same store where they are a reference.
    #[inline(always)]
    pub const unsafe fn from_bits(bits: u64) -> Value {
        Value(bits)
    }

    /// The value's bits.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// A float; every NaN becomes the canonical one.
    #[inline(always)]
    pub const fn float(x: f64) -> Value {
        if x.is_nan() { Value(CANONICAL_NAN) } else { Value(x.to_bits()) }
    }

    /// A bool.
    #[inline(always)]
    pub const fn bool(b: bool) -> Value {
        Value(Value::FALSE.0 + b as u64)
    }

    /// A small int, where `i` fits in 50 bits.
    #[inline(always)]
    pub const fn int(i: i64) -> Option<Value> {
        if i >= INT_MIN && i <= INT_MAX { Some(Value::int_wrapped(i)) } else { None }
    }

    /// A small int of the low 50 bits of `i`. For an `i` that is known to fit.
    #[inline(always)]
    pub const fn int_wrapped(i: i64) -> Value {
        Value(INT_TAG | (i as u64))
    }

    /// A small int from 32 bits, which always fit.
    #[inline(always)]
    pub const fn int32(i: i32) -> Value {
        Value::int_wrapped(i as i64)
    }

    /// A small int from an unsigned 32-bit number, which always fits.
    #[inline(always)]
    pub const fn uint32(i: u32) -> Value {
        Value::int_wrapped(i as i64)
    }

    /// An immediate.
    #[inline(always)]
    pub const fn immediate(sort: Sort, number: u32) -> Value {
        Value(IMM_TAG | (sort as u64) << 32 | number as u64)
    }

    /// A reference to the object at byte offset `8 * units` of the region.
    #[inline(always)]
    pub(crate) const fn reference(units: u32) -> Value {
        Value(REF_TAG | units as u64)
    }

    /// Whether it is a float.
    #[inline(always)]
    pub const fn is_float(self) -> bool {
        self.0 <= MAX_FLOAT
    }

    /// Whether it is a small int.
    #[inline(always)]
    pub const fn is_int(self) -> bool {
        self.0 >= INT_TAG
    }

    /// Whether it is a reference.
    #[inline(always)]
    pub const fn is_ref(self) -> bool {
        self.0 >> 48 == REF_TAG >> 48
    }

    /// Whether it is `True` or `False`.
    #[inline(always)]
    pub const fn is_bool(self) -> bool {
        self.0 == Value::TRUE.0 || self.0 == Value::FALSE.0
    }

    /// The float, if it is one.
    #[inline(always)]
    pub const fn as_float(self) -> Option<f64> {
        if self.is_float() { Some(f64::from_bits(self.0)) } else { None }
    }

    /// The small int, if it is one (bools are not).
    #[inline(always)]
    pub const fn as_int(self) -> Option<i64> {
        if self.is_int() { Some(self.int_payload()) } else { None }
    }

    /// The small int's payload, meaningless for anything else.
    #[inline(always)]
    pub const fn int_payload(self) -> i64 {
        (self.0 << (64 - INT_BITS)) as i64 >> (64 - INT_BITS)
    }

    /// The reference's unit offset, if it is a reference.
    #[inline(always)]
    pub const fn as_ref_units(self) -> Option<u32> {
        if self.is_ref() { Some(self.0 as u32) } else { None }
    }

    /// The number of an immediate of this sort.
    #[inline(always)]
    pub const fn as_immediate(self, sort: Sort) -> Option<u32> {
        if self.0 >> 32 == (IMM_TAG >> 32) | sort as u64 { Some(self.0 as u32) } else { None }
    }

    /// Whether both are small ints: one `and` and one comparison, since the int tag is all ones.
    #[inline(always)]
    pub const fn both_ints(a: Value, b: Value) -> bool {
        a.0 & b.0 >= INT_TAG
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            v if v.is_float() => write!(f, "float({:?})", f64::from_bits(v.0)),
            v if v.is_int() => write!(f, "int({})", v.int_payload()),
            v if v.is_ref() => write!(f, "ref({:#x})", v.0 as u32),
            v => write!(f, "imm({}, {})", (v.0 >> 32) as u16, v.0 as u32),
        }
    }
}

// Pinned: compiled code tests tags with these relations.
const _: () = assert!(size_of::<Value>() == 8);
const _: () = assert!(Value::TRUE.0 == Value::FALSE.0 + 1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ints_at_the_edges() {
        for i in [0, 1, -1, INT_MAX, INT_MIN, 1 << 40] {
            assert_eq!(Value::int(i).and_then(Value::as_int), Some(i));
        }
        assert_eq!(Value::int(INT_MAX + 1), None);
        assert_eq!(Value::int(INT_MIN - 1), None);
    }

    #[test]
    fn every_nan_becomes_canonical() {
        for bits in [0x7FF8_0000_0000_0001, 0xFFFC_0000_0000_0000, 0xFFF9_0000_0000_0010, 0x7FF0_0000_0000_0001u64] {
            assert_eq!(Value::float(f64::from_bits(bits)).bits(), CANONICAL_NAN);
        }
    }

    #[test]
    fn kinds_do_not_overlap() {
        let all = [Value::float(-f64::INFINITY), Value::int32(-1), Value::reference(7), Value::NONE];
        for (i, v) in all.iter().enumerate() {
            let is = [v.is_float(), v.is_int(), v.is_ref(), v.as_immediate(Sort::Singleton).is_some()];
            assert_eq!(is.iter().filter(|x| **x).count(), 1);
            assert!(is[i]);
        }
    }
}
