//! Runs a fuzz body on files, as to see what a fuzzer found: `fuzz-replay BODY FILE...`
//!
//! `fuzz-replay --seeds BODY FOLDER` writes the body's seeds as files, for a fuzzer to begin with.

use patchnose_tests::fuzzing::{BODIES, Body};
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let write_seeds = arguments.first().is_some_and(|first| first == "--seeds");
    if write_seeds {
        arguments.remove(0);
    }
    let Some((body, paths)) = arguments.split_first().and_then(|(name, paths)| Some((Body::named(name)?, paths)))
    else {
        let names: Vec<&str> = BODIES.iter().map(|body| body.name).collect();
        eprintln!("usage: fuzz-replay [--seeds] BODY PATH...; the bodies are {}", names.join(", "));
        return ExitCode::from(2);
    };
    for path in paths {
        let done = if write_seeds { seeds_to(body, path) } else { replay(body, path) };
        if let Err(error) = done {
            eprintln!("fuzz-replay: {path}: {error}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn replay(body: &Body, path: &str) -> io::Result<()> {
    (body.run)(&std::fs::read(path)?);
    println!("{path}: passed");
    Ok(())
}

fn seeds_to(body: &Body, folder: &str) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for (i, seed) in (body.seeds)().iter().enumerate() {
        std::fs::write(format!("{folder}/seed-{i}"), seed)?;
    }
    Ok(())
}
