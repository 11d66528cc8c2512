//! Running the table of programs: on two threads, and what to say of a program that went wrong.

use crate::engine::{End, Prepared, Run, Setup};
use crate::programs::{Program, all, examples};

/// A program of the table, translated, and what its run on the interpreter came to.
pub struct Entry {
    /// The program.
    pub program: Program,
    /// Its image.
    pub prepared: Prepared,
    /// What the interpreter made of it.
    pub reference: Run,
}

/// The whole table: programs and examples, each run once by the interpreter. Emulated machines take a part of it, every
/// `PATCHNOSE_SAMPLE`-th program; see [`sample`].
pub fn table() -> Vec<Entry> {
    let mut programs = all();
    assert!(programs.len() >= 100, "the table is not there");
    programs.extend(examples());
    let step = sample();
    let programs: Vec<Program> = programs.into_iter().step_by(step).collect();
    both(programs, |program| {
        let args: Vec<&str> = program.args.iter().map(String::as_str).collect();
        let prepared = Prepared::read(&program.path, &args).unwrap_or_else(|e| panic!("{}: {e}", program.name));
        let reference = prepared.run(&Setup::interpreter());
        Some(Entry { program: program.clone(), prepared, reference })
    })
}

/// Of how many programs one is run. An emulator is some ten times slower than the machine, so there it is every fourth
/// unless `PATCHNOSE_SAMPLE` says otherwise.
pub fn sample() -> usize {
    let slow = if std::env::var_os("PATCHNOSE_RUNNER").is_some() { 4 } else { 1 };
    std::env::var("PATCHNOSE_SAMPLE").ok().and_then(|n| n.parse().ok()).filter(|n| *n > 0).unwrap_or(slow)
}

/// Does something with each item, on two threads; the results in the order of the items.
pub fn both<T: Sync, R: Send>(items: impl AsRef<[T]>, act: impl Fn(&T) -> Option<R> + Sync) -> Vec<R> {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let items = items.as_ref();
    let work = || {
        let mut done = Vec::new();
        loop {
            let i = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let Some(item) = items.get(i) else { return done };
            done.extend(act(item).map(|r| (i, r)));
        }
    };
    let mut results = std::thread::scope(|scope| {
        let other = scope.spawn(work);
        let mut results = work();
        results.extend(other.join().expect("a worker that does not panic"));
        results
    });
    results.sort_by_key(|(i, _)| *i);
    results.into_iter().map(|(_, r)| r).collect()
}

/// Checks every program of the table; `wrong` says what is wrong with one.
pub fn check(what: &str, table: &[Entry], wrong: impl Fn(&Entry) -> Vec<String> + Sync) {
    let failures = both(table, |entry| {
        let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| wrong(entry)));
        let found = found.unwrap_or_else(|_| vec!["it panics".into()]);
        if found.is_empty() { None } else { Some(format!("{}: {}", entry.program.name, found.join("; "))) }
    });
    let n = failures.len();
    assert!(failures.is_empty(), "{what}: {n} of {} programs differ\n{}", table.len(), failures.join("\n"));
}

/// In what a run differs from the recorded output and status.
pub fn recorded(p: &Program, got: &Run) -> Vec<String> {
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
    wrong
}

/// In what a run differs from another: output, end, fuel.
pub fn compared(got: &Run, want: &Run) -> Vec<String> {
    let mut wrong = Vec::new();
    if got.end != want.end {
        wrong.push(format!("ended {:?}, expected {:?}: {}", got.end, want.end, got.err.trim()));
    }
    if got.out != want.out {
        wrong.push(first_difference("output", &got.out, &want.out));
    }
    if got.err != want.err && got.end == want.end {
        wrong.push(first_difference("errors", &got.err, &want.err));
    }
    if got.fuel != want.fuel {
        wrong.push(format!("fuel {}, expected {}", got.fuel, want.fuel));
    }
    wrong
}

fn first_difference(what: &str, got: &str, expected: &str) -> String {
    for (i, (g, e)) in got.lines().zip(expected.lines()).enumerate() {
        if g != e {
            return format!("{what} line {}: {g:?}, expected {e:?}", i + 1);
        }
    }
    format!("{what} has {} lines, expected {}", got.lines().count(), expected.lines().count())
}
