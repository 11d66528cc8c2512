//! Compares engines on the example programs: wall time as ratios within one run, or executed instructions.
//!
//!     cargo bench-run wall  [--runs N]     all engines that are there, alternating; best and median, ratios
//!     cargo bench-run count                instructions of whole processes under callgrind (x86-64)
//!     cargo bench-run a64                  instructions of whole A64 processes under qemu-user
//!
//! Each prints a table in Markdown. Every run of `patchnose` has finite fuel, heap and depth.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

/// A program and its arguments.
const PROGRAMS: &[(&str, &[&str])] = &[("fib", &[]), ("nbody", &[]), ("fannkuch", &[]), ("template", &[])];

/// Smaller arguments, for counting.
const COUNTED: &[(&str, &[&str])] = &[("fib", &[]), ("nbody", &["20000"]), ("fannkuch", &["8"]), ("template", &["4"])];

/// Limits that every measured run has.
const LIMITS: &[&str] = &["--fuel=4000000000000", "--heap=256M", "--depth=1000"];

/// An engine as a command line.
#[derive(Clone)]
struct Engine {
    name: String,
    command: Vec<String>,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_path_buf();
    let result = match args.first().map(String::as_str) {
        Some("wall") => wall(&root, number(&args, "--runs").unwrap_or(5)),
        Some("count") => count(&root),
        Some("a64") => count_a64(&root),
        _ => Err("usage: cargo bench-run wall [--runs N] | count | a64".to_string()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("{e}");
            ExitCode::FAILURE
        }
    }
}

/// The number behind a flag.
fn number(args: &[String], flag: &str) -> Option<usize> {
    let at = args.iter().position(|a| a == flag)?;
    args.get(at + 1)?.parse().ok()
}

/// The built command of this repository.
fn patchnose(root: &Path) -> Result<PathBuf, String> {
    let status = Command::new("cargo")
        .args(["build", "--release", "--quiet", "-p", "patchnose-host"])
        .current_dir(root)
        .status()
        .map_err(|e| e.to_string())?;
    if !status.success() {
        return Err("the command could not be built".into());
    }
    Ok(root.join("target/release/patchnose"))
}

fn engine(name: &str, command: &[&str]) -> Engine {
    Engine { name: name.to_string(), command: command.iter().map(|s| s.to_string()).collect() }
}

/// Patchnose with and without its JIT, and what peers the machine has.
fn engines(root: &Path) -> Result<Vec<Engine>, String> {
    let own = patchnose(root)?;
    let own = own.to_string_lossy();
    let mut all = Vec::new();
    for (name, flag) in [("patchnose", "--jit=on"), ("patchnose --jit=off", "--jit=off")] {
        let mut command = vec![&*own, flag];
        command.extend(LIMITS);
        all.push(engine(name, &command));
    }
    for (name, program) in [("CPython", "python3"), ("CPython 3.13", "python3.13"), ("PyPy", "pypy3")] {
        if let Some(version) = version(program) {
            all.push(engine(&format!("{name} ({version})"), &[program]));
        }
    }
    Ok(all)
}

/// What `PROGRAM --version` says, shortened, if the program is there.
fn version(program: &str) -> Option<String> {
    let out = Command::new(program).arg("--version").stderr(Stdio::piped()).output().ok()?;
    if !out.status.success() {
        return None;
    }
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    Some(text.lines().last().unwrap_or("").trim_start_matches("Python ").trim().to_string())
}

fn wall(root: &Path, runs: usize) -> Result<(), String> {
    let engines = engines(root)?;
    println!(
        "Seconds of the whole process: best (median) of {runs} runs, engines alternating; times as slow as patchnose.\n"
    );
    println!("| program | {} |", engines.iter().map(|e| e.name.as_str()).collect::<Vec<_>>().join(" | "));
    println!("|---|{}", "---|".repeat(engines.len()));
    for (program, args) in PROGRAMS {
        let file = root.join(format!("examples/{program}.py"));
        let mut times = vec![Vec::new(); engines.len()];
        let mut expected: Option<Vec<u8>> = None;
        for _ in 0..runs {
            for (e, times) in engines.iter().zip(&mut times) {
                let start = Instant::now();
                let out = Command::new(&e.command[0])
                    .args(&e.command[1..])
                    .arg(&file)
                    .args(*args)
                    .output()
                    .map_err(|x| format!("{}: {x}", e.name))?;
                times.push(start.elapsed().as_secs_f64());
                if !out.status.success() {
                    return Err(format!("{} fails on {program}: {}", e.name, String::from_utf8_lossy(&out.stderr)));
                }
                match &expected {
                    Some(x) if *x != out.stdout => {
                        return Err(format!("{} prints something else on {program}", e.name));
                    }
                    _ => expected = Some(out.stdout),
                }
            }
            eprint!(".");
        }
        eprintln!(" {program}");
        let mut cells = Vec::new();
        let mut own = 0.0;
        for t in &mut times {
            t.sort_by(f64::total_cmp);
            let (best, median) = (t[0], t[t.len() / 2]);
            if own == 0.0 {
                own = best;
            }
            cells.push(format!("{best:.3} ({median:.3}), {:.1}", best / own));
        }
        println!("| {program} | {} |", cells.join(" | "));
    }
    Ok(())
}

/// Instructions that a command executes, by callgrind.
fn callgrind(command: &[String], file: &Path, args: &[&str]) -> Result<u64, String> {
    let out = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .args(command)
        .arg(file)
        .args(args)
        .output()
        .map_err(|e| format!("valgrind: {e}"))?;
    let text = String::from_utf8_lossy(&out.stderr);
    let line = text.lines().find(|l| l.contains("Collected")).ok_or_else(|| format!("no count in: {text}"))?;
    line.rsplit(' ').next().and_then(|n| n.parse().ok()).ok_or_else(|| line.to_string())
}

fn count(root: &Path) -> Result<(), String> {
    let engines = engines(root)?;
    println!("Millions of x86-64 instructions of the whole process, by callgrind.\n");
    println!("| program | patchnose | patchnose --jit=off | JIT on / off |");
    println!("|---|---|---|---|");
    for (program, args) in COUNTED {
        let file = root.join(format!("examples/{program}.py"));
        let on = callgrind(&engines[0].command, &file, args)?;
        let off = callgrind(&engines[1].command, &file, args)?;
        println!(
            "| {program} {} | {:.1} | {:.1} | {:.3} |",
            args.join(" "),
            on as f64 / 1e6,
            off as f64 / 1e6,
            on as f64 / off as f64
        );
    }
    Ok(())
}

fn count_a64(root: &Path) -> Result<(), String> {
    let target = "aarch64-unknown-linux-gnu";
    let status = Command::new(root.join("tools/debian-cargo"))
        .args(["build", "--release", "--quiet", "--target", target, "-p", "patchnose-host"])
        .current_dir(root)
        .status()
        .map_err(|e| e.to_string())?;
    if !status.success() {
        return Err("the command could not be built for A64".into());
    }
    let own = root.join("target/debian").join(target).join("release/patchnose");
    println!("Millions of A64 instructions of the whole process, under qemu-user.\n");
    println!("| program | patchnose | patchnose --jit=off | JIT on / off |");
    println!("|---|---|---|---|");
    for (program, args) in COUNTED {
        let file = root.join(format!("examples/{program}.py"));
        let mut counts = Vec::new();
        for jit in ["--jit=on", "--jit=off"] {
            let out = Command::new(root.join("tools/a64-instructions"))
                .arg(&own)
                .arg(jit)
                .args(LIMITS)
                .arg(&file)
                .args(*args)
                .output()
                .map_err(|e| e.to_string())?;
            let text = String::from_utf8_lossy(&out.stderr);
            let n: u64 = text
                .lines()
                .find(|l| l.contains("a64-instructions"))
                .and_then(|l| l.rsplit(' ').next()?.parse().ok())
                .ok_or_else(|| format!("no count in: {text}"))?;
            counts.push(n);
        }
        println!(
            "| {program} {} | {:.1} | {:.1} | {:.3} |",
            args.join(" "),
            counts[0] as f64 / 1e6,
            counts[1] as f64 / 1e6,
            counts[0] as f64 / counts[1] as f64
        );
    }
    Ok(())
}
