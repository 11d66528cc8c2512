//! Times of all engines, alternating.

use crate::args::Args;
use crate::engines::Engine;
use crate::process::run;
use crate::programs::Program;
use crate::results::{Agreement, Column, Row, Table, Times, calls_of};
use crate::stage::{Calls, Prepared, Stage};
use std::path::Path;

/// Measures every program on every engine. In each round each engine runs two processes: one that calls the program once,
/// whose whole time and memory count, and one that calls it several times.
pub fn measure(root: &Path, engines: &[Engine], programs: &[Program], args: &Args) -> Result<Table<Times>, String> {
    let several = Calls { most: args.calls, seconds: args.seconds };
    let mut rows = Vec::new();
    for program in programs {
        eprint!("wall: {:<16}", program.name);
        let stage = Stage::new(root, "wall", program)?;
        let mut cells = Vec::new();
        let mut prepared = Vec::new();
        for engine in engines {
            match stage.prepare(engine, program, &[]).transpose() {
                Some(Ok(ready)) => {
                    prepared.push(Some(ready));
                    cells.push(Some(Ok(Times::default())));
                }
                other => {
                    prepared.push(None);
                    cells.push(other.map(|failed| failed.map(|_| Times::default())));
                }
            }
        }
        let mut agreement = Agreement::default();
        for _ in 0..args.runs {
            for (ready, cell) in prepared.iter().zip(&mut cells) {
                let (Some(ready), Some(Ok(times))) = (ready, &mut *cell) else { continue };
                if let Err(error) = round(ready, &stage, several, &mut agreement, times) {
                    *cell = Some(Err(error));
                }
                eprint!(".");
            }
            eprint!(" ");
        }
        eprintln!();
        rows.push(Row { program: program.label(), kind: program.kind, call: program.call.clone(), cells });
    }
    let columns = engines.iter().map(|e| Column { name: e.name.clone(), version: e.version.clone() }).collect();
    Ok(Table { architecture: std::env::consts::ARCH.to_string(), columns, rows })
}

fn round(
    ready: &Prepared,
    stage: &Stage,
    several: Calls,
    agreement: &mut Agreement,
    times: &mut Times,
) -> Result<(), String> {
    let done = run(&mut ready.process(&[], Calls::ONE), stage.folder())?;
    let (seconds, results) = calls_of(&done.stdout)?;
    agreement.check(&results)?;
    times.first.push(seconds[0]);
    times.process.push(done.seconds);
    times.memory.push(done.peak_memory as f64);
    let done = run(&mut ready.process(&[], several), stage.folder())?;
    let (seconds, results) = calls_of(&done.stdout)?;
    agreement.check(&results)?;
    times.first.push(seconds[0]);
    times.calls.extend(seconds);
    Ok(())
}
