//! The built-in functions that are neither constructors nor conversions.

use super::native::{Native, Next, Resume, Window, unreachable_body};
use super::{LIST, NEXT};
use core::ops::Range;

use crate::Run;
use crate::context::Context;
use crate::heap::Gc;
use crate::host::Stream;
use crate::num::float;
use crate::object::arith::BinaryOp;
use crate::object::compare::CompareOp;
use crate::object::int::Operand;
use crate::object::iter::Step;
use crate::object::text::wtf8;
use crate::object::{Function, List, Method, Str, Tuple, TypeId};
use crate::value::{Sort, Value};

/// The table.
pub(crate) const FUNCTIONS: &[Native] = &[
    Native::function("print", &["sep", "end", "file", "flush"], 0, print).keywords(0, 4).varargs(),
    Native::function("sum", &["iterable", "start"], 1, unreachable_body).keywords(1, 0).calling(0, sum),
    Native::function("any", &["iterable"], 1, unreachable_body).calling(1, any),
    Native::function("all", &["iterable"], 1, unreachable_body).calling(1, all),
    Native::function("min", &["key", "default"], 0, unreachable_body).keywords(0, 2).varargs().calling(4, min),
    Native::function("max", &["key", "default"], 0, unreachable_body).keywords(0, 2).varargs().calling(4, max),
    Native::function("abs", &["x"], 1, abs),
    Native::function("round", &["number", "ndigits"], 1, round).keywords(0, 0),
    Native::function("divmod", &["x", "y"], 2, divmod),
    Native::function("pow", &["base", "exp", "mod"], 2, pow).keywords(0, 0),
    Native::function("isinstance", &["obj", "class_or_tuple"], 2, isinstance),
    Native::function("issubclass", &["cls", "class_or_tuple"], 2, issubclass),
    Native::function("callable", &["obj"], 1, callable),
    Native::function("hash", &["obj"], 1, hash),
    Native::function("type", &["object"], 1, type_function),
    Native::function("getattr", &["object", "name", "default"], 2, getattr),
    Native::function("hasattr", &["object", "name"], 2, hasattr),
    Native::function("__pn_run_module", &["body", "module"], 2, unreachable_body).calling(0, run_module),
    Native::function("setattr", &["object", "name", "value"], 3, setattr),
];

fn print(cx: &mut Context, w: Window) -> Run<Value> {
    let (sep, end, file) = (w.get_or(0, Value::NONE), w.get_or(1, Value::NONE), w.get_or(2, Value::NONE));
    for (v, name) in [(sep, "sep"), (end, "end")] {
        if v != Value::NONE && cx.cast::<Str>(v).is_none() {
            let t = cx.type_of(v).name();
            return Err(cx.type_error(format_args!("{name} must be None or a string, not {t}")));
        }
    }
    let stream = match cx.stream_of(file) {
        Some(s) => s,
        None => {
            let t = cx.type_of(file).name();
            return Err(cx.raise(TypeId::AttributeError, format_args!("'{t}' object has no attribute 'write'")));
        }
    };
    let sep = cx.cast::<Str>(sep);
    let end = cx.cast::<Str>(end);
    let items: Gc<Tuple> = cx.expect(w.get(4))?;
    // All text is made before any is written, so that a second execution writes nothing twice.
    let n = cx.tuple(items).len();
    let texts = cx.alloc_tuple(n)?;
    for i in 0..n {
        let s = cx.str(cx.tuple(items)[i])?;
        cx.tuple_mut(texts)[i] = s.value();
    }
    let mut len = 0u64;
    for i in 0..n {
        len += cx.cast::<Str>(cx.tuple(texts)[i]).map_or(0, |s| cx.str_bytes(s).len() as u64);
    }
    cx.charge(len / 64)?;
    // What is written, piece by piece: texts with `sep` between them and `end` behind.
    let piece = |cx: &Context, i: usize| match i {
        _ if i == 2 * n => end,
        _ if i % 2 == 1 => sep,
        _ => cx.tuple(texts).get(i / 2).and_then(|v| cx.cast::<Str>(*v)),
    };
    let pieces = match n {
        0 => 0..1,
        _ => 0..2 * n,
    };
    let order = move |i: usize| if n > 0 && i == 2 * n - 1 { 2 * n } else { i };
    // A piece that cannot be encoded ends it; the exception is made before anything is written.
    let mut refused = None;
    if stream == Stream::Out {
        for i in pieces.clone() {
            if let Some(s) = piece(cx, order(i))
                && let Some(range) = cx.first_surrogates(s)
            {
                refused = Some((i, cx.new_encode_error(s, range)?));
                break;
            }
        }
    }
    for i in pieces {
        if let Some((at, e)) = refused
            && at == i
        {
            return Err(cx.raise_value(e));
        }
        match piece(cx, order(i)) {
            Some(s) => cx.write_text(stream, s)?,
            None => cx.write_bytes(stream, if order(i) == 2 * n { b"\n" } else { b" " })?,
        }
    }
    Ok(Value::NONE)
}

/// Where the next surrogate lies, from byte `at` on.
fn surrogate_from(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    // Their first byte is that of some other characters as well, which have a smaller second one.
    memchr::memchr_iter(0xED, rest).find(|i| rest.get(i + 1).is_some_and(|b| *b >= 0xA0)).map(|i| at + i)
}

impl Context {
    /// The stream that `print`'s `file` stands for.
    fn stream_of(&self, file: Value) -> Option<Stream> {
        match file {
            Value::NONE => Some(Stream::Out),
            v => super::sys::stream(v),
        }
    }

    /// Writes a str to one of the embedder's streams.
    /// Lone surrogates are escaped.
    pub(crate) fn write_text(&mut self, stream: Stream, s: Gc<Str>) -> Run<()> {
        let held = self.held(s);
        let (bytes, mut at) = (held.bytes(), 0);
        while let Some(start) = surrogate_from(bytes, at) {
            self.write_bytes(stream, bytes.get(at..start).unwrap_or(&[]))?;
            let (code, next) = wtf8::decode(bytes, start).unwrap_or((0, bytes.len()));
            let digit = |shift: u32| b"0123456789abcdef"[(code >> shift & 15) as usize];
            self.write_bytes(stream, &[b'\\', b'u', digit(12), digit(8), digit(4), digit(0)])?;
            at = next;
        }
        self.write_bytes(stream, bytes.get(at..).unwrap_or(&[]))
    }

    /// The first surrogates of a str that stand next to each other, as a range of code points.
    pub(crate) fn first_surrogates(&self, s: Gc<Str>) -> Option<Range<usize>> {
        if self.str_is_ascii(s) {
            return None;
        }
        let bytes = self.str_bytes(s);
        let at = surrogate_from(bytes, 0)?;
        let start = wtf8::count(bytes.get(..at)?);
        let count = wtf8::chars(bytes.get(at..)?).take_while(|c| matches!(c, 0xD800..0xE000)).count();
        Some(start..start + count)
    }

    /// A `UnicodeEncodeError` for characters that UTF-8 does not have.
    pub(crate) fn new_encode_error(&mut self, s: Gc<Str>, range: Range<usize>) -> Run<Value> {
        let encoding = self.new_str(b"utf-8")?.value();
        let reason = self.new_str(b"surrogates not allowed")?.value();
        let (start, end) = (Value::uint32(range.start as u32), Value::uint32(range.end as u32));
        let e = self.new_exception(TypeId::UnicodeEncodeError, &[encoding, s.value(), start, end, reason])?;
        Ok(e.value())
    }

    /// Writes UTF-8 to one of the embedder's streams.
    pub(crate) fn write_bytes(&mut self, stream: Stream, bytes: &[u8]) -> Run<()> {
        if self.above_compiled {
            return Err(crate::Trap::Driver);
        }
        if bytes.is_empty() {
            return Ok(());
        }
        let written = match self.host {
            // SAFETY: `host` is set for the time of the run, and nobody else uses it meanwhile (see `api`).
            Some(mut host) => unsafe { host.as_mut() }.write(stream, bytes),
            None => Ok(()),
        };
        match written {
            Ok(()) => Ok(()),
            Err(()) => Err(self.raise(TypeId::OSError, format_args!("cannot write"))),
        }
    }

    /// The number of arguments in `*args`, and argument `i`.
    fn rest(&self, w: Window, slot: usize) -> Option<Gc<Tuple>> {
        self.cast(w.get(slot))
    }
}

/// The first step of a function that takes any iterable: one that needs calls is made a list first.
fn listed(cx: &Context, iterable: Value, r: Resume) -> Result<Value, Next> {
    if r.state != 0 {
        return Ok(r.value);
    }
    if cx.needs_calls(iterable) {
        let args = [iterable, Value::NONE, Value::NONE, Value::NONE];
        return Err(Next::Call { callee: LIST.value(), args, count: 1, state: 1 });
    }
    Ok(iterable)
}

fn sum(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    let iterable = match listed(cx, w.get(0), r) {
        Ok(v) => v,
        Err(next) => return Ok(next),
    };
    let start = w.get_or(1, Value::int32(0));
    if cx.cast::<Str>(start).is_some() {
        return Err(cx.type_error(format_args!("sum() can't sum strings [use ''.join(seq) instead]")));
    }
    let items = cx.list_from_iterable(iterable)?;
    let n = cx.list(items).len();
    cx.charge((n / 8) as u64)?;
    let mut sum = cx.sum_from(start);
    for i in 0..n {
        sum = cx.sum_add(sum, cx.list(items)[i])?;
    }
    Ok(Next::Done(sum.end()))
}

fn any(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    until(cx, w, r, true)
}

fn all(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    until(cx, w, r, false)
}

/// Whether an item has this truth; items behind it are not asked for.
fn until(cx: &mut Context, w: Window, r: Resume, wanted: bool) -> Run<Next> {
    if r.state == 0 {
        let it = cx.iter(w.get(0))?;
        w.set(1, it);
    } else {
        if r.value == Value::END {
            return Ok(Next::Done(Value::bool(!wanted)));
        }
        if cx.truth(r.value) == wanted {
            return Ok(Next::Done(Value::bool(wanted)));
        }
    }
    let it = w.get(1);
    loop {
        match cx.iter_next(it)? {
            Step::Item(v) if cx.truth(v) == wanted => return Ok(Next::Done(Value::bool(wanted))),
            Step::Item(_) => cx.charge(1)?,
            Step::End => return Ok(Next::Done(Value::bool(!wanted))),
            Step::Call => {
                let args = [it, Value::NONE, Value::NONE, Value::NONE];
                return Ok(Next::Call { callee: NEXT.value(), args, count: 1, state: 1 });
            }
        }
    }
}

fn min(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    extreme(cx, w, r, "min", CompareOp::Lt)
}

fn max(cx: &mut Context, w: Window, r: Resume) -> Run<Next> {
    extreme(cx, w, r, "max", CompareOp::Gt)
}

/// `min` and `max`. Slots: 0 key, 1 default, 2 arguments; of its own: 3 list of items, 4 index, 5 best item, 6 its key.
fn extreme(cx: &mut Context, w: Window, r: Resume, name: &str, better: CompareOp) -> Run<Next> {
    let key = w.get_or(0, Value::NONE);
    let Some(args) = cx.rest(w, 2) else { return Ok(Next::Done(Value::NONE)) };
    let several = cx.tuple(args).len() > 1;
    match r.state {
        0 | 1 => {
            let source = match cx.tuple(args) {
                [] => {
                    return Err(cx.type_error(format_args!("{name} expected at least 1 argument, got 0")));
                }
                [one] => *one,
                _ => w.get(2),
            };
            if several && w.get(1) != Value::UNASSIGNED {
                return Err(cx.type_error(format_args!(
                    "Cannot specify a default for {name}() with multiple positional arguments"
                )));
            }
            let source = match listed(cx, source, r) {
                Ok(v) => v,
                Err(next) => return Ok(next),
            };
            let items = cx.list_from_iterable(source)?;
            w.set(3, items.value());
            w.set(4, Value::int32(0));
            w.set(5, Value::UNASSIGNED);
        }
        _ => consider(cx, w, r.value, better)?,
    }
    let items: Gc<List> = cx.expect(w.get(3))?;
    loop {
        let at = w.get(4).int_payload() as usize;
        let Some(item) = cx.list(items).get(at).copied() else { break };
        if key != Value::NONE {
            let args = [item, Value::NONE, Value::NONE, Value::NONE];
            return Ok(Next::Call { callee: key, args, count: 1, state: 2 });
        }
        cx.charge(1)?;
        consider(cx, w, item, better)?;
    }
    match (w.get(5), w.get(1)) {
        (Value::UNASSIGNED, Value::UNASSIGNED) => {
            Err(cx.value_error(format_args!("{name}() iterable argument is empty")))
        }
        (Value::UNASSIGNED, default) => Ok(Next::Done(default)),
        (best, _) => Ok(Next::Done(best)),
    }
}

/// Takes the item at the index for the best one if its key is better, and goes on to the next.
fn consider(cx: &mut Context, w: Window, key: Value, better: CompareOp) -> Run<()> {
    let items: Gc<List> = cx.expect(w.get(3))?;
    let at = w.get(4).int_payload();
    let first = w.get(5) == Value::UNASSIGNED;
    let take = first || {
        let v = cx.compare(better, key, w.get(6))?;
        cx.truth(v)
    };
    if take {
        let item = cx.list(items).get(at as usize).copied().unwrap_or(Value::NONE);
        w.set(5, item);
        w.set(6, key);
    }
    w.set(4, Value::int_wrapped(at + 1));
    Ok(())
}

fn abs(cx: &mut Context, w: Window) -> Run<Value> {
    let v = w.get(0);
    if let Some(x) = v.as_float() {
        return Ok(Value::float(x.abs()));
    }
    match cx.int_operand(v) {
        Some(Operand::Small(word)) => cx.new_int(word.as_int().abs().to_i64().unwrap_or(0)),
        Some(n) => cx.copy_int(n.as_int().abs()),
        None => {
            let t = cx.type_of(v).name();
            Err(cx.type_error(format_args!("bad operand type for abs(): '{t}'")))
        }
    }
}

fn round(cx: &mut Context, w: Window) -> Run<Value> {
    let (v, digits) = (w.get(0), w.get_or(1, Value::NONE));
    if let Some(x) = v.as_float() {
        if digits == Value::NONE {
            if !x.is_finite() {
                return cx.int_from_f64(x);
            }
            return cx.int_from_f64(float::round_half_even(x));
        }
        let n = cx.round_digits(digits)?;
        return match float::round_digits(x, n) {
            Some(r) => Ok(Value::float(r)),
            None => Err(cx.raise(TypeId::OverflowError, format_args!("rounded value too large to represent"))),
        };
    }
    if !cx.is_integer(v) {
        let t = cx.type_of(v).name();
        return Err(cx.type_error(format_args!("type {t} doesn't define __round__ method")));
    }
    let v = match cx.small_int(v) {
        Some(i) => Value::int_wrapped(i),
        None => v,
    };
    if digits == Value::NONE {
        return Ok(v);
    }
    let n = cx.round_digits(digits)?;
    if n >= 0 {
        return Ok(v);
    }
    // The nearest multiple of 10 ** -n, the even one of two.
    let unit = cx.binary(BinaryOp::Pow, false, Value::int32(10), Value::int_wrapped(n.max(-100_000).abs()))?;
    let twice = cx.binary(BinaryOp::Mod, false, v, unit)?;
    let low = cx.binary(BinaryOp::Sub, false, v, twice)?;
    let doubled = cx.binary(BinaryOp::Mul, false, twice, Value::int32(2))?;
    let above = cx.compare(CompareOp::Gt, doubled, unit)?;
    let even = {
        let q = cx.binary(BinaryOp::FloorDiv, false, low, unit)?;
        cx.binary(BinaryOp::And, false, q, Value::int32(1))? == Value::int32(0)
    };
    let tie = cx.eq(doubled, unit)?;
    if cx.truth(above) || tie && !even { cx.binary(BinaryOp::Add, false, low, unit) } else { Ok(low) }
}

impl Context {
    /// The number of digits that `round` is given.
    fn round_digits(&mut self, v: Value) -> Run<i64> {
        match self.int_operand(v) {
            Some(n) => Ok(n.as_int().to_i64().unwrap_or(if n.as_int().is_negative() { i64::MIN } else { i64::MAX })),
            None => {
                let t = self.type_of(v).name();
                Err(self.type_error(format_args!("'{t}' object cannot be interpreted as an integer")))
            }
        }
    }
}

fn divmod(cx: &mut Context, w: Window) -> Run<Value> {
    let (a, b) = (w.get(0), w.get(1));
    if let (Some(x), Some(y)) = (cx.int_operand(a), cx.int_operand(b)) {
        let (q, r) = cx.int_div_mod(x.as_int(), y.as_int(), "integer division or modulo by zero")?;
        return Ok(cx.new_tuple(&[q, r])?.value());
    }
    let number = |cx: &Context, v: Value| v.is_float() || cx.is_integer(v);
    if number(cx, a) && number(cx, b) {
        let x = cx.to_f64(a)?;
        let y = cx.to_f64(b)?;
        return match float::div_mod(x, y) {
            Some((q, r)) => Ok(cx.new_tuple(&[Value::float(q), Value::float(r)])?.value()),
            None => Err(cx.raise(TypeId::ZeroDivisionError, format_args!("float divmod()"))),
        };
    }
    let (x, y) = (cx.type_of(a).name(), cx.type_of(b).name());
    Err(cx.type_error(format_args!("unsupported operand type(s) for divmod(): '{x}' and '{y}'")))
}

impl Context {
    /// A number as a float.
    ///
    /// # Errors
    /// `TypeError` for what is no number, `OverflowError` for ints that are too large.
    #[allow(clippy::wrong_self_convention, reason = "it is the value that is converted, not the context")]
    pub(crate) fn to_f64(&mut self, v: Value) -> Run<f64> {
        if let Some(x) = v.as_float() {
            return Ok(x);
        }
        if self.is_integer(v) {
            return self.int_to_f64(v);
        }
        let t = self.type_of(v).name();
        Err(self.type_error(format_args!("must be real number, not {t}")))
    }
}

fn pow(cx: &mut Context, w: Window) -> Run<Value> {
    let (base, exp, modulus) = (w.get(0), w.get(1), w.get_or(2, Value::NONE));
    if modulus == Value::NONE {
        return cx.binary(BinaryOp::Pow, false, base, exp);
    }
    if !(cx.is_integer(base) && cx.is_integer(exp) && cx.is_integer(modulus)) {
        return Err(cx.type_error(format_args!("pow() 3rd argument not allowed unless all arguments are integers")));
    }
    cx.pow_mod(base, exp, modulus)
}

impl Context {
    fn pow_mod(&mut self, base: Value, exp: Value, modulus: Value) -> Run<Value> {
        let zero = Value::int32(0);
        if modulus == zero {
            return Err(self.value_error(format_args!("pow() 3rd argument cannot be 0")));
        }
        let below = self.compare(CompareOp::Lt, exp, zero)?;
        let (base, exp) = if self.truth(below) {
            (self.inverse(base, modulus)?, self.unary(crate::object::arith::UnaryOp::Neg, exp)?)
        } else {
            (base, exp)
        };
        let mut result = self.binary(BinaryOp::Mod, false, Value::int32(1), modulus)?;
        let mut power = self.binary(BinaryOp::Mod, false, base, modulus)?;
        let mut rest = exp;
        while rest != zero {
            self.charge(1)?;
            if self.binary(BinaryOp::And, false, rest, Value::int32(1))? == Value::int32(1) {
                let product = self.binary(BinaryOp::Mul, false, result, power)?;
                result = self.binary(BinaryOp::Mod, false, product, modulus)?;
            }
            rest = self.binary(BinaryOp::RShift, false, rest, Value::int32(1))?;
            let square = self.binary(BinaryOp::Mul, false, power, power)?;
            power = self.binary(BinaryOp::Mod, false, square, modulus)?;
        }
        Ok(result)
    }

    /// The inverse of `base` modulo `modulus`, by Euclid's algorithm.
    fn inverse(&mut self, base: Value, modulus: Value) -> Run<Value> {
        let (zero, one) = (Value::int32(0), Value::int32(1));
        let mut rest = (self.binary(BinaryOp::Mod, false, base, modulus)?, modulus);
        let mut factor = (one, zero);
        while rest.0 != zero {
            self.charge(1)?;
            let quotient = self.binary(BinaryOp::FloorDiv, false, rest.1, rest.0)?;
            let part = self.binary(BinaryOp::Mul, false, quotient, rest.0)?;
            rest = (self.binary(BinaryOp::Sub, false, rest.1, part)?, rest.0);
            let part = self.binary(BinaryOp::Mul, false, quotient, factor.0)?;
            factor = (self.binary(BinaryOp::Sub, false, factor.1, part)?, factor.0);
        }
        if rest.1 != one && rest.1 != Value::int32(-1) {
            return Err(self.value_error(format_args!("base is not invertible for the given modulus")));
        }
        let inverse = self.binary(BinaryOp::Mul, false, factor.1, rest.1)?;
        self.binary(BinaryOp::Mod, false, inverse, modulus)
    }

    /// Whether `t` is `against`, derives from it, or from one of it if it is a tuple.
    fn is_one_of(&mut self, t: TypeId, against: Value, what: &str, depth: u32) -> Run<bool> {
        if let Some(ty) = TypeId::from_value(against) {
            return Ok(t.is_subtype(ty));
        }
        if let Some(types) = self.cast::<Tuple>(against) {
            let inner = self.deeper(depth, " in __instancecheck__")?;
            // A tuple in another costs something however short it is: shared parts can make many of few.
            if depth > 0 {
                self.charge(1)?;
            }
            let mut seen = 0;
            while let Some(one) = self.tuple(types).get(seen).copied() {
                self.charge_step(&mut seen)?;
                if self.is_one_of(t, one, what, inner)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        Err(self.type_error(format_args!("{what}")))
    }
}

fn isinstance(cx: &mut Context, w: Window) -> Run<Value> {
    let t = cx.type_of(w.get(0));
    const TEXT: &str = "isinstance() arg 2 must be a type, a tuple of types, or a union";
    Ok(Value::bool(cx.is_one_of(t, w.get(1), TEXT, 0)?))
}

fn issubclass(cx: &mut Context, w: Window) -> Run<Value> {
    const TEXT: &str = "issubclass() arg 2 must be a class, a tuple of classes, or a union";
    match TypeId::from_value(w.get(0)) {
        Some(t) => Ok(Value::bool(cx.is_one_of(t, w.get(1), TEXT, 0)?)),
        None => Err(cx.type_error(format_args!("issubclass() arg 1 must be a class"))),
    }
}

fn callable(cx: &mut Context, w: Window) -> Run<Value> {
    let v = w.get(0);
    Ok(Value::bool(
        cx.cast::<Function>(v).is_some()
            || cx.cast::<Method>(v).is_some()
            || TypeId::from_value(v).is_some()
            || v.as_immediate(Sort::Native).is_some()
            || v.as_immediate(Sort::Host).is_some(),
    ))
}

fn hash(cx: &mut Context, w: Window) -> Run<Value> {
    let h = cx.hash(w.get(0))?;
    cx.new_int(h as i64)
}

fn type_function(cx: &mut Context, w: Window) -> Run<Value> {
    Ok(cx.type_of(w.get(0)).value())
}

fn getattr(cx: &mut Context, w: Window) -> Run<Value> {
    let Some(name) = cx.cast::<Str>(w.get(1)) else {
        let t = cx.type_of(w.get(1)).name();
        return Err(cx.type_error(format_args!("attribute name must be string, not '{t}'")));
    };
    match cx.get_attr(w.get(0), name) {
        Err(crate::Trap::Raise) if w.get(2) != Value::UNASSIGNED && cx.raised_is(TypeId::AttributeError) => {
            cx.exception = Value::UNASSIGNED;
            Ok(w.get(2))
        }
        r => r,
    }
}

fn hasattr(cx: &mut Context, w: Window) -> Run<Value> {
    let Some(name) = cx.cast::<Str>(w.get(1)) else {
        let t = cx.type_of(w.get(1)).name();
        return Err(cx.type_error(format_args!("attribute name must be string, not '{t}'")));
    };
    match cx.get_attr(w.get(0), name) {
        Ok(_) => Ok(Value::TRUE),
        Err(crate::Trap::Raise) if cx.raised_is(TypeId::AttributeError) => {
            cx.exception = Value::UNASSIGNED;
            Ok(Value::FALSE)
        }
        Err(t) => Err(t),
    }
}

/// Runs a module's body; its result is the module.
fn run_module(_: &mut Context, w: Window, r: Resume) -> Run<Next> {
    if r.state == 0 {
        let args = [Value::NONE; 4];
        return Ok(Next::Call { callee: w.get(0), args, count: 0, state: 1 });
    }
    Ok(Next::Done(w.get(1)))
}

fn setattr(cx: &mut Context, w: Window) -> Run<Value> {
    let Some(name) = cx.cast::<Str>(w.get(1)) else {
        let t = cx.type_of(w.get(1)).name();
        return Err(cx.type_error(format_args!("attribute name must be string, not '{t}'")));
    };
    cx.set_attr(w.get(0), name, w.get(2))?;
    Ok(Value::NONE)
}

impl Context {
    /// Whether the exception on its way is of this type.
    pub(crate) fn raised_is(&self, t: TypeId) -> bool {
        self.exception != Value::UNASSIGNED && self.type_of(self.exception).is_subtype(t)
    }
}
