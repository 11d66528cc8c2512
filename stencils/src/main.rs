//! The stencil generator: C to the two committed stencil tables.
//!
//! `cargo stencils` regenerates them; `cargo stencils --check` fails if they differ from what it would write. It needs clang 19.
//! `cargo stencils --unmetered` writes tables that take no fuel for calls to `target/unmetered`, for builds with the feature `unmetered`.

mod a64;
mod check;
mod clang;
mod extract;
mod machine;
mod output;
mod source;
mod spec;
#[cfg(test)]
mod tests;
mod thread;
mod x86;

use std::path::Path;
use std::process::ExitCode;

use patchnose_core::jit::stencil::PADDING;

use crate::machine::{Refusal, Result, refuse};

const OPS: &str = include_str!("ops.c");
const USAGE: &str = "usage: cargo stencils [--check | --unmetered]";

/// What becomes of the tables.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Write,
    Check,
    Unmetered,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mode = match args.as_slice() {
        [] => Mode::Write,
        [a] if a == "--check" => Mode::Check,
        [a] if a == "--unmetered" => Mode::Unmetered,
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(mode) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("stencils: {e}");
            ExitCode::FAILURE
        }
    }
}

fn run(mode: Mode) -> Result<()> {
    let layout = output::layout_header();
    let clang = clang::Clang::new(&layout)?;
    let ops = if mode == Mode::Unmetered { format!("#define UNMETERED\n{OPS}") } else { OPS.to_string() };
    let source = source::Source::parse(&ops)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or_else(|| Refusal("no workspace".into()))?;
    for machine in [&a64::MACHINE, &x86::MACHINE] {
        let stencils = extract::extract(machine, &clang, &source)?;
        let table = output::table(machine, &stencils);
        let checked = check::check(machine, &clang, &source, &table)?;
        let text = output::render(machine, &stencils, &table, &clang.version, &output::digest(machine, &ops, &layout));
        let size = table.size();
        if size >= 48 << 10 {
            refuse!("the table for {} takes {size} bytes", machine.triple);
        }
        println!(
            "{}: {} stencils, {} forms, {} bytes of code, {size} in all; {checked}",
            machine.triple,
            stencils.len(),
            table.forms.len(),
            table.code.len() - PADDING
        );
        let path = match mode {
            Mode::Unmetered => root.join("target/unmetered").join(machine.crate_dir).with_extension("rs"),
            Mode::Write | Mode::Check => root.join(machine.crate_dir).join("src/table.rs"),
        };
        // What is not written is not built again.
        let changed = std::fs::read_to_string(&path).unwrap_or_default() != text;
        if changed && mode == Mode::Check {
            refuse!("{} is not what `cargo stencils` writes", path.display());
        }
        if changed {
            let folder = path.parent().unwrap_or(root);
            std::fs::create_dir_all(folder)
                .and_then(|()| std::fs::write(&path, text))
                .map_err(|e| Refusal(format!("{}: {e}", path.display())))?;
        }
    }
    Ok(())
}
