//! Programs are stopped at every point at which fuel can run out, and go on as if nothing had happened.

use patchnose_tests::engine::{End, OUT_OF_FUEL, Run, Setup};
use patchnose_tests::table::{Entry, check, compared, table};

/// The most stops of a program; a longer one is stopped at points that are equally far apart.
const MOST_STOPS: u64 = 10_000;

/// Stops a program after each `step` units of fuel.
fn stopping(entry: &Entry, mut setup: Setup, step: u64) -> Run {
    setup.config.limits.fuel = step;
    setup.refuel = step;
    setup.places = true;
    entry.prepared.run(&setup)
}

/// In what the places of two runs differ.
fn elsewhere(got: &Run, want: &Run) -> Option<String> {
    let at = (0..want.places.len().max(got.places.len())).find(|&i| got.places.get(i) != want.places.get(i))?;
    Some(format!("stop {at} of {} at {:?}, expected {:?}", want.places.len(), got.places.get(at), want.places.get(at)))
}

#[test]
fn stopped_at_every_point() {
    check("stopped at every point", &table(), |entry| {
        if entry.reference.end == End::Status(OUT_OF_FUEL) {
            return vec!["it does not end".into()];
        }
        let step = entry.reference.fuel / MOST_STOPS + 1;
        let interpreted = stopping(entry, Setup::interpreter(), step);
        let mut wrong = compared(&interpreted, &entry.reference);
        // One instruction may cost more than a step.
        if interpreted.stops == 0 && entry.reference.fuel > step {
            wrong.push("it is never stopped".into());
        }
        for (engine, setup) in
            [("JIT at once", Setup::jit_at_once()), ("JIT soon", Setup::jit_soon()), ("JIT", Setup::jit())]
        {
            let compiled = stopping(entry, setup, step);
            let differences =
                compared(&compiled, &entry.reference).into_iter().chain(elsewhere(&compiled, &interpreted));
            wrong.extend(differences.map(|w| format!("{engine}: {w}")));
        }
        wrong
    });
}
