//! What compiling costs: nanoseconds an instruction of bytecode, in one process, in stores made one after the other in the same
//! memory. In the first, the compiler's own code is cold and the memory that it works in has not been touched; the median is what a
//! process comes to that goes on. In the stores that are warm, each function is compiled some times for nothing before: the work alone.

use std::path::Path;

use patchnose_core::api::{Config, Engine, HostValue, Outcome, Store};
use patchnose_core::host::{Clock, Host, ModuleError, Stream};
use patchnose_host::memory::Memory;
use patchnose_host::modules::compile_source;
use patchnose_host::platform::{Native, STENCILS};

use crate::programs::{self, Program};
use crate::statistics;

/// Stores made one after the other, and as many that are warm.
const STORES: usize = 9;
/// How often a function is compiled for nothing in a warm store.
const REHEARSALS: u32 = 30;
/// Bytes of a store's region.
const REGION: usize = 256 << 20;

/// Has a clock and nothing else.
struct Timed;

impl Host for Timed {
    fn write(&mut self, _: Stream, _: &[u8]) -> Result<(), ()> {
        Ok(())
    }

    fn clock(&mut self, clock: Clock) -> Option<u64> {
        patchnose_host::clock::read(clock)
    }

    fn find_module(&mut self, _: &str) -> Result<Option<&[u8]>, ModuleError<'_>> {
        Ok(None)
    }
}

/// What compiling came to in one store.
#[derive(Clone, Copy)]
struct Cost {
    instructions: f64,
    compile: f64,
    publish: f64,
}

/// Measures, and prints a table.
///
/// # Errors
/// What could not be run.
pub fn measure(root: &Path) -> Result<(), String> {
    println!(
        "In one process, {STORES} stores one after the other for each program, medians, ns an instruction of bytecode. Warm, the least of all: each function \
         compiled {REHEARSALS} times before.\n"
    );
    println!("| program | instructions | compiling, first store | in place | warm | publishing |");
    println!("|---|---|---|---|---|---|");
    let examples = ["fib", "nbody", "fannkuch", "template"];
    let examples =
        examples.map(|name| (format!("`examples/{name}.py`"), root.join(format!("examples/{name}.py")), None));
    let own = programs::own(root).into_iter().map(|Program { name, file, size, .. }| (format!("`{name}`"), file, size));
    let mut all = Vec::new();
    for (name, file, size) in examples.into_iter().chain(own) {
        let source = std::fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        let costs = |rehearsals| costs(&source, size, rehearsals).map_err(|e| format!("{name}: {e}"));
        let (in_place, warm) = (costs(0)?, costs(REHEARSALS)?);
        let median = |costs: &[Cost], part: fn(&Cost) -> f64| {
            let of = costs.iter().map(|c| part(c) / c.instructions).collect::<Vec<f64>>();
            statistics::median(&of).unwrap_or(f64::NAN)
        };
        let Cost { instructions, compile: first, .. } = in_place[0];
        // The work alone is what is left where nothing interferes: the least.
        let warm = warm.iter().map(|c| c.compile / c.instructions).fold(f64::INFINITY, f64::min);
        let figures = [median(&in_place, |c| c.compile), warm, median(&in_place, |c| c.publish)];
        let [compile, warm, publish] = figures;
        println!("| {name} | {instructions} | {:.0} | {compile:.0} | {warm:.0} | {publish:.0} |", first / instructions);
        all.push((instructions, figures));
    }
    let instructions: f64 = all.iter().map(|(n, _)| n).sum();
    let [compile, warm, publish] =
        [0, 1, 2].map(|k: usize| all.iter().map(|(n, figures)| n * figures[k]).sum::<f64>() / instructions);
    println!("| all, by instructions | {instructions} | | {compile:.0} | {warm:.0} | {publish:.0} |");
    Ok(())
}

/// Runs the program in one store after the other; `main` is called, if there is a number for it.
fn costs(source: &[u8], size: Option<u64>, rehearsals: u32) -> Result<Vec<Cost>, String> {
    static NATIVE: Native = Native;
    let image = compile_source(source, "module.py", "__main__", false).map_err(|e| format!("{e:?}"))?;
    let config = Config { stencils: STENCILS, timed: true, rehearsals, ..Config::default() };
    let engine = Engine::new(&config, Some(&NATIVE)).map_err(|e| e.to_string())?;
    let mut memory = Memory::map(REGION).map_err(|e| e.to_string())?;
    let mut costs = Vec::new();
    for _ in 0..STORES {
        let mut run = || {
            let mut store = Store::new(&engine, memory.region())?;
            store.load(image.bytes(), "__main__")?;
            let mut done = matches!(store.resume(&mut Timed)?, Outcome::Done(_));
            if let Some(size) = size {
                store.call("main", &[HostValue::Int(size as i64)])?;
                done &= matches!(store.resume(&mut Timed)?, Outcome::Done(_));
            }
            let stats = store.stats().jit;
            let [instructions, compile, publish] =
                [stats.instructions, stats.compile_ns, stats.publish_ns].map(|n| n as f64);
            Ok((done, Cost { instructions, compile, publish }))
        };
        match run() {
            Ok((true, cost)) => costs.push(cost),
            Ok((false, _)) => return Err("the program did not end well".into()),
            Err::<_, patchnose_core::api::Error>(e) => return Err(e.to_string()),
        }
    }
    Ok(costs)
}
