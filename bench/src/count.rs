//! Instructions of whole processes that call a program once: figures without the machine's noise.

use crate::engines::Engine;
use crate::process::run;
use crate::programs::Program;
use crate::results::{Agreement, Column, Count, Row, Table, calls_of};
use crate::stage::{Calls, Stage};
use std::path::Path;

/// How instructions are counted.
pub struct Counter {
    /// What is counted: an architecture.
    pub architecture: String,
    /// The name of the section on the command line.
    section: &'static str,
    /// Put before each command.
    tool: Vec<String>,
    /// Put before a compiled program, where the engines' commands have the counter in them.
    runner: Vec<String>,
    /// What a line of standard error with the count has in it, the count being its last word.
    mark: &'static str,
}

/// This machine's instructions, by callgrind.
pub fn callgrind() -> Counter {
    // Code that is written while it runs must be noticed, on every architecture.
    let words = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--smc-check=all-non-file"];
    Counter {
        architecture: std::env::consts::ARCH.to_string(),
        section: "count",
        tool: words.map(str::to_string).to_vec(),
        runner: Vec::new(),
        mark: "Collected :",
    }
}

/// A64 instructions, under qemu-user.
pub fn qemu(root: &Path) -> Counter {
    let runner = vec![root.join("tools/a64-instructions").to_string_lossy().into_owned()];
    Counter { architecture: "aarch64".to_string(), section: "a64", tool: Vec::new(), runner, mark: "a64-instructions" }
}

impl Counter {
    /// What is put before a command.
    pub fn tool(&self) -> &[String] {
        &self.tool
    }

    /// The count, from what the process wrote to standard error.
    pub fn read(&self, errors: &str) -> Result<u64, String> {
        last_number(errors, self.mark)
    }
}

/// Counts every program on every engine.
pub fn measure(
    root: &Path,
    counter: &Counter,
    engines: &[Engine],
    programs: &[Program],
) -> Result<Table<Count>, String> {
    let mut rows = Vec::new();
    for program in programs {
        eprint!("{} instructions: {:<16}", counter.architecture, program.name);
        let stage = Stage::new(root, counter.section, program)?;
        let mut agreement = Agreement::default();
        let mut cells = Vec::new();
        for engine in engines {
            cells.push(count(counter, &stage, engine, program, &mut agreement).transpose());
            eprint!(".");
        }
        eprintln!();
        rows.push(Row { program: program.label(), kind: program.kind, call: program.call.clone(), cells });
    }
    let columns = engines.iter().map(|e| Column { name: e.name.clone(), version: e.version.clone() }).collect();
    Ok(Table { architecture: counter.architecture.clone(), columns, rows })
}

fn count(
    counter: &Counter,
    stage: &Stage,
    engine: &Engine,
    program: &Program,
    agreement: &mut Agreement,
) -> Result<Option<Count>, String> {
    let Some(ready) = stage.prepare(engine, program, &counter.runner)? else { return Ok(None) };
    let done = run(&mut ready.process(&counter.tool, Calls::ONE), stage.folder())?;
    let (_, results) = calls_of(&done.stdout)?;
    agreement.check(&results)?;
    counter.read(&done.stderr).map(|n| Some(Count(n)))
}

/// The last word of the line with a mark.
fn last_number(text: &str, mark: &str) -> Result<u64, String> {
    let line = text.lines().find(|line| line.contains(mark)).ok_or_else(|| format!("no count in: {text}"))?;
    line.rsplit(' ').next().and_then(|n| n.parse().ok()).ok_or_else(|| format!("no count in: {line}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_the_tools_output() {
        assert_eq!(last_number("==1== Events    : Ir\n==1== Collected : 158123456\n", "Collected :"), Ok(158_123_456));
        assert_eq!(last_number("warning\na64-instructions 77\n", "a64-instructions"), Ok(77));
        assert!(last_number("nothing", "Collected :").is_err());
    }
}
