//! Compares engines on programs: times, alternating in one run, and executed instructions on both architectures.
//!
//!     cargo bench-run [wall] [count] [a64] [OPTIONS]      (--help says which)
//!     cargo bench-run startup                             times to begin, bytes of idle stores and of compiled code
//!     cargo bench-run examples                            the examples, whole processes
//!     cargo bench-run compiling                           what compiling costs
//!     cargo bench-run metering                            what metering costs
//!
//! The programs are in `bench/programs`; `bench/harness` has what calls them. Everything is measured first (`wall`,
//! `count`) and shown afterwards (`markdown`, `svg`, `json`). A program whose output differs between engines, or that an
//! engine cannot run, is an error in the report and in the exit status.

mod args;
mod compiling;
mod count;
mod engines;
mod examples;
mod json;
mod markdown;
mod metering;
mod process;
mod programs;
mod report;
mod results;
mod stage;
mod startup;
mod statistics;
mod svg;
mod wall;

use args::Args;
use engines::root;
use programs::Program;
use report::Report;
use std::path::Path;
use std::process::{Command, ExitCode};

/// What is measured alone, and prints its own table.
type Alone = fn(&Path) -> Result<(), String>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let alone: Option<Alone> = match words.as_slice() {
        [word] if word == "startup" => Some(startup::measure),
        [word] if word == "examples" => Some(examples::measure),
        [word] if word == "compiling" => Some(compiling::measure),
        [word] if word == "metering" => Some(metering::measure),
        _ => None,
    };
    if let Some(measure) = alone {
        return match measure(&root()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(message) => {
                eprintln!("{message}");
                ExitCode::FAILURE
            }
        };
    }
    match measure() {
        Ok(report) if report.errors().is_empty() => ExitCode::SUCCESS,
        Ok(report) => {
            for error in report.errors() {
                eprintln!("{error}");
            }
            ExitCode::FAILURE
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> Result<Report, String> {
    let args = Args::parse(std::env::args().skip(1))?;
    let root = root();
    let programs = chosen(&root, &args)?;
    let mut report = Report {
        date: report::today(),
        processor: report::processor(),
        load: report::load().into_iter().collect(),
        commit: commit(&root),
        command: sections(&args),
        wall: None,
        counts: Vec::new(),
        missing: Vec::new(),
    };
    if args.wall || args.count {
        let engines = engines::native(&root, &args)?;
        if args.wall {
            report.wall = Some(wall::measure(&root, &engines, &programs, &args)?);
        }
        if args.count {
            // Callgrind makes a program fifty times slower.
            let programs: Vec<Program> = programs.iter().map(Program::reduced).collect();
            report.counts.push(count::measure(&root, &count::callgrind(), &engines, &programs)?);
        }
    }
    if args.a64 {
        match engines::a64(&root, &args) {
            Ok(engines) => report.counts.push(count::measure(&root, &count::qemu(&root), &engines, &programs)?),
            Err(error) => report.missing.push(format!("A64 instructions: {error}")),
        }
    }
    report.load.extend(report::load());
    show(&report, &args)?;
    Ok(report)
}

/// The programs that the command line asks for.
fn chosen(root: &Path, args: &Args) -> Result<Vec<Program>, String> {
    let mut all = programs::own(root);
    for text in &args.extra_programs {
        all.push(programs::foreign(text)?);
    }
    if let Some(unknown) = args.only.iter().find(|name| all.iter().all(|p| p.name != **name)) {
        return Err(format!("there is no program `{unknown}`"));
    }
    all.retain(|program| args.only.is_empty() || args.only.contains(&program.name));
    Ok(all)
}

/// The commit of the tree, with a mark if it was changed since.
fn commit(root: &Path) -> String {
    let words = ["describe", "--always", "--dirty", "--exclude=*"];
    let out = Command::new("git").args(words).current_dir(root).output();
    out.ok().map(|out| String::from_utf8_lossy(&out.stdout).trim().to_string()).unwrap_or_default()
}

/// The sections and rounds of the command line; names of files and folders are nobody else's business.
fn sections(args: &Args) -> String {
    let mut text = String::new();
    for (name, asked) in [("wall", args.wall), ("count", args.count), ("a64", args.a64)] {
        if asked {
            text += &format!(" {name}");
        }
    }
    if args.wall {
        text += &format!(" --runs {} --calls {}", args.runs, args.calls);
    }
    text
}

fn show(report: &Report, args: &Args) -> Result<(), String> {
    let write = |file: &Path, text: &str| std::fs::write(file, text).map_err(|e| format!("{}: {e}", file.display()));
    let mut picture = None;
    if let (Some(file), Some(table)) = (&args.svg, &report.wall) {
        match svg::render(table) {
            Some(text) => {
                write(file, &text)?;
                picture = file.file_name().map(|name| name.to_string_lossy().into_owned());
            }
            None => eprintln!("no picture: there is no CPython to compare with"),
        }
    }
    if let Some(file) = &args.json {
        write(file, &json::render(report))?;
    }
    let text = markdown::render(report, picture.as_deref());
    match &args.markdown {
        Some(file) => write(file, &text),
        None => {
            print!("{text}");
            Ok(())
        }
    }
}
