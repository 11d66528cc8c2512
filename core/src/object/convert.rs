//! The types and functions that turn values into others: `int`, `float`, `str`, `bool`, `repr`, `chr` and their like, and
//! the methods of ints and floats.

use super::text::builder::Builder;
use super::text::wtf8;
use crate::Run;
use crate::builtins::{Native, Window};
use crate::context::Context;
use crate::heap::Gc;
use crate::num::{big, float};
use crate::object::{Str, TypeId};
use crate::value::Value;
use crate::{Trap, num};

/// Functions found by name.
pub const FUNCTIONS: &[Native] = &[
    Native::function("int", &["x", "base"], 0, int).keywords(1, 0),
    Native::function("float", &["x"], 0, float),
    Native::function("str", &["object", "encoding", "errors"], 0, str).keywords(0, 0),
    Native::function("bool", &["x"], 0, bool),
    Native::function("repr", &["obj"], 1, repr),
    Native::function("ascii", &["obj"], 1, ascii),
    Native::function("chr", &["i"], 1, chr),
    Native::function("ord", &["c"], 1, ord),
    Native::function("hex", &["number"], 1, hex),
    Native::function("oct", &["number"], 1, oct),
    Native::function("bin", &["number"], 1, bin),
    Native::function("format", &["value", "format_spec"], 1, format),
    Native::function("id", &["obj"], 1, id),
];

/// The methods of `int`.
pub const INT_METHODS: &[Native] = &[
    Native::method(TypeId::Int, "as_integer_ratio", &["self"], 1, int_ratio),
    Native::method(TypeId::Int, "bit_count", &["self"], 1, bit_count),
    Native::method(TypeId::Int, "bit_length", &["self"], 1, bit_length),
    Native::method(TypeId::Int, "conjugate", &["self"], 1, int_conjugate),
    Native::method(TypeId::Int, "is_integer", &["self"], 1, int_is_integer),
];

/// The methods of `float`.
pub const FLOAT_METHODS: &[Native] = &[
    Native::method(TypeId::Float, "as_integer_ratio", &["self"], 1, float_ratio),
    Native::method(TypeId::Float, "conjugate", &["self"], 1, float_conjugate),
    // A class method: it is bound to the type.
    Native::function("fromhex", &["cls", "string"], 2, float_fromhex),
    Native::method(TypeId::Float, "hex", &["self"], 1, float_hex),
    Native::method(TypeId::Float, "is_integer", &["self"], 1, float_is_integer),
];

impl Context {
    /// `int(v)` for a value that is no str: numbers only.
    ///
    /// # Errors
    /// TypeError, OverflowError, ValueError; [`Trap::Memory`].
    pub fn to_int(&mut self, v: Value) -> Run<Value> {
        if let Some(x) = v.as_float() {
            return self.int_from_f64(x);
        }
        if v.is_bool() {
            return Ok(Value::int32((v == Value::TRUE) as i32));
        }
        if self.int_operand(v).is_some() {
            return Ok(v);
        }
        let t = self.type_of(v).name();
        Err(self.type_error(format_args!(
            "int() argument must be a string, a bytes-like object or a real number, not '{t}'"
        )))
    }

    /// `int(text, base)`
    ///
    /// # Errors
    /// ValueError; [`Trap::Memory`], [`Trap::Fuel`].
    pub fn int_from_str(&mut self, s: Gc<Str>, base: u32) -> Run<Value> {
        if let Some(i) = short_decimal(self.str_bytes(s))
            && base == 10
        {
            return self.new_int(i);
        }
        self.charge_bytes(self.str_len(s))?;
        let held = self.held(s);
        let literal = match held.as_str().map(|text| big::scan(text, base)) {
            Some(Ok(literal)) => literal,
            Some(Err(big::ParseError::Base)) => {
                return Err(self.value_error(format_args!("int() base must be >= 2 and <= 36, or 0")));
            }
            _ => return Err(self.bad_literal(s, base)),
        };
        if literal.too_many_digits() {
            let n = literal.count;
            return Err(self.value_error(format_args!(
                "Exceeds the limit (4300 digits) for integer string conversion: value has {n} digits; use \
                 sys.set_int_max_str_digits() to increase the limit"
            )));
        }
        self.charge(big::parse_cost(&literal))?;
        let mut limbs = self.scratch(big::parse_len(&literal))?;
        match big::parse(limbs.limbs_mut(), &literal) {
            Ok(written) => {
                let int = written.as_int(limbs.limbs());
                self.new_big(int.is_negative(), int.limbs())
            }
            Err(_) => Err(Trap::Memory),
        }
    }

    /// The error for a text that is no int; the text is shown up to 200 characters.
    fn bad_literal(&mut self, s: Gc<Str>, base: u32) -> Trap {
        let message = |cx: &mut Context| {
            let mut b = Builder::new();
            b.push_fmt(cx, format_args!("invalid literal for int() with base {base}: "))?;
            let shown = cx.repr(s.value())?;
            let end = cx.str_offset(shown, 200)?;
            b.push_part(cx, shown, 0..end)?;
            b.finish(cx)
        };
        match message(self) {
            Ok(m) => self.raise_with(TypeId::ValueError, m.value()),
            Err(t) => t,
        }
    }

    /// `float(v)`
    ///
    /// # Errors
    /// TypeError, ValueError, OverflowError; [`Trap::Memory`], [`Trap::Fuel`].
    pub fn to_float(&mut self, v: Value) -> Run<Value> {
        if v.is_float() {
            return Ok(v);
        }
        if self.int_operand(v).is_some() {
            return Ok(Value::float(self.int_to_f64(v)?));
        }
        let Some(s) = self.cast::<Str>(v) else {
            let t = self.type_of(v).name();
            return Err(self.type_error(format_args!("float() argument must be a string or a real number, not '{t}'")));
        };
        // Reading digits takes longer than copying bytes.
        self.charge(self.str_len(s) as u64 / 16)?;
        match self.held(s).as_str().and_then(float::parse) {
            Some(x) => Ok(Value::float(x)),
            None => {
                let mut b = Builder::new();
                b.push(self, b"could not convert string to float: ")?;
                self.write_repr(&mut b, v)?;
                let message = b.finish(self)?;
                Err(self.raise_with(TypeId::ValueError, message.value()))
            }
        }
    }

    /// An argument that must be an int.
    fn arg_int(&mut self, v: Value) -> Run<()> {
        if self.int_operand(v).is_some() { Ok(()) } else { Err(self.not_an_integer(v)) }
    }
}

/// A decimal number of few ASCII digits, perhaps with a sign.
fn short_decimal(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 15 {
        return None;
    }
    let mut n = 0i64;
    for c in digits {
        if !c.is_ascii_digit() {
            return None;
        }
        // At most 15 digits.
        n = n * 10 + i64::from(c - b'0');
    }
    Some(if negative { -n } else { n })
}

fn int(cx: &mut Context, w: Window) -> Run<Value> {
    let (x, base) = (w.get(0), w.get(1));
    if x == Value::UNASSIGNED {
        return match base {
            Value::UNASSIGNED => Ok(Value::int32(0)),
            _ => Err(cx.type_error(format_args!("int() missing string argument"))),
        };
    }
    let s = cx.cast::<Str>(x);
    if base == Value::UNASSIGNED {
        return match s {
            Some(s) => cx.int_from_str(s, 10),
            None => cx.to_int(x),
        };
    }
    let Some(base) = cx.clamped_int(base) else { return Err(cx.not_an_integer(base)) };
    let base = match base {
        0 | 2..=36 => base as u32,
        _ => return Err(cx.value_error(format_args!("int() base must be >= 2 and <= 36, or 0"))),
    };
    match s {
        Some(s) => cx.int_from_str(s, base),
        None => Err(cx.type_error(format_args!("int() can't convert non-string with explicit base"))),
    }
}

fn float(cx: &mut Context, w: Window) -> Run<Value> {
    cx.to_float(w.get_or(0, Value::float(0.0)))
}

fn str(cx: &mut Context, w: Window) -> Run<Value> {
    for (i, name) in [(1, "encoding"), (2, "errors")] {
        let v = w.get(i);
        if v != Value::UNASSIGNED && cx.cast::<Str>(v).is_none() {
            let t = cx.arg_type_name(v);
            return Err(cx.type_error(format_args!("str() argument '{name}' must be str, not {t}")));
        }
    }
    let v = w.get(0);
    if v == Value::UNASSIGNED {
        return Ok(cx.new_str(b"")?.value());
    }
    if w.get(1) == Value::UNASSIGNED && w.get(2) == Value::UNASSIGNED {
        return Ok(cx.str(v)?.value());
    }
    if cx.cast::<Str>(v).is_some() {
        return Err(cx.type_error(format_args!("decoding str is not supported")));
    }
    let t = cx.type_of(v).name();
    Err(cx.type_error(format_args!("decoding to str: need a bytes-like object, {t} found")))
}

fn bool(cx: &mut Context, w: Window) -> Run<Value> {
    Ok(Value::bool(cx.truth(w.get_or(0, Value::FALSE))))
}

fn repr(cx: &mut Context, w: Window) -> Run<Value> {
    Ok(cx.repr(w.get(0))?.value())
}

fn ascii(cx: &mut Context, w: Window) -> Run<Value> {
    Ok(cx.ascii(w.get(0))?.value())
}

fn chr(cx: &mut Context, w: Window) -> Run<Value> {
    match cx.clamped_int(w.get(0)) {
        Some(code @ 0..=0x10_FFFF) => Ok(cx.str_of_char(code as u32)?.value()),
        Some(_) => Err(cx.value_error(format_args!("chr() arg not in range(0x110000)"))),
        None => Err(cx.not_an_integer(w.get(0))),
    }
}

fn ord(cx: &mut Context, w: Window) -> Run<Value> {
    let Some(text) = cx.text(w.get(0)) else {
        let t = cx.type_of(w.get(0)).name();
        return Err(cx.type_error(format_args!("ord() expected string of length 1, but {t} found")));
    };
    let mut chars = wtf8::chars(text);
    match (chars.next(), chars.next()) {
        (Some(code), None) => Ok(Value::uint32(code)),
        _ => {
            let n = cx.cast::<Str>(w.get(0)).map_or(0, |s| cx.str_chars(s));
            Err(cx.type_error(format_args!("ord() expected a character, but string of length {n} found")))
        }
    }
}

fn prefixed(cx: &mut Context, v: Value, base: u32) -> Run<Value> {
    cx.arg_int(v)?;
    let mut b = Builder::new();
    cx.write_prefixed(&mut b, v, base)?;
    Ok(b.finish(cx)?.value())
}

fn hex(cx: &mut Context, w: Window) -> Run<Value> {
    prefixed(cx, w.get(0), 16)
}

fn oct(cx: &mut Context, w: Window) -> Run<Value> {
    prefixed(cx, w.get(0), 8)
}

fn bin(cx: &mut Context, w: Window) -> Run<Value> {
    prefixed(cx, w.get(0), 2)
}

fn format(cx: &mut Context, w: Window) -> Run<Value> {
    if w.get(1) == Value::UNASSIGNED {
        return Ok(cx.str(w.get(0))?.value());
    }
    let spec = cx.arg_str(w.get(1), "format() argument 2")?;
    cx.format(w.get(0), spec)
}

fn id(cx: &mut Context, w: Window) -> Run<Value> {
    cx.id(w.get(0))
}

fn int_ratio(cx: &mut Context, w: Window) -> Run<Value> {
    let v = cx.to_int(w.get(0))?;
    Ok(cx.new_tuple(&[v, Value::int32(1)])?.value())
}

fn int_conjugate(cx: &mut Context, w: Window) -> Run<Value> {
    cx.to_int(w.get(0))
}

fn int_is_integer(_: &mut Context, _: Window) -> Run<Value> {
    Ok(Value::TRUE)
}

fn bit_count(cx: &mut Context, w: Window) -> Run<Value> {
    let n = cx.int_operand(w.get(0)).map_or(0, |int| int.as_int().bit_count());
    cx.new_int(n as i64)
}

fn bit_length(cx: &mut Context, w: Window) -> Run<Value> {
    let n = cx.int_operand(w.get(0)).map_or(0, |int| int.as_int().bit_length());
    cx.new_int(n as i64)
}

fn float_ratio(cx: &mut Context, w: Window) -> Run<Value> {
    let x = w.get(0).as_float().unwrap_or(0.0);
    if x.is_nan() {
        return Err(cx.value_error(format_args!("cannot convert NaN to integer ratio")));
    }
    if x.is_infinite() {
        return Err(cx.raise(TypeId::OverflowError, format_args!("cannot convert Infinity to integer ratio")));
    }
    let (_, mantissa, exponent) = num::float_parts(x);
    let shift = if mantissa == 0 { 0 } else { exponent.saturating_add(mantissa.trailing_zeros() as i32) };
    let (numerator, denominator) = if shift >= 0 {
        (cx.int_from_f64(x)?, Value::int32(1))
    } else {
        // The fraction's denominator is a power of two; times it, the float is an odd int.
        let odd = (mantissa >> mantissa.trailing_zeros()) as i64;
        let bits = shift.unsigned_abs() as usize;
        let mut limbs = cx.scratch(bits / 64 + 1)?;
        if let Some(limb) = limbs.limbs_mut().last_mut() {
            *limb = 1 << (bits % 64);
        }
        (cx.new_int(if x < 0.0 { -odd } else { odd })?, cx.new_big(false, limbs.limbs())?)
    };
    Ok(cx.new_tuple(&[numerator, denominator])?.value())
}

fn float_conjugate(_: &mut Context, w: Window) -> Run<Value> {
    Ok(w.get(0))
}

fn float_hex(cx: &mut Context, w: Window) -> Run<Value> {
    let x = w.get(0).as_float().unwrap_or(0.0);
    let mut b = Builder::new();
    b.push_with(cx, |out| float::write_hex(out, x))?;
    Ok(b.finish(cx)?.value())
}

fn float_fromhex(cx: &mut Context, w: Window) -> Run<Value> {
    let Some(s) = cx.cast::<Str>(w.get(1)) else {
        return Err(cx.type_error(format_args!("bad argument type for built-in operation")));
    };
    cx.charge(cx.str_len(s) as u64 / 16)?;
    match cx.held(s).as_str().map_or(Err(float::HexError::Form), float::parse_hex) {
        Ok(x) => Ok(Value::float(x)),
        Err(float::HexError::Form) => Err(cx.value_error(format_args!("invalid hexadecimal floating-point string"))),
        Err(float::HexError::TooLarge) => {
            Err(cx.raise(TypeId::OverflowError, format_args!("hexadecimal value too large to represent as a float")))
        }
    }
}

fn float_is_integer(_: &mut Context, w: Window) -> Run<Value> {
    let x = w.get(0).as_float().unwrap_or(0.0);
    // A float of 2^53 or more has no fraction.
    Ok(Value::bool(x.is_finite() && (x.abs() >= (1u64 << 53) as f64 || (x as i64) as f64 == x)))
}
