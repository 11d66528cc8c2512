//! What the metering of fuel costs: the command beside one that was built without it.
//!
//! That one takes fuel in the interpreter's loop only. Both compile at the same threshold: without fuel there is no other measure of what a
//! function is worth. Instructions are those
//! of a call once all is compiled, the difference between processes of a few calls and of one; times are the best calls of
//! processes that alternate.

use std::collections::HashMap;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::count::{self, Counter};
use crate::engines::{Engine, LIMITS, Language, build, own};
use crate::process::run;
use crate::programs::{self, Kind, Program};
use crate::results::calls_of;
use crate::stage::{Calls, Prepared, Stage};
use crate::statistics::{best, geometric_mean};

/// Calls and back-edges before a function is compiled.
const THRESHOLD: &str = "--jit-threshold=64";
/// Calls, beside the first, in the processes whose instructions are counted.
const COUNTED: usize = 2;
/// Rounds in which times are taken, a process of each build in turn.
const ROUNDS: usize = 7;
/// Calls in such a process, and the seconds after which there are no more.
const TIMED: Calls = Calls { most: 5, seconds: 0.5 };

/// Measures, and prints a table.
///
/// # Errors
/// What could not be built or run.
pub fn measure(root: &Path) -> Result<(), String> {
    let metered = own(root)?;
    // What it prints is not of this table.
    let mut cargo = Command::new("cargo");
    cargo.stdout(Stdio::null());
    build(cargo, &["stencils", "--unmetered"], root)?;
    let target = root.join("target/unmetered");
    let words = ["build", "--release", "--quiet", "--locked", "-p", "patchnose-host", "--features", "unmetered"];
    build(Command::new("cargo"), &[&words[..], &["--target-dir", &target.to_string_lossy()]].concat(), root)?;
    let engines = [metered, target.join("release/patchnose")].map(|program| {
        let words = [program.to_string_lossy().into_owned()].into_iter();
        Engine {
            name: "patchnose".into(),
            version: String::new(),
            language: Language::Python,
            command: words.chain([THRESHOLD].iter().chain(LIMITS).map(|word| word.to_string())).collect(),
            environment: Vec::new(),
        }
    });
    println!("What metering costs: a call of each program, with fuel beside without.\n");
    println!("| program | instructions, with | without | ratio | time, with, ms | without | ratio |");
    println!("|---|---|---|---|---|---|---|");
    let mut ratios: HashMap<&str, Vec<(f64, String)>> = HashMap::new();
    for program in programs::own(root) {
        let [with, without] = instructions(root, &engines, &program.reduced())?;
        let [slow, fast] = seconds(root, &engines, &program)?;
        let (of_instructions, of_time) = (with / without, slow / fast);
        println!(
            "| {} | {with:.0} | {without:.0} | {of_instructions:.3} | {:.2} | {:.2} | {of_time:.3} |",
            program.name,
            slow * 1e3,
            fast * 1e3
        );
        for (what, ratio) in [("instructions", of_instructions), ("time", of_time)] {
            ratios.entry(what).or_default().push((ratio, program.name.clone()));
            if program.kind == Kind::Ordinary {
                let what = if what == "time" {
                    "time, adversarial programs left out"
                } else {
                    "instructions, adversarial programs left out"
                };
                ratios.entry(what).or_default().push((ratio, program.name.clone()));
            }
        }
    }
    println!();
    let mut ratios: Vec<_> = ratios.into_iter().collect();
    ratios.sort_by_key(|(what, _)| *what);
    for (what, ratios) in ratios {
        let mean = geometric_mean(&ratios.iter().map(|(ratio, _)| *ratio).collect::<Vec<f64>>()).unwrap_or(f64::NAN);
        let worst = ratios.iter().max_by(|a, b| a.0.total_cmp(&b.0));
        let (ratio, name) = worst.map_or((f64::NAN, ""), |(ratio, name)| (*ratio, name.as_str()));
        println!("{what}: geometric mean {mean:.3}, worst {ratio:.3} ({name})");
    }
    Ok(())
}

/// The instructions of a call on each engine.
fn instructions(root: &Path, engines: &[Engine; 2], program: &Program) -> Result<[f64; 2], String> {
    eprint!("{:<16}", program.name);
    let (counter, stage) = (count::callgrind(), Stage::new(root, "metering", program)?);
    let mut results = [0.0; 2];
    for (engine, result) in engines.iter().zip(&mut results) {
        let ready = prepared(&stage, engine, program)?;
        let one = instructions_of(&counter, &stage, &ready, 1)?;
        let more = instructions_of(&counter, &stage, &ready, 1 + COUNTED)?;
        *result = more.saturating_sub(one) as f64 / COUNTED as f64;
        eprint!(".");
    }
    Ok(results)
}

/// The instructions of a process that makes so many calls.
fn instructions_of(counter: &Counter, stage: &Stage, ready: &Prepared, calls: usize) -> Result<u64, String> {
    let done = run(&mut ready.process(counter.tool(), Calls { most: calls, seconds: 1e6 }), stage.folder())?;
    counter.read(&done.stderr)
}

/// The time of the best call on each engine.
fn seconds(root: &Path, engines: &[Engine; 2], program: &Program) -> Result<[f64; 2], String> {
    let stage = Stage::new(root, "metering", program)?;
    let ready = [prepared(&stage, &engines[0], program)?, prepared(&stage, &engines[1], program)?];
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for (ready, times) in ready.iter().zip(&mut times) {
            let done = run(&mut ready.process(&[], TIMED), stage.folder())?;
            times.extend(calls_of(&done.stdout)?.0);
        }
        eprint!(".");
    }
    eprintln!();
    Ok(times.map(|times| best(&times).unwrap_or(f64::NAN)))
}

fn prepared(stage: &Stage, engine: &Engine, program: &Program) -> Result<Prepared, String> {
    stage.prepare(engine, program, &[])?.ok_or_else(|| format!("{} has no Python version", program.name))
}
