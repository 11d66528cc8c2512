//! Every program of the table on every engine: the same output, status and fuel.

use std::sync::OnceLock;

use patchnose_tests::engine::{Prepared, Setup};
use patchnose_tests::programs::all;
use patchnose_tests::table::{Entry, check, compared, recorded, table};

/// The table, with what the interpreter made of each program.
fn programs() -> &'static [Entry] {
    static TABLE: OnceLock<Vec<Entry>> = OnceLock::new();
    TABLE.get_or_init(table)
}

/// Bytes of objects of a program that is run with a collection before every instruction that may allocate: each takes time
/// in proportion.
const MOST_TO_COLLECT: usize = 1 << 20;

fn same_as_the_interpreter(engine: &str, setup: Setup) {
    check(engine, programs(), |entry| {
        if setup.config.collect_always && entry.reference.heap_peak > MOST_TO_COLLECT {
            return Vec::new();
        }
        let got = entry.prepared.run(&setup);
        let mut wrong = compared(&got, &entry.reference);
        if setup.config.jit_threshold.is_some() && !got.wrongly_refused().is_empty() {
            wrong.push(format!("refused: {:?}", got.wrongly_refused()));
        }
        wrong
    });
}

#[test]
fn interpreter() {
    check("interpreter", programs(), |entry| recorded(&entry.program, &entry.reference));
}

#[test]
fn jit() {
    same_as_the_interpreter("JIT", Setup::jit());
}

#[test]
fn jit_soon() {
    same_as_the_interpreter("JIT soon", Setup::jit_soon());
}

#[test]
fn jit_at_once() {
    same_as_the_interpreter("JIT at once", Setup::jit_at_once());
}

#[test]
fn jit_with_guards_that_fail() {
    for (seed, setup) in
        [Setup::jit_at_once(), Setup::jit_soon(), Setup::jit_at_once(), Setup::jit_soon()].iter().enumerate()
    {
        same_as_the_interpreter(&format!("failing guards, seed {seed}"), setup.forced(seed as u64));
    }
}

#[test]
fn interpreter_that_collects_always() {
    same_as_the_interpreter("collecting interpreter", Setup::interpreter().collecting());
}

#[test]
fn jit_that_collects_always() {
    same_as_the_interpreter("collecting JIT", Setup::jit_at_once().collecting());
}

#[test]
fn few_programs_are_too_large_to_collect_always() {
    const LARGE: [&str; 7] =
        ["algo_bigint", "algo_hashes", "growth", "jit_type_phases", "random_dicts", "random_ints", "random_lists"];
    let large = programs().iter().filter(|entry| entry.reference.heap_peak > MOST_TO_COLLECT);
    let names: Vec<&str> = large.map(|entry| entry.program.name.as_str()).collect();
    println!("not run with a collection at every allocation: {names:?}");
    assert!(names.iter().all(|name| LARGE.contains(name)), "{names:?}");
}

/// The engines of this file are different: the JIT compiles, at once more so, and guards fail where they are made to.
#[test]
fn engines_do_what_their_names_say() {
    let total = |setup: Setup| {
        let runs = programs().iter().take(20).map(|entry| entry.prepared.run(&setup).jit);
        runs.fold((0, 0), |(compiled, exits), jit| (compiled + jit.compiled as u64, exits + jit.side_exits))
    };
    let (interpreter, jit, at_once) = (total(Setup::interpreter()), total(Setup::jit()), total(Setup::jit_at_once()));
    assert_eq!(interpreter.0, 0);
    assert!(0 < jit.0 && jit.0 < at_once.0, "{jit:?} {at_once:?}");
    assert!(total(Setup::jit_at_once().forced(0)).1 > 2 * at_once.1, "{at_once:?}");
}

/// Where the variables of a program change that compiled code takes for constants, that code is taken back.
#[test]
fn code_that_takes_variables_for_constants_is_taken_back() {
    let program = all().into_iter().find(|program| program.name == "watched").expect("a program of the table");
    let prepared = Prepared::read(&program.path, &[]).expect("a program of the table");
    let taken_back = |setup: Setup| prepared.run(&setup).jit.taken_back;
    assert_eq!(taken_back(Setup::interpreter()), 0);
    assert!(taken_back(Setup::jit_at_once()) > 6);
}
