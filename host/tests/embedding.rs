//! The engine in an embedder's hands: hosts and platforms that misbehave, code memory that runs out and is used again, stores
//! on several threads.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use patchnose_core::api::{Config, Engine, Error, HostValue, Limits, Off, Outcome, Region, Stats, Store};
use patchnose_core::code::{CodeError, CodeRegion, Platform};
use patchnose_core::host::{Clock, Host, ModuleError, Stream};
use patchnose_host::memory::Memory;
use patchnose_host::modules::compile_source;
use patchnose_host::platform::{Native, STENCILS};
use patchnose_python::image::ImageBuf;

/// Keeps what is printed.
#[derive(Default)]
struct Keeper {
    out: String,
    err: String,
}

impl Host for Keeper {
    fn write(&mut self, stream: Stream, text: &[u8]) -> Result<(), ()> {
        let text = String::from_utf8_lossy(text);
        match stream {
            Stream::Out => self.out.push_str(&text),
            Stream::Err => self.err.push_str(&text),
        }
        Ok(())
    }

    fn clock(&mut self, _: Clock) -> Option<u64> {
        None
    }

    fn find_module(&mut self, _: &str) -> Result<Option<&[u8]>, ModuleError<'_>> {
        Ok(None)
    }
}

fn image(source: &str) -> ImageBuf {
    compile_source(source.as_bytes(), "test.py", "__main__", true).unwrap()
}

fn config() -> Config {
    Config { stencils: STENCILS, ..Config::default() }
}

/// Runs a program to its end: what it prints, and what it took.
fn run(engine: &Engine<'_>, source: &str) -> (String, Stats) {
    let image = image(source);
    let mut memory = Memory::map(8 << 20).unwrap();
    let mut store = Store::new(engine, memory.region()).unwrap();
    store.load(image.bytes(), "__main__").unwrap();
    let mut host = Keeper::default();
    let done = matches!(store.resume(&mut host), Ok(Outcome::Done(_)));
    if !done {
        store.write_traceback(&mut host);
    }
    assert!(done, "{}", host.err);
    (host.out, store.stats())
}

const LOOP: &str =
    "def f(n):\n    s = 0\n    for i in range(n):\n        s += i * i % 7\n    return s\nprint(f(20000))\n";

#[test]
fn a_region_that_is_too_small() {
    let engine = Engine::new(&config(), None).unwrap();
    for len in [0, 1, 100, Store::MIN_REGION - 1] {
        let mut memory = vec![0; len];
        let error = Store::new(&engine, Region::new(&mut memory)).err();
        assert_eq!(error, Some(Error::RegionTooSmall { needed: Store::MIN_REGION, given: len }));
    }
    // From there on a store is made or the reason is told, and nothing panics.
    for len in (Store::MIN_REGION..Store::MIN_REGION + (64 << 10)).step_by(1000) {
        let mut memory = vec![0; len];
        let made = Store::new(&engine, Region::new(&mut memory)).map(|_| ());
        assert!(matches!(made, Ok(()) | Err(Error::Memory)), "{len}: {made:?}");
    }
}

/// A platform that refuses after so many calls.
struct Refusing {
    allowed: usize,
    calls: AtomicUsize,
}

impl Refusing {
    fn call(&self) -> Result<(), CodeError> {
        if self.calls.fetch_add(1, Ordering::Relaxed) < self.allowed { Ok(()) } else { Err(CodeError::Forbidden) }
    }
}

// SAFETY: it does what the system's does, or nothing.
unsafe impl Platform for Refusing {
    fn reserve(&self, len: usize) -> Result<CodeRegion, CodeError> {
        self.call()?;
        Native.reserve(len)
    }

    unsafe fn make_writable(&self, region: &CodeRegion, range: Range<usize>) -> Result<(), CodeError> {
        self.call()?;
        // SAFETY: as the caller says.
        unsafe { Native.make_writable(region, range) }
    }

    unsafe fn publish(&self, region: &CodeRegion, range: Range<usize>) -> Result<(), CodeError> {
        self.call()?;
        // SAFETY: as the caller says.
        unsafe { Native.publish(region, range) }
    }

    unsafe fn release(&self, region: &CodeRegion) {
        // SAFETY: as the caller says.
        unsafe { Native.release(region) }
    }
}

#[test]
fn a_platform_that_refuses_memory_leaves_the_interpreter() {
    let source = "def g(x):\n    return x + 1\ndef f(n):\n    s = 0\n    for i in range(n):\n        s = g(s)\n    return s\nprint(f(2000))\n";
    let plain = run(&Engine::new(&config(), None).unwrap(), source);
    assert_eq!((plain.0.as_str(), plain.1.jit_off), ("2000\n", Some(Off::NoPlatform)));
    if STENCILS.is_none() {
        return;
    }
    for allowed in 0..12 {
        let platform = Refusing { allowed, calls: AtomicUsize::new(0) };
        let engine = Engine::new(&Config { jit_threshold: Some(20), ..config() }, Some(&platform)).unwrap();
        let (out, stats) = run(&engine, source);
        assert_eq!((out.as_str(), stats.fuel_used), ("2000\n", plain.1.fuel_used), "after {allowed} calls");
        // Reserving takes one call, the stubs and the first function two each; the loop's own is the second.
        assert!(stats.jit_off.is_some() || allowed >= 5, "after {allowed} calls");
        if let Some(why) = stats.jit_off {
            assert_eq!(why.to_string(), "the platform refused: the system forbids code made at run time");
        }
    }
}

#[test]
fn no_stencils_and_disabled_are_told_apart() {
    let bare = Config { stencils: None, ..config() };
    assert_eq!(Engine::new(&bare, Some(&Native)).unwrap().jit_off_reason(), Some(Off::NoStencils));
    if STENCILS.is_some() {
        let off = Config { jit: false, ..config() };
        assert_eq!(Engine::new(&off, Some(&Native)).unwrap().jit_off_reason(), Some(Off::Disabled));
        assert_eq!(Engine::new(&config(), Some(&Native)).unwrap().jit_off_reason(), None);
    }
}

/// Panics when something is printed.
struct Panicking;

impl Host for Panicking {
    fn write(&mut self, _: Stream, _: &[u8]) -> Result<(), ()> {
        panic!("the embedder's own mistake");
    }

    fn clock(&mut self, _: Clock) -> Option<u64> {
        None
    }

    fn find_module(&mut self, _: &str) -> Result<Option<&[u8]>, ModuleError<'_>> {
        Ok(None)
    }
}

#[test]
fn a_host_that_panics_poisons_the_store_alone() {
    let engine = Engine::new(&Config { jit_threshold: Some(1), ..config() }, Some(&Native)).unwrap();
    let program = image("for i in range(100):\n    print(i)\n");
    let mut memory = Memory::map(1 << 20).unwrap();
    let mut store = Store::new(&engine, memory.region()).unwrap();
    store.load(program.bytes(), "__main__").unwrap();
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let panicked = catch_unwind(AssertUnwindSafe(|| store.resume(&mut Panicking).map(|_| ()))).is_err();
    std::panic::set_hook(hook);
    assert!(panicked);
    assert_eq!(store.resume(&mut Keeper::default()), Err(Error::Poisoned));
    assert_eq!(store.load(program.bytes(), "__main__"), Err(Error::Poisoned));
    assert_eq!(store.call("f", &[]), Err(Error::Poisoned));
    drop(store);
    assert_eq!(run(&engine, "print(1)\n").0, "1\n");
}

/// Runs a program of another store of the same engine when something is printed.
struct Nesting<'e> {
    engine: &'e Engine<'e>,
    out: String,
}

impl Host for Nesting<'_> {
    fn write(&mut self, _: Stream, text: &[u8]) -> Result<(), ()> {
        if text != b"\n" {
            self.out.push_str(&run(self.engine, LOOP).0);
        }
        Ok(())
    }

    fn clock(&mut self, _: Clock) -> Option<u64> {
        None
    }

    fn find_module(&mut self, _: &str) -> Result<Option<&[u8]>, ModuleError<'_>> {
        Ok(None)
    }
}

#[test]
fn a_host_may_run_another_store() {
    let engine = Engine::new(&Config { jit_threshold: Some(1), ..config() }, Some(&Native)).unwrap();
    let program = image("for i in range(3):\n    print(i)\n");
    let mut memory = Memory::map(1 << 20).unwrap();
    let mut store = Store::new(&engine, memory.region()).unwrap();
    store.load(program.bytes(), "__main__").unwrap();
    let mut host = Nesting { engine: &engine, out: String::new() };
    assert!(matches!(store.resume(&mut host), Ok(Outcome::Done(HostValue::None))));
    assert!(host.out.starts_with(&run(&engine, LOOP).0.repeat(3)), "{}", host.out);
}

#[test]
fn a_store_is_asked_in_order() {
    let engine = Engine::new(&config(), None).unwrap();
    let program = image("def f(x):\n    return x + 1\n");
    let mut memory = Memory::map(1 << 20).unwrap();
    let mut store = Store::new(&engine, memory.region()).unwrap();
    assert_eq!(store.resume(&mut Keeper::default()), Err(Error::Idle));
    store.load(program.bytes(), "__main__").unwrap();
    assert_eq!(store.call("f", &[]), Err(Error::Suspended));
    assert!(matches!(store.resume(&mut Keeper::default()), Ok(Outcome::Done(_))));
    assert_eq!(store.call("g", &[]), Err(Error::NoSuchFunction));
    assert_eq!(store.answer(HostValue::None), Err(Error::Idle));
    store.call("f", &[HostValue::Int(41)]).unwrap();
    assert_eq!(store.resume(&mut Keeper::default()), Ok(Outcome::Done(HostValue::Int(42))));
}

/// A program of many functions, each of which is compiled and called again later.
fn many_functions(n: usize) -> (String, String) {
    let mut source = String::new();
    for i in 0..n {
        source +=
            &format!("def f{i}(n):\n    s = {i}\n    for k in range(n):\n        s += k % {}\n    return s\n", i + 2);
    }
    source += "for _ in range(3):\n";
    for i in 0..n {
        source += &format!("    t = f{i}(300)\n    print(t, end=' ')\n");
    }
    let sum = |i: usize| i + (0..300).map(|k| k % (i + 2)).sum::<usize>();
    let line: String = (0..n).map(|i| format!("{} ", sum(i))).collect();
    (source, line.repeat(3))
}

#[test]
fn code_that_has_run_is_freed_and_its_memory_used_again() {
    if STENCILS.is_none() {
        return;
    }
    let (source, expected) = many_functions(60);
    let limits = Limits { code: 16 << 10, ..Limits::default() };
    let engine =
        Engine::new(&Config { limits, code_region: 16 << 10, jit_threshold: Some(20), ..config() }, Some(&Native))
            .unwrap();
    let (out, stats) = run(&engine, &source);
    assert_eq!(out, expected);
    assert!(stats.jit.evictions > 0 && stats.jit.compiled > 60 && stats.jit.code_bytes <= 16 << 10, "{stats:?}");
}

#[test]
fn stores_of_one_engine_compile_and_evict_on_several_threads() {
    let (source, expected) = many_functions(30);
    let limits = Limits { code: 16 << 10, ..Limits::default() };
    let engine =
        Engine::new(&Config { limits, code_region: 32 << 10, jit_threshold: Some(20), ..config() }, Some(&Native))
            .unwrap();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..4 {
                    assert_eq!(run(&engine, &source).0, expected);
                }
            });
        }
    });
}

#[test]
fn a_store_moves_between_threads_in_the_middle_of_a_program() {
    let limits = Limits { fuel: 5000, ..Limits::default() };
    let engine = Engine::new(&Config { limits, jit_threshold: Some(20), ..config() }, Some(&Native)).unwrap();
    let program = image(LOOP);
    let mut memory = Memory::map(8 << 20).unwrap();
    let mut store = Store::new(&engine, memory.region()).unwrap();
    store.load(program.bytes(), "__main__").unwrap();
    let mut host = Keeper::default();
    let mut moves = 0;
    loop {
        let (returned, done) = std::thread::scope(|scope| {
            let host = &mut host;
            let thread = scope.spawn(move || {
                let done = match store.resume(host) {
                    Ok(Outcome::Done(_)) => true,
                    Ok(Outcome::OutOfFuel) => false,
                    other => panic!("{other:?}"),
                };
                store.add_fuel(1000);
                (store, done)
            });
            thread.join().unwrap()
        });
        store = returned;
        if done {
            break;
        }
        moves += 1;
    }
    assert!(moves > 10, "{moves}");
    assert_eq!(host.out, run(&Engine::new(&config(), None).unwrap(), LOOP).0);
}

/// Not on an emulated AArch64: qemu does not see what is written through another view.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[test]
fn code_is_written_through_a_second_view_by_choice() {
    let platform = patchnose_host::platform::TwoViews;
    let (source, expected) = many_functions(60);
    let limits = Limits { code: 16 << 10, ..Limits::default() };
    let config = Config { limits, code_region: 16 << 10, jit_threshold: Some(20), ..config() };
    let engine = Engine::new(&config, Some(&platform)).unwrap();
    let (out, stats) = run(&engine, &source);
    assert_eq!((out, stats.jit_off), (expected, None));
    assert!(stats.jit.evictions > 0, "{stats:?}");
}
