//! The stencil generator: C to the two committed stencil tables.
//!
//! `cargo stencils` regenerates them; `cargo stencils --check` fails if they differ from what it would write. It needs clang 19.

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
const USAGE: &str = "usage: cargo stencils [--check]";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let check = match args.as_slice() {
        [] => false,
        [a] if a == "--check" => true,
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(check) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("stencils: {e}");
            ExitCode::FAILURE
        }
    }
}

fn run(check: bool) -> Result<()> {
    let layout = output::layout_header();
    let clang = clang::Clang::new(&layout)?;
    let source = source::Source::parse(OPS)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or_else(|| Refusal("no workspace".into()))?;
    for machine in [&a64::MACHINE, &x86::MACHINE] {
        let stencils = extract::extract(machine, &clang, &source)?;
        let table = output::table(machine, &stencils);
        let checked = check::check(machine, &clang, &source, &table)?;
        let text = output::render(machine, &stencils, &table, &clang.version, &output::digest(machine, OPS, &layout));
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
        let path = root.join(machine.crate_dir).join("src/table.rs");
        if check {
            if std::fs::read_to_string(&path).unwrap_or_default() != text {
                refuse!("{} is not what `cargo stencils` writes", path.display());
            }
        } else {
            std::fs::write(&path, text).map_err(|e| Refusal(format!("{}: {e}", path.display())))?;
        }
    }
    Ok(())
}
