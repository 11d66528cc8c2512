//! `format % arguments`.

use super::text::builder::Builder;
use crate::Run;
use crate::context::Context;
use crate::heap::{Gc, Kind};
use crate::num::percent::{Conversion, Item, Items, Size, Sizes};
use crate::object::digits::Decimal;
use crate::object::{Str, Tuple, TypeId};
use crate::value::Value;

/// What the conversions take their values from.
struct Arguments {
    /// The right operand, or what the last key gave.
    value: Value,
    /// The items, while the right operand itself is in use and a tuple.
    tuple: Option<Gc<Tuple>>,
    /// How many have been taken.
    taken: usize,
    /// The right operand, if it can be asked for keys.
    mapping: Option<Value>,
}

impl Arguments {
    fn count(&self, cx: &Context) -> usize {
        self.tuple.map_or(1, |t| cx.tuple(t).len())
    }

    fn next(&mut self, cx: &mut Context) -> Run<Value> {
        if self.taken >= self.count(cx) {
            return Err(cx.type_error(format_args!("not enough arguments for format string")));
        }
        let v = match self.tuple {
            Some(t) => cx.tuple(t).get(self.taken).copied().unwrap_or(Value::NONE),
            None => self.value,
        };
        self.taken += 1;
        Ok(v)
    }

    /// The size that an argument gives for `*`.
    fn size(&mut self, cx: &mut Context, size: Size, c_type: &str, most: i64) -> Run<i64> {
        if size != Size::Argument {
            return Ok(0);
        }
        let v = self.next(cx)?;
        let Some(n) = cx.clamped_int(v) else {
            return Err(cx.type_error(format_args!("* wants int")));
        };
        if n >= most || n <= -most {
            return Err(cx.raise(TypeId::OverflowError, format_args!("Python int too large to convert to C {c_type}")));
        }
        Ok(n)
    }
}

impl Context {
    /// `format % args`
    ///
    /// # Errors
    /// TypeError, ValueError, OverflowError, KeyError; [`Trap::Memory`](crate::Trap::Memory),
    /// [`Trap::Fuel`](crate::Trap::Fuel).
    pub fn str_mod(&mut self, format: Gc<Str>, args: Value) -> Run<Value> {
        self.charge_bytes(self.str_len(format))?;
        let held = self.held(format);
        let mapping = matches!(self.kind(args), Some(Kind::Dict | Kind::List | Kind::Range)).then_some(args);
        let mut arguments = Arguments { value: args, tuple: self.cast(args), taken: 0, mapping };
        let mut b = Builder::new();
        for item in Items::new(held.bytes()) {
            match item {
                Ok(Item::Text(text)) => b.push(self, text)?,
                Ok(Item::Conversion(c)) => self.percent_one(&mut b, &c, &mut arguments)?,
                Err(e) => return Err(self.value_error(format_args!("{e}"))),
            }
        }
        if arguments.taken < arguments.count(self) && mapping.is_none() {
            return Err(self.type_error(format_args!("not all arguments converted during string formatting")));
        }
        Ok(b.finish(self)?.value())
    }

    /// One conversion.
    fn percent_one(&mut self, b: &mut Builder, c: &Conversion<'_>, arguments: &mut Arguments) -> Run<()> {
        if let Some(key) = c.key {
            let Some(mapping) = arguments.mapping else {
                return Err(self.type_error(format_args!("format requires a mapping")));
            };
            let key = self.new_str(key)?;
            let value = self.get_item(mapping, key.value())?;
            (arguments.value, arguments.tuple, arguments.taken) = (value, None, 0);
        }
        let width = arguments.size(self, c.width, "ssize_t", i64::MAX)?;
        let precision = arguments.size(self, c.precision, "int", 1 << 31)?;
        let sizes = c.sizes(width, precision);
        let v = arguments.next(self)?;
        if c.is_plain() {
            // The frequent cases, whose text is that of the value.
            match (c.kind, v.as_int(), self.cast::<Str>(v)) {
                (b'd' | b's', Some(i), _) => return b.push(self, Decimal::new(i).text()),
                (b's', _, Some(s)) => return b.push_str(self, s),
                _ => {}
            }
        }
        if let Some(e) = c.unsupported {
            return Err(self.value_error(format_args!("{e}")));
        }
        if c.base().is_some() {
            return self.percent_int(b, c, sizes, v);
        }
        if c.is_float_kind() {
            let x = match v.as_float() {
                Some(x) => x,
                None if self.int_operand(v).is_some() => self.int_to_f64(v)?,
                None => {
                    let t = self.type_of(v).name();
                    return Err(self.type_error(format_args!("must be real number, not {t}")));
                }
            };
            return self.write_float_plan(b, &c.float_plan(sizes, x));
        }
        let s = match c.kind {
            b'r' => self.repr(v)?,
            b'a' => self.ascii(v)?,
            b'c' => self.percent_char(v)?,
            _ => self.str(v)?,
        };
        let plan = c.str_plan(sizes, self.str_chars(s));
        self.write_str_plan(b, s, &plan, None)
    }

    /// The character of `%c`.
    fn percent_char(&mut self, v: Value) -> Run<Gc<Str>> {
        if let Some(s) = self.cast::<Str>(v)
            && self.str_chars(s) == 1
        {
            return Ok(s);
        }
        match self.clamped_int(v) {
            Some(code @ 0..=0x10_FFFF) => self.str_of_char(code as u32),
            Some(_) => Err(self.raise(TypeId::OverflowError, format_args!("%c arg not in range(0x110000)"))),
            None => Err(self.type_error(format_args!("%c requires int or char"))),
        }
    }

    fn percent_int(&mut self, b: &mut Builder, c: &Conversion<'_>, sizes: Sizes, v: Value) -> Run<()> {
        let base = c.base().unwrap_or(10);
        let v = match v.as_float() {
            Some(x) if base == 10 => self.int_from_f64(x)?,
            _ => v,
        };
        if self.int_operand(v).is_none() {
            let (kind, t) = (char::from(c.kind), self.type_of(v).name());
            let needed = if base == 10 { "a real number" } else { "an integer" };
            return Err(self.type_error(format_args!("%{kind} format: {needed} is required, not {t}")));
        }
        let digits = self.int_digits(v, base)?;
        let plan = c.int_plan(sizes, digits.negative, digits.text().len());
        self.write_number_plan(b, &plan, digits.text())
    }
}
