//! What containers need of numbers, until those parts have it.

use crate::Run;
use crate::context::Context;
use crate::num::big;
use crate::value::Value;

/// The operators that ranges need.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum BinaryOp {
    Add,
    Sub,
    Mul,
    FloorDiv,
    Mod,
}

impl Context {
    pub(crate) fn int_binary_op(&mut self, op: BinaryOp, a: Value, b: Value) -> Run<Value> {
        let (Some(x), Some(y)) = (self.int_operand(a), self.int_operand(b)) else { return Ok(Value::NONE) };
        let (x, y) = (x.as_int(), y.as_int());
        let written = match op {
            BinaryOp::Add | BinaryOp::Sub => {
                self.charge(big::linear_cost(x, y))?;
                let u = self.alloc_int(big::add_len(x, y))?;
                let to = self.limbs_mut(u);
                let w = if op == BinaryOp::Add { big::add(to, x, y) } else { big::sub(to, x, y) };
                w.map(|w| (u, w))
            }
            BinaryOp::Mul => {
                self.charge(big::mul_cost(x, y))?;
                let u = self.alloc_int(big::mul_len(x, y))?;
                let mut scratch = self.scratch(big::mul_scratch(x, y))?;
                big::mul(self.limbs_mut(u), scratch.limbs_mut(), x, y).map(|w| (u, w))
            }
            BinaryOp::FloorDiv | BinaryOp::Mod => {
                self.charge(big::div_cost(x, y))?;
                let sizes = big::div_sizes(x, y);
                let (q, r) = (self.alloc_int(sizes.quotient)?, self.alloc_int(sizes.remainder)?);
                let mut scratch = self.scratch(sizes.scratch)?;
                big::div_mod(self.limbs_mut(q), self.limbs_mut(r), scratch.limbs_mut(), x, y)
                    .map(|(wq, wr)| if op == BinaryOp::Mod { (r, wr) } else { (q, wq) })
            }
        };
        match written {
            Ok((u, w)) => Ok(self.finish_int(u, w)),
            Err(e) => Err(self.big_error(e)),
        }
    }
}
