//! Where the fields of an image lie: the numbers behind the format's description in [`super`], shared by whoever writes
//! an image and whoever reads one.

/// The first eight bytes of every image. No source text begins so (`0x8F` is not UTF-8), and transfers that change line
/// ends destroy it.
pub const MAGIC: [u8; 8] = *b"\x8FPNI\r\n\x1A\n";
/// The version of the format; images of other versions are refused.
pub const VERSION: u32 = 1;
/// Feature bit: the image has position tables.
pub const FEATURE_POSITIONS: u32 = 1;
/// All features that this version knows.
pub const KNOWN_FEATURES: u32 = FEATURE_POSITIONS;
/// What the address of an image in memory must be a multiple of, and its length too.
pub const ALIGNMENT: usize = 8;
/// How deep tuples among the constants may be nested.
pub const MAX_DEPTH: u8 = 64;
/// The most registers that a code object may have.
pub const MAX_REGISTERS: u16 = 32_000;
/// In a table of slot names: a slot without a name.
pub const NO_NAME: u32 = u32::MAX;

/// Fields of the header.
pub mod header {
    /// Format version, u32.
    pub const VERSION: usize = 8;
    /// Digest of the op table, u32.
    pub const OPS: usize = 12;
    /// Feature bits, u32.
    pub const FEATURES: usize = 16;
    /// Length of the image in bytes, u32.
    pub const LENGTH: usize = 20;
    /// Checksum, u64.
    pub const CHECKSUM: usize = 24;
    /// Number of constants, u32, then the offset of their records, u32.
    pub const CONSTS: usize = 32;
    /// Number of globals, u32, then the offset of their names, u32.
    pub const GLOBALS: usize = 40;
    /// Number of code objects, u32, then the offset of their records, u32.
    pub const CODES: usize = 48;
    /// Constant with the module's name, u32.
    pub const NAME: usize = 56;
    /// Constant with the source file's name, u32.
    pub const FILE: usize = 60;
    /// Length of the header.
    pub const SIZE: usize = 64;
}

/// Fields of a constant's record.
pub mod constant {
    /// Kind, u8: one of the numbers below.
    pub const KIND: usize = 0;
    /// u8: of a tuple, its depth; of a big int, 1 if it is negative; else 0.
    pub const AUX: usize = 1;
    /// u8: of a tuple, 1 if all its items are strs; else 0.
    pub const ALL_STR: usize = 2;
    /// Length, u32: bytes of a str or of a magnitude, items of a tuple; else 0.
    pub const LEN: usize = 4;
    /// An int (i64) or a float's bits (u64); or the offset of the data, u32, ...
    pub const DATA: usize = 8;
    /// ... and, of a str, its number of characters, u32.
    pub const CHARS: usize = 12;
    /// Length of a record.
    pub const SIZE: usize = 16;

    /// `None`.
    pub const NONE: u8 = 0;
    /// `False`.
    pub const FALSE: u8 = 1;
    /// `True`.
    pub const TRUE: u8 = 2;
    /// `Ellipsis`.
    pub const ELLIPSIS: u8 = 3;
    /// An int of at most 50 bits.
    pub const INT: u8 = 4;
    /// Any other int: sign and magnitude, little-endian bytes, the last of them not 0.
    pub const BIG: u8 = 5;
    /// A float.
    pub const FLOAT: u8 = 6;
    /// A str, in UTF-8 generalised to hold surrogates.
    pub const STR: u8 = 7;
    /// A tuple: the numbers of earlier constants, u32 each.
    pub const TUPLE: u8 = 8;
}

/// Fields of a code object's record.
pub mod code {
    /// Constant with its name, u32.
    pub const NAME: usize = 0;
    /// Constant with its qualified name, u32.
    pub const QUALNAME: usize = 4;
    /// Number of positional-only parameters, u16.
    pub const POSONLY: usize = 8;
    /// Number of positional parameters, those included, u16.
    pub const ARGS: usize = 10;
    /// Number of keyword-only parameters, u16.
    pub const KWONLY: usize = 12;
    /// Flags, u16: [`VARARGS`], [`VARKW`].
    pub const FLAGS: usize = 14;
    /// Number of parameter slots, u16.
    pub const PARAMS: usize = 16;
    /// Number of parameters and locals, u16.
    pub const SLOTS: usize = 18;
    /// Number of registers, u16, then two bytes of 0.
    pub const NREGS: usize = 20;
    /// First line, u32.
    pub const FIRST_LINE: usize = 24;
    /// Offset of the names of the slots, u32 each.
    pub const NAMES: usize = 28;
    /// Offset of the instructions, u32, then their number, u32.
    pub const INSNS: usize = 32;
    /// Offset of the handlers, u32, then their number, u32.
    pub const HANDLERS: usize = 40;
    /// Offset of the height records, u32, then their number, u32.
    pub const HEIGHTS: usize = 48;
    /// Offset of the positions, u32, then their length in bytes, u32.
    pub const POSITIONS: usize = 56;
    /// Length of a record.
    pub const SIZE: usize = 64;

    /// Flag: there is a `*args` parameter.
    pub const VARARGS: u16 = 1;
    /// Flag: there is a `**kwargs` parameter.
    pub const VARKW: u16 = 2;
}

/// Fields of a handler's record.
pub mod handler {
    /// First instruction covered, u32.
    pub const START: usize = 0;
    /// Instruction after the last one covered, u32.
    pub const END: usize = 4;
    /// Where the handler begins, u32.
    pub const TARGET: usize = 8;
    /// Register that gets the exception, u16.
    pub const REG: usize = 12;
    /// Height kept, u16.
    pub const HEIGHT: usize = 14;
    /// Length of a record.
    pub const SIZE: usize = 16;
}

/// Fields of a height record.
pub mod height {
    /// Instruction, u32.
    pub const PC: usize = 0;
    /// Height before it, u16, then two bytes of 0.
    pub const HEIGHT: usize = 4;
    /// Length of a record.
    pub const SIZE: usize = 8;
}

/// The `u8` at `at`; 0 if it is not there. These readers check bounds, so a wrong offset cannot do harm; in a verified
/// image none of them is out of bounds.
#[inline(always)]
pub(crate) fn u8_at(bytes: &[u8], at: usize) -> u8 {
    match bytes.get(at) {
        Some(byte) => *byte,
        None => 0,
    }
}

/// The little-endian `u16` at `at`; 0 if it is not there.
#[inline(always)]
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk) {
        Some(word) => u16::from_le_bytes(*word),
        None => 0,
    }
}

/// The little-endian `u32` at `at`; 0 if it is not there.
#[inline(always)]
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk) {
        Some(word) => u32::from_le_bytes(*word),
        None => 0,
    }
}

/// The little-endian `u64` at `at`; 0 if it is not there.
#[inline(always)]
pub(crate) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk) {
        Some(word) => u64::from_le_bytes(*word),
        None => 0,
    }
}
