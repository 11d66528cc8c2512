//! `format(value, spec)`: values in the forms of the format mini-language.

use super::text::builder::Builder;
use super::text::wtf8;
use crate::Run;
use crate::Trap;
use crate::context::Context;
use crate::heap::Gc;
use crate::num::format_spec::{FloatPlan, NumberPlan, Spec, SpecError, StrPlan, Target};
use crate::object::{Str, TypeId};
use crate::value::Value;

/// What stands for a surrogate as fill character of a number: for private use, and as long as a surrogate. It is
/// replaced in the result.
const STAND_IN: u32 = 0xF8FF;

impl Context {
    /// `format(v, spec)`
    ///
    /// # Errors
    /// ValueError, OverflowError, TypeError for a spec that does not do for the value;
    /// [`Trap::Memory`], [`Trap::Fuel`].
    pub fn format(&mut self, v: Value, spec: Gc<Str>) -> Run<Value> {
        if self.str_len(spec) == 0 {
            return Ok(self.str(v)?.value());
        }
        let mut b = Builder::new();
        self.write_format(&mut b, v, spec)?;
        Ok(b.finish(self)?.value())
    }

    /// Appends `format(v, spec)`.
    ///
    /// # Errors
    /// As [`Context::format`].
    pub fn write_format(&mut self, b: &mut Builder, v: Value, spec: Gc<Str>) -> Run<()> {
        if self.str_len(spec) == 0 {
            return self.write_str(b, v);
        }
        self.charge_bytes(self.str_len(spec))?;
        let target = match self.type_of(v) {
            TypeId::Str => Target::Str,
            TypeId::Int | TypeId::Bool => Target::Int,
            TypeId::Float => Target::Float,
            t => {
                let t = t.name();
                return Err(self.type_error(format_args!("unsupported format string passed to {t}.__format__")));
            }
        };
        let (plain, surrogate) = self.without_surrogate(spec)?;
        let start = b.len();
        let parsed = match self.held(plain).as_str() {
            Some(text) => Spec::parse(text, target),
            None => Err(SpecError::Invalid),
        };
        let done = match parsed {
            Err(e) => Err(e),
            Ok(parsed) => match target {
                Target::Str => self.format_str(b, v, &parsed, surrogate)?,
                Target::Int => self.format_int(b, v, &parsed)?,
                Target::Float => self.format_float(b, v.as_float().unwrap_or(0.0), &parsed)?,
            },
        };
        if let Some(code) = surrogate
            && target != Target::Str
        {
            b.replace(self, start, STAND_IN, code);
        }
        done.map_err(|e| self.spec_error(e, spec, v))
    }

    /// A spec whose fill character is a surrogate, which the parser of specs cannot read, with another in its place.
    fn without_surrogate(&mut self, spec: Gc<Str>) -> Run<(Gc<Str>, Option<u32>)> {
        let held = self.held(spec);
        match (wtf8::decode(held.bytes(), 0), held.bytes().get(3)) {
            (Some((code @ 0xD800..0xE000, _)), Some(b'<' | b'>' | b'^' | b'=')) => {
                let mut b = Builder::new();
                b.push_char(self, STAND_IN)?;
                b.push_part(self, spec, 3..self.str_len(spec))?;
                Ok((b.finish(self)?, Some(code)))
            }
            _ => Ok((spec, None)),
        }
    }

    /// The exception for a spec that does not do.
    fn spec_error(&mut self, e: SpecError, spec: Gc<Str>, v: Value) -> Trap {
        let ty = if e.is_overflow() { TypeId::OverflowError } else { TypeId::ValueError };
        let (held, name) = (self.held(spec), self.type_of(v).name());
        let mut message = Builder::new();
        let written = message.push_with(self, |out| e.write(out, held.as_str().unwrap_or("?"), name));
        match written.and_then(|()| message.finish(self)) {
            Ok(s) => self.raise_with(ty, s.value()),
            Err(t) => t,
        }
    }

    fn format_str(&mut self, b: &mut Builder, v: Value, spec: &Spec, fill: Option<u32>) -> Run<Result<(), SpecError>> {
        let Some(s) = self.cast::<Str>(v) else { return Ok(Ok(())) };
        match StrPlan::new(spec, self.str_chars(s)) {
            Ok(plan) => self.write_str_plan(b, s, &plan, fill).map(Ok),
            Err(e) => Ok(Err(e)),
        }
    }

    /// Appends a str, padded and cut as planned, perhaps with another fill character.
    pub(super) fn write_str_plan(&mut self, b: &mut Builder, s: Gc<Str>, plan: &StrPlan, fill: Option<u32>) -> Run<()> {
        let end = self.str_offset(s, plan.shown)?;
        let fill = fill.unwrap_or(u32::from(plan.fill));
        b.fill(self, fill, plan.left)?;
        b.push_part(self, s, 0..end)?;
        b.fill(self, fill, plan.right)
    }

    fn format_int(&mut self, b: &mut Builder, v: Value, spec: &Spec) -> Run<Result<(), SpecError>> {
        if spec.kind == Some('c') {
            let int = self.clamped_int(v).unwrap_or(0);
            if int == i64::MAX || int == i64::MIN {
                return Err(
                    self.raise(TypeId::OverflowError, format_args!("Python int too large to convert to C long"))
                );
            }
            let code = u32::try_from(int).ok();
            let plan = match NumberPlan::character(spec, code) {
                Ok(plan) => plan,
                Err(e) => return Ok(Err(e)),
            };
            b.reserve(self, plan.length())?;
            b.push_with(self, |out| plan.write_character(out, |out| out.push_char(code.unwrap_or(0))))?;
            return Ok(Ok(()));
        }
        if spec.is_float_kind() {
            let x = self.int_to_f64(v)?;
            return self.format_float(b, x, spec);
        }
        let Some(base) = spec.base() else { return Ok(NumberPlan::int(spec, false, 0).map(|_| ())) };
        let digits = self.int_digits(v, base)?;
        match NumberPlan::int(spec, digits.negative, digits.text().len()) {
            Ok(plan) => self.write_number_plan(b, &plan, digits.text()).map(Ok),
            Err(e) => Ok(Err(e)),
        }
    }

    /// Appends a number as planned.
    pub(super) fn write_number_plan(&mut self, b: &mut Builder, plan: &NumberPlan, digits: &str) -> Run<()> {
        b.reserve(self, plan.length())?;
        b.push_with(self, |out| plan.write(out, digits))
    }

    fn format_float(&mut self, b: &mut Builder, x: f64, spec: &Spec) -> Run<Result<(), SpecError>> {
        match FloatPlan::new(spec, x) {
            Ok(plan) => self.write_float_plan(b, &plan).map(Ok),
            Err(e) => Ok(Err(e)),
        }
    }

    /// Appends a float as planned.
    pub(super) fn write_float_plan(&mut self, b: &mut Builder, plan: &FloatPlan) -> Run<()> {
        b.reserve(self, plan.length())?;
        b.push_with(self, |out| plan.write(out))
    }

    /// A value after an f-string's conversion: `s`, `r` or `a`.
    pub(super) fn converted(&mut self, v: Value, conversion: u32) -> Run<Value> {
        Ok(match char::from_u32(conversion) {
            Some('s') => self.str(v)?.value(),
            Some('r') => self.repr(v)?.value(),
            Some('a') => self.ascii(v)?.value(),
            _ => {
                let mut message = Builder::new();
                message.push(self, b"Unknown conversion specifier ")?;
                match conversion {
                    33..127 => message.push(self, wtf8::encode(conversion).bytes())?,
                    _ => message.push_fmt(self, format_args!("\\x{conversion:x}"))?,
                }
                let message = message.finish(self)?;
                return Err(self.raise_with(TypeId::ValueError, message.value()));
            }
        })
    }
}
