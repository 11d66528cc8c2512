//! Ints as values: small ones lie in the value, others are objects of limbs.

use crate::context::Context;
use crate::heap::Gc;
use crate::num::big::{self, Int, Limb, Word, Written};
use crate::object::{BIGINT_NEGATIVE, BigInt, TypeId};
use crate::value::Value;
use crate::{Run, Trap};

/// An int operand, small or big, as the big-integer functions take it.
pub enum Operand<'a> {
    /// A small int or a bool.
    Small(Word),
    /// A big int's limbs.
    Big(Int<'a>),
}

impl Operand<'_> {
    /// The integer.
    pub fn as_int(&self) -> Int<'_> {
        match self {
            Operand::Small(word) => word.as_int(),
            Operand::Big(int) => *int,
        }
    }
}

/// A large int being made: limbs to be written, then [`Context::finish_int`].
#[derive(Clone, Copy)]
pub struct Unfinished(Gc<BigInt>);

impl Context {
    /// The int `i`.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn new_int(&mut self, i: i64) -> Run<Value> {
        match Value::int(i) {
            Some(v) => Ok(v),
            None => self.new_big(i < 0, &[i.unsigned_abs()]),
        }
    }

    /// The int of this sign and magnitude, whatever its size; leading zero limbs are dropped.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn new_big(&mut self, negative: bool, limbs: &[Limb]) -> Run<Value> {
        let int = Int::new(negative, limbs);
        if let Some(v) = int.to_i64().and_then(Value::int) {
            return Ok(v);
        }
        let limbs = int.limbs();
        let len = u32::try_from(limbs.len()).map_err(|_| Trap::Memory)?;
        let g = self.alloc::<BigInt>(limbs.len().checked_mul(size_of::<Limb>()).ok_or(Trap::Memory)?)?;
        // SAFETY: the object was allocated with room for so many limbs behind its header, which is 8 bytes long, and
        // nothing else refers to it; `limbs` is another memory, since the object is new.
        unsafe { core::ptr::copy_nonoverlapping(limbs.as_ptr(), self.ptr(g).add(1).cast(), limbs.len()) }
        let header = &mut self.get_mut(g).header;
        header.len = len;
        header.flags = if int.is_negative() { BIGINT_NEGATIVE } else { 0 };
        Ok(g.value())
    }

    /// A big int's sign and limbs. Not to be kept beyond the instruction (as with [`Gc`]): the object does not change, and
    /// stays where it is, for that long.
    pub fn bigint<'a>(&self, g: Gc<BigInt>) -> Int<'a> {
        let header = &self.get(g).header;
        // SAFETY: a big int's limbs lie behind its header; `len` of them (see `BigInt`).
        let limbs = unsafe { core::slice::from_raw_parts(self.ptr(g).add(1).cast(), header.len as usize) };
        Int::new(header.flags & BIGINT_NEGATIVE != 0, limbs)
    }

    /// A value as an int, if it is an int or a bool. Not to be kept beyond the instruction.
    pub fn int_operand<'a>(&self, v: Value) -> Option<Operand<'a>> {
        if let Some(i) = v.as_int() {
            return Some(Operand::Small(Word::new(i)));
        }
        if v.is_bool() {
            return Some(Operand::Small(Word::new((v == Value::TRUE) as i64)));
        }
        Some(Operand::Big(self.bigint(self.cast(v)?)))
    }

    /// The int that `v` is, if it is a small int or a bool.
    #[inline(always)]
    pub fn small_int(&self, v: Value) -> Option<i64> {
        match v {
            v if v.is_int() => Some(v.int_payload()),
            Value::TRUE => Some(1),
            Value::FALSE => Some(0),
            _ => None,
        }
    }

    /// Whether `v` is an int or a bool.
    pub fn is_integer(&self, v: Value) -> bool {
        v.is_int() || v.is_bool() || self.cast::<BigInt>(v).is_some()
    }

    /// An int from unsigned 64 bits.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn new_uint(&mut self, i: u64) -> Run<Value> {
        self.copy_int(Int::new(false, &[i]))
    }

    /// An int with this number.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn copy_int(&mut self, n: Int<'_>) -> Run<Value> {
        let u = self.alloc_int(n.limbs().len())?;
        self.limbs_mut(u).copy_from_slice(n.limbs());
        Ok(self.finish_int(u, Written { negative: n.is_negative(), len: n.limbs().len() }))
    }

    /// An int from the little-endian bytes of its magnitude.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn new_int_from_bytes(&mut self, negative: bool, magnitude: &[u8]) -> Run<Value> {
        let n = magnitude.len().div_ceil(size_of::<Limb>());
        let u = self.alloc_int(n)?;
        for (limb, bytes) in self.limbs_mut(u).iter_mut().zip(magnitude.chunks(size_of::<Limb>())) {
            let mut whole = [0; size_of::<Limb>()];
            whole.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
            *limb = Limb::from_le_bytes(whole);
        }
        Ok(self.finish_int(u, Written { negative, len: n }))
    }

    /// Room for an int of `limbs` limbs, all zero.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn alloc_int(&mut self, limbs: usize) -> Run<Unfinished> {
        let len = u32::try_from(limbs).map_err(|_| Trap::Memory)?;
        let b = self.alloc::<BigInt>(limbs.checked_mul(size_of::<Limb>()).ok_or(Trap::Memory)?)?;
        self.get_mut(b).header.len = len;
        Ok(Unfinished(b))
    }

    /// The limbs of an int being made. Not to be kept beyond the instruction (as with [`Gc`]), nor used beside another
    /// call of this function for the same int.
    pub fn limbs_mut<'a>(&mut self, u: Unfinished) -> &'a mut [Limb] {
        let len = self.get(u.0).header.len as usize;
        // SAFETY: the limbs lie behind the header; nobody else has seen the object.
        unsafe { core::slice::from_raw_parts_mut(self.ptr(u.0).add(1).cast(), len) }
    }

    /// The int whose limbs were written: a value if it is small.
    pub fn finish_int(&mut self, u: Unfinished, written: Written) -> Value {
        let limbs = self.limbs_mut(u);
        let n = Int::new(written.negative, limbs.get(..written.len).unwrap_or(limbs));
        if let Some(v) = n.to_i64().and_then(Value::int) {
            return v;
        }
        let (negative, len) = (n.is_negative(), n.limbs().len());
        let header = &mut self.get_mut(u.0).header;
        header.len = len as u32;
        header.flags = if negative { BIGINT_NEGATIVE } else { 0 };
        u.0.value()
    }

    /// The int of a float without its fraction.
    ///
    /// # Errors
    /// `OverflowError` and `ValueError` for infinities and NaN.
    pub fn int_from_f64(&mut self, x: f64) -> Run<Value> {
        if x.is_nan() {
            return Err(self.value_error(format_args!("cannot convert float NaN to integer")));
        }
        if x.is_infinite() {
            return Err(self.raise(TypeId::OverflowError, format_args!("cannot convert float infinity to integer")));
        }
        if x.abs() < 9.0e18 {
            return self.new_int(x as i64);
        }
        let u = self.alloc_int(big::from_f64_len(x))?;
        match big::from_f64(self.limbs_mut(u), x) {
            Ok(w) => Ok(self.finish_int(u, w)),
            Err(e) => Err(self.big_error(e)),
        }
    }

    /// The int as a float.
    ///
    /// # Errors
    /// `OverflowError` if it is too large.
    pub fn int_to_f64(&mut self, v: Value) -> Run<f64> {
        match self.int_operand(v) {
            Some(Operand::Small(w)) => Ok(w.as_int().to_i64().unwrap_or(0) as f64),
            Some(op) => match big::to_f64(op.as_int()) {
                Ok(x) => Ok(x),
                Err(_) => Err(self.raise(TypeId::OverflowError, format_args!("int too large to convert to float"))),
            },
            None => Err(self.type_error(format_args!("must be real number"))),
        }
    }

    /// The exception for what a big-integer function could not do.
    pub(crate) fn big_error(&mut self, e: big::Error) -> Trap {
        match e {
            big::Error::ZeroDivision => {
                self.raise(TypeId::ZeroDivisionError, format_args!("integer division or modulo by zero"))
            }
            big::Error::Overflow => {
                self.raise(TypeId::OverflowError, format_args!("integer division result too large for a float"))
            }
            big::Error::Domain => self.value_error(format_args!("negative shift count")),
            big::Error::Short => self.raise(TypeId::SystemError, format_args!("big integer buffer too short")),
        }
    }

    /// Scratch memory of `len` limbs, all 0, for the current instruction.
    ///
    /// # Errors
    /// [`Trap::Memory`].
    pub fn scratch(&mut self, len: usize) -> Run<Scratch> {
        let bytes = self.alloc_bytes(len.checked_mul(size_of::<Limb>()).ok_or(Trap::Memory)?)?;
        // SAFETY: the array's bytes begin 8 bytes behind an address that is a multiple of 16.
        Ok(Scratch { limbs: unsafe { self.ptr(bytes).add(1).cast() }, len })
    }
}

/// Limbs in the heap that no object refers to: they last for the current instruction.
///
/// Invariant: `limbs..limbs + len` are initialised and belong to this value alone while an instruction executes, since
/// nothing is freed within one. It must not be kept beyond it.
pub struct Scratch {
    limbs: *mut Limb,
    len: usize,
}

impl Scratch {
    /// The limbs.
    pub fn limbs(&self) -> &[Limb] {
        // SAFETY: the invariant of `Scratch`.
        unsafe { core::slice::from_raw_parts(self.limbs, self.len) }
    }

    /// The limbs' bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        // SAFETY: the invariant of `Scratch`; a limb is eight bytes.
        unsafe { core::slice::from_raw_parts(self.limbs.cast(), self.len * size_of::<Limb>()) }
    }

    /// The limbs' bytes, to be changed.
    pub(crate) fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: as in `bytes`.
        unsafe { core::slice::from_raw_parts_mut(self.limbs.cast(), self.len * size_of::<Limb>()) }
    }

    /// The limbs, to be changed.
    pub fn limbs_mut(&mut self) -> &mut [Limb] {
        // SAFETY: the invariant of `Scratch`.
        unsafe { core::slice::from_raw_parts_mut(self.limbs, self.len) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestStore;
    use crate::value::{INT_MAX, INT_MIN};

    #[test]
    fn ints_are_small_where_they_fit() {
        let mut store = TestStore::new(1 << 16);
        let cx = store.cx();
        for i in [0, -1, INT_MAX, INT_MIN, INT_MAX + 1, INT_MIN - 1, i64::MAX, i64::MIN] {
            let v = cx.new_int(i).unwrap();
            assert_eq!(v.is_int(), (INT_MIN..=INT_MAX).contains(&i));
            assert_eq!(cx.int_operand(v).unwrap().as_int().to_i64(), Some(i));
        }
        let v = cx.new_big(true, &[1, 2, 0, 0]).unwrap();
        assert_eq!(cx.int_operand(v).unwrap().as_int(), Int::new(true, &[1, 2]));
        assert_eq!(cx.new_big(true, &[0, 0]).unwrap(), Value::int32(0));
        assert!(cx.int_operand(Value::NONE).is_none());
    }

    #[test]
    fn scratch_is_zeroed_and_distinct() {
        let mut store = TestStore::new(1 << 16);
        let cx = store.cx();
        let (mut a, b) = (cx.scratch(4).unwrap(), cx.scratch(4).unwrap());
        a.limbs_mut().fill(7);
        assert_eq!(b.limbs(), [0; 4]);
        assert!(cx.scratch(usize::MAX / 4).is_err());
    }
}
