//! What the fuzzers run. Each [`Body`] takes any bytes and must not panic; whatever else it claims, it asserts.
//!
//! The bodies live here and not in `fuzz/`, so that they are compiled with everything else and `cargo test` runs each for
//! a moment ([`Body::run_for`]): a fuzzer that no longer builds, or that fails at once, is seen without running it. The
//! files in `fuzz/` hand a body libFuzzer's bytes. `cargo run -p patchnose-tests --bin fuzz-replay` runs one on a file.

mod image;
mod mutate;
mod patch;
mod program;
mod source;

pub use mutate::Mutator;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// One fuzz target.
pub struct Body {
    /// What the target is called on the command line; its file in `fuzz/` has the same name.
    pub name: &'static str,
    /// Runs it on one input.
    pub run: fn(&[u8]),
    /// Inputs to begin with, at least one.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// All of them.
pub const BODIES: &[Body] = &[
    Body { name: "image", run: image::run, seeds: image::seeds },
    Body { name: "patch", run: patch::run, seeds: patch::seeds },
    Body { name: "program", run: program::run, seeds: program::seeds },
    Body { name: "source", run: source::run, seeds: source::seeds },
];

/// An input on which a body panicked.
#[derive(Debug)]
pub struct Crash {
    /// The input.
    pub input: Vec<u8>,
    /// How many inputs had passed before it.
    pub passed: u64,
}

impl Body {
    /// The body of that name.
    pub fn named(name: &str) -> Option<&'static Body> {
        BODIES.iter().find(|body| body.name == name)
    }

    /// Runs seeds and mutations of them until the time is over. Says how many inputs passed. The same `seed` gives
    /// the same inputs in the same order.
    pub fn run_for(&self, time: Duration, seed: u64) -> Result<u64, Crash> {
        let start = Instant::now();
        let seeds = (self.seeds)();
        let mut mutator = Mutator::new(seed);
        let mut passed = 0;
        while start.elapsed() < time {
            let input = mutator.mutate(&seeds);
            self.try_one(&input, &mut passed)?;
        }
        Ok(passed)
    }

    fn try_one(&self, input: &[u8], passed: &mut u64) -> Result<(), Crash> {
        // A body keeps no state from one input to the next, so none can be broken by unwinding.
        catch_unwind(AssertUnwindSafe(|| (self.run)(input)))
            .map_err(|_| Crash { input: input.to_vec(), passed: *passed })?;
        *passed += 1;
        Ok(())
    }
}
