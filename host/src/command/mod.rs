//! The `patchnose` command. Each exit status has one meaning, and each failure its own message.

mod assembly;
mod listing;
mod names;
pub mod options;
mod run;
mod show;
mod stats;

use std::ffi::OsString;
use std::fmt::Display;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use patchnose_python::ErrorKind;

use crate::modules::{LoadError, compile_source, shown};
use options::{Command, USAGE};

/// The exit statuses that are not the program's own.
pub mod status {
    /// Done.
    pub const OK: u8 = 0;
    /// An exception that nobody caught, or a syntax error.
    pub const FAILED: u8 = 1;
    /// A wrong command line, a limit that cannot be enforced, a file that is not there or cannot be written.
    pub const USAGE: u8 = 2;
    /// The program used up its fuel.
    pub const OUT_OF_FUEL: u8 = 122;
    /// The program used up its memory, and nothing in it handled that.
    pub const OUT_OF_MEMORY: u8 = 123;
    /// The image is none, or not as it was written.
    pub const BAD_IMAGE: u8 = 125;
}

/// What ends a command before its time: a message, and the status to end with.
pub(crate) struct Failure {
    message: String,
    status: u8,
}

impl Failure {
    /// A failure that begins with the command's name.
    pub(crate) fn new(status: u8, message: impl Display) -> Failure {
        Failure { message: format!("patchnose: {message}\n"), status }
    }

    /// A file that cannot be used.
    fn of_file(path: &Path, error: &LoadError) -> Failure {
        let file = shown(path);
        match error {
            LoadError::Io(e) => {
                Failure::new(status::USAGE, format_args!("can't open file '{file}': {}", system_words(e)))
            }
            LoadError::Syntax(e) => {
                let status = if e.kind == ErrorKind::Memory { status::OUT_OF_MEMORY } else { status::FAILED };
                Failure { message: format!("{e}\n"), status }
            }
            LoadError::Encode(e) => Failure::new(status::FAILED, format_args!("cannot compile '{file}': {e}")),
        }
    }

    /// A file that is no image.
    fn of_image(path: &Path, error: impl Display) -> Failure {
        Failure::new(status::BAD_IMAGE, format_args!("'{}': {error}", shown(path)))
    }
}

/// The operating system's words, as CPython has them.
fn system_words(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or("");
    match error.raw_os_error() {
        Some(number) => format!("[Errno {number}] {words}"),
        None => words.to_string(),
    }
}

/// Prints what a command was asked for.
fn print(text: &str) -> Result<u8, Failure> {
    let mut out = io::stdout();
    printed(out.write_all(text.as_bytes()).and_then(|()| out.flush()))?;
    Ok(status::OK)
}

/// Standard output that could not be written is a failure: whoever reads it lacks something.
fn printed(written: io::Result<()>) -> Result<(), Failure> {
    let failed = |e| Failure::new(status::FAILED, format_args!("can't write standard output: {}", system_words(&e)));
    written.map_err(failed)
}

/// Does what the arguments (without the program's name) say.
pub fn main(args: impl Iterator<Item = OsString>) -> ExitCode {
    let done = match options::parse(args) {
        Ok(command) => perform(command),
        Err(message) => Err(Failure::new(status::USAGE, format_args!("{message}\nTry 'patchnose --help'."))),
    };
    match done {
        Ok(status) => ExitCode::from(status),
        Err(failure) => {
            // If nobody can be told, the status still says it.
            let _ = io::stderr().write_all(failure.message.as_bytes());
            ExitCode::from(failure.status)
        }
    }
}

fn perform(command: Command) -> Result<u8, Failure> {
    match command {
        Command::Run { file, args, options } => run::run(&file, &args, &options),
        Command::Compile { file, out, positions } => compile(&file, &out, positions),
        Command::Inspect { file } => show::inspect(&file),
        Command::Disasm { file, function, views, options } => show::disasm(&file, function.as_deref(), views, &options),
        Command::Help => print(USAGE),
        Command::Version => print(concat!("patchnose ", env!("CARGO_PKG_VERSION"), "\n")),
    }
}

fn compile(file: &Path, out: &Path, positions: bool) -> Result<u8, Failure> {
    let image = fs::read(file)
        .map_err(LoadError::Io)
        .and_then(|source| compile_source(&source, &shown(file), "__main__", positions))
        .map_err(|e| Failure::of_file(file, &e))?;
    match fs::write(out, image.bytes()) {
        Ok(()) => Ok(status::OK),
        Err(e) => {
            Err(Failure::new(status::USAGE, format_args!("can't write file '{}': {}", shown(out), system_words(&e))))
        }
    }
}
