//! One bad image for each reason to refuse one.

use super::sample::{self, NAMES, STR};
use patchnose_core::bytecode::image::{self, CodeFault, ConstFault, ImageError, InsnFault};
use patchnose_core::bytecode::{Image, Insn, Op};
use patchnose_core::value::INT_MAX;
use patchnose_python::image::{ImageBuf, Options, encode, seal};
use patchnose_python::module::{Code, Const, Handler, Module};

fn load(bytes: &[u8]) -> Option<ImageError> {
    Image::load(ImageBuf::new(bytes).bytes()).err()
}

/// The sample's image.
fn sample() -> Vec<u8> {
    encode(&sample::module(), Options::default()).unwrap().bytes().to_vec()
}

/// Alters the sample's module.
fn module(edit: impl FnOnce(&mut Module)) -> Option<ImageError> {
    let mut module = sample::module();
    edit(&mut module);
    load(encode(&module, Options::default()).unwrap().bytes())
}

/// Alters the sample's image, whose checksum is made right again.
fn bytes(edit: impl FnOnce(&mut Vec<u8>)) -> Option<ImageError> {
    let mut bytes = sample();
    edit(&mut bytes);
    seal(&mut bytes);
    load(&bytes)
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}

fn set(bytes: &mut [u8], at: usize, value: u32) {
    bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
}

fn add(bytes: &mut [u8], at: usize, value: u32) {
    set(bytes, at, word(bytes, at).wrapping_add(value));
}

/// Alters the record of a constant.
fn constant(index: usize, edit: impl FnOnce(&mut [u8])) -> Option<ImageError> {
    bytes(|bytes| {
        let at = word(bytes, 36) as usize + 16 * index;
        edit(&mut bytes[at..at + 16]);
    })
}

/// Alters the record of the code object `f`.
fn record(edit: impl FnOnce(&mut [u8])) -> Option<ImageError> {
    bytes(|bytes| {
        let at = word(bytes, 52) as usize + 64;
        edit(&mut bytes[at..at + 64]);
    })
}

fn in_const(index: u32, what: ConstFault) -> Option<ImageError> {
    Some(ImageError::Const { index, what })
}

fn in_code(code: u32, what: CodeFault) -> Option<ImageError> {
    Some(ImageError::Code { code, what })
}

/// Alters an instruction of `f`.
fn insn(pc: u32, insn: Insn) -> Option<ImageError> {
    module(|module| module.codes[1].insns[pc as usize] = insn)
}

fn at(pc: u32, what: InsnFault) -> Option<ImageError> {
    Some(ImageError::Insn { code: 1, pc, what })
}

#[test]
fn the_header() {
    assert_eq!(load(&sample()), None);
    assert_eq!(load(b""), Some(ImageError::Truncated { found: 0, expected: 64 }));
    assert_eq!(load(&image::layout::MAGIC[..5]), Some(ImageError::Truncated { found: 5, expected: 64 }));
    assert_eq!(load(b"print('hello')\n"), Some(ImageError::BadMagic));
    let len = sample().len();
    assert_eq!(load(&sample()[..40]), Some(ImageError::Truncated { found: 40, expected: 64 }));
    assert_eq!(load(&sample()[..len - 1]), Some(ImageError::Truncated { found: len - 1, expected: len }));
    assert_eq!(bytes(|b| set(b, 8, 2)), Some(ImageError::Version { found: 2, expected: 1 }));
    let expected = image::ops_digest();
    assert_eq!(bytes(|b| set(b, 12, 7)), Some(ImageError::Ops { found: 7, expected }));
    assert_eq!(bytes(|b| set(b, 16, 5)), Some(ImageError::UnknownFeatures { found: 5, known: 1 }));
    assert_eq!(bytes(|b| b.push(0)), Some(ImageError::Length { found: len + 1, expected: len }));
    assert_eq!(
        bytes(|b| {
            b.push(0);
            set(b, 20, len as u32 + 1);
        }),
        Some(ImageError::Length { found: len + 1, expected: len + 1 })
    );
    let mut altered = sample();
    altered[len / 2] ^= 1;
    assert!(matches!(load(&altered), Some(ImageError::Checksum { .. })));
}

#[test]
fn every_length_and_every_altered_byte() {
    let good = sample();
    for len in 0..good.len() {
        let expected = if len < 64 { 64 } else { good.len() };
        assert_eq!(load(&good[..len]), Some(ImageError::Truncated { found: len, expected }));
    }
    for at in 0..good.len() {
        for bit in 0..8 {
            let mut altered = good.clone();
            altered[at] ^= 1 << bit;
            assert!(load(&altered).is_some(), "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn the_layout() {
    let layout = |found, expected, part| Some(ImageError::Layout { part, found, expected });
    assert_eq!(bytes(|b| set(b, 36, 68)), layout(68, 64, "constants"));
    assert_eq!(bytes(|b| set(b, 36, 60)), layout(60, 64, "constants"));
    let len = sample().len() as u64;
    assert_eq!(
        bytes(|b| set(b, 32, u32::MAX)),
        Some(ImageError::Beyond { part: "constants", end: 64 + 16 * (u32::MAX as u64), length: len })
    );
    // The str "print" has three bytes of padding after it.
    let start = word(&sample(), 64 + 16 * 8 + 8) as usize;
    assert_eq!(bytes(|b| b[start + 5] = 1), Some(ImageError::Padding { at: start as u64 + 5 }));
    let grow = |by: usize, last: u8| {
        bytes(|b| {
            b.extend(vec![0; by]);
            set(b, 20, len as u32 + by as u32);
            let last_at = b.len() - 1;
            b[last_at] = last;
        })
    };
    assert!(matches!(grow(8, 0), Some(ImageError::Trailing { length, .. }) if length == len + 8));
    assert_eq!(module(|m| m.codes.clear()), Some(ImageError::NoCode));
    let not_str = |what, constant| Some(ImageError::NotStr { what, constant });
    assert_eq!(bytes(|b| set(b, 56, 4)), not_str("module", 4));
    assert_eq!(bytes(|b| set(b, 60, 99)), not_str("file", 99));
    let globals = word(&sample(), 44) as usize;
    assert_eq!(bytes(|b| set(b, globals + 4, 0)), not_str("global", 0));
    assert_eq!(bytes(|b| add(b, 44, 4)), layout(globals as u32 + 4, globals as u64, "globals"));
    let codes = word(&sample(), 52);
    assert_eq!(bytes(|b| add(b, 52, 8)), layout(codes + 8, codes as u64, "code objects"));
}

#[test]
fn the_end_is_padded_with_zeros() {
    // Positions of one entry, five bytes, leave three.
    let mut module = sample::module();
    module.codes[2].positions = module.codes[1].positions[..1].to_vec();
    let mut bytes = encode(&module, Options::default()).unwrap().bytes().to_vec();
    let last = bytes.len() - 1;
    bytes[last] = 1;
    seal(&mut bytes);
    assert_eq!(load(&bytes), Some(ImageError::Padding { at: last as u64 }));
}

#[test]
fn constants() {
    assert_eq!(constant(0, |c| c[0] = 9), in_const(0, ConstFault::Kind(9)));
    for (index, field) in [(0, 1), (0, 2), (0, 3), (0, 4), (0, 8), (0, 12), (4, 1), (4, 4), (6, 2), (6, 12), (7, 4)] {
        assert_eq!(constant(index, |c| c[field] = 1), in_const(index as u32, ConstFault::Unused), "{index} {field}");
    }
    for (index, field) in [(8, 1), (8, 2), (11, 3), (11, 12)] {
        assert_eq!(constant(index, |c| c[field] = 1), in_const(index as u32, ConstFault::Unused), "{index} {field}");
    }
    let int = |int: i64| constant(4, |c| c[8..].copy_from_slice(&int.to_le_bytes()));
    assert_eq!(int(INT_MAX), None);
    assert_eq!(int(INT_MAX + 1), in_const(4, ConstFault::IntRange(INT_MAX + 1)));
    assert_eq!(int(i64::MIN), in_const(4, ConstFault::IntRange(i64::MIN)));

    assert_eq!(constant(6, |c| c[1] = 2), in_const(6, ConstFault::Sign(2)));
    let start = word(&sample(), 64 + 16 * 6 + 8) as usize;
    let magnitude = |new: [u8; 9], sign: u8| {
        bytes(|b| {
            b[start..start + 9].copy_from_slice(&new);
            b[64 + 16 * 6 + 1] = sign;
        })
    };
    assert_eq!(magnitude([0; 9], 0), in_const(6, ConstFault::BigNotNormal));
    // With a length of 7 the other two bytes are padding.
    let short = |new: [u8; 9], sign: u8| {
        bytes(|b| {
            b[start..start + 9].copy_from_slice(&new);
            b[64 + 16 * 6 + 1] = sign;
            set(b, 64 + 16 * 6 + 4, 7);
        })
    };
    assert_eq!(short([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0, 0], 0), in_const(6, ConstFault::BigSmall));
    assert_eq!(short([0, 0, 0, 0, 0, 0, 2, 0, 0], 1), in_const(6, ConstFault::BigSmall));
    // These are big; the next part then lies elsewhere.
    for (new, sign) in [([0, 0, 0, 0, 0, 0, 2, 0, 0], 0), ([1, 0, 0, 0, 0, 0, 2, 0, 0], 1)] {
        assert!(matches!(short(new, sign), Some(ImageError::Layout { .. })));
    }
    let empty = bytes(|b| {
        b[start..start + 9].fill(0);
        set(b, 64 + 16 * 6 + 4, 0);
    });
    assert_eq!(empty, in_const(6, ConstFault::BigSmall));

    assert_eq!(module(|m| m.consts[9] = Const::Str(b"ab\xC0\x80".to_vec())), in_const(9, ConstFault::Utf8(2)));
    assert_eq!(module(|m| m.consts[9] = Const::Str(b"\xED\xA0".to_vec())), in_const(9, ConstFault::Utf8(0)));
    assert_eq!(constant(9, |c| c[12] += 1), in_const(9, ConstFault::Chars { found: 8, expected: 7 }));

    assert_eq!(module(|m| m.consts[12] = Const::Tuple(vec![12])), in_const(12, ConstFault::Item(12)));
    assert_eq!(constant(13, |c| c[1] = 3), in_const(13, ConstFault::Depth { found: 3, expected: 2 }));
    assert_eq!(constant(12, |c| c[1] = 0), in_const(12, ConstFault::Depth { found: 0, expected: 1 }));
    assert_eq!(constant(13, |c| c[2] = 1), in_const(13, ConstFault::AllStr { found: 1, expected: 0 }));
    assert_eq!(constant(11, |c| c[2] = 0), in_const(11, ConstFault::AllStr { found: 0, expected: 1 }));
    let nested = |depth: u32| {
        module(|m| {
            m.consts.push(Const::Tuple(vec![]));
            m.consts.extend((1..depth).map(|i| Const::Tuple(vec![15 + i])));
        })
    };
    assert_eq!(nested(64), None);
    assert_eq!(nested(65), in_const(16 + 64, ConstFault::TooDeep));
}

#[test]
fn code_records() {
    assert_eq!(record(|r| set(r, 0, 4)), in_code(1, CodeFault::NotStr(4)));
    assert_eq!(record(|r| set(r, 4, 999)), in_code(1, CodeFault::NotStr(999)));
    assert_eq!(record(|r| r[22] = 1), in_code(1, CodeFault::Unused));
    assert_eq!(record(|r| r[14] = 7), in_code(1, CodeFault::Flags(7)));
    assert_eq!(record(|r| r[8] = 3), in_code(1, CodeFault::PosOnly { posonly: 3, args: 2 }));
    assert_eq!(record(|r| r[16] = 4), in_code(1, CodeFault::Params { found: 4, expected: 5 }));
    let most = record(|r| {
        r[10..14].fill(0xFF);
        r[16..18].fill(0xFF);
    });
    assert_eq!(most, in_code(1, CodeFault::Params { found: 0xFFFF, expected: 2 * 0xFFFF + 2 }));
    let body = module(|m| {
        m.codes[0].args = 1;
        m.codes[0].locals = vec!["x".into()];
    });
    assert_eq!(body, in_code(0, CodeFault::BodyParams(1)));
    assert_eq!(module(|m| m.codes[1].locals.truncate(4)), in_code(1, CodeFault::Slots { found: 4, params: 5 }));
    let nregs = |nregs| module(|m| m.codes[1].nregs = nregs);
    assert_eq!(nregs(8), in_code(1, CodeFault::Registers { found: 8, base: 9 }));
    assert_eq!(nregs(32_000), None);
    assert_eq!(nregs(32_001), in_code(1, CodeFault::Registers { found: 32_001, base: 9 }));
    assert_eq!(module(|m| m.codes[2] = sample::code("empty", 2, vec![])), in_code(2, CodeFault::Empty));
    let image = sample();
    let names = word(&image, word(&image, 52) as usize + 64 + 28) as usize;
    assert_eq!(bytes(|b| set(b, names + 4, 4)), in_code(1, CodeFault::NotStr(4)));
    for (field, part) in
        [(28, "names of slots"), (32, "instructions"), (40, "handlers"), (48, "heights"), (56, "positions")]
    {
        let error = record(|r| add(r, field, 8));
        assert!(matches!(error, Some(ImageError::Layout { part: found, .. }) if found == part), "{error:?}");
        if field != 28 {
            let error = record(|r| set(r, field + 4, u32::MAX));
            assert!(matches!(error, Some(ImageError::Beyond { part: found, .. }) if found == part), "{error:?}");
        }
    }
}

#[test]
fn handlers() {
    // f's first handler covers 8..12.
    let handler = |edit: fn(&mut Handler)| {
        module(|m| {
            m.codes[1].handlers.truncate(1);
            edit(&mut m.codes[1].handlers[0]);
        })
    };
    assert_eq!(handler(|_| {}), None);
    assert_eq!(handler(|h| h.end = 22), in_code(1, CodeFault::HandlerRange { start: 12, end: 22 }));
    // The encoder writes no empty or overlapping ranges, so the record is altered.
    let image = sample();
    let start = word(&image, word(&image, 52) as usize + 64 + 40) as usize;
    assert_eq!(bytes(|b| set(b, start, 12)), in_code(1, CodeFault::HandlerRange { start: 12, end: 12 }));
    assert_eq!(bytes(|b| set(b, start + 16, 11)), in_code(1, CodeFault::HandlerRange { start: 11, end: 14 }));
    assert_eq!(handler(|h| h.target = 13), in_code(1, CodeFault::HandlerTarget { target: 13, end: 14 }));
    assert_eq!(handler(|h| h.target = 7), in_code(1, CodeFault::HandlerTarget { target: 7, end: 14 }));
    assert_eq!(handler(|h| h.target = 21), in_code(1, CodeFault::HandlerTarget { target: 21, end: 14 }));
    assert_eq!(handler(|h| h.height = 8), in_code(1, CodeFault::HandlerHeight(8)));
    assert_eq!(handler(|h| h.height = 17), in_code(1, CodeFault::HandlerHeight(17)));
    for reg in [5, 6, 11] {
        let error = module(|m| m.codes[1].handlers[0].reg = reg);
        assert_eq!(error, in_code(1, CodeFault::HandlerRegister(reg)));
    }
    let join = |target, record, height| in_code(1, CodeFault::HandlerJoin { target, record, height });
    assert_eq!(handler(|h| h.target = 17), join(17, None, 10));
    // A local takes the exception, so the height stays, and the record is one too high.
    let local = |h: &mut Handler| (h.reg, h.height) = (7, 9);
    assert_eq!(handler(local), join(16, Some(10), 9));
}

#[test]
fn heights() {
    let heights = |heights: &[(u32, u16)]| module(|m| m.codes[1].heights = heights.to_vec());
    assert_eq!(heights(&[(3, 13), (3, 13)]), in_code(1, CodeFault::HeightOrder(3)));
    assert_eq!(heights(&[(6, 13), (3, 13)]), in_code(1, CodeFault::HeightOrder(3)));
    assert_eq!(heights(&[(21, 13)]), in_code(1, CodeFault::HeightOrder(21)));
    assert_eq!(heights(&[(3, 8)]), in_code(1, CodeFault::Height { pc: 3, height: 8 }));
    assert_eq!(heights(&[(3, 17)]), in_code(1, CodeFault::Height { pc: 3, height: 17 }));
    let spare = bytes(|b| {
        let at = word(b, word(b, 52) as usize + 64 + 48) as usize;
        b[at + 6] = 1;
    });
    assert_eq!(spare, in_code(1, CodeFault::Unused));
}

#[test]
fn operands() {
    use Op::*;
    let ops = Op::ALL.len() as u16;
    assert_eq!(insn(0, Insn { op: ops, a: 0, b: 0, c: 0 }), at(0, InsnFault::Op(ops)));
    assert_eq!(insn(6, Insn::new(Nop, 1, 0, 0)), at(6, InsnFault::Unused(Nop)));
    assert_eq!(insn(6, Insn::new(Nop, 0, 1, 0)), at(6, InsnFault::Unused(Nop)));
    assert_eq!(insn(6, Insn::new(Nop, 0, 0, 1)), at(6, InsnFault::Unused(Nop)));
    assert_eq!(insn(2, Insn { a: 1, ..Insn::wide(Jump, 0, 4) }), at(2, InsnFault::Unused(Jump)));
    assert_eq!(insn(0, Insn::new(LoadSingleton, 7, 6, 0)), at(0, InsnFault::Imm(LoadSingleton, 6)));
    assert_eq!(insn(0, Insn::new(LoadSingleton, 7, 5, 0)), None);
    assert_eq!(insn(0, Insn::new(Format, 7, 0, 4)), at(0, InsnFault::Imm(Format, 4)));
    assert_eq!(insn(0, Insn::new(Format, 7, 0, 3)), None);
    // Constants 16 and above are names that the encoder has added.
    assert_eq!(insn(0, Insn::wide(LoadConst, 7, 0x10000)), at(0, InsnFault::Const(LoadConst, 0x10000)));
    assert_eq!(insn(0, Insn::wide(LoadBuiltin, 7, 4)), at(0, InsnFault::NotStr(LoadBuiltin, 4)));
    assert_eq!(insn(0, Insn::new(GetAttr, 7, 0, NAMES)), at(0, InsnFault::NotStr(GetAttr, NAMES as u32)));
    assert_eq!(insn(0, Insn::new(GetAttr, 7, 0, 999)), at(0, InsnFault::NotStr(GetAttr, 999)));
    assert_eq!(insn(0, Insn::wide(LoadGlobal, 7, 2)), at(0, InsnFault::Global(LoadGlobal, 2)));
    assert_eq!(insn(0, Insn::new(MakeFunction, 7, 3, 0)), at(0, InsnFault::Code(MakeFunction, 3)));
    assert_eq!(insn(0, Insn::new(MakeFunction, 7, 2, 0)), None);
    for names in [STR, 13, 999] {
        assert_eq!(insn(11, Insn::new(CallKw, 9, 2, names)), at(11, InsnFault::NotNames(CallKw, names as u32)));
    }
    assert_eq!(insn(11, Insn::new(CallKw, 9, 1, NAMES)), at(11, InsnFault::NotNames(CallKw, NAMES as u32)));
}

#[test]
fn registers() {
    use Op::*;
    let unassigned = |pc, op, end, height| at(pc, InsnFault::Unassigned { op, end, height });
    assert_eq!(insn(0, Insn::new(Move, 9, 9, 0)), unassigned(0, Move, 10, 9));
    assert_eq!(insn(0, Insn::new(BuildList, 9, 7, 3)), unassigned(0, BuildList, 10, 9));
    assert_eq!(insn(0, Insn::new(BuildMap, 9, 8, 0xFFFF)), unassigned(0, BuildMap, 8 + 2 * 0xFFFF, 9));
    assert_eq!(insn(0, Insn::new(BuildList, 9, 10, 0)), unassigned(0, BuildList, 10, 9));
    assert_eq!(insn(0, Insn::new(BuildList, 9, 9, 0)), None);
    assert_eq!(insn(14, Insn::new(CallMethod, 9, 10, 2)), unassigned(14, CallMethod, 14, 13));
    assert_eq!(insn(11, Insn::new(Call, 9, 9, 3)), unassigned(11, Call, 13, 12));
    assert_eq!(insn(11, Insn::new(CallEx, 9, 10, 0)), unassigned(11, CallEx, 13, 12));
    // A call kills its window: r10 was assigned before.
    assert_eq!(insn(12, Insn::new(LoadMethod, 10, 10, STR)), unassigned(12, LoadMethod, 11, 10));
    // The item is not there where the loop has ended.
    assert_eq!(insn(8, Insn::new(Move, 9, 12, 0)), unassigned(8, Move, 13, 12));

    for header in [5, 6] {
        assert_eq!(insn(0, Insn::new(Move, 7, header, 0)), at(0, InsnFault::Header(Move, header)));
        assert_eq!(insn(0, Insn::new(Move, header, 7, 0)), at(0, InsnFault::Header(Move, header)));
    }
    assert_eq!(insn(0, Insn::new(BuildList, 7, 4, 2)), at(0, InsnFault::Header(BuildList, 5)));
    assert_eq!(insn(0, Insn::new(BuildList, 7, 6, 2)), at(0, InsnFault::Header(BuildList, 6)));
    assert_eq!(insn(0, Insn::new(Unpack, 3, 7, 4)), at(0, InsnFault::Header(Unpack, 5)));

    assert_eq!(insn(11, Insn::new(Call, 9, 8, 2)), at(11, InsnFault::Window(Call, 8)));
    assert_eq!(insn(11, Insn::new(CallKw, 4, 0, 12)), at(11, InsnFault::Window(CallKw, 4)));
    let gap = |pc, op, register, height| at(pc, InsnFault::Gap { op, register, height });
    assert_eq!(insn(0, Insn::wide(LoadInt, 10, 0)), gap(0, LoadInt, 10, 9));
    assert_eq!(insn(11, Insn::new(Call, 10, 9, 2)), gap(11, Call, 10, 9));
    let register = |pc, op, end| at(pc, InsnFault::Register { op, end, nregs: 16 });
    assert_eq!(insn(0, Insn::new(Unpack, 9, 0, 8)), register(0, Unpack, 17));
    assert_eq!(insn(0, Insn::new(Unpack, 9, 0, 7)), None);
    assert_eq!(insn(0, Insn::new(UnpackStar, 9, 0, 0x0403)), register(0, UnpackStar, 17));
    assert_eq!(insn(0, Insn::new(Unpack, 9, 0, 0xFFFF)), register(0, Unpack, 9 + 0xFFFF));
    // A name that is no register, and one that could be one.
    assert_eq!(insn(20, Insn::new(Raise, 9, 0xFFFF, 0)), None);
    assert_eq!(insn(20, Insn::new(Raise, 9, 0xFFFE, 0)), unassigned(20, Raise, 0xFFFF, 11));
}

#[test]
fn jumps() {
    use Op::*;
    assert_eq!(insn(2, Insn::wide(Jump, 0, 18)), at(2, InsnFault::Target(Jump, 21)));
    assert_eq!(insn(2, Insn::wide(Jump, 0, i32::MAX as u32)), at(2, InsnFault::Target(Jump, 3 + i32::MAX as i64)));
    assert_eq!(insn(2, Insn::wide(Jump, 0, i32::MIN as u32)), at(2, InsnFault::Target(Jump, 3 + i32::MIN as i64)));
    assert_eq!(insn(4, Insn::new(JumpLt, 7, 0, -6i16 as u16)), at(4, InsnFault::Target(JumpLt, -1)));
    assert_eq!(insn(4, Insn::new(JumpLt, 7, 0, -2i16 as u16)), at(4, InsnFault::Direction(JumpLt, 3)));
    assert_eq!(insn(4, Insn::new(JumpLt, 7, 0, -1i16 as u16)), at(4, InsnFault::Direction(JumpLt, 4)));
    assert_eq!(insn(2, Insn::wide(Loop, 0, 4)), at(2, InsnFault::Direction(Loop, 7)));
    assert_eq!(insn(7, Insn::new(ForNext, 9, 12, 12)), at(7, InsnFault::Direction(ForNext, 20)));
    assert_eq!(insn(2, Insn::wide(Jump, 0, 5)), at(2, InsnFault::NoRecord(Jump, 8)));
    let join = at(2, InsnFault::Join { op: Jump, target: 6, record: 13, height: 12 });
    assert_eq!(insn(2, Insn::wide(Jump, 0, 3)), join);
    // Without an item of its own the loop brings one register less.
    let join = at(7, InsnFault::Join { op: ForNext, target: 3, record: 13, height: 12 });
    assert_eq!(insn(7, Insn::new(ForNext, 9, 7, -5i16 as u16)), join);

    let fall = module(|m| m.codes[1].heights[1] = (6, 15));
    assert_eq!(fall, at(4, InsnFault::Join { op: JumpLt, target: 6, record: 15, height: 13 }));
    let fall = module(|m| m.codes[1].heights.insert(0, (1, 10)));
    assert_eq!(fall, at(1, InsnFault::FallHeight { record: 10, height: 9 }));
    assert_eq!(insn(1, Insn::new(Return, 0, 0, 0)), at(2, InsnFault::Unreached));
    assert_eq!(module(|m| m.codes[1].heights.retain(|h| h.0 != 3)), at(3, InsnFault::Unreached));
    let handler = module(|m| m.codes[1].handlers.push(Handler { start: 0, end: 1, target: 16, reg: 9, height: 10 }));
    assert_eq!(handler, at(0, InsnFault::HandlerHeight { height: 9, handler: 10 }));
    // A call within a range must keep what the handler wants.
    assert_eq!(
        module(|m| m.codes[1].handlers[0] = Handler { start: 11, end: 12, target: 16, reg: 9, height: 10 }),
        at(11, InsnFault::HandlerHeight { height: 9, handler: 10 })
    );
    let last = insn(20, Insn::new(Nop, 0, 0, 0));
    assert_eq!(last, in_code(1, CodeFault::FallsOff));
    assert_eq!(insn(20, Insn::wide(JumpIf, 9, 0)), at(20, InsnFault::Target(JumpIf, 21)));
}

#[test]
fn positions() {
    let mut module = sample::module();
    let first = module.codes[1].positions[0];
    module.codes[1].positions.push(first);
    module.codes[1].positions[5].pc = 21;
    let refused = |module: &Module| load(encode(module, Options::default()).unwrap().bytes());
    assert_eq!(refused(&module), in_code(1, CodeFault::Position(5)));
    module.codes[1].positions[5].pc = 20;
    assert_eq!(refused(&module), None);
    let entry = |edit: fn(&mut [u8])| {
        bytes(|b| {
            let record = word(b, 52) as usize + 64;
            let (at, len) = (word(b, record + 56) as usize, word(b, record + 60) as usize);
            edit(&mut b[at..at + len]);
        })
    };
    // The second entry for the same instruction; a varint that does not end; one in a longer form than need be.
    assert_eq!(entry(|table| table[5] = 0), in_code(1, CodeFault::Position(1)));
    assert_eq!(entry(|table| *table.last_mut().unwrap() |= 0x80), in_code(1, CodeFault::Position(4)));
    assert_eq!(entry(|table| table[0..2].copy_from_slice(&[0x80, 0])), in_code(1, CodeFault::Position(0)));
    assert_eq!(bytes(|b| set(b, 16, 0)), in_code(1, CodeFault::PositionsFeature));
}

#[test]
fn errors_say_what_was_found_and_what_is_expected() {
    let expected = image::ops_digest();
    for (error, text) in [
        (ImageError::Truncated { found: 0, expected: 64 }, "the image is empty".to_string()),
        (
            ImageError::Truncated { found: 70, expected: 640 },
            "the image is truncated: 70 bytes found, 640 expected".to_string(),
        ),
        (
            ImageError::Version { found: 9, expected: 1 },
            "the image has format version 9, this engine reads version 1".to_string(),
        ),
        (
            ImageError::Ops { found: 0xAB, expected },
            format!("the image was made with op table 000000ab, this engine has {expected:08x}; compile it again"),
        ),
        (
            ImageError::Checksum { found: 1, expected: 2 },
            "the image was altered: checksum 0000000000000001 found, 0000000000000002 expected".to_string(),
        ),
        (
            at(3, InsnFault::Unassigned { op: Op::Add, end: 13, height: 10 }).unwrap(),
            "code object 1, instruction 3: Add reads up to r12, but only 10 registers are assigned".to_string(),
        ),
    ] {
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn a_code_object_may_use_all_registers() {
    // 32,000 registers, all of them written; and a call whose window ends with the last.
    let mut module = sample::module();
    let mut insns: Vec<Insn> = (2..32_000).map(|r| Insn::new(Op::LoadSingleton, r, 0, 0)).collect();
    insns.push(Insn::new(Op::Call, 31_000, 31_000, 999));
    insns.push(Insn::new(Op::Return, 31_000, 0, 0));
    let large = Code { ..sample::code("large", 32_000, insns) };
    module.codes[2] = large.clone();
    assert_eq!(load(encode(&module, Options::default()).unwrap().bytes()), None);
    module.codes[2].insns.insert(31_998, Insn::new(Op::LoadSingleton, 32_000, 0, 0));
    let what = InsnFault::Register { op: Op::LoadSingleton, end: 32_001, nregs: 32_000 };
    let error = load(encode(&module, Options::default()).unwrap().bytes());
    assert_eq!(error, Some(ImageError::Insn { code: 2, pc: 31_998, what }));
}
