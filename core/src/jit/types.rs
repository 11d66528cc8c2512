//! What is known, or was seen, of a value's type.

use crate::context::Context;
use crate::heap::Kind;
use crate::interp::run::seen;
use crate::value::Value;

/// A type that compiled code can make use of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Type {
    /// Nothing is known.
    #[default]
    Unknown,
    /// A small int.
    Int,
    /// A float.
    Float,
    /// `True` or `False`.
    Bool,
    /// `None`.
    None,
    /// A str.
    Str,
    /// A list.
    List,
    /// A tuple.
    Tuple,
    /// A dict. Only what is known is of this type: what was seen is something else.
    Dict,
    /// Something else, which is not `Unassigned`.
    Other,
}

impl Type {
    /// The value's type.
    pub(crate) fn of(cx: &Context, v: Value) -> Type {
        if v == Value::UNASSIGNED { Type::Unknown } else { Type::from_seen(cx.feedback_bit(v)) }
    }

    /// The type, if only one has been seen.
    pub(crate) const fn from_seen(bits: u8) -> Type {
        match bits {
            seen::INT => Type::Int,
            seen::FLOAT => Type::Float,
            seen::BOOL => Type::Bool,
            seen::NONE => Type::None,
            seen::STR => Type::Str,
            seen::LIST => Type::List,
            seen::TUPLE => Type::Tuple,
            seen::OTHER => Type::Other,
            _ => Type::Unknown,
        }
    }

    /// Its bit of feedback, 0 for an unknown one.
    pub(crate) const fn seen(self) -> u8 {
        match self {
            Type::Unknown => 0,
            Type::Int => seen::INT,
            Type::Float => seen::FLOAT,
            Type::Bool => seen::BOOL,
            Type::None => seen::NONE,
            Type::Str => seen::STR,
            Type::List => seen::LIST,
            Type::Tuple => seen::TUPLE,
            Type::Dict | Type::Other => seen::OTHER,
        }
    }

    /// The kind of object that a value of the type refers to, where a guard can tell.
    pub(crate) const fn kind(self) -> Option<Kind> {
        match self {
            Type::Str => Some(Kind::Str),
            Type::List => Some(Kind::List),
            Type::Tuple => Some(Kind::Tuple),
            Type::Dict => Some(Kind::Dict),
            _ => None,
        }
    }

    /// Whether it is a number that arithmetic is done on in line.
    pub(crate) const fn is_number(self) -> bool {
        matches!(self, Type::Int | Type::Float)
    }
}
