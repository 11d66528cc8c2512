//! A compiled program in memory: what the code generator makes and the image encoder writes out.
//!
//! Nothing here is checked on construction; the image verifier is what trusts nobody. The code generator keeps to these
//! invariants, and a checker in the tests proves them over every test program:
//!
//! * `codes[0]` is the module's body. A constant names only constants before it.
//! * Every index in an instruction (constant, global, code object) is within its table.
//! * Heights: temporaries are a stack. One forward pass begins with `h = first temporary`; at a pc with a record the
//!   height that falls through is at least the record, and `h` becomes the record; a write to register `r` needs
//!   `r <= h` and makes `h` at least `r + 1`; a read needs `r < h`; a call kills everything from its window up.

use patchnose_core::bytecode::ops::Insn;

/// A module: constants, global names and code objects that its instructions index.
#[derive(Clone, Debug, PartialEq)]
pub struct Module {
    /// The module's name (`__name__`).
    pub name: String,
    /// The file it came from (`__file__`), as tracebacks print it.
    pub file: String,
    /// Constants, each distinct by type and bits.
    pub consts: Vec<Const>,
    /// Names of the global slots: all names the code mentions as globals, built-ins among them.
    pub globals: Vec<String>,
    /// Code objects; the first is the module's body.
    pub codes: Vec<Code>,
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    /// `None`
    None,
    /// `True`
    True,
    /// `False`
    False,
    /// `...`
    Ellipsis,
    /// An int of 64 bits.
    Int(i64),
    /// An int that 64 bits do not hold.
    Big {
        /// Whether it is below zero.
        negative: bool,
        /// Its absolute value, little-endian, without zero bytes at the end.
        magnitude: Vec<u8>,
    },
    /// A float.
    Float(f64),
    /// A str: UTF-8 that may hold surrogates (WTF-8 without the joining of pairs).
    Str(Vec<u8>),
    /// A tuple of constants, each an index below its own.
    Tuple(Vec<u32>),
}

/// A code object: the module's body or a function.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// Its name: `<module>`, `<lambda>`, or the function's.
    pub name: String,
    /// Its qualified name.
    pub qualname: String,
    /// Number of positional-only parameters.
    pub posonly: u16,
    /// Number of positional parameters, the positional-only ones among them.
    pub args: u16,
    /// Number of keyword-only parameters.
    pub kwonly: u16,
    /// Whether it has `*args`.
    pub varargs: bool,
    /// Whether it has `**kwargs`.
    pub varkw: bool,
    /// Names of the slots: the `P` parameters (positional, keyword-only, `*args`, `**kwargs`), then, from slot `P + 2`
    /// on, the locals. Hidden ones have the name `""`.
    pub locals: Vec<String>,
    /// All slots of the frame: parameters, the header's two, locals and temporaries.
    pub nregs: u16,
    /// The instructions; the last does not fall through.
    pub insns: Vec<Insn>,
    /// Exception handlers, the innermost first.
    pub handlers: Vec<Handler>,
    /// The height map: `(pc, height)`, in the order of pcs.
    pub heights: Vec<(u32, u16)>,
    /// Where instructions come from, in the order of pcs. Each record holds until the next.
    pub positions: Vec<Position>,
    /// The line of `def`, or of the first decorator; 1 for a module.
    pub first_line: u32,
}

impl Code {
    /// The number of parameter slots.
    pub fn params(&self) -> u16 {
        self.args + self.kwonly + self.varargs as u16 + self.varkw as u16
    }

    /// The slot of the first temporary: after parameters, header and locals.
    pub fn first_temporary(&self) -> u16 {
        self.locals.len() as u16 + 2
    }
}

/// A range of instructions whose exceptions go to `target`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// First instruction covered.
    pub start: u32,
    /// The instruction after the last one covered.
    pub end: u32,
    /// Where the exception is handled.
    pub target: u32,
    /// The register that gets the exception.
    pub reg: u16,
    /// The height that is kept when the exception strikes; `reg` is this one, or a local.
    pub height: u16,
}

/// The source range of the instructions from `pc` on. Lines count from 1, columns from 0, in bytes of UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// First instruction the record holds for.
    pub pc: u32,
    /// Line of the first character.
    pub line: u32,
    /// Line of the last character.
    pub end_line: u32,
    /// Column of the first character.
    pub col: u32,
    /// Column after the last character.
    pub end_col: u32,
}
