//! `sum`, a value at a time.
//!
//! Floats are added with compensation (Neumaier's), as CPython does it from 3.12 on: what an addition loses is added up on its own,
//! and comes to the total at the end. CPython does so from the first float on, as long as there are floats and ints of 64 bits; whatever
//! else comes is added with `+`, and so is everything behind it.

use crate::Run;
use crate::context::Context;
use crate::object::arith::BinaryOp;
use crate::value::Value;

/// A sum in progress.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sum {
    /// What has been added, without what was lost.
    pub total: Value,
    /// What was lost, a float; `None` if no more is to be compensated.
    pub lost: Value,
}

impl Sum {
    /// The sum with another float, if both are floats that are added with compensation.
    #[inline(always)]
    pub fn add_float(self, v: Value) -> Option<Sum> {
        let (total, lost, x) = (self.total.as_float()?, self.lost.as_float()?, v.as_float()?);
        let sum = total + x;
        let (large, small) = if total.abs() >= x.abs() { (total, x) } else { (x, total) };
        Some(Sum { total: Value::float(sum), lost: Value::float(lost + ((large - sum) + small)) })
    }

    /// What it comes to.
    pub fn end(self) -> Value {
        match (self.total.as_float(), self.lost.as_float()) {
            (Some(total), Some(lost)) if lost != 0.0 && lost.is_finite() => Value::float(total + lost),
            _ => self.total,
        }
    }
}

impl Context {
    /// A sum that begins with `start`.
    pub(crate) fn sum_from(&self, start: Value) -> Sum {
        let plain = start.is_bool() || self.is_integer(start) && self.int_in_64_bits(start).is_none();
        Sum { total: start, lost: if plain { Value::NONE } else { Value::float(0.0) } }
    }

    /// The sum with another value.
    ///
    /// # Errors
    /// What `+` raises.
    pub(crate) fn sum_add(&mut self, sum: Sum, v: Value) -> Run<Sum> {
        if let Some(sum) = sum.add_float(v) {
            return Ok(sum);
        }
        let (total, word) = (sum.total.as_float(), self.int_in_64_bits(v));
        match (total, sum.lost.as_float(), word) {
            (Some(total), Some(_), Some(word)) => Ok(Sum { total: Value::float(total + word as f64), lost: sum.lost }),
            (Some(_), Some(_), None) => {
                let total = self.binary(BinaryOp::Add, false, sum.end(), v)?;
                Ok(Sum { total, lost: Value::NONE })
            }
            _ => {
                let total = self.binary(BinaryOp::Add, false, sum.total, v)?;
                let plain = word.is_none() && self.is_integer(v)
                    || self.is_integer(total) && self.int_in_64_bits(total).is_none();
                Ok(Sum { total, lost: if plain { Value::NONE } else { sum.lost } })
            }
        }
    }

    /// An int or bool, if it has 64 bits at most.
    fn int_in_64_bits(&self, v: Value) -> Option<i64> {
        self.int_operand(v)?.as_int().to_i64()
    }
}
