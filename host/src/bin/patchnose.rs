//! The `patchnose` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    patchnose_host::command::main(std::env::args_os().skip(1))
}
