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
mod excerpt;
mod far;
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
pub use excerpt::excerpt;
pub use module::Module;

use ruff_python_ast::{ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, Parsed, parse_unchecked};
use ruff_text_size::{TextLen, TextRange};
use scan::{Kind, ScanError, Token, Tokens};
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
    let failed =
        |kind, what: &str| SyntaxError { kind, message: what.to_string(), file: file.to_string(), place: None };
    std::thread::scope(|scope| {
        let work = || compile_here(&source, module_name, options);
        match std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work) {
            Ok(thread) => thread.join().unwrap_or_else(|_| Err(failed(ErrorKind::Syntax, "the compiler failed"))),
            Err(_) => Err(failed(ErrorKind::Memory, "no memory to compile in")),
        }
    })
}

fn compile_here(source: &Source, module_name: &str, options: &Options) -> Result<Module, SyntaxError> {
    let tokens = scan::scan(source).map_err(|error| first_error(source, *error))?;
    let parsed = parse(source, &source.text, &tokens)?;
    let body = &parsed.syntax().body;
    let scopes = Scopes::of(source, body)?;
    generate::module(source, &scopes, body, module_name, options.prelude)
}

/// Parses a source's text, or its begin.
fn parse(source: &Source, text: &str, tokens: &Tokens) -> Result<Parsed<ModModule>, SyntaxError> {
    nesting::check(source, tokens)?;
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY313);
    let parsed = parse_unchecked(text, options).try_into_module();
    let parsed = parsed.ok_or_else(|| source.error(ErrorKind::Syntax, "invalid syntax", TextRange::default()))?;
    diagnose::explain(source, tokens, &parsed).map_or(Ok(parsed), Err)
}

/// The tokenizer's error, or one of the parser that CPython reports instead.
fn first_error(source: &Source, found: ScanError) -> SyntaxError {
    let ScanError { error, yields, mut tokens } = found;
    let Some(place) = error.place.as_ref().filter(|_| yields) else { return error };
    // What the parser makes of the lines before. An error at their end may be the cut's.
    let before = source.before_line(place.line - 1);
    tokens.tokens.retain(|token| token.range.end() <= before.text_len());
    tokens.tokens.push(Token { kind: Kind::End, range: TextRange::empty(before.text_len()) });
    tokens.unclosed = None;
    match parse(source, before, &tokens) {
        Err(earlier) if earlier.place.as_ref().is_some_and(|earlier| earlier.line + 1 < place.line) => earlier,
        _ => error,
    }
}
