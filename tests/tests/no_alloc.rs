//! The engine allocates nothing: while it is made, loads, compiles, runs and ends, the global allocator always fails.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use patchnose_core::api::{Engine, HostValue, Image, Linker, Outcome, Region, Store, TypeId};
use patchnose_core::host::{Clock, Host, ModuleError, Stream};
use patchnose_tests::engine::{Setup, translate};
use patchnose_tests::programs::examples;

thread_local! {
    /// Whether this thread gets no memory.
    static FAILING: Cell<bool> = const { Cell::new(false) };
}

struct Allocator;

// SAFETY: it is the system's allocator, or gives nothing.
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's word.
        if FAILING.get() { std::ptr::null_mut() } else { unsafe { System.alloc(layout) } }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: the caller's word.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

/// Keeps what is printed in memory that it has from the start.
struct Fixed {
    out: Vec<u8>,
    len: usize,
}

impl Host for Fixed {
    fn write(&mut self, _: Stream, text: &[u8]) -> Result<(), ()> {
        let place = self.out.get_mut(self.len..self.len + text.len()).ok_or(())?;
        place.copy_from_slice(text);
        self.len += text.len();
        Ok(())
    }

    fn clock(&mut self, _: Clock) -> Option<u64> {
        Some(0)
    }

    fn find_module(&mut self, _: &str) -> Result<Option<&[u8]>, ModuleError<'_>> {
        Ok(None)
    }
}

/// Runs an example; says whether it ended well, and how many functions were compiled.
fn run(setup: &Setup, image: &[u8], args: &[&str], memory: &mut [u8], host: &mut Fixed) -> Option<u32> {
    let engine = Engine::new(&setup.config, setup.platform).ok()?;
    let mut store = Store::new(&engine, Region::new(memory)).ok()?;
    store.set_args(args.iter().copied()).ok()?;
    store.load(image, "__main__").ok()?;
    let done = matches!(store.resume(host), Ok(Outcome::Done(_)));
    let compiled = store.stats().jit.compiled;
    drop(store);
    done.then_some(compiled)
}

#[test]
fn examples_run_without_an_allocator() {
    let examples = examples();
    assert_eq!(examples.len(), 4);
    for example in examples {
        let source = std::fs::read(&example.path).unwrap();
        let image = translate(&source, "example.py", "__main__").unwrap();
        let args: Vec<&str> = std::iter::once("example.py").chain(example.args.iter().map(String::as_str)).collect();
        // By itself the JIT compiles nothing in runs as small as some of these.
        let engines = [(Setup::interpreter(), Some(false)), (Setup::jit(), None), (Setup::jit_at_once(), Some(true))];
        for (setup, compiles) in engines {
            let mut memory = vec![0; 8 << 20];
            let mut host = Fixed { out: vec![0; 1 << 20], len: 0 };
            FAILING.set(true);
            let compiled = run(&setup, image.bytes(), &args, &mut memory, &mut host);
            FAILING.set(false);
            let compiled = compiled.map(|n| n > 0);
            assert!(compiled.is_some_and(|c| compiles.is_none_or(|wanted| c == wanted)), "{}", example.name);
            assert_eq!(String::from_utf8_lossy(&host.out[..host.len]), example.out, "{}", example.name);
        }
    }
}

/// Runs a program that calls a function of the embedder; the sum that it returns.
fn sum_by_calls(setup: &Setup, image: &[u8], memory: &mut [u8], host: &mut Fixed) -> Option<i64> {
    let engine = Engine::new(&setup.config, setup.platform).ok()?;
    let store = Store::new(&engine, Region::new(memory)).ok()?;
    let mut linker = Linker::<Fixed, 2>::new();
    linker
        .func("device", "read", &|host, caller| {
            host.len += 1;
            Ok(HostValue::Int(caller.int(0)? + 1))
        })
        .ok()?;
    linker.func("device", "fail", &|_, caller| Err(caller.raise(TypeId::OSError, format_args!("no {}", 5)))).ok()?;
    let mut instance = linker.instantiate(store, &Image::load(image).ok()?).ok()?;
    instance.resume(host).ok()?;
    match instance.call(host, "f", &[HostValue::Int(100)]) {
        Ok(Outcome::Done(HostValue::Int(sum))) => Some(sum),
        _ => None,
    }
}

#[test]
fn an_instance_calls_its_embedder_without_an_allocator() {
    let source =
        b"import device\ndef f(n):\n    s = 0\n    for i in range(n):\n        s += device.read(i)\n    try:\n        \
                   device.fail()\n    except OSError as e:\n        return s + len(str(e))\n";
    let image = translate(source, "example.py", "__main__").unwrap();
    for setup in [Setup::interpreter(), Setup::jit_at_once()] {
        let mut memory = vec![0; 1 << 20];
        let mut host = Fixed { out: Vec::new(), len: 0 };
        FAILING.set(true);
        let sum = sum_by_calls(&setup, image.bytes(), &mut memory, &mut host);
        FAILING.set(false);
        assert_eq!((sum, host.len), (Some(5050 + 4), 100));
    }
}

#[test]
fn the_allocator_fails_when_it_is_told_to() {
    FAILING.set(true);
    let mut bytes: Vec<u8> = Vec::new();
    let refused = bytes.try_reserve(100).is_err();
    FAILING.set(false);
    assert!(refused);
}
