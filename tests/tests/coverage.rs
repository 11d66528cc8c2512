//! Every stencil, and every exit of a stencil, is executed by some program of the table on the machine this runs on; those
//! that are not are printed.
#![cfg(target_os = "linux")]

use patchnose_core::jit::stencil::StencilId;
use patchnose_tests::coverage::Coverage;
use patchnose_tests::engine::{Prepared, Setup};
use patchnose_tests::programs::{Program, all};
use patchnose_tests::table::{Entry, both, compared};

/// Stencils that no program executes, and why. `tests/stencils` executes them by themselves.
const NEVER_EXECUTED: &[(StencilId, &str)] = &[
    (StencilId::Leave, "no instruction selects it"),
    (StencilId::Trap, "stands where control never comes"),
    #[cfg(target_arch = "x86_64")]
    (StencilId::InverseRootF, "there is no fused multiply-add"),
    #[cfg(target_arch = "x86_64")]
    (StencilId::InverseRootCubedF, "there is no fused multiply-add"),
];

/// Stencils that are executed but never leave, and why.
const NEVER_LEFT: [(StencilId, &str); 1] =
    [(StencilId::BrNeImm, "the step of a range stays what it was where the range was made")];

/// Fuel of a program above which it is not stopped again and again, and that between two stops.
const MOST_TO_STOP: u64 = 20_000;
const SLICE: u64 = 7;

/// Programs whose code is small come first: what they execute needs no probes in others.
fn programs() -> Vec<Program> {
    let mut programs = all();
    let rank = |p: &Program| ["stencil", "jit"].iter().position(|s| p.name.starts_with(s)).unwrap_or(2);
    programs.sort_by_key(rank);
    programs
}

fn complete(coverage: &Coverage) -> bool {
    let [executed, left] = coverage.missing();
    executed.iter().all(|id| NEVER_EXECUTED.iter().any(|(never, _)| never == id))
        && left.iter().all(|id| NEVER_LEFT.iter().chain(NEVER_EXECUTED).any(|(never, _)| never == id))
}

#[test]
fn every_stencil_and_every_exit_is_executed() {
    let coverage = Coverage::default();
    let wrong = both(programs(), |program| {
        if complete(&coverage) {
            return None;
        }
        let prepared = Prepared::read(&program.path, &[]).unwrap_or_else(|e| panic!("{}: {e}", program.name));
        let reference = prepared.run(&Setup::interpreter());
        let entry = Entry { program: program.clone(), prepared, reference };
        let mut setups = vec![Setup::jit_at_once(), Setup::jit_soon()];
        if entry.reference.fuel < MOST_TO_STOP {
            let mut stopped = Setup { refuel: SLICE, ..Setup::jit_soon() };
            stopped.config.limits.fuel = SLICE;
            setups.push(stopped);
        }
        for setup in setups {
            let wrong = compared(&coverage.run(&entry, &setup), &entry.reference);
            if !wrong.is_empty() {
                return Some(format!("{}: {}", program.name, wrong.join("; ")));
            }
        }
        None
    });
    let [executed, left] = coverage.missing();
    println!("stencil, first program that executed it, first program in which it left:\n{}", coverage.lines());
    let mut unexpected = 0;
    for (what, missing, known) in
        [("executed", &executed, NEVER_EXECUTED), ("left compiled code", &left, &NEVER_LEFT[..])]
    {
        for id in missing {
            let why = known.iter().chain(NEVER_EXECUTED).find(|(never, _)| never == id).map(|(_, why)| *why);
            println!("never {what} by a program: {}: {}", id.signature().name, why.unwrap_or("UNEXPECTED"));
            unexpected += usize::from(why.is_none());
        }
    }
    let all = coverage.stencils();
    let exits = all.values().filter(|s| s.leaves).count();
    println!(
        "{} of {} stencils executed, {} of {exits} exits taken",
        all.len() - executed.len(),
        all.len(),
        exits - left.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(unexpected, 0, "stencils or exits that no program executes");
    // The lists say what is so.
    let stale = NEVER_EXECUTED.iter().filter(|(id, _)| !executed.contains(id));
    let stale: Vec<_> = stale.chain(NEVER_LEFT.iter().filter(|(id, _)| !left.contains(id))).collect();
    assert!(stale.is_empty(), "executed after all: {stale:?}");
}
