//! What can go wrong on the embedder's side.

use core::fmt;

use crate::bytecode::image::ImageError;

/// Why an operation of the embedder failed. What a program does wrong is no error but an [`Outcome`](super::Outcome).
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// A limit cannot be enforced.
    Limit {
        /// Its name.
        name: &'static str,
        /// Why not.
        why: &'static str,
    },
    /// The region is too small even for an idle store.
    RegionTooSmall {
        /// Bytes needed at least.
        needed: usize,
        /// Bytes given.
        given: usize,
    },
    /// The image was refused.
    Image(ImageError),
    /// Memory ran out before the program began.
    Memory,
    /// The store has a program that is not finished: it ran out of fuel or waits for the embedder.
    Suspended,
    /// The store has nothing to go on with.
    Idle,
    /// A function of the embedder panicked or was left in another way: the store's program cannot go on.
    Poisoned,
    /// The module has no function of this name.
    NoSuchFunction,
    /// A call by the embedder has too many arguments.
    TooManyArguments {
        /// So many.
        given: usize,
        /// So many are possible.
        most: usize,
    },
    /// The linker has no room for another function.
    LinkerFull {
        /// For so many it has room.
        room: usize,
    },
    /// The linker has a function of this module and name already.
    DefinedTwice,
    /// The module's or function's name cannot be one in a program.
    BadName,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Limit { name, why } => write!(f, "limit '{name}' cannot be enforced: {why}"),
            Error::RegionTooSmall { needed, given } => {
                write!(f, "the region is too small: {given} bytes given, {needed} needed at least")
            }
            Error::Image(e) => write!(f, "bad image: {e}"),
            Error::Memory => f.write_str("out of memory before the program began"),
            Error::Suspended => f.write_str("the store has a program that is not finished"),
            Error::Idle => f.write_str("the store has no program to go on with"),
            Error::Poisoned => f.write_str("a function of the embedder was left by a panic: the store cannot go on"),
            Error::NoSuchFunction => f.write_str("the module has no function of this name"),
            Error::TooManyArguments { given, most } => {
                write!(f, "a call with {given} arguments, of which at most {most} are possible")
            }
            Error::LinkerFull { room } => write!(f, "the linker has room for {room} functions, which it has already"),
            Error::DefinedTwice => f.write_str("the linker has a function of this module and name already"),
            Error::BadName => f.write_str("the name of a function or of its module is none that a program can write"),
        }
    }
}

impl core::error::Error for Error {}

/// An exception that left the program: what an embedder asks of it first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Name of its type.
    pub type_name: &'static str,
    /// The status that the process should end with: that of `SystemExit`, else 1.
    pub exit_status: i32,
    /// Whether it is `SystemExit` without a message.
    pub is_exit: bool,
    /// Whether it is `MemoryError`.
    pub is_memory: bool,
}
