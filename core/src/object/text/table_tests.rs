//! Str methods, conversions and formatting against what CPython gives: `cases.txt`, which `tests/record_text.py` records.

use std::string::String;
use std::vec::Vec;

use super::wtf8;
use crate::builtins::{Body, Native, Next, Resume, Window};
use crate::context::Context;
use crate::object::{Exception, Str, TypeId, convert};
use crate::testing::TestStore;
use crate::value::Value;
use crate::{Run, Trap};

/// A reader of Python literals as `ascii()` writes them.
struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    fn take(&mut self, what: &str) -> bool {
        let found = self.text[self.at..].starts_with(what.as_bytes());
        self.at += if found { what.len() } else { 0 };
        found
    }

    fn list(&mut self, cx: &mut Context, close: &str) -> Vec<Value> {
        let mut items = Vec::new();
        while !self.take(close) {
            items.push(self.value(cx));
            if self.take(":") {
                self.take(" ");
                items.push(self.value(cx));
            }
            self.take(",");
            self.take(" ");
        }
        items
    }

    fn value(&mut self, cx: &mut Context) -> Value {
        match self.peek() {
            b'\'' | b'"' => self.string(cx),
            b'(' => {
                self.at += 1;
                let items = self.list(cx, ")");
                cx.new_tuple(&items).unwrap().value()
            }
            b'[' => {
                self.at += 1;
                let items = self.list(cx, "]");
                cx.new_list(&items).unwrap().value()
            }
            b'{' => {
                self.at += 1;
                let items = self.list(cx, "}");
                let d = cx.dict_new().unwrap();
                items.chunks(2).for_each(|pair| assert!(cx.dict_set(d, pair[0], pair[1]).is_ok()));
                d.value()
            }
            _ if self.take("None") => Value::NONE,
            _ if self.take("True") => Value::TRUE,
            _ if self.take("False") => Value::FALSE,
            _ => {
                let start = self.at;
                while matches!(self.peek(), b'0'..=b'9' | b'-' | b'+' | b'.' | b'e') {
                    self.at += 1;
                }
                let text = core::str::from_utf8(&self.text[start..self.at]).unwrap();
                match text.contains(['.', 'e']) {
                    true => Value::float(text.parse().unwrap()),
                    false => {
                        let s = cx.new_str(text.as_bytes()).unwrap();
                        cx.int_from_str(s, 10).unwrap()
                    }
                }
            }
        }
    }

    fn string(&mut self, cx: &mut Context) -> Value {
        let quote = self.peek();
        self.at += 1;
        let mut bytes = Vec::new();
        while self.peek() != quote {
            let c = self.peek();
            self.at += 1;
            if c != b'\\' {
                bytes.push(c);
                continue;
            }
            let c = self.peek();
            self.at += 1;
            let hex = match c {
                b'x' => 2,
                b'u' => 4,
                b'U' => 8,
                _ => {
                    bytes.push(match c {
                        b'n' => b'\n',
                        b't' => b'\t',
                        b'r' => b'\r',
                        c => c,
                    });
                    continue;
                }
            };
            let digits = core::str::from_utf8(&self.text[self.at..self.at + hex]).unwrap();
            self.at += hex;
            bytes.extend_from_slice(wtf8::encode(u32::from_str_radix(digits, 16).unwrap()).bytes());
        }
        self.at += 1;
        cx.new_str(&bytes).unwrap().value()
    }
}

fn call(cx: &mut Context, native: &Native, args: &[Value]) -> Run<Value> {
    let mut slots = [Value::UNASSIGNED; 16];
    let named = native.params.len();
    if native.varargs && native.varkw {
        slots[0] = args[0];
        slots[1] = args[1];
        slots[2] = args[2];
    } else {
        assert!(args.len() <= named, "{}", native.name);
        slots[..args.len()].copy_from_slice(args);
    }
    // SAFETY: the slots live longer than the window.
    let window = unsafe { Window::new(slots.as_mut_ptr(), slots.len()) };
    match native.body {
        Body::Simple(run) => run(cx, window),
        Body::Calling(run) => match run(cx, window, Resume { state: 0, value: Value::UNASSIGNED })? {
            Next::Done(v) => Ok(v),
            _ => panic!("a call"),
        },
    }
}

fn text(cx: &mut Context, s: Value) -> String {
    String::from_utf8(cx.text(s).unwrap().to_vec()).unwrap()
}

/// The result as the table has it.
fn outcome(cx: &mut Context, result: Run<Value>) -> String {
    match result {
        Ok(v) => {
            let s = cx.ascii(v).unwrap();
            "= ".to_string() + &text(cx, s.value())
        }
        Err(Trap::Raise) => {
            let e = cx.cast::<Exception>(cx.exception).unwrap();
            let ty = TypeId::from_number(cx.get(e).header.aux as u32).unwrap();
            let message = cx.str(e.value()).unwrap();
            let message = cx.ascii(message.value()).unwrap();
            format!("! {}: {}", ty.name(), text(cx, message.value()))
        }
        Err(t) => format!("{t:?}"),
    }
}

/// The name and the arguments of a call.
fn read<'a>(cx: &mut Context, expression: &'a str) -> (&'a str, Vec<Value>) {
    let open = expression.find('(').unwrap();
    let mut reader = Reader { text: expression.as_bytes(), at: open + 1 };
    (&expression[..open], reader.list(cx, ")"))
}

fn run(cx: &mut Context, (name, args): &(&str, Vec<Value>)) -> Run<Value> {
    let find = |table: &'static [Native], name: &str| table.iter().find(|n| n.name == name);
    let native = match name.strip_prefix('.') {
        Some(name) => match cx.type_of(args[0]) {
            TypeId::Str => find(super::METHODS, name),
            TypeId::Float => find(convert::FLOAT_METHODS, name),
            _ => find(convert::INT_METHODS, name),
        },
        None => match *name {
            "mod" => {
                let format = cx.cast::<Str>(args[0]).unwrap();
                return cx.str_mod(format, args[1]);
            }
            "slice" => return cx.get_slice(args[0], args[1], args[2], args[3]),
            "template" => find(super::METHODS, "format"),
            _ => find(convert::FUNCTIONS, name),
        },
    };
    call(cx, native.unwrap_or_else(|| panic!("{name}")), args)
}

#[test]
fn results_are_those_of_cpython() {
    let mut wrong = 0;
    let table = include_str!("cases.txt");
    for line in table.lines() {
        let mut store = TestStore::new(1 << 18);
        let cx = store.cx();
        let (expression, want) = line.split_once('\t').unwrap();
        let call = read(cx, expression);
        let result = run(cx, &call);
        let got = outcome(cx, result);
        if got != want {
            wrong += 1;
            if wrong < 100 {
                println!("{expression}\n  want {want}\n  got  {got}");
            }
        }
    }
    assert_eq!(wrong, 0);
}

/// Each call is repeated with so little fuel that it traps, then resumed: the result must not change.
#[test]
fn resuming_after_a_lack_of_fuel_changes_nothing() {
    for line in include_str!("cases.txt").lines().step_by(7) {
        let mut store = TestStore::new(1 << 18);
        let cx = store.cx();
        let (expression, want) = line.split_once('\t').unwrap();
        let call = read(cx, expression);
        (cx.fuel, cx.fuel_paid) = (0, 0);
        let mut refuelled = 0;
        let result = loop {
            match run(cx, &call) {
                Err(Trap::Fuel) => {
                    refuelled += 1;
                    assert!(refuelled < 100_000, "{expression}");
                    cx.fuel = 1;
                }
                done => break done,
            }
        };
        cx.fuel = u64::MAX / 2;
        assert_eq!(outcome(cx, result), want, "{expression}");
    }
}
