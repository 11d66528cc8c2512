//! The `patchnose` command. Each exit status has one meaning, and each failure its own message.

mod listing;
pub mod options;
mod run;
mod show;
mod stats;

use std::ffi::OsString;
use std::fmt::Display;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use crate::modules::{LoadError, compile_source, shown};
use options::{Command, USAGE};

/// The exit statuses that are not the program's own.
pub mod status {
    /// Done.
    pub const OK: u8 = 0;
    /// An exception that nobody caught, or a syntax error.
    pub const FAILED: u8 = 1;
    /// A wrong command line, a limit that cannot be enforced, or a file that is not there.
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
                // The system's words alone, as CPython has them.
                let number = e.raw_os_error().unwrap_or(0);
                let text = e.to_string();
                let words = text.split(" (os error").next().unwrap_or("");
                Failure::new(status::USAGE, format_args!("can't open file '{file}': [Errno {number}] {words}"))
            }
            LoadError::Syntax(e) => Failure { message: format!("{e}\n"), status: status::FAILED },
            LoadError::Encode(e) => Failure::new(status::FAILED, format_args!("cannot compile '{file}': {e}")),
        }
    }

    /// A file that is no image.
    fn of_image(path: &Path, error: impl Display) -> Failure {
        Failure::new(status::BAD_IMAGE, format_args!("'{}': {error}", shown(path)))
    }
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
            eprint!("{}", failure.message);
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
        Command::Help => {
            print!("{USAGE}");
            Ok(status::OK)
        }
        Command::Version => {
            println!("patchnose {}", env!("CARGO_PKG_VERSION"));
            Ok(status::OK)
        }
    }
}

fn compile(file: &Path, out: &Path, positions: bool) -> Result<u8, Failure> {
    let image = fs::read(file)
        .map_err(LoadError::Io)
        .and_then(|source| compile_source(&source, &shown(file), "__main__", positions))
        .map_err(|e| Failure::of_file(file, &e))?;
    match fs::write(out, image.bytes()) {
        Ok(()) => Ok(status::OK),
        Err(e) => Err(Failure::new(status::FAILED, format_args!("cannot write '{}': {e}", shown(out)))),
    }
}
