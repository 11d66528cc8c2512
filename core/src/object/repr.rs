//! `repr()`, `str()` and `ascii()` of every sort of value.
//!
//! All of it is written into one [`Builder`]; containers are the matter of [`walk`].

mod walk;

use super::text::builder::Builder;
use super::text::wtf8;
use crate::Run;
use crate::bytecode::image::Image;
use crate::context::Context;
use crate::heap::{Gc, Kind};
use crate::num::float::ReprText;
use crate::num::uni;
use crate::object::digits::Decimal;
use crate::object::{Function, Method, Module, Str, TypeId};
use crate::value::{Sort, Value};

impl Context {
    /// `repr(v)`
    ///
    /// # Errors
    /// ValueError for an int of too many digits, RecursionError; [`Trap::Memory`](crate::Trap::Memory),
    /// [`Trap::Fuel`](crate::Trap::Fuel).
    pub fn repr(&mut self, v: Value) -> Run<Gc<Str>> {
        if let Some(i) = v.as_int() {
            return match Decimal::new(i).text() {
                [digit] => self.letter(*digit),
                text => self.new_str(text),
            };
        }
        let mut b = Builder::new();
        self.write_repr(&mut b, v)?;
        b.finish(self)
    }

    /// `str(v)`
    ///
    /// # Errors
    /// As [`Context::repr`].
    pub fn str(&mut self, v: Value) -> Run<Gc<Str>> {
        if let Some(s) = self.cast(v) {
            return Ok(s);
        }
        if v.is_int() {
            return self.repr(v);
        }
        let mut b = Builder::new();
        self.write_str(&mut b, v)?;
        b.finish(self)
    }

    /// `ascii(v)`
    ///
    /// # Errors
    /// As [`Context::repr`].
    pub fn ascii(&mut self, v: Value) -> Run<Gc<Str>> {
        let s = self.repr(v)?;
        if self.str_is_ascii(s) {
            return Ok(s);
        }
        let (mut b, mut at) = (Builder::new(), 0);
        while let Some((code, next)) = wtf8::decode(self.str_bytes(s), at) {
            if code < 0x80 {
                b.push_char(self, code)?;
            } else {
                write_escape(self, &mut b, code)?;
            }
            at = next;
        }
        b.finish(self)
    }

    /// Appends `repr(v)`.
    ///
    /// # Errors
    /// As [`Context::repr`].
    pub fn write_repr(&mut self, b: &mut Builder, v: Value) -> Run<()> {
        self.walk(b, v)
    }

    /// Appends `str(v)`.
    ///
    /// # Errors
    /// As [`Context::repr`].
    pub fn write_str(&mut self, b: &mut Builder, v: Value) -> Run<()> {
        match self.kind(v) {
            Some(Kind::Str) => match self.cast(v) {
                Some(s) => b.push_str(self, s),
                None => Ok(()),
            },
            Some(Kind::Exception) => match self.cast(v) {
                Some(e) => self.write_exception_text(b, e),
                None => Ok(()),
            },
            _ => self.walk(b, v),
        }
    }

    /// Appends the repr of what is no container.
    fn write_leaf(&mut self, b: &mut Builder, v: Value) -> Run<()> {
        if let Some(i) = v.as_int() {
            return b.push(self, Decimal::new(i).text());
        }
        if let Some(x) = v.as_float() {
            let text = ReprText::repr(x);
            if text.negative {
                b.push(self, b"-")?;
            }
            return b.push(self, text.magnitude().as_bytes());
        }
        let Some(header) = self.header(v) else { return self.repr_immediate(b, v) };
        match header.kind {
            Kind::Str => match self.cast(v) {
                Some(s) => self.write_quoted(b, s),
                None => Ok(()),
            },
            Kind::BigInt => self.write_int(b, v, 10),
            Kind::Method => self.repr_method(b, v),
            Kind::Function => match self.cast::<Function>(v) {
                Some(f) => {
                    b.push(self, b"<function ")?;
                    self.write_function_name(b, f)?;
                    self.write_address(b, v)
                }
                None => Ok(()),
            },
            Kind::Module => match self.cast::<Module>(v) {
                Some(m) => self.repr_module(b, m),
                None => Ok(()),
            },
            _ => {
                let t = self.type_of(v).name();
                b.push_fmt(self, format_args!("<{t} object"))?;
                self.write_address(b, v)
            }
        }
    }

    /// ` at 0x...>` with the object's serial number for an address.
    fn write_address(&mut self, b: &mut Builder, v: Value) -> Run<()> {
        let serial = self.serial(v)?;
        b.push_fmt(self, format_args!(" at {:#x}>", serial << 4))
    }

    fn repr_immediate(&mut self, b: &mut Builder, v: Value) -> Run<()> {
        let text = match v {
            Value::NONE => "None",
            Value::FALSE => "False",
            Value::TRUE => "True",
            Value::NOT_IMPLEMENTED => "NotImplemented",
            Value::ELLIPSIS => "Ellipsis",
            _ => {
                if let Some(t) = TypeId::from_value(v) {
                    return b.push_fmt(self, format_args!("<class '{}'>", t.name()));
                }
                if let Some(number) = v.as_immediate(Sort::Native)
                    && let Some(native) = crate::builtins::native_by_number(number)
                {
                    return match native.receiver {
                        Some(t) => {
                            b.push_fmt(self, format_args!("<method '{}' of '{}' objects>", native.name, t.name()))
                        }
                        None => b.push_fmt(self, format_args!("<built-in function {}>", native.name)),
                    };
                }
                if let Some((_, name)) = v.as_immediate(Sort::Host).and_then(|n| self.host_name(n)) {
                    let name = self.shown(name);
                    return b.push_fmt(self, format_args!("<built-in function {name}>"));
                }
                "<built-in function>"
            }
        };
        b.push(self, text.as_bytes())
    }

    /// A built-in function bound to its receiver.
    fn repr_method(&mut self, b: &mut Builder, v: Value) -> Run<()> {
        let Some(m) = self.cast::<Method>(v) else { return Ok(()) };
        let (function, receiver) = (self.get(m).function, self.get(m).receiver);
        let name = match function.as_immediate(Sort::Native).and_then(crate::builtins::native_by_number) {
            Some(native) => native.name,
            None => "function",
        };
        let t = self.type_of(receiver).name();
        b.push_fmt(self, format_args!("<built-in method {name} of {t} object"))?;
        if receiver.is_ref() {
            self.write_address(b, receiver)
        } else {
            let id = self.id(receiver)?;
            b.push(self, b" at ")?;
            self.write_prefixed(b, id, 16)?;
            b.push(self, b">")
        }
    }

    fn repr_module(&mut self, b: &mut Builder, m: Gc<Module>) -> Run<()> {
        let m = self.get(m);
        let (name, image, len) = (m.name, m.image, m.image_len);
        b.push(self, b"<module ")?;
        self.walk(b, name)?;
        if image == 0 {
            return b.push(self, b" (built-in)>");
        }
        // SAFETY: a module's image was verified when it was loaded, and lives as long.
        let image = unsafe { Image::from_verified(image as *const u8, len as usize) };
        let file = self.new_str(image.file())?;
        b.push(self, b" from ")?;
        self.write_quoted(b, file)?;
        b.push(self, b">")
    }

    /// Appends a str in quotes, with escapes.
    fn write_quoted(&mut self, b: &mut Builder, s: Gc<Str>) -> Run<()> {
        self.charge_bytes(self.str_len(s))?;
        let text = self.str_bytes(s);
        let quote = if text.contains(&b'\'') && !text.contains(&b'"') { b'"' } else { b'\'' };
        b.push(self, &[quote])?;
        let mut at = 0;
        loop {
            // What stands for itself goes over in one piece.
            let text = self.str_bytes(s);
            let mut end = at;
            let mut stop = None;
            while let Some((code, next)) = wtf8::decode(text, end) {
                let plain = match code {
                    0x20..0x7F => code != u32::from(quote) && code != u32::from(b'\\'),
                    0..0xA0 => false,
                    _ => uni::is_printable(code),
                };
                if !plain {
                    stop = Some((code, next));
                    break;
                }
                end = next;
            }
            b.push_part(self, s, at..end)?;
            let Some((code, next)) = stop else { break };
            match code {
                0x09 => b.push(self, b"\\t")?,
                0x0A => b.push(self, b"\\n")?,
                0x0D => b.push(self, b"\\r")?,
                0x20..0x7F => b.push(self, &[b'\\', code as u8])?,
                _ => write_escape(self, b, code)?,
            }
            at = next;
        }
        b.push(self, &[quote])
    }

    /// Appends an int of any size in a base from 2 to 36, without a prefix. Base 10 has the limit of digits.
    ///
    /// # Errors
    /// ValueError for too many digits; [`Trap::Memory`](crate::Trap::Memory), [`Trap::Fuel`](crate::Trap::Fuel).
    pub fn write_int(&mut self, b: &mut Builder, v: Value, base: u32) -> Run<()> {
        let digits = self.int_digits(v, base)?;
        if digits.negative {
            b.push(self, b"-")?;
        }
        b.push(self, digits.text().as_bytes())
    }

    /// Appends an int with its base's prefix: `0b`, `0o` or `0x`.
    ///
    /// # Errors
    /// [`Trap::Memory`](crate::Trap::Memory), [`Trap::Fuel`](crate::Trap::Fuel).
    pub fn write_prefixed(&mut self, b: &mut Builder, v: Value, base: u32) -> Run<()> {
        let digits = self.int_digits(v, base)?;
        if digits.negative {
            b.push(self, b"-")?;
        }
        b.push(
            self,
            match base {
                2 => b"0b",
                8 => b"0o",
                _ => b"0x",
            },
        )?;
        b.push(self, digits.text().as_bytes())
    }

    /// Appends a function's qualified name.
    fn write_function_name(&mut self, b: &mut Builder, f: Gc<Function>) -> Run<()> {
        // SAFETY: a function's code is a live code object.
        let code = unsafe { Gc::from_units(self.get(f).code) };
        let name = self.code_view(code).qualname();
        b.push(self, name)
    }
}

/// Appends `\x..`, `\u....` or `\U........`.
fn write_escape(cx: &mut Context, b: &mut Builder, code: u32) -> Run<()> {
    match code {
        0..0x100 => b.push_fmt(cx, format_args!("\\x{code:02x}")),
        0x100..0x1_0000 => b.push_fmt(cx, format_args!("\\u{code:04x}")),
        _ => b.push_fmt(cx, format_args!("\\U{code:08x}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Trap;
    use crate::object::{DictView, ViewKind};
    use crate::testing::TestStore;

    fn repr(cx: &mut Context, v: Value) -> String {
        let s = cx.repr(v).unwrap();
        String::from_utf8(cx.str_bytes(s).to_vec()).unwrap()
    }

    fn str(cx: &mut Context, v: Value) -> String {
        let s = cx.str(v).unwrap();
        String::from_utf8(cx.str_bytes(s).to_vec()).unwrap()
    }

    #[test]
    fn containers() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        let s = cx.new_str(b"it's").unwrap().value();
        let one = cx.new_tuple(&[Value::float(1.0)]).unwrap().value();
        let none = cx.new_tuple(&[]).unwrap().value();
        let l = cx.new_list(&[Value::int32(1), s, one, none, Value::TRUE]).unwrap();
        assert_eq!(repr(cx, l.value()), r#"[1, "it's", (1.0,), (), True]"#);
        let d = cx.dict_new().unwrap();
        assert_eq!(repr(cx, d.value()), "{}");
        cx.dict_set(d, s, Value::NONE).unwrap();
        cx.dict_set(d, Value::int32(5), one).unwrap();
        assert_eq!(repr(cx, d.value()), r#"{"it's": None, 5: (1.0,)}"#);
        for (kind, want) in [
            (ViewKind::Keys, r#"dict_keys(["it's", 5])"#),
            (ViewKind::Values, "dict_values([None, (1.0,)])"),
            (ViewKind::Items, r#"dict_items([("it's", None), (5, (1.0,))])"#),
        ] {
            let view = cx.alloc::<DictView>(0).unwrap();
            let x = cx.get_mut(view);
            x.dict = d.value();
            x.header.aux = kind as u16;
            assert_eq!(repr(cx, view.value()), want);
        }
        let slice = cx.new_slice(Value::NONE, Value::int32(3), Value::NONE).unwrap();
        assert_eq!(repr(cx, slice.value()), "slice(None, 3, None)");
        assert_eq!(repr(cx, TypeId::ValueError.value()), "<class 'ValueError'>");
    }

    #[test]
    fn cycles_end() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        let l = cx.new_list(&[]).unwrap();
        let d = cx.dict_new().unwrap();
        let t = cx.new_tuple(&[l.value(), d.value()]).unwrap();
        cx.list_push(l, t.value()).unwrap();
        cx.dict_set(d, Value::int32(1), d.value()).unwrap();
        assert_eq!(repr(cx, l.value()), "[([...], {1: {...}})]");
        assert_eq!(repr(cx, t.value()), "([(...)], {1: {...}})");
    }

    #[test]
    fn nesting_is_bounded() {
        let mut store = TestStore::new(8 << 20);
        let cx = store.cx();
        let mut v = Value::NONE;
        for _ in 0..9997 {
            v = cx.new_list(&[v]).unwrap().value();
        }
        assert_eq!(repr(cx, v), "[".repeat(9997) + "None" + &"]".repeat(9997));
        v = cx.new_list(&[v]).unwrap().value();
        assert_eq!(cx.repr(v), Err(Trap::Raise));
        assert_eq!(str(cx, cx.exception), "maximum recursion depth exceeded while getting the repr of an object");
    }

    #[test]
    fn shared_parts_cost_fuel() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        let mut v = cx.new_tuple(&[]).unwrap().value();
        for _ in 0..60 {
            v = cx.new_tuple(&[v, v]).unwrap().value();
        }
        cx.fuel = 1000;
        assert_eq!(cx.repr(v), Err(Trap::Fuel));
        // Nothing of the walk that broke off is left.
        assert_eq!(cx.header(v).map(|h| h.flags), Some(0));
    }

    #[test]
    fn exceptions() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        let (a, b) = (cx.new_str(b"a").unwrap().value(), cx.new_str(b"b").unwrap().value());
        let mut case = |ty, args: &[Value], want_str: &str, want_repr: &str| {
            let e = cx.new_exception(ty, args).unwrap().value();
            assert_eq!((str(cx, e).as_str(), repr(cx, e).as_str()), (want_str, want_repr));
        };
        case(TypeId::ValueError, &[], "", "ValueError()");
        case(TypeId::ValueError, &[a], "a", "ValueError('a')");
        case(TypeId::ValueError, &[a, b], "('a', 'b')", "ValueError('a', 'b')");
        case(TypeId::KeyError, &[a], "'a'", "KeyError('a')");
        case(TypeId::KeyError, &[a, b], "('a', 'b')", "KeyError('a', 'b')");
        case(TypeId::OSError, &[Value::int32(2), a], "[Errno 2] a", "OSError(2, 'a')");
        case(TypeId::ValueError, &[Value::int32(2)], "2", "ValueError(2)");
        let inner = cx.new_exception(TypeId::KeyError, &[a]).unwrap().value();
        let outer = cx.new_exception(TypeId::ValueError, &[inner]).unwrap().value();
        assert_eq!((str(cx, outer).as_str(), repr(cx, outer).as_str()), ("'a'", "ValueError(KeyError('a'))"));
    }

    #[test]
    fn addresses_are_serial_numbers() {
        let mut store = TestStore::new(1 << 20);
        let cx = store.cx();
        let l = cx.new_list(&[]).unwrap().value();
        let it = cx.alloc::<crate::object::Iterator>(0).unwrap();
        cx.get_mut(it).source = l;
        assert_eq!(repr(cx, it.value()), "<list_iterator object at 0x10>");
        assert_eq!(cx.id(it.value()), Ok(Value::int32(16)));
    }
}
