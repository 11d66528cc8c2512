//! The loader, the verifier and all that reads an image: the body is [`Fuzzer::run`], which says what it proves.

use crate::image::fuzz::{Fuzzer, script};
use crate::image::generate::Random;
use std::sync::OnceLock;

/// Runs a script of changes to a good image.
pub fn run(input: &[u8]) {
    static FUZZER: OnceLock<Fuzzer> = OnceLock::new();
    // Most images are refused; that is no failure.
    let _ = FUZZER.get_or_init(Fuzzer::default).run(input);
}

/// Scripts of a few changes.
pub fn seeds() -> Vec<Vec<u8>> {
    let random = &mut Random::new(3);
    (0..100).map(|_| script(random)).collect()
}
