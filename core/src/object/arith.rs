//! The operators: one routine for each meaning, called by both tiers for everything they do not do in line.

use crate::context::Context;
use crate::heap::Kind;
use crate::num::big::{self, Int, Written};
use crate::num::{float, math};
use crate::object::int::Operand;
use crate::object::set::algebra::SetOp;
use crate::object::{Dict, DictView, List, Set, Str, Tuple, TypeId};
use crate::value::Value;
use crate::{Run, Trap};

/// A binary operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `@`
    MatMul,
    /// `/`
    TrueDiv,
    /// `//`
    FloorDiv,
    /// `%`
    Mod,
    /// `**`
    Pow,
    /// `<<`
    LShift,
    /// `>>`
    RShift,
    /// `&`
    And,
    /// `|`
    Or,
    /// `^`
    Xor,
}

impl BinaryOp {
    /// The operator as error messages show it.
    pub const fn symbol(self, in_place: bool) -> &'static str {
        match (self, in_place) {
            (BinaryOp::Add, false) => "+",
            (BinaryOp::Sub, false) => "-",
            (BinaryOp::Mul, false) => "*",
            (BinaryOp::MatMul, false) => "@",
            (BinaryOp::TrueDiv, false) => "/",
            (BinaryOp::FloorDiv, false) => "//",
            (BinaryOp::Mod, false) => "%",
            (BinaryOp::Pow, false) => "** or pow()",
            (BinaryOp::LShift, false) => "<<",
            (BinaryOp::RShift, false) => ">>",
            (BinaryOp::And, false) => "&",
            (BinaryOp::Or, false) => "|",
            (BinaryOp::Xor, false) => "^",
            (BinaryOp::Add, true) => "+=",
            (BinaryOp::Sub, true) => "-=",
            (BinaryOp::Mul, true) => "*=",
            (BinaryOp::MatMul, true) => "@=",
            (BinaryOp::TrueDiv, true) => "/=",
            (BinaryOp::FloorDiv, true) => "//=",
            (BinaryOp::Mod, true) => "%=",
            (BinaryOp::Pow, true) => "**=",
            (BinaryOp::LShift, true) => "<<=",
            (BinaryOp::RShift, true) => ">>=",
            (BinaryOp::And, true) => "&=",
            (BinaryOp::Or, true) => "|=",
            (BinaryOp::Xor, true) => "^=",
        }
    }
}

/// A unary operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnaryOp {
    /// `-`
    Neg,
    /// `+`
    Pos,
    /// `~`
    Invert,
}

impl Context {
    /// `a op b`, or `a op= b`, which changes `a` if it is a list, set or dict.
    ///
    /// # Errors
    /// What the operator raises; `TypeError` for operands it is not defined for.
    pub fn binary(&mut self, op: BinaryOp, in_place: bool, a: Value, b: Value) -> Run<Value> {
        if let (Some(x), Some(y)) = (self.small_int(a), self.small_int(b)) {
            if let Some(v) = small_binary(op, x, y) {
                return Ok(if a.is_bool() && b.is_bool() { bool_result(op, v) } else { v });
            }
        } else if let (Some(x), Some(y)) = (a.as_float(), b.as_float()) {
            return self.float_binary(op, in_place, a, b, x, y);
        }
        if let Some(result) = self.wide_binary(op, a, b) {
            return result;
        }
        match (self.int_operand(a), self.int_operand(b)) {
            (Some(x), Some(y)) => return self.int_binary(op, in_place, a, b, x, y),
            (Some(_), None) if b.is_float() && arithmetic(op) => {
                let x = self.int_to_f64(a)?;
                return self.float_binary(op, in_place, a, b, x, f64::from_bits(b.bits()));
            }
            (None, Some(_)) if a.is_float() && arithmetic(op) => {
                let y = self.int_to_f64(b)?;
                return self.float_binary(op, in_place, a, b, f64::from_bits(a.bits()), y);
            }
            _ => {}
        }
        self.object_binary(op, in_place, a, b)
    }

    /// `op v`
    ///
    /// # Errors
    /// `TypeError` for operands it is not defined for.
    pub fn unary(&mut self, op: UnaryOp, v: Value) -> Run<Value> {
        if let Some(i) = self.small_int(v) {
            let r = match op {
                UnaryOp::Neg => -i,
                UnaryOp::Pos => i,
                UnaryOp::Invert => !i,
            };
            return self.new_int(r);
        }
        if let Some(x) = v.as_float() {
            match op {
                UnaryOp::Neg => return Ok(Value::float(-x)),
                UnaryOp::Pos => return Ok(v),
                UnaryOp::Invert => {}
            }
        }
        if let Some(n) = self.int_operand(v) {
            let n = n.as_int();
            self.charge(big::linear_cost(n, n))?;
            return match op {
                UnaryOp::Pos => Ok(v),
                UnaryOp::Neg => self.copy_int(n.negated()),
                UnaryOp::Invert => self.big_result(big::bitwise_len(n, n), |to, _| big::invert(to, n), 0),
            };
        }
        let t = self.type_of(v).name();
        let sign = match op {
            UnaryOp::Neg => "-",
            UnaryOp::Pos => "+",
            UnaryOp::Invert => "~",
        };
        Err(self.type_error(format_args!("bad operand type for unary {sign}: '{t}'")))
    }

    /// A new int of at most `len` limbs, made by a function of destination and scratch.
    fn big_result(
        &mut self,
        len: usize,
        compute: impl FnOnce(&mut [big::Limb], &mut [big::Limb]) -> Result<Written, big::Error>,
        scratch: usize,
    ) -> Run<Value> {
        let u = self.alloc_int(len)?;
        let mut scratch = self.scratch(scratch)?;
        match compute(self.limbs_mut(u), scratch.limbs_mut()) {
            Ok(w) => Ok(self.finish_int(u, w)),
            Err(e) => Err(self.big_error(e)),
        }
    }

    /// The operator on two ints, whatever their size.
    pub(super) fn int_binary(
        &mut self,
        op: BinaryOp,
        in_place: bool,
        a: Value,
        b: Value,
        x: Operand<'_>,
        y: Operand<'_>,
    ) -> Run<Value> {
        let (x, y) = (x.as_int(), y.as_int());
        match op {
            BinaryOp::Add => {
                self.charge(big::linear_cost(x, y))?;
                self.big_result(big::add_len(x, y), |to, _| big::add(to, x, y), 0)
            }
            BinaryOp::Sub => {
                self.charge(big::linear_cost(x, y))?;
                self.big_result(big::add_len(x, y), |to, _| big::sub(to, x, y), 0)
            }
            BinaryOp::Mul => {
                self.charge(big::mul_cost(x, y))?;
                self.big_result(big::mul_len(x, y), |to, scratch| big::mul(to, scratch, x, y), big::mul_scratch(x, y))
            }
            BinaryOp::TrueDiv => {
                if y.is_zero() {
                    return Err(self.raise(TypeId::ZeroDivisionError, format_args!("division by zero")));
                }
                self.charge(big::true_div_cost(x, y))?;
                let mut scratch = self.scratch(big::true_div_scratch(x, y))?;
                match big::true_div(scratch.limbs_mut(), x, y) {
                    Ok(r) => Ok(Value::float(r)),
                    Err(e) => Err(self.big_error(e)),
                }
            }
            BinaryOp::FloorDiv => Ok(self.int_div_mod(x, y, "integer division or modulo by zero")?.0),
            BinaryOp::Mod => Ok(self.int_div_mod(x, y, "integer modulo by zero")?.1),
            BinaryOp::Pow => self.int_pow(a, b, x, y),
            BinaryOp::LShift | BinaryOp::RShift => self.int_shift(op, x, y),
            BinaryOp::And | BinaryOp::Or | BinaryOp::Xor => {
                self.charge(big::linear_cost(x, y))?;
                self.big_result(
                    big::bitwise_len(x, y),
                    |to, _| match op {
                        BinaryOp::And => big::and(to, x, y),
                        BinaryOp::Or => big::or(to, x, y),
                        _ => big::xor(to, x, y),
                    },
                    0,
                )
            }
            BinaryOp::MatMul => self.unsupported(op, in_place, a, b),
        }
    }

    /// `divmod` of ints; `zero` is the message for a zero divisor.
    pub(crate) fn int_div_mod(&mut self, x: Int<'_>, y: Int<'_>, zero: &str) -> Run<(Value, Value)> {
        if y.is_zero() {
            return Err(self.raise(TypeId::ZeroDivisionError, format_args!("{zero}")));
        }
        self.charge(big::div_cost(x, y))?;
        let sizes = big::div_sizes(x, y);
        let (q, r) = (self.alloc_int(sizes.quotient)?, self.alloc_int(sizes.remainder)?);
        let mut scratch = self.scratch(sizes.scratch)?;
        match big::div_mod(self.limbs_mut(q), self.limbs_mut(r), scratch.limbs_mut(), x, y) {
            Ok((wq, wr)) => Ok((self.finish_int(q, wq), self.finish_int(r, wr))),
            Err(e) => Err(self.big_error(e)),
        }
    }

    fn int_shift(&mut self, op: BinaryOp, x: Int<'_>, y: Int<'_>) -> Run<Value> {
        if y.is_negative() {
            return Err(self.value_error(format_args!("negative shift count")));
        }
        if x.is_zero() {
            return Ok(Value::int32(0));
        }
        let count = y.to_u64();
        if op == BinaryOp::RShift {
            let Some(count) = count else {
                return Ok(Value::int32(if x.is_negative() { -1 } else { 0 }));
            };
            self.charge(big::linear_cost(x, x))?;
            return self.big_result(big::shr_len(x, count), |to, _| big::shr(to, x, count), 0);
        }
        let Some((count, len)) = count.and_then(|c| Some((c, big::shl_len(x, c)?))) else {
            return Err(self.raise(TypeId::OverflowError, format_args!("too many digits in integer")));
        };
        self.refuse_beyond_region(len)?;
        self.charge(big::fuel(len as u64))?;
        self.big_result(len, |to, _| big::shl(to, x, count), 0)
    }

    /// Refuses an int of more limbs than any region can hold, before it is paid for.
    fn refuse_beyond_region(&self, limbs: usize) -> Run<()> {
        if limbs > self.len { Err(Trap::Memory) } else { Ok(()) }
    }

    fn int_pow(&mut self, a: Value, b: Value, x: Int<'_>, y: Int<'_>) -> Run<Value> {
        if y.is_negative() {
            let (x, y) = (self.int_to_f64(a)?, self.int_to_f64(b)?);
            return self.float_binary(BinaryOp::Pow, false, a, b, x, y);
        }
        // 0, 1 and -1 stay small whatever the exponent.
        if let Some(base) = x.to_i64()
            && (-1..=1).contains(&base)
        {
            let r = if y.is_zero() || base == 1 || base == -1 && !y.is_odd() { 1 } else { base };
            return Ok(Value::int32(r as i32));
        }
        let sizes = y.to_u64().and_then(|e| Some((e, big::pow_len(x, e)?, big::pow_scratch(x, e)?)));
        let Some((e, len, scratch)) = sizes else { return Err(Trap::Memory) };
        self.refuse_beyond_region(len)?;
        self.charge(big::pow_cost(x, e))?;
        self.big_result(len, |to, scratch| big::pow(to, scratch, x, e), scratch)
    }

    fn float_binary(&mut self, op: BinaryOp, in_place: bool, a: Value, b: Value, x: f64, y: f64) -> Run<Value> {
        let r = match op {
            BinaryOp::Add => x + y,
            BinaryOp::Sub => x - y,
            BinaryOp::Mul => x * y,
            BinaryOp::TrueDiv if y == 0.0 => {
                return Err(self.raise(TypeId::ZeroDivisionError, format_args!("float division by zero")));
            }
            BinaryOp::TrueDiv => x / y,
            BinaryOp::FloorDiv => match float::floor_div(x, y) {
                Some(r) => r,
                None => {
                    return Err(self.raise(TypeId::ZeroDivisionError, format_args!("float floor division by zero")));
                }
            },
            BinaryOp::Mod => match float::modulo(x, y) {
                Some(r) => r,
                None => return Err(self.raise(TypeId::ZeroDivisionError, format_args!("float modulo by zero"))),
            },
            BinaryOp::Pow => match math::power(x, y) {
                Ok(r) => r,
                Err(e) => return Err(self.pow_error(e)),
            },
            _ => return self.unsupported(op, in_place, a, b),
        };
        Ok(Value::float(r))
    }

    /// The index that an int-like value stands for.
    ///
    /// # Errors
    /// `TypeError` for anything but ints, `IndexError` (`cannot fit 'int' into an index-sized integer`) for ones of more
    /// than 64 bits.
    pub fn index(&mut self, v: Value) -> Run<i64> {
        if let Some(i) = self.small_int(v) {
            return Ok(i);
        }
        match self.int_operand(v).and_then(|o| o.as_int().to_i64()) {
            Some(i) => Ok(i),
            None if self.is_integer(v) => {
                Err(self.raise(TypeId::IndexError, format_args!("cannot fit 'int' into an index-sized integer")))
            }
            None => {
                let t = self.type_of(v).name();
                Err(self.type_error(format_args!("'{t}' object cannot be interpreted as an integer")))
            }
        }
    }

    fn pow_error(&mut self, e: math::PowError) -> Trap {
        match e {
            math::PowError::ZeroToNegative => {
                self.raise(TypeId::ZeroDivisionError, format_args!("{}", math::ZERO_TO_NEGATIVE))
            }
            math::PowError::Overflow => {
                let text = match self.new_str(math::OVERFLOW.as_bytes()) {
                    Ok(s) => s.value(),
                    Err(t) => return t,
                };
                match self.new_exception(TypeId::OverflowError, &[Value::int32(34), text]) {
                    Ok(e) => self.raise_value(e.value()),
                    Err(t) => t,
                }
            }
            math::PowError::Complex => self.value_error(format_args!("complex results of ** are not supported")),
        }
    }

    /// Operators on anything but two numbers.
    fn object_binary(&mut self, op: BinaryOp, in_place: bool, a: Value, b: Value) -> Run<Value> {
        let (ka, kb) = (self.kind(a), self.kind(b));
        match op {
            BinaryOp::Add => match ka {
                Some(Kind::Str) => {
                    let (Some(x), Some(y)) = (self.cast::<Str>(a), self.cast::<Str>(b)) else {
                        let t = self.type_of(b).name();
                        return Err(self.type_error(format_args!("can only concatenate str (not \"{t}\") to str")));
                    };
                    return Ok(self.str_concat(x, y)?.value());
                }
                Some(Kind::List) => {
                    if let Some(l) = self.cast::<List>(a) {
                        if in_place {
                            self.list_extend_value(l, b)?;
                            return Ok(a);
                        }
                        let Some(m) = self.cast::<List>(b) else {
                            let t = self.type_of(b).name();
                            return Err(
                                self.type_error(format_args!("can only concatenate list (not \"{t}\") to list"))
                            );
                        };
                        return Ok(self.list_concat(l, m)?.value());
                    }
                }
                Some(Kind::Tuple) => {
                    let (Some(x), Some(y)) = (self.cast::<Tuple>(a), self.cast::<Tuple>(b)) else {
                        let t = self.type_of(b).name();
                        return Err(self.type_error(format_args!("can only concatenate tuple (not \"{t}\") to tuple")));
                    };
                    return Ok(self.tuple_concat(x, y)?.value());
                }
                _ => {}
            },
            BinaryOp::Mul => {
                for (s, n, first) in [(a, b, true), (b, a, false)] {
                    let kind = self.kind(s);
                    if !matches!(kind, Some(Kind::Str | Kind::List | Kind::Tuple)) {
                        // As in CPython: `a *= b` leaves it at that if `a` is a collection.
                        let collection = matches!(kind, Some(Kind::Set | Kind::Dict | Kind::Range | Kind::DictView));
                        if in_place && first && collection {
                            break;
                        }
                        continue;
                    }
                    if !self.is_integer(n) {
                        let t = self.type_of(n).name();
                        return Err(self.type_error(format_args!("can't multiply sequence by non-int of type '{t}'")));
                    }
                    let Some(count) = self.int_operand(n).and_then(|o| o.as_int().to_i64()) else {
                        return Err(self.raise(
                            TypeId::OverflowError,
                            format_args!("cannot fit 'int' into an index-sized integer"),
                        ));
                    };
                    if let Some(s) = self.cast::<Str>(s) {
                        return Ok(self.str_repeat(s, count)?.value());
                    }
                    if let Some(t) = self.cast::<Tuple>(s) {
                        return Ok(self.tuple_repeat(t, count)?.value());
                    }
                    if let Some(l) = self.cast::<List>(s) {
                        if in_place && first {
                            self.list_repeat_in_place(l, count)?;
                            return Ok(s);
                        }
                        return Ok(self.list_repeat(l, count)?.value());
                    }
                }
            }
            BinaryOp::Mod => {
                if let Some(s) = self.cast::<Str>(a) {
                    return self.str_mod(s, b);
                }
            }
            BinaryOp::Sub | BinaryOp::And | BinaryOp::Or | BinaryOp::Xor => {
                if let (Some(x), Some(y)) = (self.cast::<Dict>(a), self.cast::<Dict>(b))
                    && op == BinaryOp::Or
                {
                    return if in_place {
                        self.dict_update(x, b)?;
                        Ok(a)
                    } else {
                        Ok(self.dict_union(x, y)?.value())
                    };
                }
                if in_place
                    && op == BinaryOp::Or
                    && let Some(x) = self.cast::<Dict>(a)
                {
                    self.dict_update(x, b)?;
                    return Ok(a);
                }
                let view = self.cast::<DictView>(a).is_some() || self.cast::<DictView>(b).is_some();
                if view || self.cast::<Set>(a).is_some() && self.cast::<Set>(b).is_some() {
                    let set_op = match op {
                        BinaryOp::Sub => SetOp::Sub,
                        BinaryOp::And => SetOp::And,
                        BinaryOp::Or => SetOp::Or,
                        _ => SetOp::Xor,
                    };
                    if let Some(v) = self.set_operator(set_op, in_place, a, b)? {
                        return Ok(v);
                    }
                }
            }
            _ => {}
        }
        let _ = kb;
        self.unsupported(op, in_place, a, b)
    }

    /// `TypeError` for operands that an operator is not defined for.
    fn unsupported(&mut self, op: BinaryOp, in_place: bool, a: Value, b: Value) -> Run<Value> {
        let (x, y) = (self.type_of(a).name(), self.type_of(b).name());
        let symbol = op.symbol(in_place);
        Err(self.type_error(format_args!("unsupported operand type(s) for {symbol}: '{x}' and '{y}'")))
    }
}

/// Whether floats have the operator.
const fn arithmetic(op: BinaryOp) -> bool {
    matches!(
        op,
        BinaryOp::Add
            | BinaryOp::Sub
            | BinaryOp::Mul
            | BinaryOp::TrueDiv
            | BinaryOp::FloorDiv
            | BinaryOp::Mod
            | BinaryOp::Pow
    )
}

/// An operator on ints of at most 50 bits, where the result is small and nothing is raised.
fn small_binary(op: BinaryOp, x: i64, y: i64) -> Option<Value> {
    match op {
        BinaryOp::Add => Value::int(x + y),
        BinaryOp::Sub => Value::int(x - y),
        BinaryOp::Mul => Value::int(x.checked_mul(y)?),
        // Ints of at most 50 bits are floats exactly, and so their quotient is rounded once.
        BinaryOp::TrueDiv if y != 0 => Some(Value::float(x as f64 / y as f64)),
        BinaryOp::FloorDiv if y != 0 => {
            let q = x / y;
            Value::int(if x % y != 0 && (x < 0) != (y < 0) { q - 1 } else { q })
        }
        BinaryOp::Mod if y != 0 => {
            let r = x % y;
            Value::int(if r != 0 && (r < 0) != (y < 0) { r + y } else { r })
        }
        BinaryOp::Pow if y >= 0 => {
            let e = u32::try_from(y).ok()?;
            Value::int(x.checked_pow(e)?)
        }
        BinaryOp::LShift if (0..64).contains(&y) => {
            let r = x.checked_shl(y as u32)?;
            if r >> y == x { Value::int(r) } else { None }
        }
        BinaryOp::RShift if y >= 0 => Value::int(x >> y.min(63)),
        BinaryOp::And => Value::int(x & y),
        BinaryOp::Or => Value::int(x | y),
        BinaryOp::Xor => Value::int(x ^ y),
        _ => None,
    }
}

/// The result of an operator on two bools: `&`, `|` and `^` give a bool.
fn bool_result(op: BinaryOp, v: Value) -> Value {
    match op {
        BinaryOp::And | BinaryOp::Or | BinaryOp::Xor => Value::bool(v != Value::int32(0)),
        _ => v,
    }
}
