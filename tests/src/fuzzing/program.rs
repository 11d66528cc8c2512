//! Whole programs in a small store: nothing that an image or a source says makes the engine panic, and a program that is
//! stopped again and again goes on exactly where it was; compiled, it does the same.
//!
//! The first byte of an input says what the rest is: a script for a random image, whose instructions are applied to operands
//! of any type, or Python source.

use crate::engine::{End, Run, Setup, run_image, translate};
use crate::image::generate::{self, Random};
use patchnose_python::image::{ImageBuf, Options, encode};
use std::path::PathBuf;

/// Fuel for one program.
const FUEL: u64 = 20_000;
/// Fuel between two stops of the second run.
const SLICE: u64 = 37;
/// The longest source.
const LONGEST: usize = 4096;

/// Runs the program that the input describes, by the interpreter, at once and in slices, and compiled.
pub fn run(input: &[u8]) {
    let Some(image) = image(input) else { return };
    let interpreter = Setup { region: 1 << 20, ..Setup::interpreter() };
    let whole = run_with(&image, interpreter, FUEL, 0);
    let compiled = run_with(&image, Setup { region: 1 << 20, ..Setup::jit_at_once() }, FUEL, 0);
    assert_eq!(
        (&whole.out, &whole.err, &whole.end, whole.fuel),
        (&compiled.out, &compiled.err, &compiled.end, compiled.fuel)
    );
    if whole.end == End::Status(122) {
        return;
    }
    let sliced = run_with(&image, interpreter, SLICE, SLICE);
    assert_eq!((&whole.out, &whole.err, &whole.end, whole.fuel), (&sliced.out, &sliced.err, &sliced.end, sliced.fuel));
}

fn run_with(image: &ImageBuf, mut setup: Setup, fuel: u64, refuel: u64) -> Run {
    setup.config.limits.fuel = fuel;
    setup.config.limits.depth = 40;
    setup.refuel = refuel;
    run_image(image.bytes(), PathBuf::from("no such folder"), "fuzz.py", &[], &setup)
}

fn image(input: &[u8]) -> Option<ImageBuf> {
    let (kind, rest) = input.split_first()?;
    if kind % 2 == 0 {
        // The generator needs a number; every byte of the script has a part in it.
        let seed = rest.iter().fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
        });
        encode(&generate::module(&mut Random::new(seed)), Options::default()).ok()
    } else {
        translate(&rest[..rest.len().min(LONGEST)], "fuzz.py", "__main__").ok()
    }
}

/// Scripts, and the short ones of the test programs.
pub fn seeds() -> Vec<Vec<u8>> {
    let scripts = (0..100).map(|number| vec![0, number]);
    let sources = super::source::seeds().into_iter().map(|source| [b"\x01".as_slice(), &source].concat());
    scripts.chain(sources).collect()
}
