//! Hands libFuzzer's bytes to the body of this file's name.
#![no_main]

use libfuzzer_sys::fuzz_target;
use patchnose_tests::fuzzing::Body;

fuzz_target!(|input: &[u8]| (Body::named("patch").expect("the body is in the list").run)(input));
