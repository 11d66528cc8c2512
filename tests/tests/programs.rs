//! Every program of the table on every engine: the same output, status and fuel.

use patchnose_tests::engine::{End, Setup, run};
use patchnose_tests::programs::{Program, all};

/// Runs all programs on an engine, on both cores, and reports every difference.
fn check(engine: &str, setup: Setup) {
    let programs = all();
    assert!(programs.len() >= 100, "the table is not there");
    let (left, right) = programs.split_at(programs.len() / 2);
    let failures: Vec<String> = std::thread::scope(|scope| {
        let work = |part: &'static str, half: &[Program]| -> Vec<String> {
            let _ = part;
            half.iter().filter_map(|p| difference(p, &setup)).collect()
        };
        let other = scope.spawn(move || work("right", right));
        let mut failures = work("left", left);
        failures.extend(other.join().unwrap());
        failures
    });
    assert!(
        failures.is_empty(),
        "{engine}: {} of {} programs differ\n{}",
        failures.len(),
        programs.len(),
        failures.join("\n")
    );
}

/// What is wrong with a program's run, if anything.
fn difference(p: &Program, setup: &Setup) -> Option<String> {
    let got = run(&p.path, &[], setup);
    let mut wrong = Vec::new();
    if got.end != End::Status(p.status) {
        wrong.push(format!("ended {:?}, expected status {}: {}", got.end, p.status, got.err.trim()));
    }
    if got.out != p.out {
        wrong.push(first_difference("output", &got.out, &p.out));
    }
    if got.err != p.err && got.end == End::Status(p.status) {
        wrong.push(first_difference("errors", &got.err, &p.err));
    }
    if wrong.is_empty() { None } else { Some(format!("{}: {}", p.name, wrong.join("; "))) }
}

fn first_difference(what: &str, got: &str, expected: &str) -> String {
    for (i, (g, e)) in got.lines().zip(expected.lines()).enumerate() {
        if g != e {
            return format!("{what} line {}: {g:?}, expected {e:?}", i + 1);
        }
    }
    format!("{what} has {} lines, expected {}", got.lines().count(), expected.lines().count())
}

#[test]
fn interpreter() {
    let mut setup = Setup::default();
    setup.config.jit = false;
    check("interpreter", setup);
}
