//! Ints of at most two limbs without the general machinery: what 64-bit arithmetic makes on its way.
//!
//! The results are those of [`num::big`](crate::num::big), which the operators turn to where there is none here. No operation on
//! operands of this size costs fuel there ([`fuel`]), so none does here.

use crate::Run;
use crate::context::Context;
use crate::num::big::{Limb, fuel};
use crate::object::arith::BinaryOp;
use crate::object::{BIGINT_NEGATIVE, BigInt};
use crate::value::Value;

/// A sign and a magnitude of two limbs; zero is not negative.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Wide {
    negative: bool,
    magnitude: u128,
}

/// Bits of a magnitude.
const BITS: u128 = u128::BITS as u128;
/// More than the limb operations of a product, a division or a shift of ints of two limbs.
const _: () = assert!(fuel(16) == 0);

impl Wide {
    fn positive(magnitude: u128) -> Wide {
        Wide { negative: false, magnitude }
    }

    /// Its low bits in two's complement: all there are, but for the sign's, that are not as in every int of the sign.
    fn low(self) -> u128 {
        if self.negative { self.magnitude.wrapping_neg() } else { self.magnitude }
    }

    fn negated(self) -> Wide {
        Wide { negative: !self.negative && self.magnitude != 0, ..self }
    }

    fn add(self, other: Wide) -> Option<Wide> {
        if self.negative == other.negative {
            return Some(Wide { magnitude: self.magnitude.checked_add(other.magnitude)?, ..self });
        }
        Some(match self.magnitude.checked_sub(other.magnitude) {
            Some(0) => Wide::positive(0),
            Some(magnitude) => Wide { magnitude, ..self },
            None => Wide { magnitude: other.magnitude - self.magnitude, ..other },
        })
    }

    fn mul(self, other: Wide) -> Option<Wide> {
        let (a, b) = (Limb::try_from(self.magnitude).ok()?, Limb::try_from(other.magnitude).ok()?);
        let magnitude = u128::from(a) * u128::from(b);
        Some(Wide { negative: self.negative != other.negative && magnitude != 0, magnitude })
    }

    /// The quotient and the remainder of two ints that are not negative.
    fn div_mod(self, other: Wide) -> Option<(u128, u128)> {
        let (a, b) = (self.magnitude, other.magnitude);
        if self.negative || other.negative || b == 0 {
            return None;
        }
        Some(match (Limb::try_from(a), Limb::try_from(b)) {
            _ if b.is_power_of_two() => (a >> b.trailing_zeros(), a & (b - 1)),
            (Ok(a), Ok(b)) => (u128::from(a / b), u128::from(a % b)),
            _ => (a / b, a % b),
        })
    }

    fn binary(self, op: BinaryOp, other: Wide) -> Option<Wide> {
        let (a, b) = (self, other);
        // The bits above are those of the signs.
        let positive = !a.negative && !b.negative;
        Some(match op {
            BinaryOp::Add => return a.add(b),
            BinaryOp::Sub => return a.add(b.negated()),
            BinaryOp::Mul => return a.mul(b),
            BinaryOp::FloorDiv => Wide::positive(a.div_mod(b)?.0),
            BinaryOp::Mod if a.negative && !b.negative && b.magnitude.is_power_of_two() => {
                Wide::positive(a.low() & (b.magnitude - 1))
            }
            BinaryOp::Mod => Wide::positive(a.div_mod(b)?.1),
            BinaryOp::LShift if !b.negative && b.magnitude <= u128::from(a.magnitude.leading_zeros()) => {
                Wide { magnitude: a.magnitude.checked_shl(b.magnitude as u32)?, ..a }
            }
            BinaryOp::RShift if positive => {
                Wide::positive(if b.magnitude < BITS { a.magnitude >> b.magnitude } else { 0 })
            }
            BinaryOp::And if !a.negative || !b.negative => Wide::positive(a.low() & b.low()),
            BinaryOp::Or if positive => Wide::positive(a.magnitude | b.magnitude),
            BinaryOp::Xor if positive => Wide::positive(a.magnitude ^ b.magnitude),
            _ => return None,
        })
    }
}

impl Context {
    /// The int as a sign and two limbs, if it fits; a bool is one too, so two of them are seen to before.
    #[inline(always)]
    fn wide(&self, v: Value) -> Option<Wide> {
        if let Some(i) = self.small_int(v) {
            return Some(Wide { negative: i < 0, magnitude: u128::from(i.unsigned_abs()) });
        }
        let g = self.cast::<BigInt>(v)?;
        let header = &self.get(g).header;
        let limbs = self.ptr(g).wrapping_add(1).cast::<Limb>();
        // SAFETY: a big int's limbs lie behind its header; `len` of them (see `BigInt`).
        let magnitude = unsafe {
            match header.len {
                1 => u128::from(*limbs),
                2 => u128::from(*limbs) | u128::from(*limbs.add(1)) << Limb::BITS,
                _ => return None,
            }
        };
        Some(Wide { negative: header.flags & BIGINT_NEGATIVE != 0, magnitude })
    }

    #[inline(always)]
    fn new_wide(&mut self, n: Wide) -> Run<Value> {
        let (low, high) = (n.magnitude as Limb, (n.magnitude >> Limb::BITS) as Limb);
        if high == 0
            && let Ok(i) = i64::try_from(low)
            && let Some(v) = Value::int(if n.negative { -i } else { i })
        {
            return Ok(v);
        }
        let len = 1 + (high != 0) as u32;
        let g = self.alloc::<BigInt>(len as usize * size_of::<Limb>())?;
        let limbs = self.ptr(g).wrapping_add(1).cast::<Limb>();
        // SAFETY: the object was allocated with room for `len` limbs behind its header, which is 8 bytes long.
        unsafe {
            *limbs = low;
            if high != 0 {
                *limbs.add(1) = high;
            }
        }
        let header = &mut self.get_mut(g).header;
        header.len = len;
        header.flags = if n.negative { BIGINT_NEGATIVE } else { 0 };
        Ok(g.value())
    }

    /// The int that a word is.
    #[inline(always)]
    pub(crate) fn int_of_word(&mut self, word: Limb) -> Run<Value> {
        self.new_wide(Wide::positive(word.into()))
    }

    /// `a op b` of two ints, where operands and result have at most two limbs and it needs no more than a few instructions.
    #[inline(always)]
    pub(crate) fn wide_binary(&mut self, op: BinaryOp, a: Value, b: Value) -> Option<Run<Value>> {
        let r = self.wide(a)?.binary(op, self.wide(b)?)?;
        Some(self.new_wide(r))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::int::Operand;
    use crate::testing::TestStore;

    const OPS: [BinaryOp; 10] = [
        BinaryOp::Add,
        BinaryOp::Sub,
        BinaryOp::Mul,
        BinaryOp::FloorDiv,
        BinaryOp::Mod,
        BinaryOp::LShift,
        BinaryOp::RShift,
        BinaryOp::And,
        BinaryOp::Or,
        BinaryOp::Xor,
    ];

    #[test]
    fn wide_ints_are_those_of_the_general_machinery() {
        let mut store = TestStore::new(1 << 26);
        let cx = store.cx();
        let mut magnitudes =
            vec![[0, 0], [7, 0], [12345, 0], [u64::MAX, 0], [0, u64::MAX], [u64::MAX, u64::MAX], [5, 9]];
        magnitudes.extend([1, 3, 27, 48, 49, 50, 62, 63].map(|n| [1 << n, 0]));
        magnitudes.extend([48, 49, 50, 63].map(|n| [(1 << n) - 1, 0]));
        magnitudes.extend([0, 1, 62, 63].map(|n| [0, 1 << n]));
        magnitudes.extend([0, 20, 63].map(|n| [0x1234_5678_9abc_def1, 3 << n]));
        let all: Vec<Value> = magnitudes
            .iter()
            .flat_map(|m| [false, true].map(|negative| cx.new_big(negative, m).unwrap()))
            .chain([Value::TRUE, Value::FALSE])
            .collect();
        let mut done = 0;
        for op in OPS {
            for (a, b) in all.iter().flat_map(|a| all.iter().map(|b| (*a, *b))) {
                let Some(got) = cx.wide_binary(op, a, b) else { continue };
                let (x, y) = (cx.int_operand(a).unwrap(), cx.int_operand(b).unwrap());
                let got = cx.int_operand(got.unwrap()).unwrap();
                let expected = cx.int_binary(op, false, a, b, x, y).unwrap();
                assert_eq!(got.as_int(), cx.int_operand(expected).unwrap().as_int(), "{op:?} {a:?} {b:?}");
                assert_eq!((cx.fuel_paid, cx.small_int(expected).is_some()), (0, matches!(got, Operand::Small(_))));
                done += 1;
            }
        }
        assert!(done > all.len() * all.len() * OPS.len() / 3);
    }

    #[test]
    fn what_has_no_result_is_left_to_the_general_machinery() {
        let mut store = TestStore::new(1 << 16);
        let cx = store.cx();
        let (large, larger) = (cx.new_big(false, &[0, 1]).unwrap(), cx.new_big(false, &[1, 1, 1]).unwrap());
        for (op, a, b) in [
            (BinaryOp::FloorDiv, large, Value::int32(0)),
            (BinaryOp::Mod, large, Value::int32(0)),
            (BinaryOp::LShift, large, Value::int32(-1)),
            (BinaryOp::RShift, large, Value::int32(-1)),
            (BinaryOp::LShift, large, Value::int32(64)),
            (BinaryOp::Mul, large, large),
            (BinaryOp::Add, larger, large),
            (BinaryOp::Add, large, Value::float(1.0)),
        ] {
            assert!(cx.wide_binary(op, a, b).is_none(), "{op:?}");
        }
    }
}
