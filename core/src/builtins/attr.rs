//! Attributes: what `value.name` is, for each type.

use crate::builtins::{method, native_by_number};
use crate::context::Context;
use crate::heap::Gc;
use crate::interp::bind::Wtf8;
use crate::jit::watch::Variable;
use crate::object::{Code, Dict, Exception, Function, Method as BoundMethod, Module, Range, Slice, Str, Tuple, TypeId};
use crate::value::{Sort, Value};
use crate::{Run, Trap};

/// What `LoadMethod` finds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Method {
    /// A function that is to be called with the receiver in front of the arguments.
    Bound(Value),
    /// A value that is to be called as it is.
    Plain(Value),
}

impl Context {
    /// `object.name`, without making a bound method where it is one.
    #[inline]
    pub(crate) fn load_method(&mut self, object: Value, name: Gc<Str>) -> Run<Method> {
        let t = self.type_of(object);
        if let Some(id) = self.find_method(t, name) {
            return Ok(Method::Bound(id.value()));
        }
        self.get_attr(object, name).map(Method::Plain)
    }

    /// `object.name`
    pub(crate) fn get_attr(&mut self, object: Value, name: Gc<Str>) -> Run<Value> {
        let t = self.type_of(object);
        if let Some(id) = self.find_method(t, name) {
            return self.bind_method(id.value(), object);
        }
        match self.find_attr(object, t, name)? {
            Some(v) => Ok(v),
            None => Err(self.no_attribute(object, name)),
        }
    }

    fn bind_method(&mut self, function: Value, receiver: Value) -> Run<Value> {
        let m = self.alloc::<BoundMethod>(0)?;
        let x = self.get_mut(m);
        x.function = function;
        x.receiver = receiver;
        Ok(m.value())
    }

    /// The attributes that are no methods.
    fn find_attr(&mut self, object: Value, t: TypeId, name: Gc<Str>) -> Run<Option<Value>> {
        if let Some(m) = self.cast::<Module>(object) {
            return self.module_attr(m, name);
        }
        // The name is at most this long in every case below.
        let mut buffer = [0; 32];
        let text = self.str_bytes(name);
        let Some(copy) = buffer.get_mut(..text.len()) else { return Ok(None) };
        copy.copy_from_slice(text);
        let text = &*copy;
        if text == b"__class__" {
            return Ok(Some(t.value()));
        }
        if let Some(ty) = TypeId::from_value(object) {
            if text == b"__name__" || text == b"__qualname__" {
                return Ok(Some(self.intern(ty.name().as_bytes())?.value()));
            }
            if matches!(
                (ty, text),
                (TypeId::Dict, b"fromkeys") | (TypeId::Float, b"fromhex") | (TypeId::Str, b"maketrans")
            ) {
                // Class and static methods are bound to their type.
                return match method(ty, text) {
                    Some(id) => self.bind_method(id.value(), object).map(Some),
                    None => Ok(None),
                };
            }
            return Ok(method(ty, text).map(|id| id.value()));
        }
        if let Some(f) = self.cast::<Function>(object) {
            return self.function_attr(f, name);
        }
        if text == b"__doc__" {
            return Ok(Some(Value::NONE));
        }
        if let Some(stream) = super::sys::stream(object) {
            return Ok(super::sys::stream_attr(stream, text));
        }
        if let Some(n) = object.as_immediate(Sort::Native) {
            return match (text, native_by_number(n)) {
                (b"__name__" | b"__qualname__", Some(n)) => Ok(Some(self.intern(n.name.as_bytes())?.value())),
                _ => Ok(None),
            };
        }
        if let Some(n) = object.as_immediate(Sort::Host) {
            let name = self.host_name(n);
            return Ok(match text {
                b"__name__" | b"__qualname__" => name.map(|(_, name)| name),
                b"__module__" => name.map(|(module, _)| module),
                _ => None,
            });
        }
        if let Some(m) = self.cast::<BoundMethod>(object) {
            let m = self.get(m);
            let (function, receiver) = (m.function, m.receiver);
            return match text {
                b"__self__" => Ok(Some(receiver)),
                b"__func__" => Ok(Some(function)),
                b"__name__" => {
                    let t = self.type_of(function);
                    self.find_attr(function, t, name)
                }
                _ => Ok(None),
            };
        }
        if let Some(e) = self.cast::<Exception>(object) {
            let x = self.get(e);
            if t.is_subtype(TypeId::SyntaxError)
                && let Some(part) = self.syntax_error_attr(e, text)
            {
                return Ok(Some(part));
            }
            return Ok(match text {
                b"args" => Some(x.args),
                b"__cause__" => Some(x.cause),
                b"__context__" => Some(x.context),
                b"__traceback__" => Some(x.traceback),
                b"__suppress_context__" => Some(x.suppress),
                b"name" if t.is_subtype(TypeId::NameError) || t.is_subtype(TypeId::ImportError) => Some(x.extra),
                b"name" if t == TypeId::AttributeError => Some(x.extra),
                b"value" if t == TypeId::StopIteration => Some(self.first_arg(e)),
                b"code" if t == TypeId::SystemExit => Some(self.exit_code(e)),
                b"msg" if t.is_subtype(TypeId::ImportError) => Some(self.first_arg(e)),
                b"errno" if t.is_subtype(TypeId::OSError) => Some(self.os_error_part(e, 0)),
                b"strerror" if t.is_subtype(TypeId::OSError) => Some(self.os_error_part(e, 1)),
                b"filename" if t.is_subtype(TypeId::OSError) => Some(self.os_error_part(e, 2)),
                _ => None,
            });
        }
        if let Some(r) = self.cast::<Range>(object) {
            let r = self.get(r);
            return Ok(match text {
                b"start" => Some(r.start),
                b"stop" => Some(r.stop),
                b"step" => Some(r.step),
                _ => None,
            });
        }
        if let Some(s) = self.cast::<Slice>(object) {
            let s = self.get(s);
            return Ok(match text {
                b"start" => Some(s.start),
                b"stop" => Some(s.stop),
                b"step" => Some(s.step),
                _ => None,
            });
        }
        Ok(match (t, text) {
            (TypeId::Int | TypeId::Bool, b"real" | b"numerator") => Some(self.int_of_bool(object)),
            (TypeId::Int | TypeId::Bool, b"imag") => Some(Value::int32(0)),
            (TypeId::Int | TypeId::Bool, b"denominator") => Some(Value::int32(1)),
            (TypeId::Float, b"real") => Some(object),
            (TypeId::Float, b"imag") => Some(Value::float(0.0)),
            _ => None,
        })
    }

    fn int_of_bool(&self, v: Value) -> Value {
        match v {
            Value::TRUE => Value::int32(1),
            Value::FALSE => Value::int32(0),
            v => v,
        }
    }

    fn first_arg(&self, e: Gc<Exception>) -> Value {
        let args = self.get(e).args;
        self.cast::<Tuple>(args).and_then(|t| self.tuple(t).first().copied()).unwrap_or(Value::NONE)
    }

    /// What the program said it ends with: the argument of its `SystemExit`, or the tuple of several.
    pub(crate) fn exit_code(&self, e: Gc<Exception>) -> Value {
        let args = self.get(e).args;
        match self.cast::<Tuple>(args).map(|t| self.tuple(t).len()) {
            Some(2..) => args,
            _ => self.first_arg(e),
        }
    }

    /// Part of an `OSError` made of an error number and more.
    fn os_error_part(&self, e: Gc<Exception>, i: usize) -> Value {
        let args = self.cast::<Tuple>(self.get(e).args).map_or(&[][..], |t| self.tuple(t));
        if args.len() < 2 { Value::NONE } else { args.get(i).copied().unwrap_or(Value::NONE) }
    }

    fn function_attr(&mut self, f: Gc<Function>, name: Gc<Str>) -> Run<Option<Value>> {
        let x = self.get(f);
        let (attributes, defaults, kwdefaults) = (x.attributes, x.defaults, x.kwdefaults);
        if let Some(d) = self.cast::<Dict>(attributes)
            && let Some(v) = self.dict_get(d, name.value())?
        {
            return Ok(Some(v));
        }
        let code: Gc<Code> = self.function_code(f);
        let view = self.code_view(code);
        Ok(match self.str_bytes(name) {
            b"__name__" => Some(self.intern(view.name())?.value()),
            b"__qualname__" => Some(self.intern(view.qualname())?.value()),
            b"__doc__" => Some(Value::NONE),
            b"__defaults__" => Some(defaults),
            b"__kwdefaults__" => Some(kwdefaults),
            b"__module__" => {
                // SAFETY: a code object's module is live.
                let m = unsafe { Gc::<Module>::from_units(self.get(code).module) };
                Some(self.get(m).name)
            }
            _ => None,
        })
    }

    /// A module's attribute: a global slot, one set from outside, or a native module's.
    pub(crate) fn module_attr(&mut self, m: Gc<Module>, name: Gc<Str>) -> Run<Option<Value>> {
        if let Some(slot) = self.module_slot(m, name) {
            // SAFETY: a module's storage is live.
            let globals = unsafe { Gc::<crate::object::Storage>::from_units(self.get(m).globals) };
            let v = self.storage(globals).get(slot).copied().unwrap_or(Value::UNASSIGNED);
            if v != Value::UNASSIGNED {
                return Ok(Some(v));
            }
        }
        let extra = self.get(m).extra;
        if let Some(d) = self.cast::<Dict>(extra)
            && let Some(v) = self.dict_get(d, name.value())?
        {
            return Ok(Some(v));
        }
        if self.str_bytes(name) == b"__name__" {
            return Ok(Some(self.get(m).name));
        }
        Ok(None)
    }

    /// The value of an attribute beyond the slots, where looking it up charges nothing.
    pub(crate) fn module_constant(&self, m: Gc<Module>, name: Gc<Str>) -> Option<Value> {
        let extra = self.cast::<Dict>(self.get(m).extra)?;
        self.dict_get_at_once(extra, name)
    }

    /// The global slot of this name.
    pub(crate) fn module_slot(&self, m: Gc<Module>, name: Gc<Str>) -> Option<usize> {
        let names = self.cast::<Tuple>(self.get(m).names)?;
        let text = self.str_bytes(name);
        self.tuple(names)
            .iter()
            .position(|n| *n == name.value() || self.cast::<Str>(*n).is_some_and(|s| self.str_bytes(s) == text))
    }

    /// `object.name = value`
    pub(crate) fn set_attr(&mut self, object: Value, name: Gc<Str>, value: Value) -> Run<()> {
        if let Some(m) = self.cast::<Module>(object) {
            if let Some(slot) = self.module_slot(m, name) {
                self.set_global(m, slot as u32, value);
                return Ok(());
            }
            let d = match self.cast::<Dict>(self.get(m).extra) {
                Some(d) => d,
                None => self.dict_new()?,
            };
            self.dict_set(d, name.value(), value)?;
            let x = self.get_mut(m);
            x.extra = d.value();
            self.variable_changed(Variable::beside(m));
            return Ok(());
        }
        if let Some(f) = self.cast::<Function>(object) {
            let d = match self.cast::<Dict>(self.get(f).attributes) {
                Some(d) => d,
                None => self.dict_new()?,
            };
            self.dict_set(d, name.value(), value)?;
            self.get_mut(f).attributes = d.value();
            return Ok(());
        }
        if let Some(e) = self.cast::<Exception>(object) {
            match self.str_bytes(name) {
                b"__cause__" => {
                    let x = self.get_mut(e);
                    x.cause = value;
                    x.suppress = Value::TRUE;
                    return Ok(());
                }
                b"__context__" => {
                    self.get_mut(e).context = value;
                    return Ok(());
                }
                b"__traceback__" => {
                    self.get_mut(e).traceback = value;
                    return Ok(());
                }
                b"__suppress_context__" => {
                    let v = Value::bool(self.truth(value));
                    self.get_mut(e).suppress = v;
                    return Ok(());
                }
                b"args" if self.cast::<Tuple>(value).is_some() => {
                    self.get_mut(e).args = value;
                    return Ok(());
                }
                _ => {}
            }
        }
        let n = Wtf8(self.static_bytes(name));
        if TypeId::from_value(object).is_some() {
            let t = TypeId::from_value(object).map_or("", TypeId::name);
            return Err(self.type_error(format_args!("cannot set '{n}' attribute of immutable type '{t}'")));
        }
        let t = self.type_of(object);
        let exists = method(t, self.str_bytes(name)).is_some() || self.find_attr(object, t, name)?.is_some();
        let t = t.name();
        Err(if exists {
            self.raise(TypeId::AttributeError, format_args!("'{t}' object attribute '{n}' is read-only"))
        } else {
            self.raise(
                TypeId::AttributeError,
                format_args!("'{t}' object has no attribute '{n}' and no __dict__ for setting new attributes"),
            )
        })
    }

    /// `del object.name`
    pub(crate) fn del_attr(&mut self, object: Value, name: Gc<Str>) -> Run<()> {
        if let Some(m) = self.cast::<Module>(object) {
            if let Some(slot) = self.module_slot(m, name) {
                // SAFETY: a module's storage is live.
                let globals = unsafe { Gc::<crate::object::Storage>::from_units(self.get(m).globals) };
                if self.storage(globals).get(slot).is_some_and(|v| *v != Value::UNASSIGNED) {
                    self.set_global(m, slot as u32, Value::UNASSIGNED);
                    return Ok(());
                }
            }
            if let Some(d) = self.cast::<Dict>(self.get(m).extra)
                && self.dict_remove(d, name.value())?.is_some()
            {
                self.variable_changed(Variable::beside(m));
                return Ok(());
            }
        }
        if let Some(f) = self.cast::<Function>(object)
            && let Some(d) = self.cast::<Dict>(self.get(f).attributes)
            && self.dict_remove(d, name.value())?.is_some()
        {
            return Ok(());
        }
        Err(self.no_attribute(object, name))
    }

    /// A str's bytes, for messages; not to be kept beyond the instruction, as a `Gc` must not.
    fn static_bytes(&self, s: Gc<Str>) -> &'static [u8] {
        self.shown(s.value()).0
    }

    fn no_attribute(&mut self, object: Value, name: Gc<Str>) -> Trap {
        let n = Wtf8(self.static_bytes(name));
        let trap = if let Some(m) = self.cast::<Module>(object) {
            let module = self.shown(self.get(m).name);
            self.raise(TypeId::AttributeError, format_args!("module '{module}' has no attribute '{n}'"))
        } else if let Some(t) = TypeId::from_value(object) {
            let t = t.name();
            self.raise(TypeId::AttributeError, format_args!("type object '{t}' has no attribute '{n}'"))
        } else {
            let t = self.type_of(object).name();
            self.raise(TypeId::AttributeError, format_args!("'{t}' object has no attribute '{n}'"))
        };
        if trap == Trap::Raise
            && let Some(e) = self.cast::<Exception>(self.exception)
        {
            self.get_mut(e).extra = name.value();
        }
        trap
    }
}
