//! The tables of natives, and who finds what in them by name.

use super::functions;
use super::native::{Native, NativeId};
use crate::object::TypeId;
use crate::object::{convert, dict, exception, iter, list, range, set, slice, text, tuple};
use crate::value::{Sort, Value};

/// All natives. A native's number is its table and its place there; numbers are not kept anywhere beyond a store.
const TABLES: &[&[Native]] = &[
    functions::FUNCTIONS,
    iter::FUNCTIONS,
    convert::FUNCTIONS,
    list::METHODS,
    tuple::METHODS,
    dict::METHODS,
    dict::VIEW_METHODS,
    set::METHODS,
    range::METHODS,
    text::METHODS,
    convert::INT_METHODS,
    convert::FLOAT_METHODS,
    super::math::FUNCTIONS,
    super::time::FUNCTIONS,
    super::sys::FUNCTIONS,
    exception::METHODS,
    slice::METHODS,
    set::FROZEN_METHODS,
];

/// The table of `math`.
pub(crate) const MATH: u16 = 12;
/// The table of `time`.
pub(crate) const TIME: u16 = 13;
/// The table of `sys`.
pub(crate) const SYS: u16 = 14;

/// Tables of functions that programs find by their names alone.
const GLOBAL_TABLES: &[u16] = &[0, 1, 2];

/// The native of this number.
#[inline]
pub(crate) fn native_by_number(number: u32) -> Option<&'static Native> {
    TABLES.get((number >> 16) as usize)?.get((number & 0xFFFF) as usize)
}

/// The native of this name in a table.
const fn find(table: u16, name: &[u8]) -> Option<NativeId> {
    let natives = TABLES[table as usize];
    let mut i = 0;
    while i < natives.len() {
        if same(natives[i].name.as_bytes(), name) {
            return Some(NativeId::new(table, i as u16));
        }
        i += 1;
    }
    None
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// A native that the engine itself needs; a missing one does not compile.
const fn required(table: u16, name: &str) -> NativeId {
    match find(table, name.as_bytes()) {
        Some(id) => id,
        None => panic!("a native that the engine needs is missing"),
    }
}

/// Advances an iterator that needs calls; its result is the item, or `End`.
pub(crate) const NEXT: NativeId = required(1, "__pn_next");
/// Makes a list of an iterable that needs calls.
pub(crate) const LIST: NativeId = required(1, "__pn_list");

/// `item in iterator`, or `not in`: container, item, whether it is `not in`.
pub(crate) const CONTAINS: NativeId = required(1, "__pn_contains");
/// Makes a list of the first items of an iterator: iterator, how many at most.
pub(crate) const TAKE: NativeId = required(1, "__pn_take");
/// `object += iterator` for a list, `object |= iterator` for a dict; the result is the object.
pub(crate) const EXTEND: NativeId = required(1, "__pn_extend");
/// `len`, which compiled code knows.
pub(crate) const LEN: NativeId = required(1, "len");

/// `ord`, which compiled code knows.
pub(crate) const ORD: NativeId = required(2, "ord");
/// `list.append`, which compiled code knows.
pub(crate) const APPEND: NativeId = required(3, "append");
/// `list.insert`, which compiled code knows.
pub(crate) const INSERT: NativeId = required(3, "insert");
/// `list.pop`, which compiled code knows.
pub(crate) const POP: NativeId = required(3, "pop");

/// `dict.get`, which compiled code knows.
pub(crate) const GET: NativeId = required(5, "get");

/// Whether a native that has raised can be called again, and raises again: it neither reads a clock nor writes anything, and
/// what it has done until then it does not do again.
pub(crate) const fn is_repeatable(id: NativeId) -> bool {
    !matches!((id.0 >> 16) as u16, TIME | SYS) && id.0 != SETATTR.0
}

/// `setattr`, which writes.
const SETATTR: NativeId = required(0, "setattr");

/// `abs`, which compiled code knows.
pub(crate) const ABS: NativeId = required(0, "abs");

/// `max`, which compiled code knows.
pub(crate) const MAX: NativeId = required(0, "max");
/// `min`, which compiled code knows.
pub(crate) const MIN: NativeId = required(0, "min");

/// Runs a module's body; its result is the module.
pub(crate) const RUN_MODULE: NativeId = required(0, "__pn_run_module");

/// The module of the engine whose function this native is, if it is no built-in one; messages name it.
pub(crate) fn module_of(callee: Value) -> Option<&'static str> {
    match (callee.as_immediate(Sort::Native)? >> 16) as u16 {
        MATH => Some("math"),
        TIME => Some("time"),
        SYS => Some("sys"),
        _ => None,
    }
}

/// The built-in function, type or constant of this name.
pub(crate) fn builtin(name: &[u8]) -> Option<Value> {
    for table in GLOBAL_TABLES {
        if let Some(id) = find(*table, name)
            && TypeId::ALL.iter().all(|t| t.name().as_bytes() != name)
        {
            return Some(id.value());
        }
    }
    match name {
        b"NotImplemented" => return Some(Value::NOT_IMPLEMENTED),
        b"Ellipsis" => return Some(Value::ELLIPSIS),
        b"EnvironmentError" | b"IOError" => return Some(TypeId::OSError.value()),
        _ => {}
    }
    TypeId::ALL.iter().find(|t| t.is_public() && t.name().as_bytes() == name).map(|t| t.value())
}

/// The names of built-in functions and types, those that begin with an underscore left out.
pub(crate) fn builtin_names() -> impl Iterator<Item = &'static str> {
    let functions = GLOBAL_TABLES.iter().flat_map(|t| TABLES.get(*t as usize).copied().unwrap_or(&[])).map(|n| n.name);
    let types = TypeId::ALL.iter().filter(|t| t.is_public()).map(|t| t.name());
    functions.chain(types).filter(|name| !name.starts_with('_'))
}

/// By the types' numbers, the natives of their names.
const CONSTRUCTORS: &[Option<NativeId>; TypeId::ALL.len()] = &{
    let mut all = [None; TypeId::ALL.len()];
    let mut t = 0;
    while t < all.len() {
        let mut table = 0;
        while table < GLOBAL_TABLES.len() && all[t].is_none() {
            all[t] = find(GLOBAL_TABLES[table], TypeId::ALL[t].name().as_bytes());
            table += 1;
        }
        t += 1;
    }
    all
};

/// The native that makes instances of a type when it is called.
#[inline]
pub(crate) fn constructor(t: TypeId) -> Option<NativeId> {
    CONSTRUCTORS[t as usize]
}

/// The method of this name of a type's instances.
pub(crate) fn method(t: TypeId, name: &[u8]) -> Option<NativeId> {
    let table = match t {
        TypeId::List => 3,
        TypeId::Tuple => 4,
        TypeId::Dict => 5,
        TypeId::DictKeys | TypeId::DictValues | TypeId::DictItems => 6,
        TypeId::Set => 7,
        TypeId::Frozenset => 17,
        TypeId::Range => 8,
        TypeId::Str => 9,
        TypeId::Int | TypeId::Bool => 10,
        TypeId::Float => 11,
        TypeId::Slice => 16,
        t if t.is_exception() => 15,
        _ => return None,
    };
    find(table, name)
}

/// The function of this name of a native module.
pub(crate) fn module(module: &[u8], name: &[u8]) -> Option<NativeId> {
    let table = match module {
        b"math" => MATH,
        b"time" => TIME,
        b"sys" => SYS,
        _ => return None,
    };
    find(table, name)
}
