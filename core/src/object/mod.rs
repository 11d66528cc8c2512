//! The layouts of objects, and one file a type for what they do.
//!
//! Fields named `..: u32` that say "units" are references to objects the holder owns or shares (see [`Gc::units`]);
//! 0 means none.
//!
//! [`Gc::units`]: crate::heap::Gc::units

pub mod arith;
pub mod array;
pub mod compare;
pub mod convert;
pub mod dict;
pub mod digits;
pub mod exception;
pub mod format;
pub mod hash;
pub(crate) mod hashtable;
pub mod identity;
pub mod int;
mod intern;
pub mod item;
pub mod iter;
pub mod list;
pub mod percent;
pub mod range;
mod repeat;
pub mod repr;
pub mod set;
pub mod slice;
pub mod sort;
pub(crate) mod sum;
pub mod syntax_error;
mod template;
pub mod text;
pub mod truth;
pub mod tuple;
pub mod type_of;
pub mod types;
mod wide;

pub use types::TypeId;

use crate::heap::{Header, Kind, Object};
use crate::value::Value;

macro_rules! objects {
    ($( $(#[doc = $doc:literal])+ $name:ident { $( $(#[doc = $fdoc:literal])+ $field:ident : $ty:ty, )* } )*) => { $(
        $(#[doc = $doc])+
        #[repr(C)]
        pub struct $name {
            /// What every object begins with.
            pub header: Header,
            $( $(#[doc = $fdoc])+ pub $field: $ty, )*
        }
        // SAFETY: repr(C), begins with the header, and numbers, values and units are valid as zeroes.
        unsafe impl Object for $name {
            const KIND: Kind = Kind::$name;
        }
    )* };
}

objects! {
    /// An array of `header.len` values behind the header.
    Storage {}
    /// An array of `header.len` bytes behind the header.
    Bytes {}
    /// A string of `header.len` bytes of generalised UTF-8 behind the fields; flag [`STR_ASCII`] if all are ASCII. With
    /// flag [`STR_SHARED`] the bytes lie in a [`Bytes`] that strs share, whose units (u32) are behind the fields instead.
    /// `header.aux` is the entry of a dict that it was the key of when it was last looked up, which is where to look first.
    Str {
        /// Number of code points.
        chars: u32,
        /// Hash, or 0 if not computed yet.
        hash: u32,
    }
    /// An integer outside the small range: `header.len` limbs of 64 bits, little-endian, behind the header; flag
    /// [`BIGINT_NEGATIVE`] if it is negative. Normalised: the highest limb is not 0, and no value fits in 50 bits.
    BigInt {}
    /// A list of `header.len` items.
    List {
        /// Units of its [`Storage`], 0 while it never had an item.
        items: u32,
        /// Unused.
        spare: u32,
    }
    /// A tuple of `header.len` values behind the header.
    Tuple {}
    /// A dict of `header.len` items, see `dict.rs`.
    Dict {
        /// Units of the [`Bytes`] of the hash index, 0 while empty.
        index: u32,
        /// Units of the [`Storage`] of entries, three values each: hash, key, value.
        entries: u32,
        /// Entries used, deleted ones included.
        used: u32,
        /// Serial number for `id()`, or 0.
        id: u32,
    }
    /// A set of `header.len` items, see `set.rs`. Flag [`SET_FROZEN`].
    Set {
        /// The slot at which `pop` begins to look.
        finger: u32,
        /// Units of the [`Storage`] of slots, two values each: hash, key; 0 while empty.
        entries: u32,
        /// Slots used, those of removed keys included.
        used: u32,
        /// Hash of a frozenset, or 0.
        hash: u32,
    }
    /// A range; its three numbers are ints of any size.
    Range {
        /// First number.
        start: Value,
        /// Bound.
        stop: Value,
        /// Step, never 0.
        step: Value,
    }
    /// A view of a dict; `header.aux` is a [`ViewKind`].
    DictView {
        /// The dict.
        dict: Value,
    }
    /// An iterator; `header.aux` is an [`IterKind`], whose documentation says what the fields hold; flags see `iter.rs`.
    Iterator {
        /// What it iterates over.
        source: Value,
        /// First state.
        a: Value,
        /// Second state.
        b: Value,
    }
    /// A slice.
    Slice {
        /// Lower bound.
        start: Value,
        /// Upper bound.
        stop: Value,
        /// Step.
        step: Value,
    }
    /// A Python function.
    Function {
        /// Units of its [`Code`].
        code: u32,
        /// Serial number for `id()`, or 0.
        id: u32,
        /// Tuple of the defaults of the last positional parameters, or `None`.
        defaults: Value,
        /// Dict of the defaults of keyword-only parameters, or `None`.
        kwdefaults: Value,
        /// Dict of attributes set on it, or `None`.
        attributes: Value,
    }
    /// A function bound to its first argument.
    Method {
        /// The function: a native or a [`Function`].
        function: Value,
        /// The first argument.
        receiver: Value,
    }
    /// A code object: what a store adds to a code object of an image. Fields up to `entry` are read by compiled code.
    Code {
        /// Native address to which compiled code goes to call it; 0 while no compiled code does.
        entry: u64,
        /// Address of the first instruction, in the image.
        insns: u64,
        /// Address of the image's bytes.
        image: u64,
        /// Length of the image.
        image_len: u64,
        /// Which code object of the image it is.
        index: u32,
        /// Number of instructions.
        count: u32,
        /// Slots of a frame.
        nregs: u16,
        /// Parameter slots `P`.
        params: u16,
        /// Positional parameters.
        args: u16,
        /// Flags [`CODE_SIMPLE`], [`CODE_VARARGS`], [`CODE_VARKW`].
        flags: u16,
        /// First slot behind the locals; those from the header on are `Unassigned` at first.
        locals_end: u16,
        /// Bits 0 to 7: exits counted; 8 to 14: how often it was compiled again; 15: its code is not entered any more.
        exits: u16,
        /// Value of `counter` at which the JIT looks at it.
        threshold: u32,
        /// Units of the [`Storage`] of its image's constants.
        consts: u32,
        /// Units of the [`Storage`] of its module's global slots.
        globals: u32,
        /// Units of the [`Module`].
        module: u32,
        /// How often it was entered or looped since it was last looked at.
        counter: u32,
        /// Units of the [`Bytes`] of its type feedback (see `jit/record.rs`), which begins with one byte an instruction; 0
        /// before it warmed up.
        feedback: u32,
        /// Units of the record of its compiled code (see `jit/record.rs`), a [`Storage`]; 0 while it has none.
        compiled: u32,
        /// Fuel that the store had used when its exits were last counted from 0.
        exits_since: u64,
        /// Native address at which the interpreter enters a call whose frame is complete; 0 if it must not.
        body: u64,
    }
    /// A module of a program, or a native one.
    Module {
        /// Its name.
        name: Value,
        /// Units of the [`Storage`] of global slots.
        globals: u32,
        /// Units of the [`Storage`] that has, for each global slot, the built-in of that name or `Unassigned`.
        builtins: u32,
        /// Tuple of the names of the global slots.
        names: Value,
        /// Storage (by value) of the constants of its image.
        consts: Value,
        /// Storage (by value) of the code objects of its image, made when first needed.
        codes: Value,
        /// The file it came from, or `None`.
        file: Value,
        /// Dict of attributes beyond the slots (set from outside, or a native module's), or `None`.
        extra: Value,
        /// Units of the [`Bytes`] of what compiled code takes for granted of its variables (see `jit/watch.rs`).
        flags: u32,
        /// The object that holds the image's bytes, or `None` if they are the embedder's.
        owner: Value,
        /// Address of the image's bytes, 0 for a native module.
        image: u64,
        /// Length of the image.
        image_len: u64,
    }
    /// An exception; `header.aux` is its [`TypeId`].
    Exception {
        /// Tuple of arguments.
        args: Value,
        /// The newest (outermost) [`Traceback`] entry, or `None`.
        traceback: Value,
        /// `__cause__`.
        cause: Value,
        /// `__context__`.
        context: Value,
        /// Whether the context is hidden (`raise .. from ..`), as a bool.
        suppress: Value,
        /// `name` of NameError, AttributeError and ImportError, `value` of StopIteration, `code` of SystemExit; or `None`.
        extra: Value,
    }
    /// One frame an exception passed through.
    Traceback {
        /// The next inner entry, or `None`.
        next: Value,
        /// The [`Code`].
        code: Value,
        /// Instruction.
        pc: u32,
        /// Unused.
        spare: u32,
    }
}

/// Flag of any object: its repr is being written, see `repr/walk.rs`. Seen within one instruction only.
pub const BEING_WRITTEN: u8 = 0x80;
/// Flag of a [`Str`]: every byte is ASCII, so that byte and code point indices agree.
pub const STR_ASCII: u8 = 1;
/// Flag of a [`Str`]: it is in the table of interned strs.
pub const STR_INTERNED: u8 = 2;
/// Flag of a [`Str`]: its bytes lie in an array, see `text/concat.rs`. The collector marks the array.
pub const STR_SHARED: u8 = 4;
/// Flag of a [`Str`]: it is a sum of strs.
pub const STR_SUM: u8 = 8;
/// Flag of a [`BigInt`].
pub const BIGINT_NEGATIVE: u8 = 1;
/// Flag of a [`Set`] that is a frozenset.
pub const SET_FROZEN: u8 = 1;
/// Flag of a [`Code`] with positional parameters only (no `*args`, `**kwargs`, keyword-only ones).
pub const CODE_SIMPLE: u16 = 1;
/// Flag of a [`Code`] whose body compiled code may have in place of a call.
pub const CODE_INLINABLE: u16 = 8;
/// Flag of a [`Code`] with `*args`.
pub const CODE_VARARGS: u16 = 2;
/// Flag of a [`Code`] with `**kwargs`.
pub const CODE_VARKW: u16 = 4;

/// Which view of a dict.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub enum ViewKind {
    /// `keys()`
    Keys = 0,
    /// `values()`
    Values = 1,
    /// `items()`
    Items = 2,
}

/// Which iterator, and what its fields hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub enum IterKind {
    /// Over a list, tuple or str (byte index for strs): a = next index, `None` at the end.
    Sequence = 0,
    /// Over a list, tuple or str backwards: a = the index behind the next item, `None` at the end.
    Reversed = 1,
    /// Over a range: source = next number, a = stop, b = step; any size of int.
    Range = 2,
    /// Over a dict's keys, values or items: a and b see `Cursor` in `iter.rs`.
    DictKeys = 3,
    /// See `DictKeys`.
    DictValues = 4,
    /// See `DictKeys`.
    DictItems = 5,
    /// A dict's keys backwards: as forwards, counting down.
    DictKeysReversed = 6,
    /// See `DictKeysReversed`.
    DictValuesReversed = 7,
    /// See `DictKeysReversed`.
    DictItemsReversed = 8,
    /// Over a set: a and b as for a dict.
    Set = 9,
    /// `enumerate`: source = iterator, a = next number.
    Enumerate = 10,
    /// `zip`: source = tuple of iterators, a = strict, b = tuple of the items it has while the next is being made.
    Zip = 11,
    /// `map`: source = tuple of iterators, a = function.
    Map = 12,
    /// `filter`: source = iterator, a = function or None.
    Filter = 13,
    /// `iter(callable, sentinel)`: source = callable, a = sentinel; both `None` at the end.
    Callable = 14,
}

impl ViewKind {
    /// The kind of this number.
    pub const fn from_number(n: u16) -> ViewKind {
        match n {
            0 => ViewKind::Keys,
            1 => ViewKind::Values,
            _ => ViewKind::Items,
        }
    }
}

impl IterKind {
    /// The kind of this number.
    pub const fn from_number(n: u16) -> IterKind {
        use IterKind::*;
        const ALL: [IterKind; 15] = [
            Sequence,
            Reversed,
            Range,
            DictKeys,
            DictValues,
            DictItems,
            DictKeysReversed,
            DictValuesReversed,
            DictItemsReversed,
            Set,
            Enumerate,
            Zip,
            Map,
            Filter,
            Callable,
        ];
        if (n as usize) < ALL.len() { ALL[n as usize] } else { Callable }
    }
}

// Pinned: compiled code reads these fields at these offsets.
const _: () = assert!(core::mem::offset_of!(List, items) == 8);
const _: () = assert!(size_of::<Storage>() == 8 && size_of::<Tuple>() == 8);
const _: () = assert!(core::mem::offset_of!(Code, entry) == 8);
