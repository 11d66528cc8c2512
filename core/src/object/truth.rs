//! Truth and length.

use crate::Run;
use crate::context::Context;
use crate::heap::Kind;
use crate::object::{Range, Str};
use crate::value::Value;

impl Context {
    /// Whether `v` counts as true.
    #[inline]
    pub fn truth(&self, v: Value) -> bool {
        if v.is_bool() {
            return v == Value::TRUE;
        }
        if v.is_int() {
            return v.int_payload() != 0;
        }
        if let Some(x) = v.as_float() {
            return x != 0.0;
        }
        if v.is_ref() {
            return self.truth_of_object(v);
        }
        v != Value::NONE
    }

    fn truth_of_object(&self, v: Value) -> bool {
        let Some(header) = self.header(v) else { return true };
        match header.kind {
            Kind::Str | Kind::List | Kind::Tuple | Kind::Dict | Kind::Set => header.len != 0,
            Kind::Range => self.cast::<Range>(v).is_none_or(|r| !self.range_is_empty(r)),
            Kind::DictView => self.view_dict(v).is_none_or(|d| self.dict_len(d) != 0),
            _ => true,
        }
    }

    /// `len(v)`
    ///
    /// # Errors
    /// TypeError for what has no length, OverflowError for a range of 2^63 numbers or more.
    pub fn len(&mut self, v: Value) -> Run<usize> {
        let Some(header) = self.header(v) else { return Err(self.no_len(v)) };
        let len = header.len as usize;
        match header.kind {
            Kind::List | Kind::Tuple | Kind::Dict | Kind::Set => Ok(len),
            Kind::Str => Ok(self.cast::<Str>(v).map_or(0, |s| self.get(s).chars as usize)),
            Kind::DictView => Ok(self.view_dict(v).map_or(0, |d| self.dict_len(d))),
            Kind::Range => match self.cast::<Range>(v) {
                Some(r) => self.range_len(r),
                None => Ok(0),
            },
            _ => Err(self.no_len(v)),
        }
    }

    fn no_len(&mut self, v: Value) -> crate::Trap {
        let t = self.type_name(v);
        self.type_error(format_args!("object of type '{t}' has no len()"))
    }
}
