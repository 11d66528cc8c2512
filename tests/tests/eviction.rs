//! Programs that compile more than there is room for: what is hot stays compiled, and nothing else is seen of it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use patchnose_core::api::{Engine, JitStats, NotCompiled, Outcome, Region, Store};
use patchnose_core::host::{Clock, Host, ModuleError, Stream};
use patchnose_tests::engine::{Setup, translate};
use patchnose_tests::table::{check, compared, table};

/// Keeps what is printed.
#[derive(Default)]
struct Keeper {
    out: Vec<u8>,
}

impl Host for Keeper {
    fn write(&mut self, _: Stream, text: &[u8]) -> Result<(), ()> {
        self.out.extend_from_slice(text);
        Ok(())
    }

    fn clock(&mut self, _: Clock) -> Option<u64> {
        Some(0)
    }

    fn find_module(&mut self, _: &str) -> Result<Option<&[u8]>, ModuleError<'_>> {
        Ok(None)
    }
}

/// What a run came to.
struct Done {
    out: String,
    fuel: u64,
    jit: JitStats,
    /// How often each function was compiled, and why it is not compiled at the end.
    functions: BTreeMap<String, (u32, Option<NotCompiled>)>,
}

fn run(source: &str, mut setup: Setup) -> Done {
    setup.config.timed = true;
    let image = translate(source.as_bytes(), "evict.py", "__main__").unwrap();
    let engine = Engine::new(&setup.config, setup.platform).unwrap();
    let mut memory = vec![0; 16 << 20];
    let mut host = Keeper::default();
    let mut store = Store::new(&engine, Region::new(&mut memory)).unwrap();
    store.load(image.bytes(), "__main__").unwrap();
    let outcome = store.resume(&mut host);
    assert!(matches!(outcome, Ok(Outcome::Done(_))), "{outcome:?}");
    let mut functions = BTreeMap::new();
    store.functions(|f| {
        functions.insert(String::from_utf8_lossy(f.name).into_owned(), (f.compilations, f.not_compiled));
    });
    let stats = store.stats();
    Done { out: String::from_utf8(host.out).unwrap(), fuel: stats.fuel_used, jit: stats.jit, functions }
}

/// With so many bytes for code.
fn little(mut setup: Setup, code: usize) -> Setup {
    setup.config.limits.code = code;
    setup.config.code_region = code.max(64 << 10);
    setup
}

/// Runs the program with little room for code, and without compiled code; they must agree.
fn run_both(source: &str, setup: Setup) -> Done {
    let (expected, got) = (run(source, Setup::interpreter()), run(source, setup));
    assert!(!expected.out.is_empty());
    assert_eq!((&got.out, got.fuel), (&expected.out, expected.fuel));
    assert!(got.jit.code_bytes <= setup.config.limits.code && got.jit.data_bytes <= setup.config.limits.jit);
    println!("{:?}", got.jit);
    got
}

/// Functions that call a hot one, and a turn in which each of some is called.
fn functions(count: usize) -> String {
    let mut source = "\
def hot(a, b):
    return (a * 3 + b) % 1009

"
    .to_string();
    for n in 0..count {
        source += &format!(
            "\
def f{n}(x):
    s = {n}
    for i in range(x):
        if i % {} == 1:
            s += i * 2
        s = hot(s, i) + {n}
    return s

",
            n % 7 + 2
        );
    }
    let names: Vec<String> = (0..count).map(|n| format!("f{n}")).collect();
    source += &format!("fs = [{}]\n", names.join(", "));
    source += "\
def turn(first, count, times):
    s = 0
    for _ in range(times):
        for n in range(first, first + count):
            s += fs[n](40)
    return s

";
    source
}

/// How often the function was compiled.
fn compilations(done: &Done, name: &str) -> u32 {
    done.functions[name].0
}

const COUNT: usize = 240;

#[test]
fn what_is_hot_survives_phases_and_what_is_over_goes() {
    // Twelve phases of twenty functions each; about thirty have room.
    let source = functions(COUNT) + "for phase in range(12):\n    print(turn(phase * 20, 20, 200))\n";
    let done = run_both(&source, little(Setup::jit(), 24 << 10));
    assert!(done.jit.evictions > 3 && done.jit.evicted > 60, "{:?}", done.jit);
    assert_eq!(done.functions["hot"], (1, None));
    // Each function has its phase, and is compiled in it, but hardly ever again.
    let each = (0..COUNT).map(|n| compilations(&done, &format!("f{n}")));
    let (compiled, most) = (each.clone().filter(|n| *n > 0).count(), each.max());
    assert!(compiled > COUNT / 3 && most <= Some(2), "{compiled} compiled, {most:?} times at most");
    let evicted = done.functions.values().filter(|(_, why)| *why == Some(NotCompiled::Evicted)).count();
    assert!(evicted > 60, "{evicted}");
}

#[test]
fn more_that_is_hot_than_there_is_room_for_is_no_reason_to_compile_without_end() {
    // All functions in turn: room for one in three.
    let source = functions(90) + "print(turn(0, 90, 600))\n";
    let done = run_both(&source, little(Setup::jit(), 24 << 10));
    assert_eq!(done.functions["hot"], (1, None));
    assert!(done.jit.refused.iter().any(|(why, n)| *why == "space" && *n > 0), "{:?}", done.jit);
    // Without a limit, each is compiled once.
    let roomy = run(&source, Setup::jit());
    assert_eq!((roomy.jit.evictions, roomy.jit.evicted), (0, 0));
    assert!(done.jit.compiled < 2 * roomy.jit.compiled, "{:?} where there is room {:?}", done.jit, roomy.jit);
    // What has a place keeps it: most of the room is in use.
    assert!(done.jit.code_bytes > 12 << 10, "{:?}", done.jit);
}

#[test]
fn a_hot_function_that_comes_late_finds_room() {
    // First, functions that are called now and then fill the memory; then one is called all the time, and they still are.
    let source = functions(60)
        + "\
def late(n):
    s = 0
    for i in range(n):
        s = hot(s, i) ^ (i & 5)
    return s

print(turn(0, 60, 400))
s = 0
for k in range(60):
    for j in range(40):
        s += late(30)
    s += fs[k](30)
print(s)
";
    let done = run_both(&source, little(Setup::jit(), 24 << 10));
    assert!(done.jit.evictions > 0, "{:?}", done.jit);
    for name in ["late", "hot"] {
        assert!(
            done.functions[name].1.is_none() && (1..=2).contains(&compilations(&done, name)),
            "{:?}",
            done.functions
        );
    }
}

#[test]
fn frames_of_compiled_code_outlive_it() {
    // Each level of a recursion runs functions that are new, so that code of the levels below is moved and freed, and goes on after that.
    let mut source = functions(90);
    source += "\
def deeper(n, x):
    if n == 0:
        return x
    a = turn(n * 3 - 3, 3, 2)
    b = deeper(n - 1, x + a)
    for i in range(20):
        b = hot(b, i + a)
    return b + n

for k in range(8):
    print(deeper(30, k))
";
    for (setup, code) in
        [(Setup::jit_at_once(), 8 << 10), (Setup::jit_at_once(), 20 << 10), (Setup::jit_soon(), 12 << 10)]
    {
        let done = run_both(&source, little(setup, code));
        assert!(done.jit.evictions > 5, "{:?}", done.jit);
    }
}

#[test]
fn room_for_what_is_known_of_code_is_made_too() {
    const QUOTA: usize = 64 << 10;
    let source = functions(COUNT) + "for phase in range(12):\n    print(turn(phase * 20, 20, 200))\n";
    let mut setup = Setup::jit();
    setup.config.limits.jit = QUOTA;
    let done = run_both(&source, setup);
    assert!(done.jit.evictions > 0 && compilations(&done, "hot") <= 2, "{:?}", done.jit);
    assert!(done.jit.data_bytes <= QUOTA && done.functions["hot"].1.is_none(), "{:?}", done.jit);
}

#[test]
fn programs_of_the_table_in_little_room() {
    let setup = little(Setup::jit_at_once(), 8 << 10);
    let (evictions, evicted) = (AtomicU64::new(0), AtomicU64::new(0));
    check("in 8 KB of code", &table(), |entry| {
        let got = entry.prepared.run(&setup);
        evictions.fetch_add(got.jit.evictions.into(), Relaxed);
        evicted.fetch_add(got.jit.evicted.into(), Relaxed);
        compared(&got, &entry.reference)
    });
    println!("{evictions:?} evictions of {evicted:?} functions");
    // Code of A64 is shorter.
    assert!(evictions.into_inner() > 60 && evicted.into_inner() > 160);
}
