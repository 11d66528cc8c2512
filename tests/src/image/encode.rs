//! What goes into an image comes out of it.

use super::generate::{Random, module as random_module};
use super::sample;
use patchnose_core::bytecode::image::{self, ConstRef, ImageError, Parameters, StrRef};
use patchnose_core::bytecode::{CodeView, Image};
use patchnose_python::disasm;
use patchnose_python::image::{EncodeError, ImageBuf, Options, encode, innermost};
use patchnose_python::module::{Code, Const, Handler, Module, Position};

fn assert_round_trip(module: &Module) {
    let buf = encode(module, Options::default()).unwrap();
    let image = Image::load(buf.bytes()).unwrap_or_else(|error| panic!("{error}\n{module:#?}"));
    assert_eq!((image.name(), image.file()), (module.name.as_bytes(), module.file.as_bytes()));
    for (i, constant) in module.consts.iter().enumerate() {
        assert_const(image.const_at(i as u32), constant);
    }
    let globals: Vec<&[u8]> = image.globals().map(|name| image.str_at(name).bytes).collect();
    assert_eq!(globals, module.globals.iter().map(|name| name.as_bytes()).collect::<Vec<_>>());
    assert_eq!(image.code_count() as usize, module.codes.len());
    for (view, code) in image.codes().zip(&module.codes) {
        assert_code(view, code);
    }
}

fn assert_const(found: ConstRef<'_>, expected: &Const) {
    match (found, expected) {
        (ConstRef::None, Const::None) | (ConstRef::True, Const::True) => {}
        (ConstRef::False, Const::False) | (ConstRef::Ellipsis, Const::Ellipsis) => {}
        (ConstRef::Int(a), Const::Int(b)) => assert_eq!(a, *b),
        (ConstRef::Float(a), Const::Float(b)) => assert_eq!(a.to_bits(), b.to_bits()),
        (ConstRef::Big { negative: a, magnitude }, Const::Big { negative: b, magnitude: bytes }) => {
            assert_eq!((a, magnitude), (*b, &bytes[..]));
        }
        (ConstRef::Str(StrRef { bytes, chars }), Const::Str(expected)) => {
            assert_eq!(bytes, expected);
            assert_eq!(chars as usize, expected.iter().filter(|byte| **byte & 0xC0 != 0x80).count());
        }
        (ConstRef::Tuple(items), Const::Tuple(expected)) => {
            assert_eq!(items.items().collect::<Vec<_>>(), *expected);
        }
        (found, expected) => panic!("{found:?} for {expected:?}"),
    }
}

fn assert_code(view: CodeView<'_>, code: &Code) {
    assert_eq!((view.name(), view.qualname()), (code.name.as_bytes(), code.qualname.as_bytes()));
    let Code { posonly, args, kwonly, varargs, varkw, .. } = *code;
    assert_eq!(view.parameters(), Parameters { posonly, args, kwonly, varargs, varkw });
    assert_eq!((view.posonly(), view.args(), view.kwonly()), (posonly, args, kwonly));
    assert_eq!((view.varargs(), view.varkw()), (varargs, varkw));
    assert_eq!((view.params(), view.base_height()), (code.params(), code.first_temporary()));
    assert_eq!((view.nregs(), view.first_line()), (code.nregs, code.first_line));
    assert_eq!(view.slots() as usize, code.locals.len());
    for (slot, name) in code.locals.iter().enumerate() {
        assert_eq!(view.slot_name(slot as u16), name.as_bytes());
        let register = slot as u16 + if slot < code.params() as usize { 0 } else { 2 };
        assert_eq!(view.register_name(register), name.as_bytes());
    }
    assert_eq!(view.insns(), code.insns);
    assert_eq!(view.heights().collect::<Vec<_>>(), code.heights);

    let walk: Vec<_> = view.walk().collect();
    assert_eq!(walk.len(), code.insns.len());
    let mut height = code.first_temporary();
    for (i, step) in walk.into_iter().enumerate() {
        let pc = i as u32;
        let record = code.heights.iter().find(|(at, _)| *at == pc);
        height = record.map_or(height, |(_, height)| *height);
        assert_eq!((step.pc, step.insn, step.height, step.join), (pc, code.insns[i], height, record.is_some()));
        assert_eq!((view.height_before(pc), view.is_join(pc)), (height, record.is_some()));
        height = step.insn.heights(height).next;

        let handler = code.handlers.iter().find(|handler| (handler.start..handler.end).contains(&pc));
        let found = view.handler_at(pc).map(|handler| (handler.target, handler.reg, handler.height));
        assert_eq!(found, handler.map(|handler| (handler.target, handler.reg, handler.height)));

        let position = code.positions.iter().rfind(|position| position.pc <= pc);
        let found = view.position(pc).map(|p| (p.line, p.end_line, p.col, p.end_col));
        assert_eq!(found, position.map(|p| (p.line, p.end_line, p.col, p.end_col)));
    }
}

#[test]
fn the_sample_comes_out_as_it_went_in() {
    assert_round_trip(&sample::module());
}

#[test]
fn random_modules_come_out_as_they_went_in() {
    for seed in 0..300 {
        assert_round_trip(&random_module(&mut Random::new(seed)));
    }
}

#[test]
fn the_same_module_gives_the_same_bytes() {
    for seed in 0..20 {
        let [a, b] = [(); 2].map(|()| encode(&random_module(&mut Random::new(seed)), Options::default()).unwrap());
        assert_eq!(a.bytes(), b.bytes());
    }
    // Changes whenever the format does, on purpose or not; then its version must.
    let buf = encode(&Module { codes: vec![], ..sample::module() }, Options::default()).unwrap();
    assert_eq!(fnv(&buf.bytes()[64..]), 0x1D97_AB26_E4AA_ED7B);
}

fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ *byte as u64).wrapping_mul(0x100_0000_01B3))
}

#[test]
fn positions_are_optional() {
    let with = encode(&sample::module(), Options { positions: true }).unwrap();
    let without = encode(&sample::module(), Options { positions: false }).unwrap();
    assert!(without.bytes().len() < with.bytes().len());
    let image = Image::load(without.bytes()).unwrap();
    assert!(!image.has_positions());
    assert!(image.codes().all(|code| code.position(0).is_none()));
    assert_eq!(image.code(1).unwrap().first_line(), 3);
}

#[test]
fn repeated_positions_are_left_out() {
    let mut module = sample::module();
    let at = |pc, line| Position { pc, line, end_line: line, col: 0, end_col: 1 };
    module.codes[2].positions = vec![at(0, 9), at(1, 3), at(1, 2), at(2, 2), at(3, 4)];
    let buf = encode(&module, Options::default()).unwrap();
    let code = Image::load(buf.bytes()).unwrap().code(2).unwrap();
    let found: Vec<_> = code.positions().map(|(pc, position)| (pc, position.line)).collect();
    assert_eq!(found, [(0, 9), (1, 2), (3, 4)]);
}

#[test]
fn ints_have_one_representation() {
    let big = |negative, magnitude: &[u8]| Const::Big { negative, magnitude: magnitude.to_vec() };
    let mut module = sample::module();
    module.consts.extend([
        Const::Int(i64::MIN),
        Const::Int(1 << 49),
        big(false, &[5, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        big(true, &[0, 0, 0, 0, 0, 0, 2]),
        big(false, &[0, 0, 0, 0, 0, 0, 2, 0]),
        big(false, &[]),
        big(true, &[0, 0, 0, 0, 0, 0, 0, 0, 1]),
    ]);
    let buf = encode(&module, Options::default()).unwrap();
    let image = Image::load(buf.bytes()).unwrap();
    let found: Vec<_> = (16..23).map(|i| image.const_at(i)).collect();
    let big = |negative, magnitude| ConstRef::Big { negative, magnitude };
    assert_eq!(
        found,
        [
            big(true, &[0, 0, 0, 0, 0, 0, 0, 0x80]),
            big(false, &[0, 0, 0, 0, 0, 0, 2]),
            ConstRef::Int(5),
            ConstRef::Int(-1 << 49),
            big(false, &[0, 0, 0, 0, 0, 0, 2]),
            ConstRef::Int(0),
            big(true, &[0, 0, 0, 0, 0, 0, 0, 0, 1]),
        ]
    );
}

#[test]
fn nested_handlers_become_ranges_that_do_not_overlap() {
    let handler = |start, end, target| Handler { start, end, target, reg: 0, height: 2 };
    let flat = |handlers: &[Handler]| -> Vec<(u32, u32, u32)> {
        innermost(handlers).into_iter().map(|handler| (handler.start, handler.end, handler.target)).collect()
    };
    assert_eq!(flat(&[]), []);
    assert_eq!(
        flat(&[handler(4, 6, 1), handler(2, 8, 2), handler(2, 12, 3), handler(12, 13, 3), handler(9, 9, 4)]),
        [(2, 4, 2), (4, 6, 1), (6, 8, 2), (8, 12, 3), (12, 13, 3)]
    );
    assert_eq!(flat(&[handler(0, 2, 1), handler(2, 4, 1), handler(0, 4, 9)]), [(0, 2, 1), (2, 4, 1)]);
}

#[test]
fn what_does_not_fit_is_an_error() {
    let mut module = sample::module();
    module.codes[2].locals = vec![String::new(); 65_536];
    assert_eq!(encode(&module, Options::default()).unwrap_err(), EncodeError::Slots);
    module.codes[2].locals.clear();
    module.codes[2].args = 65_535;
    module.codes[2].varargs = true;
    assert_eq!(encode(&module, Options::default()).unwrap_err(), EncodeError::Slots);
}

#[test]
fn an_image_is_recognised_and_wants_an_aligned_place() {
    let buf = encode(&sample::module(), Options::default()).unwrap();
    assert!(Image::is_image(buf.bytes()));
    assert!(!Image::is_image(b"import math\n"));
    assert!(!Image::is_image(&[]));
    let mut moved = vec![0; 3];
    moved.extend_from_slice(buf.bytes());
    let moved = ImageBuf::new(&moved);
    assert_eq!(Image::load(&moved.bytes()[3..]).unwrap_err(), ImageError::Misaligned { found: 3 });
}

#[test]
fn a_view_is_made_again_from_an_address() {
    let buf = encode(&sample::module(), Options::default()).unwrap();
    let bytes = Image::load(buf.bytes()).unwrap().bytes();
    // SAFETY: the image was accepted just now, it has three code objects, and `buf` outlives the view.
    let code = unsafe { CodeView::from_verified(bytes.as_ptr(), bytes.len(), 1) };
    assert_eq!((code.name(), code.index(), code.insns().len()), (&b"f"[..], 1, 21));
}

#[test]
fn the_checksum_sees_every_change() {
    let bytes = encode(&sample::module(), Options::default()).unwrap().bytes().to_vec();
    let sum = image::checksum(&bytes);
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut altered = bytes.clone();
            altered[at] ^= 1 << bit;
            assert_eq!(image::checksum(&altered) == sum, (24..32).contains(&at), "bit {bit} of byte {at}");
        }
    }
    for (a, b) in [(0, 8), (32, 40), (80, 96), (80, 112)] {
        let mut swapped = bytes.clone();
        swapped[a..a + 8].copy_from_slice(&bytes[b..b + 8]);
        swapped[b..b + 8].copy_from_slice(&bytes[a..a + 8]);
        assert_ne!(image::checksum(&swapped), sum);
    }
}

#[test]
fn an_image_reads_well() {
    let buf = encode(&sample::module(), Options::default()).unwrap();
    let image = Image::load(buf.bytes()).unwrap();
    let text = disasm::disassemble(&image, Some("f"));
    let expected = "\
code 1: outer.<locals>.f(a, /, b, *args, k, **kw), a/sample.py:3
  16 registers, temporaries from r9
  line      pc height
     4       0      9  LoadInt        r7:i, 0
             1      9  Iter           r9..r12, r3:args
             2     12  Jump           -> 7
     6 >     3     13  Add            r7:i, r7:i, r12
             4     13  JumpLt         r7:i, r0:a, -> 6
             5     13  LoadGlobal     r13, @0 print
       >     6     13  Nop
     5 >     7     12  ForNext        r9..r12, r12, -> 3
     7       8     12  LoadGlobal     r9, @0 print
             9     12  Move           r10, r7:i
            10     12  LoadConst      r11, #10 'x'
            11     12  CallKw         r9..r12, 2, #11 ('print', 'x')
            12     10  LoadMethod     r10..r12, r9, #10 'x'
            13     12  Move           r12, r7:i
            14     13  CallMethod     r9, r10..r13, 1
            15     10  Return         r9
    12 >    16     10  PushExc        r10, r9
            17     11  MatchExc       r11, r10, r9
            18     12  JumpIfNot      r11, -> 20
            19     12  PopExc         r10
       >    20     11  Reraise        r9
  handler 8..12 -> 16, exception in r9, height 9
  handler 12..14 -> 16, exception in r9, height 10
  handler 14..15 -> 16, exception in r9, height 9
";
    assert_eq!(text, expected);
    assert_eq!(disasm::disassemble(&image, Some("nothing")), "");
    assert_eq!(disasm::disassemble(&image, None).matches("\ncode ").count(), 2);

    let summary = disasm::inspect(&image);
    for line in [
        "image of module sample, file a/sample.py",
        "  #6     -0x90807060504030201",
        "  #9     'h\u{e9}llo \u{1F40D}'",
        "  #13    (('print', 'x'), 7)",
        "  @1     f",
        "  1      outer.<locals>.f(a, /, b, *args, k, **kw): 16 registers, 21 instructions, 3 handlers, line 3",
    ] {
        assert!(summary.contains(&format!("{line}\n")), "{line} is not in\n{summary}");
    }
}

#[test]
fn tuples_that_share_items_have_a_short_text() {
    let mut module = sample::module();
    for i in 0..40 {
        let last = module.consts.len() as u32 - 1;
        module.consts.push(Const::Tuple(if i == 0 { vec![] } else { vec![last, last, last] }));
    }
    module.consts.push(Const::Str(vec![b'x'; 100_000]));
    module.consts.push(Const::Big { negative: false, magnitude: vec![0xFF; 100_000] });
    let buf = encode(&module, Options::default()).unwrap();
    let image = Image::load(buf.bytes()).unwrap();
    for index in 0..image.const_count() {
        assert!(disasm::constant(&image, index).len() < 400);
    }
}
