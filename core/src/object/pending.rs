//! What containers need of numbers and strs, until those parts have it.

use crate::Run;
use crate::context::Context;
use crate::heap::Gc;
use crate::num::big;
use crate::object::{Str, TypeId};
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

    pub(crate) fn pending_char_at(&mut self, s: Gc<Str>, at: usize) -> Run<Option<(Gc<Str>, usize)>> {
        let bytes = self.str_bytes(s);
        if at >= bytes.len() {
            return Ok(None);
        }
        let end = (at + 1..bytes.len()).find(|i| bytes[*i] & 0xC0 != 0x80).unwrap_or(bytes.len());
        let mut buffer = [0; 4];
        let n = (end - at).min(4);
        buffer[..n].copy_from_slice(&bytes[at..at + n]);
        Ok(Some((self.new_str(&buffer[..n])?, end)))
    }

    fn pending_offset(&self, s: Gc<Str>, i: usize) -> usize {
        let bytes = self.str_bytes(s);
        bytes.iter().enumerate().filter(|(_, b)| **b & 0xC0 != 0x80).nth(i).map_or(bytes.len(), |(at, _)| at)
    }

    pub(crate) fn pending_get_item(&mut self, s: Gc<Str>, i: Value) -> Run<Gc<Str>> {
        let n = self.get(s).chars as i64;
        match self.small_int(i) {
            Some(i) if i >= -n && i < n => {
                let at = self.pending_offset(s, (if i < 0 { i + n } else { i }) as usize);
                Ok(self.pending_char_at(s, at)?.map_or(s, |(c, _)| c))
            }
            Some(_) => Err(self.raise(TypeId::IndexError, format_args!("string index out of range"))),
            None => {
                let t = self.type_name(i);
                Err(self.type_error(format_args!("string indices must be integers, not '{t}'")))
            }
        }
    }

    pub(crate) fn pending_slice(&mut self, s: Gc<Str>, b: super::slice::Bounds) -> Run<Gc<Str>> {
        let r = self.alloc_str(b.count.saturating_mul(4))?;
        let mut n = 0;
        for i in 0..b.count {
            let at = self.pending_offset(s, b.index(i));
            let end = self.pending_offset(s, b.index(i) + 1);
            for k in at..end {
                let byte = self.str_bytes(s)[k];
                self.str_bytes_mut(r)[n] = byte;
                n += 1;
            }
        }
        self.get_mut(r).header.len = n as u32;
        self.finish_str(r);
        Ok(r)
    }

    pub(crate) fn pending_contains(&mut self, s: Gc<Str>, item: Value) -> Run<bool> {
        let Some(part) = self.cast::<Str>(item) else {
            let t = self.type_name(item);
            return Err(self.type_error(format_args!("'in <string>' requires string as left operand, not {t}")));
        };
        let (whole, part) = (self.str_bytes(s), self.str_bytes(part));
        Ok(part.is_empty() || whole.windows(part.len()).any(|w| w == part))
    }
}
