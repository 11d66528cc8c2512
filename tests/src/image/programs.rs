//! Every program of the tests and examples: what the front end makes is accepted, and satisfies the checker.

use super::check::check;
use patchnose_core::bytecode::Image;
use patchnose_python::disasm;
use patchnose_python::image::{Options, encode};
use std::path::{Path, PathBuf};

fn programs(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            programs(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            into.push(path);
        }
    }
}

#[test]
fn the_front_ends_images_are_accepted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut paths = Vec::new();
    for folder in ["examples", "tests/programs"] {
        programs(&root.join(folder), &mut paths);
    }
    paths.sort();
    assert!(paths.len() >= 10, "programs are missing");
    let (all, mut compiled) = (paths.len(), 0);
    for path in paths {
        let source = std::fs::read(&path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap();
        // A program may be there to show a syntax error.
        let Ok(module) = patchnose_python::compile(&source, &path.to_string_lossy(), name, &Default::default()) else {
            continue;
        };
        compiled += 1;
        let buf = encode(&module, Options::default()).unwrap();
        let image = match Image::load(buf.bytes()) {
            Ok(image) => image,
            Err(error) => panic!("{}: {error}", path.display()),
        };
        if let Err(why) = check(&image) {
            panic!("{}: {why}\n{}", path.display(), disasm::disassemble(&image, None));
        }
    }
    assert!(compiled * 10 >= all * 9, "only {compiled} of {all} programs were compiled");
}
