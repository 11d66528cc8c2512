//! Each allocation of each program fails once: the program gets a MemoryError, nothing breaks, and the store can be used
//! again.

use patchnose_tests::engine::{End, Prepared, Run, Setup};
use patchnose_tests::table::{Entry, check, sample, table};

/// Failures of one program; a program with more allocations has equally many failures, equally far apart.
const MOST_FAILURES: u64 = 24;
/// The same on an emulator.
const FAILURES_EMULATED: u64 = 4;
/// Allocations of a program that has each of them fail.
const FEW: u64 = 250;

/// What is wrong with a run in which an allocation fails, the program then being run again.
fn wrong_with(got: &Run, entry: &Entry, again: &Run) -> Option<String> {
    let (end, err) = got.first.as_ref()?;
    match end {
        End::Refused(why) if why.starts_with("out of memory") => {}
        // A program may catch the MemoryError, or its own `except` clauses may.
        End::Status(0..=123) => {}
        end if *end == entry.reference.end => {}
        other => return Some(format!("ended {other:?}: {}", err.trim())),
    }
    if *end == End::Status(1) && entry.reference.end != *end && !err.contains("MemoryError") {
        return Some(format!("fails, but not for want of memory: {}", err.trim()));
    }
    // A module beside the script keeps what the first run did to it, so what it prints depends on where that ended.
    if entry.program.name.starts_with("import_") && got.end == entry.reference.end {
        return None;
    }
    // Modules stay imported, and serial numbers given.
    let fine = [(&entry.reference.out, &entry.reference.end), (&again.out, &again.end)];
    (!fine.contains(&(&got.out, &got.end))).then(|| format!("the second run ended {:?}: {}", got.end, got.err.trim()))
}

fn each_allocation_fails(what: &str, setup: Setup) {
    check(what, &table(), |entry| {
        let setup = Setup { again: true, region: 16 << 20, ..setup };
        let mut once = setup;
        once.again = false;
        let total = entry.prepared.run(&once).allocations;
        let again = entry.prepared.run(&setup);
        // An emulator keeps memory that each run gives back: there are few runs on it.
        let (few, most) = if sample() == 1 { (FEW, MOST_FAILURES) } else { (0, FAILURES_EMULATED) };
        let step = if total <= few { 1 } else { (total / most).max(1) };
        (1..=total)
            .step_by(step as usize)
            .find_map(|n| failing(&entry.prepared, setup, n, entry, &again))
            .into_iter()
            .collect()
    });
}

fn failing(prepared: &Prepared, mut setup: Setup, n: u64, entry: &Entry, again: &Run) -> Option<String> {
    setup.config.fail_allocation = Some(n);
    let got = prepared.run(&setup);
    wrong_with(&got, entry, again).map(|why| format!("allocation {n}: {why}"))
}

#[test]
fn each_allocation_fails_in_the_interpreter() {
    each_allocation_fails("failing allocations, interpreter", Setup::interpreter());
}

#[test]
fn each_allocation_fails_in_compiled_code() {
    each_allocation_fails("failing allocations, JIT", Setup::jit_at_once());
}
