//! What the core asks of the embedder while a program runs. The core itself does no I/O and has no entropy.

use crate::bytecode::image::Position;
use crate::object::TypeId;

pub use crate::jit::listing::{Label, Listing, Moved, Part, Published, Source, What};

/// The embedder's side of a running program. Its methods are called from the driver, never above compiled frames.
pub trait Host {
    /// Writes text that the program prints. Output is UTF-8; lone surrogates are an
    /// exception, or on the error stream escaped as `\ud800`.
    ///
    /// # Errors
    /// `Err` makes `print` raise `OSError`.
    #[allow(clippy::result_unit_err, reason = "why it failed is the embedder's own business")]
    fn write(&mut self, stream: Stream, text: &[u8]) -> Result<(), ()>;

    /// Nanoseconds of this clock, or `None` if the embedder has no such clock (the function raises `OSError`).
    /// By default there are none.
    fn clock(&mut self, clock: Clock) -> Option<u64> {
        let _ = clock;
        None
    }

    /// Waits for so many nanoseconds; false if the embedder does not wait (`time.sleep` raises `OSError`), which is the default. One
    /// who would rather have the program suspended defines `time.sleep` in a [`Linker`](crate::api::Linker).
    fn sleep(&mut self, nanoseconds: u64) -> bool {
        let _ = nanoseconds;
        false
    }

    /// The image of the module of this name, or `None` if there is none. By default there are none.
    ///
    /// # Errors
    /// Why a module that is there cannot be loaded.
    fn find_module(&mut self, name: &str) -> Result<Option<&[u8]>, ModuleError<'_>> {
        let _ = name;
        Ok(None)
    }

    /// Writes to the error stream what a traceback shows of the source at this place: lines indented by four spaces, and
    /// marks. By default nothing.
    fn write_excerpt(&mut self, file: &str, place: Position) {
        let _ = (file, place);
    }

    /// Is told what is compiled. By default nothing comes of it.
    fn list(&mut self, entry: &Listing<'_>) {
        let _ = entry;
    }

    /// Is told of machine code that can run from now on, with [`Config::listing`](crate::api::Config::listing). By default
    /// nothing comes of it.
    fn published(&mut self, code: &Published<'_>) {
        let _ = code;
    }

    /// Is told of machine code that lies elsewhere from now on, with [`Config::listing`](crate::api::Config::listing). By default
    /// nothing comes of it.
    fn moved(&mut self, code: &Moved) {
        let _ = code;
    }
}

/// Why a module that is there cannot be loaded.
#[derive(Clone, Copy, Debug)]
pub enum ModuleError<'a> {
    /// Its source is wrong: raises `SyntaxError`.
    Syntax(SyntaxFault<'a>),
    /// Anything else: raises `ImportError` with this message.
    Other(&'a str),
}

/// What is wrong with a module's source.
#[derive(Clone, Copy, Debug)]
pub struct SyntaxFault<'a> {
    /// `SyntaxError`, or a type derived from it.
    pub kind: TypeId,
    /// What is wrong.
    pub message: &'a str,
    /// The file's name.
    pub file: &'a str,
    /// The place, if there is one.
    pub place: Option<SyntaxPlace<'a>>,
}

/// A place in a module's source. Lines and columns count from 1, columns in characters.
#[derive(Clone, Copy, Debug)]
pub struct SyntaxPlace<'a> {
    /// Line of the first character.
    pub line: u32,
    /// Column of the first character; 0 shows no mark.
    pub column: u32,
    /// Line of the last character.
    pub end_line: u32,
    /// Column after the last character; 0 is as `column`.
    pub end_column: u32,
    /// The first line's text, without its newline.
    pub text: Option<&'a str>,
}

/// A text stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

/// A clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clock {
    /// Since the epoch.
    Wall,
    /// Monotonic, from an arbitrary point.
    Monotonic,
    /// Processor time.
    Process,
}
