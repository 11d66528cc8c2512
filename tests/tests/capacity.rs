//! How little memory is enough: for an example, for a store that waits for work, for compiled code; and what is said where it is
//! too little.

use patchnose_core::api::{Engine, Error, HostValue, Outcome, Region, Store};
use patchnose_core::host::{Clock, Host, ModuleError, Stream};
use patchnose_tests::engine::{End, Prepared, Setup, translate};
use patchnose_tests::programs::{examples, folder};

/// Keeps the length of what is printed.
#[derive(Default)]
struct Counter {
    out: usize,
    err: usize,
}

impl Host for Counter {
    fn write(&mut self, stream: Stream, text: &[u8]) -> Result<(), ()> {
        match stream {
            Stream::Out => self.out += text.len(),
            Stream::Err => self.err += text.len(),
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

/// The three ways to run a program, by name.
fn ways() -> [(&'static str, Setup); 3] {
    [("interpreter", Setup::interpreter()), ("JIT", Setup::jit()), ("JIT at once", Setup::jit_at_once())]
}

#[test]
fn a_quarter_of_a_megabyte_runs_fib() {
    let fib = Prepared::read(&folder().join("../examples/fib.py"), &["24"]).unwrap();
    for (way, setup) in ways() {
        // Objects, value stack, context and what the JIT keeps all lie in the region.
        let run = fib.run(&Setup { region: 256 << 10, ..setup });
        assert_eq!((run.out.as_str(), run.err.as_str(), run.end), ("fib(24) = 46368\n", "", End::Status(0)), "{way}");
        assert_eq!(run.jit.compiled > 0, setup.platform.is_some(), "{way}: {:?}", run.jit);
        let least = (1..).find(|n| fib.run(&Setup { region: n << 10, ..setup }).end == End::Status(0));
        println!("{way}: fib.py runs in {least:?} KiB");
        assert!(least <= Some(32), "{way}: {least:?} KiB");
    }
}

/// A policy as a service keeps it loaded.
const POLICY: &str = "\
limits = {'read': 100, 'write': 10}
def allow(user, action, count):
    return user != '' and count < limits.get(action, 0)
";

/// Asks the policy.
fn ask(store: &mut Store, action: &str, count: i64) -> bool {
    store.call("allow", &[HostValue::Str("me"), HostValue::Str(action), HostValue::Int(count)]).unwrap();
    match store.resume(&mut Counter::default()) {
        Ok(Outcome::Done(HostValue::Bool(allowed))) => allowed,
        other => panic!("{action} {count}: {other:?}"),
    }
}

/// Loads the policy in a new store.
fn loaded<'r>(engine: &'r Engine<'_>, memory: &'r mut [u8], image: &'r [u8]) -> Result<Store<'r>, Error> {
    let mut store = Store::new(engine, Region::new(memory))?;
    store.load(image, "__main__")?;
    match store.resume(&mut Counter::default())? {
        Outcome::Done(HostValue::None) => Ok(store),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_thousand_idle_stores_fit_in_32_megabytes() {
    const STORES: usize = 1000;
    let setup = Setup::jit();
    let engine = Engine::new(&setup.config, setup.platform).unwrap();
    let image = translate(POLICY.as_bytes(), "policy.py", "__main__").unwrap();
    let mut memory = vec![0; 32_000_000];
    let regions = memory.chunks_exact_mut(32_000_000 / STORES);
    let mut stores: Vec<Store> =
        regions.map(|region| loaded(&engine, region, image.bytes()).expect("room for a store")).collect();
    assert_eq!(stores.len(), STORES);
    for (n, store) in stores.iter_mut().enumerate() {
        let count = (n % 200) as i64;
        assert_eq!((ask(store, "read", count), ask(store, "write", count)), (count < 100, count < 10));
    }
    // One of them works for long, which needs collections, beside all the others.
    let heavy = &mut stores[STORES / 2];
    (0..5000).for_each(|n| assert_eq!(ask(heavy, "read", n % 200), n % 200 < 100));
    assert!(heavy.stats().collections > 0);
    assert!(ask(&mut stores[0], "write", 9));
}

#[test]
fn an_idle_store_fits_in_16_kilobytes() {
    let setup = Setup::jit();
    let engine = Engine::new(&setup.config, setup.platform).unwrap();
    let mut memory = vec![0; 16 << 10];
    let stats = Store::new(&engine, Region::new(&mut memory)).unwrap().stats();
    println!("a store needs {} bytes; {} bytes of objects in it", Store::MIN_REGION, stats.heap_bytes);
    let image = translate(POLICY.as_bytes(), "policy.py", "__main__").unwrap();
    let least = (1..).find(|n| loaded(&engine, &mut vec![0; n << 10], image.bytes()).is_ok());
    println!("with a small module loaded it needs {least:?} KiB");
    assert!(Store::MIN_REGION <= 16 << 10 && least <= Some(18), "{least:?} KiB");
}

#[test]
fn code_and_metadata_of_an_example_take_less_than_256_kilobytes() {
    for example in examples() {
        let args: Vec<&str> = example.args.iter().map(String::as_str).collect();
        // With every function compiled that runs.
        let jit = Prepared::read(&example.path, &args).unwrap().run(&Setup::jit_at_once()).jit;
        println!("{}: {} bytes of code, {} of metadata", example.name, jit.code_bytes, jit.data_bytes);
        assert!(jit.compiled > 0 && jit.evictions == 0, "{}: {jit:?}", example.name);
        assert!(jit.code_bytes + jit.data_bytes <= 256 << 10, "{}: {jit:?}", example.name);
    }
}

#[test]
fn a_region_of_any_size_is_refused_or_serves() {
    let source = "def f(n):\n    return [str(i) * 3 for i in range(n)]\nprint(len(''.join(f(40))))\n";
    let image = translate(source.as_bytes(), "test.py", "__main__").unwrap();
    for (way, setup) in ways() {
        let engine = Engine::new(&setup.config, setup.platform).unwrap();
        let (mut refused, mut failed, mut done) = (0, 0, 0);
        for len in (0..48 << 10).step_by(if cfg!(target_arch = "x86_64") { 56 } else { 1016 }) {
            let mut memory = vec![0; len];
            let mut host = Counter::default();
            let made = Store::new(&engine, Region::new(&mut memory)).and_then(|mut store| {
                store.set_args(["test.py"].into_iter())?;
                store.load(image.bytes(), "__main__")?;
                let outcome = match store.resume(&mut host)? {
                    Outcome::Done(HostValue::None) => true,
                    Outcome::Raised(exception) if exception.is_memory => false,
                    other => panic!("{way}, {len} bytes: {other:?}"),
                };
                if !outcome {
                    store.write_traceback(&mut host);
                }
                Ok(outcome)
            });
            match made {
                Ok(true) => {
                    assert_eq!((host.out, host.err), ("210\n".len(), 0), "{way}, {len} bytes");
                    done += 1;
                }
                // The program got a MemoryError, and its traceback was told.
                Ok(false) => {
                    assert!(host.err > 0, "{way}, {len} bytes");
                    failed += 1;
                }
                Err(Error::RegionTooSmall { needed, given }) => {
                    assert!(needed > len && given == len, "{way}, {len} bytes");
                    refused += 1;
                }
                Err(Error::Memory) => {
                    assert!(len >= Store::MIN_REGION, "{way}, {len} bytes");
                    failed += 1;
                }
                Err(error) => panic!("{way}, {len} bytes: {error}"),
            }
        }
        println!("{way}: {refused} refused, {failed} out of memory, {done} done");
        assert!(refused > 0 && failed > 0 && done > 0);
    }
}
