//! What every object begins with.

/// What sort of object it is. The collector, the type checks of interpreter and compiled code, and casts go by it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Kind {
    /// No object.
    Free = 0,
    /// An array of values, owned by one list, dict, set, code object or module.
    Storage = 1,
    /// An array of bytes, owned by one object.
    Bytes = 2,
    /// `str`
    Str = 3,
    /// An `int` of more than 50 bits.
    BigInt = 4,
    /// `list`
    List = 5,
    /// `tuple`
    Tuple = 6,
    /// `dict`
    Dict = 7,
    /// `set`, and `frozenset` by a flag.
    Set = 8,
    /// `range`
    Range = 9,
    /// A view of a dict; which one is in `aux`.
    DictView = 10,
    /// An iterator; which one is in `aux`.
    Iterator = 11,
    /// `slice`
    Slice = 12,
    /// A Python function.
    Function = 13,
    /// A function bound to its first argument.
    Method = 14,
    /// A code object.
    Code = 15,
    /// A module.
    Module = 16,
    /// An exception; its type is in `aux`.
    Exception = 17,
    /// One entry of a traceback.
    Traceback = 18,
}

/// The first 8 bytes of every object. Compiled code reads `kind` and `len` at their offsets.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Header {
    /// Sort of object.
    pub kind: Kind,
    /// Flags, each kind's own.
    pub flags: u8,
    /// A small number, each kind's own.
    pub aux: u16,
    /// Length: items, bytes or whatever the kind counts.
    pub len: u32,
}

impl Header {
    /// A header with nothing but its kind.
    pub const fn new(kind: Kind) -> Header {
        Header { kind, flags: 0, aux: 0, len: 0 }
    }
}

const _: () = assert!(size_of::<Header>() == 8);
