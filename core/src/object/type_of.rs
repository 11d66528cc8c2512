//! The type of a value.

use crate::context::Context;
use crate::heap::Kind;
use crate::object::{IterKind, Iterator, Method, SET_FROZEN, TypeId, ViewKind};
use crate::value::{Sort, Value};

impl Context {
    /// The type of `v`. What programs never see counts as `object`.
    pub fn type_of(&self, v: Value) -> TypeId {
        if v.is_int() {
            return TypeId::Int;
        }
        if v.is_float() {
            return TypeId::Float;
        }
        match self.header(v) {
            Some(header) => self.type_of_object(v, header.kind, header.aux, header.flags),
            None => type_of_immediate(v),
        }
    }

    fn type_of_object(&self, v: Value, kind: Kind, aux: u16, flags: u8) -> TypeId {
        match kind {
            Kind::Free | Kind::Storage | Kind::Bytes => TypeId::Object,
            Kind::Str => TypeId::Str,
            Kind::BigInt => TypeId::Int,
            Kind::List => TypeId::List,
            Kind::Tuple => TypeId::Tuple,
            Kind::Dict => TypeId::Dict,
            Kind::Set if flags & SET_FROZEN != 0 => TypeId::Frozenset,
            Kind::Set => TypeId::Set,
            Kind::Range => TypeId::Range,
            Kind::DictView => match ViewKind::from_number(aux) {
                ViewKind::Keys => TypeId::DictKeys,
                ViewKind::Values => TypeId::DictValues,
                ViewKind::Items => TypeId::DictItems,
            },
            Kind::Iterator => self.type_of_iterator(v, aux),
            Kind::Slice => TypeId::Slice,
            Kind::Function => TypeId::Function,
            Kind::Method => match self.cast::<Method>(v).map(|m| self.get(m).function) {
                Some(f) if f.is_ref() => TypeId::Method,
                _ => TypeId::Builtin,
            },
            Kind::Code => TypeId::Code,
            Kind::Module => TypeId::Module,
            Kind::Exception => TypeId::from_number(aux as u32).unwrap_or(TypeId::BaseException),
            Kind::Traceback => TypeId::Traceback,
        }
    }

    fn type_of_iterator(&self, v: Value, aux: u16) -> TypeId {
        let over = || self.cast::<Iterator>(v).and_then(|i| self.kind(self.get(i).source));
        match IterKind::from_number(aux) {
            IterKind::Sequence => match over() {
                Some(Kind::List) => TypeId::ListIterator,
                Some(Kind::Tuple) => TypeId::TupleIterator,
                _ => TypeId::StrAsciiIterator,
            },
            IterKind::Reversed => match over() {
                Some(Kind::List) => TypeId::ListReverseiterator,
                _ => TypeId::Reversed,
            },
            IterKind::Range => TypeId::RangeIterator,
            IterKind::DictKeys => TypeId::DictKeyiterator,
            IterKind::DictValues => TypeId::DictValueiterator,
            IterKind::DictItems => TypeId::DictItemiterator,
            IterKind::DictKeysReversed => TypeId::DictReversekeyiterator,
            IterKind::DictValuesReversed => TypeId::DictReversevalueiterator,
            IterKind::DictItemsReversed => TypeId::DictReverseitemiterator,
            IterKind::Set => TypeId::SetIterator,
            IterKind::Enumerate => TypeId::Enumerate,
            IterKind::Zip => TypeId::Zip,
            IterKind::Map => TypeId::Map,
            IterKind::Filter => TypeId::Filter,
            IterKind::Callable => TypeId::CallableIterator,
        }
    }

    /// The name of the type of `v`, as most error texts have it.
    pub fn type_name(&self, v: Value) -> &'static str {
        self.type_of(v).name()
    }
}

fn type_of_immediate(v: Value) -> TypeId {
    match v {
        Value::NONE => TypeId::NoneType,
        Value::FALSE | Value::TRUE => TypeId::Bool,
        Value::NOT_IMPLEMENTED => TypeId::NotImplementedType,
        Value::ELLIPSIS => TypeId::Ellipsis,
        v if v.as_immediate(Sort::Type).is_some() => TypeId::Type,
        v if v.as_immediate(Sort::Host).is_some() => TypeId::Builtin,
        v if v.as_immediate(Sort::Native).is_some() => {
            let native = v.as_immediate(Sort::Native).and_then(crate::builtins::native_by_number);
            if native.is_some_and(|n| n.receiver.is_some()) { TypeId::MethodDescriptor } else { TypeId::Builtin }
        }
        _ => TypeId::Object,
    }
}
