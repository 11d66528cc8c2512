//! The front end: whatever the bytes are, they compile or are refused with an error that can be printed. What compiles is
//! a module as the generator promises it, and its image is accepted.

use patchnose_core::bytecode::Image;
use patchnose_python::{Options, check, compile, image};
use std::path::Path;

/// The longest input that is compiled. Longer ones take time and show nothing new.
const LONGEST: usize = 4096;

/// Compiles the input.
pub fn run(input: &[u8]) {
    let source = &input[..input.len().min(LONGEST)];
    let module = match compile(source, "fuzz.py", "__main__", &Options::default()) {
        Ok(module) => module,
        Err(error) => {
            assert_ne!(error.message, "the compiler failed", "a panic of the compiler, which it reports so");
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    if let Err(broken) = check::check(&module) {
        panic!("{broken}");
    }
    let encoded = image::encode(&module, image::Options::default()).expect("a short source makes a short image");
    if let Err(refused) = Image::load(encoded.bytes()) {
        panic!("the image is refused: {refused:?}");
    }
}

/// The short ones of the test programs.
pub fn seeds() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("programs");
    let entries = std::fs::read_dir(&folder).expect("the test programs are beside this crate's sources");
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    paths.sort();
    let sources = paths.iter().map(|path| std::fs::read(path).expect("a readable program"));
    sources.filter(|source| source.len() <= LONGEST).collect()
}
