//! Mutated images: whatever the verifier accepts must satisfy the independent checker, and nothing may panic.
//!
//! The body of a fuzz target and of the tests here: the input is a script of changes to an image that was good.

use super::check::check;
use super::generate::{self, Random};
use super::sample;
use patchnose_core::bytecode::{Image, ImageError};
use patchnose_python::disasm;
use patchnose_python::image::{ImageBuf, Options, encode, seal};

/// Good images to start from.
pub struct Fuzzer {
    images: Vec<Vec<u8>>,
}

/// Length of one change in a script.
const STEP: usize = 8;

impl Default for Fuzzer {
    fn default() -> Fuzzer {
        let random = (0..31).map(|seed| generate::module(&mut Random::new(seed)));
        let modules = std::iter::once(sample::module()).chain(random);
        let image = |module| encode(&module, Options::default()).expect("a small module").bytes().to_vec();
        Fuzzer { images: modules.map(image).collect() }
    }
}

impl Fuzzer {
    /// Makes an image by a script and loads it. Panics if it is accepted and should not be. Returns why it was refused,
    /// or that it was accepted.
    ///
    /// The first byte says which image; 255 says that the rest is an image. Then changes of eight bytes each: what to do,
    /// where (3 bytes), and with what (4 bytes).
    pub fn run(&self, script: &[u8]) -> Result<(), ImageError> {
        let Some((first, script)) = script.split_first() else { return Ok(()) };
        let mut bytes = if *first == 255 {
            script.to_vec()
        } else {
            let mut bytes = self.images[*first as usize % self.images.len()].clone();
            for step in script.chunks_exact(STEP) {
                change(&mut bytes, step);
            }
            bytes
        };
        seal(&mut bytes);
        let buf = ImageBuf::new(&bytes);
        let image = Image::load(buf.bytes())?;
        use_all(&image);
        if let Err(why) = check(&image) {
            panic!("accepted, but {why}:\n{}", disasm::disassemble(&image, None));
        }
        Ok(())
    }
}

fn change(bytes: &mut Vec<u8>, step: &[u8]) {
    let [what, x, y, z, rest @ ..] = step else { return };
    let place = u32::from_le_bytes([*x, *y, *z, 0]) as usize;
    let value: [u8; 4] = rest.try_into().unwrap_or_default();
    let number = u32::from_le_bytes(value);
    if bytes.is_empty() {
        return;
    }
    let at = place % bytes.len();
    // Numbers at the edges of what fields may hold, and small ones.
    let edge = match number % 16 {
        0..=7 => number >> 4 & 0x1F,
        8 => 0,
        9 => 0xFFFF,
        10 => 0xFFFF_FFFF,
        11 => 0x8000,
        12 => bytes.len() as u32,
        13 => 32_000,
        14 => 0x7FFF_FFFF,
        _ => number,
    };
    let mut put = |at: usize, value: &[u8]| {
        if let Some(field) = bytes.get_mut(at..at + value.len()) {
            field.copy_from_slice(value);
        }
    };
    match what % 16 {
        0 => put(at, &value[..1]),
        1 => put(at & !1, &value[..2]),
        2 => put(at & !3, &edge.to_le_bytes()),
        // An operand, a little different.
        3..=8 => {
            let at = at & !1;
            let old = bytes.get(at..at + 2).map_or(0, |old| u16::from_le_bytes([old[0], old[1]]));
            let new = old.wrapping_add((number % 7) as u16).wrapping_sub(3);
            if let Some(field) = bytes.get_mut(at..at + 2) {
                field.copy_from_slice(&new.to_le_bytes());
            }
        }
        9 => put(at & !1, &(edge as u16).to_le_bytes()),
        10 => bytes[at] ^= 1 << (number % 8),
        // Another op, by number.
        11 => put(at & !7, &((number % 120) as u16).to_le_bytes()),
        // Eight bytes from elsewhere: instructions change places.
        12 | 13 => {
            let from = (number as usize % bytes.len()) & !7;
            if let Some(word) = bytes.get(from..from + 8).map(<[u8]>::to_vec)
                && let Some(field) = bytes.get_mut(at & !7..(at & !7) + 8)
            {
                field.copy_from_slice(&word);
            }
        }
        14 if number.is_multiple_of(8) => bytes.truncate(at),
        14 if number % 8 == 1 => bytes.extend(value),
        14 => drop(bytes.splice(at & !7..at & !7, [0; 8])),
        // The length in the header is made right.
        _ => {
            let len = bytes.len() as u32;
            if let Some(field) = bytes.get_mut(20..24) {
                field.copy_from_slice(&len.to_le_bytes());
            }
        }
    }
}

/// Calls everything that reads an image; none of it may panic.
fn use_all(image: &Image<'_>) {
    let mut sum = disasm::inspect(image).len() + disasm::disassemble(image, None).len();
    sum += image.consts().len() + image.name().len() + image.file().len();
    for slot in 0..image.global_count() + 1 {
        sum += image.global_name(slot).len();
    }
    for code in image.codes() {
        // A look-up takes time in proportion to the code, so in long code not every instruction is looked up.
        let len = code.insns().len() as u32;
        for pc in (0..len + 1).step_by(1 + len as usize / 16) {
            sum += code.position(pc).map_or(0, |position| position.line as usize & 1);
            sum += code.handler_at(pc).map_or(0, |handler| handler.reg as usize);
            sum += code.height_before(pc) as usize + code.is_join(pc) as usize;
        }
        for register in 0..code.nregs() + 1 {
            sum += code.register_name(register).len();
        }
    }
    std::hint::black_box(sum);
}

/// A script of a few changes.
pub fn script(random: &mut Random) -> Vec<u8> {
    let steps = 1 + random.below(3);
    let mut script = vec![random.below(255) as u8];
    for _ in 0..steps {
        script.extend(random.number().to_le_bytes());
    }
    script
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Some thousands of mutated images; the fuzz target runs more.
    #[test]
    fn what_is_accepted_satisfies_the_checker() {
        let fuzzer = Fuzzer::default();
        let random = &mut Random::new(1);
        let (mut accepted, mut insns, mut codes, mut consts) = (0, 0, 0, 0);
        for _ in 0..3_000 {
            match fuzzer.run(&script(random)) {
                Ok(()) => accepted += 1,
                Err(ImageError::Insn { .. }) => insns += 1,
                Err(ImageError::Code { .. }) => codes += 1,
                Err(ImageError::Const { .. }) => consts += 1,
                Err(_) => {}
            }
        }
        // The mutations reach every part of the verifier, and many leave a good image.
        assert!(accepted > 100 && insns > 100 && codes > 20 && consts > 20, "{accepted} {insns} {codes} {consts}");
    }

    #[test]
    fn good_images_satisfy_the_checker() {
        let fuzzer = Fuzzer::default();
        for which in 0..fuzzer.images.len() {
            assert_eq!(fuzzer.run(&[which as u8]), Ok(()));
        }
        for seed in 1000..1200 {
            let buf = encode(&generate::module(&mut Random::new(seed)), Options::default()).unwrap();
            check(&Image::load(buf.bytes()).unwrap()).unwrap();
        }
    }

    #[test]
    fn anything_may_be_loaded() {
        let fuzzer = Fuzzer::default();
        let random = &mut Random::new(2);
        for len in 0..300 {
            let mut script: Vec<u8> = (0..len + 1).map(|_| random.number() as u8).collect();
            script[0] = 255;
            assert!(fuzzer.run(&script).is_err());
        }
        // Every beginning of an image, its length made right or not.
        let image = &fuzzer.images[0];
        for len in 0..image.len() {
            let mut bytes = image[..len].to_vec();
            assert!(Image::load(ImageBuf::new(&bytes).bytes()).is_err());
            if len >= 64 {
                bytes[20..24].copy_from_slice(&(len as u32).to_le_bytes());
                let script = [&[255], &bytes[..]].concat();
                assert!(fuzzer.run(&script).is_err());
            }
        }
    }
}
