//! `str.format` and `str.format_map`: text with replacement fields.
//!
//! A field is `{name.attribute[item]!conversion:spec}`; a spec may have fields in it, but those no more. The grammar and
//! the texts of its errors are CPython's.

use super::text::HeldText;
use super::text::builder::Builder;
use super::text::wtf8;
use crate::Run;
use crate::builtins::Window;
use crate::context::Context;
use crate::heap::Gc;
use crate::num::uni;
use crate::object::{Dict, Str, Tuple, TypeId};
use crate::value::Value;

/// How deep fields may be nested, the outermost included.
const MAX_NESTING: u32 = 2;

/// Whether fields are numbered by the program or one after another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbering {
    Open,
    Manual,
    Automatic,
}

/// The arguments and the state of numbering.
struct Fields {
    /// The positional arguments, where there can be any.
    args: Option<Gc<Tuple>>,
    /// What is asked for names.
    names: Option<Value>,
    numbering: Numbering,
    next: usize,
}

/// A replacement field's parts.
struct Field<'a> {
    name: &'a [u8],
    conversion: Option<u32>,
    spec: &'a [u8],
    spec_has_fields: bool,
}

pub(super) fn format(cx: &mut Context, w: Window) -> Run<Value> {
    let template = cx.receiver_str(w.get(0))?;
    let names = cx.cast::<Dict>(w.get(2)).map(Gc::value);
    let fields = Fields { args: cx.cast(w.get(1)), names, numbering: Numbering::Open, next: 0 };
    fill(cx, template, fields)
}

pub(super) fn format_map(cx: &mut Context, w: Window) -> Run<Value> {
    let template = cx.receiver_str(w.get(0))?;
    fill(cx, template, Fields { args: None, names: Some(w.get(1)), numbering: Numbering::Open, next: 0 })
}

/// The template with its fields filled.
fn fill(cx: &mut Context, template: Gc<Str>, mut fields: Fields) -> Run<Value> {
    let mut b = Builder::new();
    cx.charge_bytes(cx.str_len(template))?;
    let held: HeldText = cx.held(template);
    cx.write_template(&mut b, held.bytes(), &mut fields, MAX_NESTING)?;
    Ok(b.finish(cx)?.value())
}

impl Context {
    fn write_template(&mut self, b: &mut Builder, template: &[u8], fields: &mut Fields, nesting: u32) -> Run<()> {
        let Some(inner) = nesting.checked_sub(1) else {
            return Err(self.value_error(format_args!("Max string recursion exceeded")));
        };
        let mut rest = template;
        loop {
            let plain = rest.iter().position(|c| matches!(c, b'{' | b'}')).unwrap_or(rest.len());
            let (text, markup) = rest.split_at(plain);
            b.push(self, text)?;
            match markup {
                [] => return Ok(()),
                [b'{', b'{', after @ ..] => {
                    b.push(self, b"{")?;
                    rest = after;
                }
                [b'}', b'}', after @ ..] => {
                    b.push(self, b"}")?;
                    rest = after;
                }
                [b'}', ..] => {
                    return Err(self.value_error(format_args!("Single '}}' encountered in format string")));
                }
                [_] => return Err(self.value_error(format_args!("Single '{{' encountered in format string"))),
                [_, after @ ..] => {
                    let (field, end) = self.read_field(after)?;
                    self.write_field(b, &field, fields, inner)?;
                    rest = after.get(end..).unwrap_or(&[]);
                }
            }
        }
    }

    /// Reads a field behind its brace; the offset behind its closing brace comes with it.
    fn read_field<'a>(&mut self, text: &'a [u8]) -> Run<(Field<'a>, usize)> {
        let mut at = 0;
        let stop = loop {
            let c = text.get(at).copied();
            at += 1;
            match c {
                Some(b'{') => return Err(self.value_error(format_args!("unexpected '{{' in field name"))),
                Some(b'[') => {
                    let left = text.get(at..).unwrap_or(&[]);
                    at += left.iter().position(|c| *c == b']').unwrap_or(left.len());
                }
                Some(c @ (b'}' | b':' | b'!')) => break c,
                None => return Err(self.value_error(format_args!("expected '}}' before end of string"))),
                Some(_) => {}
            }
        };
        let mut field =
            Field { name: text.get(..at - 1).unwrap_or(&[]), conversion: None, spec: &[], spec_has_fields: false };
        if stop == b'}' {
            return Ok((field, at));
        }
        if stop == b'!' {
            let Some((conversion, next)) = wtf8::decode(text, at) else {
                return Err(self.value_error(format_args!("end of string while looking for conversion specifier")));
            };
            field.conversion = Some(conversion);
            at = next;
            match text.get(at) {
                Some(b'}') => return Ok((field, at + 1)),
                Some(b':') => at += 1,
                Some(_) => {
                    return Err(self.value_error(format_args!("expected ':' after conversion specifier")));
                }
                None => {}
            }
        }
        let start = at;
        let mut open = 1usize;
        while let Some(c) = text.get(at) {
            match c {
                b'{' => {
                    field.spec_has_fields = true;
                    open += 1;
                }
                b'}' => {
                    open -= 1;
                    if open == 0 {
                        field.spec = text.get(start..at).unwrap_or(&[]);
                        return Ok((field, at + 1));
                    }
                }
                _ => {}
            }
            at += 1;
        }
        Err(self.value_error(format_args!("unmatched '{{' in format spec")))
    }

    fn write_field(&mut self, b: &mut Builder, field: &Field<'_>, fields: &mut Fields, nesting: u32) -> Run<()> {
        let mut v = self.field_value(field.name, fields)?;
        if let Some(conversion) = field.conversion {
            v = self.converted(v, conversion)?;
        }
        if field.spec.is_empty() {
            return self.write_str(b, v);
        }
        let spec: Gc<Str> = if field.spec_has_fields {
            let mut spec = Builder::new();
            self.write_template(&mut spec, field.spec, fields, nesting)?;
            spec.finish(self)?
        } else {
            self.new_str(field.spec)?
        };
        self.write_format(b, v, spec)
    }

    /// The value that a field's name stands for.
    fn field_value(&mut self, name: &[u8], fields: &mut Fields) -> Run<Value> {
        let first = name.iter().position(|c| matches!(c, b'.' | b'[')).unwrap_or(name.len());
        let (first, mut rest) = name.split_at(first);
        let mut index = self.decimal(first)?;
        if first.is_empty() || index.is_some() {
            let wanted = if first.is_empty() { Numbering::Automatic } else { Numbering::Manual };
            if fields.numbering == Numbering::Open {
                fields.numbering = wanted;
            }
            if fields.numbering != wanted {
                return Err(if wanted == Numbering::Automatic {
                    self.value_error(format_args!(
                        "cannot switch from manual field specification to automatic field numbering"
                    ))
                } else {
                    self.value_error(format_args!(
                        "cannot switch from automatic field numbering to manual field specification"
                    ))
                });
            }
        }
        if first.is_empty() {
            index = Some(fields.next);
            fields.next += 1;
        }
        let mut v = match index {
            Some(i) => match fields.args.map(|t| self.tuple(t).get(i).copied()) {
                Some(Some(v)) => v,
                None => return Err(self.value_error(format_args!("Format string contains positional fields"))),
                Some(None) => {
                    return Err(self.raise(
                        TypeId::IndexError,
                        format_args!("Replacement index {i} out of range for positional args tuple"),
                    ));
                }
            },
            None => {
                let key = self.new_str(first)?.value();
                match fields.names {
                    Some(names) => self.get_item(names, key)?,
                    None => return Err(self.raise_with(TypeId::KeyError, key)),
                }
            }
        };
        while let [kind, after @ ..] = rest {
            let stop = |c: &u8| if *kind == b'[' { *c == b']' } else { matches!(c, b'.' | b'[') };
            let end = after.iter().position(stop);
            let part = match (kind, end) {
                (b'.' | b'[', Some(end)) => after.get(..end).unwrap_or(&[]),
                (b'.', None) => after,
                (b'[', None) => return Err(self.value_error(format_args!("Missing ']' in format string"))),
                _ => {
                    return Err(
                        self.value_error(format_args!("Only '.' or '[' may follow ']' in format field specifier"))
                    );
                }
            };
            rest = after.get(part.len() + (*kind == b'[') as usize..).unwrap_or(&[]);
            let number = if *kind == b'[' { self.decimal(part)? } else { None };
            if part.is_empty() {
                return Err(self.value_error(format_args!("Empty attribute in format string")));
            }
            v = match (kind, number) {
                (b'.', _) => {
                    let name = self.intern(part)?;
                    self.get_attr(v, name)?
                }
                (_, Some(n)) => {
                    let key = self.new_int(n as i64)?;
                    self.get_item(v, key)?
                }
                (_, None) => {
                    let key = self.new_str(part)?;
                    self.get_item(v, key.value())?
                }
            };
        }
        Ok(v)
    }

    /// The number that all of `text` is, if it is one.
    fn decimal(&mut self, text: &[u8]) -> Run<Option<usize>> {
        let mut number = None;
        for code in wtf8::chars(text) {
            let Some(digit) = char::from_u32(code).and_then(uni::decimal) else { return Ok(None) };
            let next = number.unwrap_or(0u64).checked_mul(10).and_then(|n| n.checked_add(u64::from(digit)));
            match next.filter(|n| *n <= i64::MAX as u64) {
                Some(n) => number = Some(n),
                None => {
                    return Err(self.value_error(format_args!("Too many decimal digits in format string")));
                }
            }
        }
        Ok(number.map(|n| usize::try_from(n).unwrap_or(usize::MAX)))
    }
}
