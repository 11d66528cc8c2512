//! Random programs of bytecode: compiled at once, with guards that fail, and stopped again and again, they do what the
//! interpreter does: value, exception, output, fuel.

use patchnose_core::api::{Engine, Outcome, Region, Store};
use patchnose_core::bytecode::Image;
use patchnose_core::host::{Clock, Host, ModuleError, Stream};
use patchnose_python::image::{Options, encode};
use patchnose_tests::engine::Setup;
use patchnose_tests::image::generate::{self, Random};
use proptest::prelude::*;

/// Fuel of a program: many of them never end.
const FUEL: u64 = 3000;

/// Collects what is printed.
#[derive(Default)]
struct Printed(Vec<u8>);

impl Host for Printed {
    fn write(&mut self, _: Stream, text: &[u8]) -> Result<(), ()> {
        self.0.extend_from_slice(text);
        Ok(())
    }

    fn clock(&mut self, _: Clock) -> Option<u64> {
        Some(7)
    }

    fn find_module(&mut self, _: &str) -> Result<Option<&[u8]>, ModuleError<'_>> {
        Ok(None)
    }
}

/// All that can be seen of a run: its end, where it stands if it has none, what it printed, the fuel it took.
fn seen(image: &[u8], setup: &Setup, slice: u64) -> String {
    let mut setup = *setup;
    setup.config.limits.fuel = slice;
    setup.config.limits.depth = 30;
    // So much that no program of this fuel runs out of it: where memory runs out is not the same with code in it.
    let mut memory = vec![0; 64 << 20];
    let engine = Engine::new(&setup.config, setup.platform).expect("an engine");
    let mut store = Store::new(&engine, Region::new(&mut memory)).expect("a store");
    let mut host = Printed::default();
    store.load(image, "__main__").expect("a valid image");
    let mut given = slice;
    let end = loop {
        let end = match store.resume(&mut host) {
            Ok(Outcome::Done(value)) => format!("{value:?}"),
            Ok(Outcome::Raised(e)) => {
                store.write_traceback(&mut host);
                format!("{e:?}")
            }
            Ok(Outcome::OutOfFuel) if given < FUEL => {
                let more = slice.min(FUEL - given);
                given += more;
                store.add_fuel(more);
                continue;
            }
            Ok(Outcome::OutOfFuel) => format!("{:?}", store.position()),
            other => panic!("{other:?}"),
        };
        break end;
    };
    format!("{end}\n{}\n{}", store.stats().fuel_used, String::from_utf8_lossy(&host.0))
}

fn compare(seed: u64, meaningful: bool) -> Result<(), TestCaseError> {
    let random = &mut Random::new(seed);
    let module = if meaningful { generate::program(random) } else { generate::module(random) };
    let image = encode(&module, Options { positions: true }).expect("an image");
    prop_assert!(Image::load(image.bytes()).is_ok(), "refused: {:?}", Image::load(image.bytes()).err());
    let want = seen(image.bytes(), &Setup::interpreter(), FUEL);
    let others = [
        ("stopped", Setup::interpreter(), 13),
        ("compiled", Setup::jit_at_once(), FUEL),
        ("compiled and stopped", Setup::jit_at_once(), 7),
        ("with guards that fail", Setup::jit_at_once().forced(seed), FUEL),
        ("compiled and collecting", Setup::jit_at_once().collecting(), FUEL),
    ];
    for (engine, setup, slice) in others {
        prop_assert_eq!(&seen(image.bytes(), &setup, slice), &want, "{}, seed {}", engine, seed);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_valid_bytecode(seed: u64) {
        compare(seed, false)?;
    }

    #[test]
    fn programs_that_compute(seed: u64) {
        compare(seed, true)?;
    }
}

/// The generator of programs that compute makes what it is for.
#[test]
fn most_programs_compute() {
    let (mut ended, mut busy) = (0, 0);
    for seed in 0..200 {
        let module = generate::program(&mut Random::new(seed));
        let image = encode(&module, Options { positions: true }).expect("an image");
        let seen = seen(image.bytes(), &Setup::interpreter(), FUEL);
        let fuel: u64 = seen.lines().nth(1).and_then(|n| n.parse().ok()).unwrap_or(0);
        ended += u64::from(fuel < FUEL);
        busy += u64::from(fuel >= 20);
    }
    println!("of 200 programs {ended} end, {busy} use 20 units of fuel");
    assert!(ended > 40 && busy > 60, "{ended} end, {busy} use fuel");
}
