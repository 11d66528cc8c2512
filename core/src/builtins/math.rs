//! The module `math`: arguments and exceptions; the mathematics is in [`crate::num::math`].

use super::native::{Native, NativeId, Next, Resume, Window, unreachable_body};
use super::table::{LIST, MATH};
use crate::context::Context;
use crate::num::big;
use crate::num::math::{self, Error, SumError, Unary};
use crate::object::arith::BinaryOp;
use crate::object::{Tuple, TypeId};
use crate::value::Value;
use crate::{Run, Trap};

/// The table.
pub(crate) const FUNCTIONS: &[Native] = &[
    Native::function("acos", &["x"], 1, unary::<{ Unary::Acos as u8 }>),
    Native::function("acosh", &["x"], 1, unary::<{ Unary::Acosh as u8 }>),
    Native::function("asin", &["x"], 1, unary::<{ Unary::Asin as u8 }>),
    Native::function("asinh", &["x"], 1, unary::<{ Unary::Asinh as u8 }>),
    Native::function("atan", &["x"], 1, unary::<{ Unary::Atan as u8 }>),
    Native::function("atanh", &["x"], 1, unary::<{ Unary::Atanh as u8 }>),
    Native::function("cbrt", &["x"], 1, unary::<{ Unary::Cbrt as u8 }>),
    Native::function("cos", &["x"], 1, unary::<{ Unary::Cos as u8 }>),
    Native::function("cosh", &["x"], 1, unary::<{ Unary::Cosh as u8 }>),
    Native::function("degrees", &["x"], 1, unary::<{ Unary::Degrees as u8 }>),
    Native::function("erf", &["x"], 1, unary::<{ Unary::Erf as u8 }>),
    Native::function("erfc", &["x"], 1, unary::<{ Unary::Erfc as u8 }>),
    Native::function("exp", &["x"], 1, unary::<{ Unary::Exp as u8 }>),
    Native::function("exp2", &["x"], 1, unary::<{ Unary::Exp2 as u8 }>),
    Native::function("expm1", &["x"], 1, unary::<{ Unary::Expm1 as u8 }>),
    Native::function("fabs", &["x"], 1, unary::<{ Unary::Fabs as u8 }>),
    Native::function("gamma", &["x"], 1, unary::<{ Unary::Gamma as u8 }>),
    Native::function("lgamma", &["x"], 1, unary::<{ Unary::Lgamma as u8 }>),
    Native::function("log10", &["x"], 1, log10),
    Native::function("log1p", &["x"], 1, unary::<{ Unary::Log1p as u8 }>),
    Native::function("log2", &["x"], 1, log2),
    Native::function("radians", &["x"], 1, unary::<{ Unary::Radians as u8 }>),
    Native::function("sin", &["x"], 1, unary::<{ Unary::Sin as u8 }>),
    Native::function("sinh", &["x"], 1, unary::<{ Unary::Sinh as u8 }>),
    Native::function("sqrt", &["x"], 1, unary::<{ Unary::Sqrt as u8 }>),
    Native::function("tan", &["x"], 1, unary::<{ Unary::Tan as u8 }>),
    Native::function("tanh", &["x"], 1, unary::<{ Unary::Tanh as u8 }>),
    Native::function("ulp", &["x"], 1, unary::<{ Unary::Ulp as u8 }>),
    Native::function("log", &["x", "base"], 1, log),
    Native::function("pow", &["x", "y"], 2, pow),
    Native::function("fmod", &["x", "y"], 2, fmod),
    Native::function("remainder", &["x", "y"], 2, remainder),
    Native::function("atan2", &["y", "x"], 2, atan2),
    Native::function("copysign", &["x", "y"], 2, copysign),
    Native::function("nextafter", &["x", "y", "steps"], 2, nextafter).keywords(2, 1),
    Native::function("hypot", &[], 0, hypot).varargs(),
    Native::function("dist", &["p", "q"], 2, dist),
    Native::function("floor", &["x"], 1, floor),
    Native::function("ceil", &["x"], 1, ceil),
    Native::function("trunc", &["x"], 1, trunc),
    Native::function("isnan", &["x"], 1, isnan),
    Native::function("isinf", &["x"], 1, isinf),
    Native::function("isfinite", &["x"], 1, isfinite),
    Native::function("isclose", &["a", "b", "rel_tol", "abs_tol"], 2, isclose).keywords(0, 2),
    Native::function("frexp", &["x"], 1, frexp),
    Native::function("ldexp", &["x", "i"], 2, ldexp),
    Native::function("modf", &["x"], 1, modf),
    Native::function("fsum", &["seq"], 1, unreachable_body).calling(0, fsum),
    Native::function("prod", &["iterable", "start"], 1, unreachable_body).keywords(1, 1).calling(0, prod),
    Native::function("gcd", &[], 0, gcd).varargs(),
    Native::function("lcm", &[], 0, lcm).varargs(),
    Native::function("isqrt", &["n"], 1, isqrt),
    Native::function("factorial", &["n"], 1, factorial),
    Native::function("comb", &["n", "k"], 2, comb),
    Native::function("perm", &["n", "k"], 1, perm),
];

impl Context {
    /// The module.
    pub(crate) fn math_module(&mut self) -> Run<Value> {
        let (m, d) = self.new_native_module("math")?;
        for (i, n) in FUNCTIONS.iter().enumerate() {
            self.module_put(d, n.name, NativeId::new(MATH, i as u16).value())?;
        }
        use core::f64::consts::{E, PI, TAU};
        for (name, x) in [("pi", PI), ("e", E), ("tau", TAU), ("inf", f64::INFINITY), ("nan", f64::NAN)] {
            self.module_put(d, name, Value::float(x))?;
        }
        Ok(m.value())
    }

    fn math_error(&mut self, e: Error) -> Trap {
        let t = match e {
            Error::Domain => TypeId::ValueError,
            Error::Range => TypeId::OverflowError,
        };
        let text = e.message();
        self.raise(t, format_args!("{text}"))
    }

    fn math_result(&mut self, r: Result<f64, Error>) -> Run<Value> {
        match r {
            Ok(x) => Ok(Value::float(x)),
            Err(e) => Err(self.math_error(e)),
        }
    }

    /// The items of `*args`.
    fn argument(&self, w: Window, slot: usize, i: usize) -> Option<Value> {
        let t = self.cast::<Tuple>(w.get(slot))?;
        self.tuple(t).get(i).copied()
    }

    /// An int argument, as it is.
    fn integer(&mut self, v: Value) -> Run<Value> {
        if self.is_integer(v) {
            return Ok(self.small_int(v).map_or(v, Value::int_wrapped));
        }
        let t = self.type_of(v).name();
        Err(self.type_error(format_args!("'{t}' object cannot be interpreted as an integer")))
    }
}

fn unary<const F: u8>(cx: &mut Context, w: Window) -> Run<Value> {
    let x = cx.to_f64(w.get(0))?;
    let r = match Unary::ALL.iter().find(|(_, u)| *u as u8 == F) {
        Some((_, u)) => u.call(x),
        None => Err(Error::Domain),
    };
    cx.math_result(r)
}

/// 2 to the 64th.
const TWO_64: f64 = 18_446_744_073_709_551_616.0;

impl Context {
    fn log_of_float(&mut self, x: f64, log: Unary) -> Run<f64> {
        log.call(x).map_err(|e| self.math_error(e))
    }
}

/// A logarithm of an int of any size, or of a float.
fn log_of(cx: &mut Context, v: Value, log: Unary) -> Run<f64> {
    if cx.is_integer(v)
        && let Some(n) = cx.int_operand(v)
    {
        let n = n.as_int();
        if n.is_negative() || n.is_zero() {
            return Err(cx.math_error(Error::Domain));
        }
        let bits = n.bit_length();
        if bits >= 1024 {
            // n = m * 2 ** exponent with m of at least a half and below 1.
            let top = cx.binary(BinaryOp::RShift, false, v, Value::int_wrapped(bits as i64 - 64))?;
            let (m, exponent) = match cx.int_to_f64(top)? / TWO_64 {
                1.0 => (0.5, bits + 1),
                m => (m, bits),
            };
            // Up to 1024 it is a float by itself.
            if exponent > 1024 {
                let (of_m, of_two) = (cx.log_of_float(m, log)?, cx.log_of_float(2.0, log)?);
                return Ok(of_m + of_two * exponent as f64);
            }
        }
    }
    let x = cx.to_f64(v)?;
    cx.log_of_float(x, log)
}

fn log2(cx: &mut Context, w: Window) -> Run<Value> {
    Ok(Value::float(log_of(cx, w.get(0), Unary::Log2)?))
}

fn log10(cx: &mut Context, w: Window) -> Run<Value> {
    Ok(Value::float(log_of(cx, w.get(0), Unary::Log10)?))
}

fn log(cx: &mut Context, w: Window) -> Run<Value> {
    let x = log_of(cx, w.get(0), Unary::Log)?;
    if w.get(1) == Value::UNASSIGNED {
        return Ok(Value::float(x));
    }
    let base = log_of(cx, w.get(1), Unary::Log)?;
    if base == 0.0 {
        return Err(cx.raise(TypeId::ZeroDivisionError, format_args!("division by zero")));
    }
    Ok(Value::float(x / base))
}

/// Two float arguments.
fn two(cx: &mut Context, w: Window) -> Run<(f64, f64)> {
    let x = cx.to_f64(w.get(0))?;
    Ok((x, cx.to_f64(w.get(1))?))
}

fn pow(cx: &mut Context, w: Window) -> Run<Value> {
    let (x, y) = two(cx, w)?;
    cx.math_result(math::math_pow(x, y))
}

fn fmod(cx: &mut Context, w: Window) -> Run<Value> {
    let (x, y) = two(cx, w)?;
    cx.math_result(math::fmod(x, y))
}

fn remainder(cx: &mut Context, w: Window) -> Run<Value> {
    let (x, y) = two(cx, w)?;
    cx.math_result(math::remainder(x, y))
}

fn atan2(cx: &mut Context, w: Window) -> Run<Value> {
    let (y, x) = two(cx, w)?;
    Ok(Value::float(math::atan2(y, x)))
}

fn copysign(cx: &mut Context, w: Window) -> Run<Value> {
    let (x, y) = two(cx, w)?;
    // A NaN's sign differs from machine to machine, and so counts as positive.
    let y = if y.is_nan() { 1.0 } else { y };
    Ok(Value::float(x.copysign(y)))
}

fn nextafter(cx: &mut Context, w: Window) -> Run<Value> {
    let (x, y) = two(cx, w)?;
    let steps = match w.get_or(2, Value::NONE) {
        Value::NONE => 1,
        v => {
            let n = cx.index(v)?;
            match u64::try_from(n) {
                Ok(n) => n,
                Err(_) => return Err(cx.value_error(format_args!("steps must be a non-negative integer"))),
            }
        }
    };
    Ok(Value::float(math::nextafter(x, y, steps)))
}

fn hypot(cx: &mut Context, w: Window) -> Run<Value> {
    let mut i = 0;
    while let Some(v) = cx.argument(w, 0, i) {
        cx.to_f64(v)?;
        i += 1;
    }
    let r = {
        let cx = &*cx;
        math::hypot((0..i).map(move |k| as_f64(cx, cx.argument(w, 0, k))))
    };
    Ok(Value::float(r))
}

/// A number that `to_f64` has accepted before.
fn as_f64(cx: &Context, v: Option<Value>) -> f64 {
    let Some(v) = v else { return 0.0 };
    match v.as_float() {
        Some(x) => x,
        None => cx.int_operand(v).and_then(|n| big::to_f64(n.as_int()).ok()).unwrap_or(0.0),
    }
}

fn dist(cx: &mut Context, w: Window) -> Run<Value> {
    let (Some(p), Some(q)) = (cx.cast::<Tuple>(w.get(0)), cx.cast::<Tuple>(w.get(1))) else {
        return Err(cx.type_error(format_args!("both points must be tuples")));
    };
    let n = cx.tuple(p).len();
    if cx.tuple(q).len() != n {
        return Err(cx.value_error(format_args!("both points must have the same number of dimensions")));
    }
    for t in [p, q] {
        for i in 0..n {
            let v = cx.tuple(t)[i];
            cx.to_f64(v)?;
        }
    }
    let cx = &*cx;
    let at = |t, k: usize| as_f64(cx, cx.tuple(t).get(k).copied());
    Ok(Value::float(math::hypot((0..n).map(|k| at(p, k) - at(q, k)))))
}

/// Rounding functions give ints; ints stay as they are.
fn rounded(cx: &mut Context, w: Window, round: fn(f64) -> f64) -> Run<Value> {
    let v = w.get(0);
    if cx.is_integer(v) {
        return cx.integer(v);
    }
    let x = cx.to_f64(v)?;
    cx.int_from_f64(round(x))
}

fn floor(cx: &mut Context, w: Window) -> Run<Value> {
    rounded(cx, w, math::floor)
}

fn ceil(cx: &mut Context, w: Window) -> Run<Value> {
    rounded(cx, w, math::ceil)
}

fn trunc(cx: &mut Context, w: Window) -> Run<Value> {
    let v = w.get(0);
    if !v.is_float() && !cx.is_integer(v) {
        let t = cx.type_of(v).name();
        return Err(cx.type_error(format_args!("type {t} doesn't define __trunc__ method")));
    }
    rounded(cx, w, math::trunc)
}

fn isnan(cx: &mut Context, w: Window) -> Run<Value> {
    Ok(Value::bool(cx.to_f64(w.get(0))?.is_nan()))
}

fn isinf(cx: &mut Context, w: Window) -> Run<Value> {
    Ok(Value::bool(cx.to_f64(w.get(0))?.is_infinite()))
}

fn isfinite(cx: &mut Context, w: Window) -> Run<Value> {
    Ok(Value::bool(cx.to_f64(w.get(0))?.is_finite()))
}

fn isclose(cx: &mut Context, w: Window) -> Run<Value> {
    let (a, b) = two(cx, w)?;
    let relative = cx.to_f64(w.get_or(2, Value::float(1e-9)))?;
    let absolute = cx.to_f64(w.get_or(3, Value::float(0.0)))?;
    match math::isclose(a, b, relative, absolute) {
        Some(r) => Ok(Value::bool(r)),
        None => Err(cx.value_error(format_args!("tolerances must be non-negative"))),
    }
}

fn frexp(cx: &mut Context, w: Window) -> Run<Value> {
    let x = cx.to_f64(w.get(0))?;
    let (m, e) = math::frexp(x);
    Ok(cx.new_tuple(&[Value::float(m), Value::int32(e)])?.value())
}

fn ldexp(cx: &mut Context, w: Window) -> Run<Value> {
    let x = cx.to_f64(w.get(0))?;
    let Some(e) = cx.int_operand(w.get(1)) else {
        return Err(cx.type_error(format_args!("Expected an int as second argument to ldexp.")));
    };
    let e = e.as_int();
    let e = e.to_i64().unwrap_or(if e.is_negative() { i64::MIN } else { i64::MAX });
    cx.math_result(math::ldexp(x, e))
}

fn modf(cx: &mut Context, w: Window) -> Run<Value> {
    let x = cx.to_f64(w.get(0))?;
    let (fraction, whole) = math::modf(x);
    Ok(cx.new_tuple(&[Value::float(fraction), Value::float(whole)])?.value())
}

/// A list of an iterable's items, or the call that makes it one.
fn listed(cx: &mut Context, v: Value, r: Resume) -> Run<Result<crate::heap::Gc<crate::object::List>, Next>> {
    if r.state == 0 && cx.needs_calls(v) {
        let args = [v, Value::NONE, Value::NONE, Value::NONE];
        return Ok(Err(Next::Call { callee: LIST.value(), args, count: 1, state: 1 }));
    }
    let list = cx.list_from_iterable(if r.state == 0 { v } else { r.value })?;
    let n = cx.list(list).len();
    cx.charge((n / 8) as u64)?;
    Ok(Ok(list))
}

fn fsum(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    let list = match listed(cx, w.get(0), r)? {
        Ok(l) => l,
        Err(next) => return Ok(next),
    };
    let mut sum = math::Sum::new();
    let mut i = 0;
    let mut result = Ok(());
    while let Some(v) = cx.list(list).get(i).copied() {
        let x = cx.to_f64(v)?;
        result = result.and_then(|()| sum.add(x));
        i += 1;
    }
    match result.and_then(|()| sum.finish()) {
        Ok(x) => Ok(Next::Done(Value::float(x))),
        Err(SumError::Overflow) => Err(cx.raise(TypeId::OverflowError, format_args!("intermediate overflow in fsum"))),
        Err(SumError::Infinities) => Err(cx.value_error(format_args!("-inf + inf in fsum"))),
    }
}

fn prod(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    let list = match listed(cx, w.get(0), r)? {
        Ok(l) => l,
        Err(next) => return Ok(next),
    };
    let mut product = w.get_or(1, Value::int32(1));
    let mut i = 0;
    while let Some(v) = cx.list(list).get(i).copied() {
        product = cx.binary(BinaryOp::Mul, false, product, v)?;
        i += 1;
    }
    Ok(Next::Done(product))
}

/// The greatest common divisor of two ints.
fn gcd_of(cx: &mut Context, a: Value, b: Value) -> Run<Value> {
    let (Some(x), Some(y)) = (cx.int_operand(a), cx.int_operand(b)) else { return cx.integer(b) };
    let (x, y) = (x.as_int(), y.as_int());
    cx.charge(big::gcd_cost(x, y))?;
    let u = cx.alloc_int(big::gcd_len(x, y))?;
    let mut scratch = cx.scratch(big::gcd_scratch(x, y))?;
    match big::gcd(cx.limbs_mut(u), scratch.limbs_mut(), x, y) {
        Ok(written) => Ok(cx.finish_int(u, written)),
        Err(e) => Err(cx.big_error(e)),
    }
}

fn gcd(cx: &mut Context, w: Window) -> Run<Value> {
    let mut result = Value::int32(0);
    let mut i = 0;
    while let Some(v) = cx.argument(w, 0, i) {
        let v = cx.integer(v)?;
        result = gcd_of(cx, result, v)?;
        i += 1;
    }
    Ok(result)
}

fn lcm(cx: &mut Context, w: Window) -> Run<Value> {
    let zero = Value::int32(0);
    let mut result = Value::int32(1);
    let mut i = 0;
    while let Some(v) = cx.argument(w, 0, i) {
        let v = cx.integer(v)?;
        i += 1;
        if result == zero || v == zero {
            result = zero;
            continue;
        }
        let divisor = gcd_of(cx, result, v)?;
        let part = cx.binary(BinaryOp::FloorDiv, false, result, divisor)?;
        result = cx.binary(BinaryOp::Mul, false, part, v)?;
        if let Some(n) = cx.int_operand(result)
            && n.as_int().is_negative()
        {
            result = cx.copy_int(n.as_int().abs())?;
        }
    }
    Ok(result)
}

fn isqrt(cx: &mut Context, w: Window) -> Run<Value> {
    let v = cx.integer(w.get(0))?;
    let Some(n) = cx.int_operand(v) else { return Ok(v) };
    let n = n.as_int();
    if n.is_negative() {
        return Err(cx.value_error(format_args!("isqrt() argument must be nonnegative")));
    }
    cx.charge(big::isqrt_cost(n))?;
    let u = cx.alloc_int(big::isqrt_len(n))?;
    let mut scratch = cx.scratch(big::isqrt_scratch(n))?;
    match big::isqrt(cx.limbs_mut(u), scratch.limbs_mut(), n) {
        Ok(written) => Ok(cx.finish_int(u, written)),
        Err(e) => Err(cx.big_error(e)),
    }
}

/// The product of the ints from `low` to `high`, by halves, so that factors stay of one size.
fn product(cx: &mut Context, low: i64, high: i64, depth: u32) -> Run<Value> {
    if low > high {
        return Ok(Value::int32(1));
    }
    if high - low < 4 || depth > 40 {
        let mut p = cx.new_int(low)?;
        for k in low + 1..=high {
            let k = cx.new_int(k)?;
            p = cx.binary(BinaryOp::Mul, false, p, k)?;
        }
        return Ok(p);
    }
    let middle = low + (high - low) / 2;
    let a = product(cx, low, middle, depth + 1)?;
    let b = product(cx, middle + 1, high, depth + 1)?;
    cx.binary(BinaryOp::Mul, false, a, b)
}

fn factorial(cx: &mut Context, w: Window) -> Run<Value> {
    let v = cx.integer(w.get(0))?;
    let n = cx.small_int(v);
    match n {
        Some(n) if n < 0 => Err(cx.value_error(format_args!("factorial() not defined for negative values"))),
        Some(n) => {
            cx.charge(n as u64 / 8)?;
            product(cx, 1, n, 0)
        }
        None => {
            Err(cx.raise(TypeId::OverflowError, format_args!("factorial() argument should not exceed {}", i64::MAX)))
        }
    }
}

/// `n * (n - 1) * ... ` of `k` factors.
fn falling(cx: &mut Context, n: Value, k: i64) -> Run<Value> {
    cx.charge(k as u64 / 8)?;
    if let Some(n) = cx.small_int(n) {
        return product(cx, n - k + 1, n, 0);
    }
    let mut result = n;
    let mut factor = n;
    for _ in 1..k {
        factor = cx.binary(BinaryOp::Sub, false, factor, Value::int32(1))?;
        result = cx.binary(BinaryOp::Mul, false, result, factor)?;
    }
    Ok(result)
}

/// The arguments of `comb` and `perm`: `n` and `k`, or nothing if the result is 0.
fn chosen(cx: &mut Context, n: Value, k: Value) -> Run<Option<i64>> {
    for (v, name) in [(n, "n"), (k, "k")] {
        if let Some(x) = cx.int_operand(v)
            && x.as_int().is_negative()
        {
            return Err(cx.value_error(format_args!("{name} must be a non-negative integer")));
        }
    }
    let above = cx.compare(crate::object::compare::CompareOp::Gt, k, n)?;
    if cx.truth(above) {
        return Ok(None);
    }
    match cx.small_int(k) {
        Some(k) => Ok(Some(k)),
        None => Err(cx.raise(TypeId::OverflowError, format_args!("min(n - k, k) must not exceed {}", i64::MAX))),
    }
}

fn comb(cx: &mut Context, w: Window) -> Run<Value> {
    let (n, k) = (cx.integer(w.get(0))?, cx.integer(w.get(1))?);
    let Some(mut k) = chosen(cx, n, k)? else { return Ok(Value::int32(0)) };
    if let Some(n) = cx.small_int(n) {
        k = k.min(n - k);
    }
    if k == 0 {
        return Ok(Value::int32(1));
    }
    let top = falling(cx, n, k)?;
    let bottom = product(cx, 1, k, 0)?;
    cx.binary(BinaryOp::FloorDiv, false, top, bottom)
}

fn perm(cx: &mut Context, w: Window) -> Run<Value> {
    if w.get_or(1, Value::NONE) == Value::NONE {
        return factorial(cx, w);
    }
    let (n, k) = (cx.integer(w.get(0))?, cx.integer(w.get(1))?);
    match chosen(cx, n, k)? {
        None => Ok(Value::int32(0)),
        Some(0) => Ok(Value::int32(1)),
        Some(k) => falling(cx, n, k),
    }
}
