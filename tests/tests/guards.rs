//! Every guard fails by itself: a program runs once for each of its guards, with that one failing always, and does the
//! same as ever. Of programs with many guards every so-many-th is taken; `PATCHNOSE_GUARDS` says how many runs a
//! program gets at most.

use std::cell::{Cell, RefCell};
use std::sync::atomic::{AtomicU64, Ordering};

use patchnose_core::host::Listing;
use patchnose_tests::engine::{Prepared, Run, Setup};
use patchnose_tests::listing::Listener;
use patchnose_tests::table::{Entry, check, compared, sample, table};

thread_local! {
    static LISTENER: RefCell<Listener> = RefCell::default();
    /// Guards compiled on this thread.
    static GUARDS: Cell<u64> = const { Cell::new(0) };
}

fn count(entry: &Listing<'_>) {
    if let Some(function) = LISTENER.with_borrow_mut(|l| l.hear(entry)) {
        GUARDS.set(GUARDS.get() + function.guards() as u64);
    }
}

/// Runs a program, compiled at once; the number of its guards.
fn guards(program: &Prepared) -> (Run, u64) {
    GUARDS.set(0);
    let mut setup = Setup { watch: Some(count), ..Setup::jit_at_once() };
    setup.config.listing = true;
    (program.run(&setup), GUARDS.get())
}

/// The most runs of a program: those that take long get fewer.
fn most(entry: &Entry) -> u64 {
    if let Some(most) = std::env::var("PATCHNOSE_GUARDS").ok().and_then(|n| n.parse().ok()) {
        return most;
    }
    let runs = match entry.reference.fuel {
        0..2_000 => 100,
        2_000..20_000 => 24,
        _ => 8,
    };
    // An emulator, on which a part of the programs is run, is slower by more than that.
    runs / sample() as u64
}

#[test]
fn each_guard_fails_by_itself() {
    let (all, tried, left) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    check("one failing guard", &table(), |entry| {
        let (plain, n) = guards(&entry.prepared);
        let mut wrong = compared(&plain, &entry.reference);
        all.fetch_add(n, Ordering::Relaxed);
        let step = n.div_ceil(most(entry).max(1)).max(1);
        for guard in (0..n).step_by(step as usize) {
            let got = entry.prepared.run(&Setup::forced_one(guard));
            tried.fetch_add(1, Ordering::Relaxed);
            left.fetch_add(u64::from(got.jit.side_exits > plain.jit.side_exits), Ordering::Relaxed);
            wrong.extend(compared(&got, &entry.reference).into_iter().map(|w| format!("guard {guard} of {n}: {w}")));
        }
        wrong
    });
    let [all, tried, left] = [all, tried, left].map(AtomicU64::into_inner);
    println!("{all} guards, {tried} made to fail by themselves, {left} with more exits than without");
    // Code that is compiled is not always executed.
    assert!(tried > 0 && left > tried / 8, "{left} of {tried}");
}

/// The guards that are counted are those that can be made to fail: all but the last one exist, and none behind it.
#[test]
fn guards_are_numbered() {
    let folder = std::env::temp_dir().join(format!("patchnose-guards-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("numbered.py");
    std::fs::write(&path, "def f(a, b):\n    return a + b\nfor i in range(5):\n    print(f(i, i))\n").expect("a file");
    let program = Prepared::read(&path, &[]).expect("a program");
    let (plain, n) = guards(&program);
    let exits = |guard| program.run(&Setup::forced_one(guard)).jit.side_exits;
    let more: Vec<u64> = (0..n).filter(|guard| exits(*guard) > plain.jit.side_exits).collect();
    assert!(more.len() >= 3, "{more:?} of {n}");
    assert_eq!(exits(n), plain.jit.side_exits);
    std::fs::remove_dir_all(&folder).expect("removed");
}
