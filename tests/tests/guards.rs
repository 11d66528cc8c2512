//! Every guard fails by itself: a program runs once for each of the guards that it executes, with that one failing always,
//! and does the same as ever. Of programs with many guards every so-many-th is taken; `PATCHNOSE_GUARDS` says how many
//! runs a program gets at most.
#![cfg(target_os = "linux")]

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};

use patchnose_tests::engine::{Prepared, Run, Setup};
use patchnose_tests::listing::Function;
use patchnose_tests::probe::{self, Place, Watcher};
use patchnose_tests::table::{Entry, check, compared, sample, table};

/// Watches which guards are executed.
#[derive(Default)]
struct Guards {
    /// Guards compiled.
    count: u64,
    numbers: HashMap<Place, u64>,
    executed: Vec<u64>,
}

impl Watcher for Guards {
    fn compiled(&mut self, number: usize, function: &Function) -> Vec<u32> {
        let offsets = function.guards();
        for (guard, offset) in (self.count..).zip(&offsets) {
            self.numbers.insert(Place { function: number, offset: *offset }, guard);
        }
        self.count += offsets.len() as u64;
        offsets
    }

    fn hit(&mut self, at: Place, _: Option<Place>) -> bool {
        self.executed.extend(self.numbers.get(&at));
        false
    }
}

/// Runs a program: what it does, and its guards.
fn guards(program: &Prepared, setup: &Setup) -> (Run, Guards) {
    let (run, mut guards) = probe::run(program, setup, Guards::default());
    guards.executed.sort_unstable();
    (run, guards)
}

/// The most runs of a program: those that take long get fewer.
fn most(entry: &Entry) -> usize {
    if let Some(most) = std::env::var("PATCHNOSE_GUARDS").ok().and_then(|n| n.parse().ok()) {
        return most;
    }
    let runs = match entry.reference.fuel {
        0..2_000 => 100,
        2_000..20_000 => 24,
        _ => 8,
    };
    // An emulator, on which a part of the programs is run, is slower by more than that.
    runs / sample()
}

fn each_guard_fails_by_itself(what: &str, setup: Setup) {
    let [all, executed, tried, left] = [const { AtomicU64::new(0) }; 4];
    check(what, &table(), |entry| {
        let (plain, guards) = guards(&entry.prepared, &setup);
        let mut wrong = compared(&plain, &entry.reference);
        let step = guards.executed.len().div_ceil(most(entry).max(1)).max(1);
        for guard in guards.executed.iter().step_by(step) {
            let got = entry.prepared.run(&setup.forced_one(*guard));
            tried.fetch_add(1, Ordering::Relaxed);
            left.fetch_add(u64::from(got.jit.side_exits > plain.jit.side_exits), Ordering::Relaxed);
            let guard = format!("guard {guard} of {}", guards.count);
            wrong.extend(compared(&got, &entry.reference).into_iter().map(|w| format!("{guard}: {w}")));
        }
        all.fetch_add(guards.count, Ordering::Relaxed);
        executed.fetch_add(guards.executed.len() as u64, Ordering::Relaxed);
        wrong
    });
    let [all, executed, tried, left] = [all, executed, tried, left].map(AtomicU64::into_inner);
    println!(
        "{what}: {all} guards, {executed} executed, {tried} made to fail by themselves, {left} with more exits then"
    );
    // An exit more may also be one less: what is compiled again without what has failed has fewer guards.
    assert!(tried > 100 && left > tried / 2, "{left} of {tried}");
}

#[test]
fn each_guard_fails_by_itself_at_once() {
    each_guard_fails_by_itself("compiled at once", Setup::jit_at_once());
}

#[test]
fn each_guard_fails_by_itself_soon() {
    each_guard_fails_by_itself("compiled soon", Setup::jit_soon());
}
