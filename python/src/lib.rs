//! The front end: Python source to image.
//!
//! ```text
//! bytes --source--> text --parser--> syntax tree --scope--> names --generate--> Module --image--> bytes
//! ```
//!
//! Everything here is bounded by [`Limits`], and what is refused is refused with a [`SyntaxError`] that prints as
//! CPython's. Annotations are not evaluated.

pub mod check;
mod consts;
mod diagnose;
pub mod disasm;
mod dump;
mod emit;
mod error;
mod fold;
mod generate;
pub mod image;
mod literal;
pub mod module;
mod nesting;
mod scan;
mod scope;
mod source;

pub use dump::dump;
pub use error::{ErrorKind, Place, SyntaxError};
pub use module::Module;

use ruff_python_ast::PythonVersion;
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::TextRange;
use scope::Scopes;
use source::Source;

/// What bounds the front end.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most bytes of a source file.
    pub source_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { source_bytes: 16 << 20 }
    }
}

/// How to compile.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The source belongs to the prelude: names that begin with `__pn_` are the engine's own functions.
    pub prelude: bool,
    /// Bounds.
    pub limits: Limits,
}

/// The native stack of the thread that compiles: what the deepest allowed nesting needs, with room to spare.
const STACK: usize = 256 << 20;

/// Compiles a module.
pub fn compile(source: &[u8], file: &str, module_name: &str, options: &Options) -> Result<Module, SyntaxError> {
    let source = Source::decode(source, file, options.limits.source_bytes)?;
    let failed = |what: &str| SyntaxError {
        kind: ErrorKind::Syntax,
        message: what.to_string(),
        file: file.to_string(),
        place: None,
    };
    std::thread::scope(|scope| {
        let work = || compile_here(&source, module_name, options);
        match std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work) {
            Ok(thread) => thread.join().unwrap_or_else(|_| Err(failed("the compiler failed"))),
            Err(_) => Err(failed("no memory to compile in")),
        }
    })
}

fn compile_here(source: &Source, module_name: &str, options: &Options) -> Result<Module, SyntaxError> {
    let tokens = scan::scan(source)?;
    nesting::check(source, &tokens)?;
    let parsing = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY313);
    let parsed = parse_unchecked(&source.text, parsing).try_into_module();
    let Some(parsed) = parsed else {
        return Err(source.error(ErrorKind::Syntax, "invalid syntax", TextRange::default()));
    };
    if let Some(error) = diagnose::explain(source, &tokens, &parsed) {
        return Err(error);
    }
    let body = &parsed.syntax().body;
    let scopes = Scopes::of(source, body)?;
    generate::module(source, &scopes, body, module_name, options.prelude)
}
