//! The loader, the verifier, and whatever reads an image that they accepted.
//!
//! Random bytes fail at the magic, and changed images at the checksum. So each input is tried twice: as it is, and with
//! the fields repaired that merely say what the rest is. What is accepted is then read in every part.

use patchnose_core::bytecode::image::{self, Image, layout};
use patchnose_core::bytecode::ops::{Insn, Op};
use patchnose_python::disasm;
use patchnose_python::image::{ImageBuf, Options, encode, seal};
use patchnose_python::module::{Code, Const, Handler, Module, Position};

/// See the module's documentation.
pub fn run(input: &[u8]) {
    read(input);
    read(&repair(input));
}

/// The input as an image of the right length, version and checksum.
fn repair(input: &[u8]) -> Vec<u8> {
    use layout::header;
    let mut bytes = input.to_vec();
    bytes.resize(bytes.len().max(header::SIZE).next_multiple_of(layout::ALIGNMENT), 0);
    let mut set = |at: usize, value: u32| bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    set(header::VERSION, layout::VERSION);
    set(header::OPS, image::ops_digest());
    set(header::LENGTH, input.len().max(header::SIZE).next_multiple_of(layout::ALIGNMENT) as u32);
    bytes[..layout::MAGIC.len()].copy_from_slice(&layout::MAGIC);
    seal(&mut bytes);
    bytes
}

/// Loads an image and, if it is accepted, reads all there is to read.
fn read(bytes: &[u8]) {
    let aligned = ImageBuf::new(bytes);
    let Ok(image) = Image::load(aligned.bytes()) else { return };
    assert!(Image::is_image(bytes) && image.bytes() == bytes);
    disasm::inspect(&image);
    disasm::disassemble(&image, None);
    for code in image.codes() {
        let floor = code.base_height();
        for pc in 0..code.insns().len() as u32 {
            let height = code.height_before(pc);
            assert!(floor <= height && height <= code.nregs(), "height {height} at {pc} is not among the registers");
            code.position(pc);
            if let Some(handler) = code.handler_at(pc) {
                assert!((handler.target as usize) < code.insns().len());
            }
        }
    }
}

/// A small image with every kind of constant, a loop and a handler, with and without positions.
pub fn seeds() -> Vec<Vec<u8>> {
    let module = module();
    let options = [Options { positions: true }, Options { positions: false }];
    options.iter().filter_map(|options| Some(encode(&module, *options).ok()?.bytes().to_vec())).collect()
}

fn module() -> Module {
    let wide = |op: Op, a: u16, bc: i32| Insn::wide(op, a, bc as u32);
    let body = Code {
        name: "<module>".into(),
        qualname: "<module>".into(),
        posonly: 0,
        args: 0,
        kwonly: 0,
        varargs: false,
        varkw: false,
        locals: Vec::new(),
        nregs: 3,
        insns: vec![wide(Op::LoadConst, 2, 8), wide(Op::StoreGlobal, 2, 0), Insn::new(Op::Return, 2, 0, 0)],
        handlers: Vec::new(),
        heights: Vec::new(),
        positions: vec![Position { pc: 0, line: 1, end_line: 2, col: 0, end_col: 5 }],
        first_line: 1,
    };
    // def down(n): total = 0; while n: total += 1; n -= 1; return total, with a handler around the two statements
    let down = Code {
        name: "down".into(),
        qualname: "down".into(),
        args: 1,
        locals: vec!["n".into(), "total".into()],
        nregs: 5,
        insns: vec![
            wide(Op::LoadInt, 3, 0),
            wide(Op::JumpIfNot, 0, 3),
            Insn::new(Op::IAddInt, 3, 3, 1),
            Insn::new(Op::ISubInt, 0, 0, 1),
            wide(Op::Loop, 0, -4),
            Insn::new(Op::Return, 3, 0, 0),
            Insn::new(Op::Return, 4, 0, 0),
        ],
        handlers: vec![Handler { start: 2, end: 4, target: 6, reg: 4, height: 4 }],
        heights: vec![(1, 4), (5, 4), (6, 5)],
        positions: vec![
            Position { pc: 0, line: 2, end_line: 2, col: 4, end_col: 13 },
            Position { pc: 2, line: 4, end_line: 5, col: 8, end_col: 200 },
        ],
        ..body.clone()
    };
    Module {
        name: "seed".into(),
        file: "seed.py".into(),
        consts: vec![
            Const::None,
            Const::True,
            Const::False,
            Const::Ellipsis,
            Const::Int(-1),
            Const::Big { negative: true, magnitude: vec![1, 2, 3, 4, 5, 6, 7, 8, 9] },
            Const::Float(0.5),
            Const::Str("a\u{e9}\u{1F40D}".into()),
            Const::Tuple(vec![4, 5, 7]),
            Const::Tuple(vec![8, 8]),
        ],
        globals: vec!["x".into(), "print".into()],
        codes: vec![body, down],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_images() {
        let seeds = seeds();
        assert_eq!(seeds.len(), 2);
        for seed in seeds {
            assert_eq!(Image::load(ImageBuf::new(&seed).bytes()).map(|_| ()), Ok(()));
            assert_eq!(repair(&seed), seed);
        }
    }
}
