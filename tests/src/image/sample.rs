//! A module written by hand that has everything the format can say.

use patchnose_core::bytecode::{Insn, Op};
use patchnose_core::value::INT_MIN;
use patchnose_python::module::{Code, Const, Handler, Module, Position};

/// A code object without parameters, locals, handlers and positions.
pub fn code(name: &str, nregs: u16, insns: Vec<Insn>) -> Code {
    Code {
        name: name.into(),
        qualname: name.into(),
        posonly: 0,
        args: 0,
        kwonly: 0,
        varargs: false,
        varkw: false,
        locals: vec![],
        nregs,
        insns,
        handlers: vec![],
        heights: vec![],
        positions: vec![],
        first_line: 1,
    }
}

/// The module.
pub fn module() -> Module {
    let text = |s: &str| Const::Str(s.into());
    Module {
        name: "sample".into(),
        file: "a/sample.py".into(),
        consts: vec![
            Const::None,
            Const::True,
            Const::False,
            Const::Ellipsis,
            Const::Int(7),
            Const::Int(INT_MIN),
            Const::Big { negative: true, magnitude: vec![1, 2, 3, 4, 5, 6, 7, 8, 9] },
            Const::Float(1.5),
            text("print"),
            text("h\u{e9}llo \u{1F40D}"),
            text("x"),
            Const::Tuple(vec![8, 10]),
            Const::Tuple(vec![]),
            Const::Tuple(vec![11, 4]),
            Const::Str(b"\xED\xA0\xBD\xED\xB8\x80".to_vec()),
            Const::Float(f64::from_bits(0xFFFC_0000_0000_0001)),
        ],
        globals: vec!["print".into(), "f".into()],
        codes: vec![body(), function(), countdown()],
    }
}

/// Number of the constant `("print", "x")` in [`module`].
pub const NAMES: u16 = 11;
/// Number of a str constant in [`module`].
pub const STR: u16 = 10;

fn body() -> Code {
    use Op::*;
    code(
        "<module>",
        8,
        vec![
            Insn::wide(LoadConst, 2, 12),
            Insn::new(LoadSingleton, 3, 0, 0),
            Insn::new(MakeFunction, 2, 1, 2),
            Insn::wide(StoreGlobal, 2, 1),
            Insn::wide(LoadGlobal, 2, 1),
            Insn::wide(LoadConst, 3, 4),
            Insn::wide(LoadConst, 4, 9),
            Insn::new(Call, 2, 2, 2),
            Insn::new(LoadSingleton, 2, 0, 0),
            Insn::new(Return, 2, 0, 0),
        ],
    )
}

/// `def f(a, /, b, *args, k, **kw)` with a loop, calls, and a handler within a handler.
fn function() -> Code {
    use Op::*;
    let position = |pc, line, col| Position { pc, line, end_line: line, col, end_col: col + 5 };
    Code {
        posonly: 1,
        args: 2,
        kwonly: 1,
        varargs: true,
        varkw: true,
        qualname: "outer.<locals>.f".into(),
        locals: ["a", "b", "k", "args", "kw", "i", ""].map(String::from).to_vec(),
        first_line: 3,
        heights: vec![(3, 13), (6, 13), (7, 12), (16, 10), (20, 11)],
        handlers: vec![
            Handler { start: 12, end: 14, target: 16, reg: 9, height: 10 },
            Handler { start: 8, end: 15, target: 16, reg: 9, height: 9 },
        ],
        positions: vec![
            position(0, 4, 4),
            position(3, 6, 8),
            position(7, 5, 300),
            Position { pc: 8, line: 7, end_line: 9, col: 70_000, end_col: 3 },
            position(16, 12, 0),
        ],
        ..code(
            "f",
            16,
            vec![
                Insn::wide(LoadInt, 7, 0),
                Insn::new(Iter, 9, 3, 0),
                Insn::wide(Jump, 0, 4),
                Insn::new(Add, 7, 7, 12),
                Insn::new(JumpLt, 7, 0, 1),
                Insn::wide(LoadGlobal, 13, 0),
                Insn::new(Nop, 0, 0, 0),
                Insn::new(ForNext, 9, 12, -5i16 as u16),
                Insn::wide(LoadGlobal, 9, 0),
                Insn::new(Move, 10, 7, 0),
                Insn::wide(LoadConst, 11, 10),
                Insn::new(CallKw, 9, 2, NAMES),
                Insn::new(LoadMethod, 10, 9, STR),
                Insn::new(Move, 12, 7, 0),
                Insn::new(CallMethod, 9, 10, 1),
                Insn::new(Return, 9, 0, 0),
                Insn::new(PushExc, 10, 9, 0),
                Insn::new(MatchExc, 11, 10, 9),
                Insn::wide(JumpIfNot, 11, 1),
                Insn::new(PopExc, 10, 0, 0),
                Insn::new(Reraise, 9, 0, 0),
            ],
        )
    }
}

/// A loop that counts down.
fn countdown() -> Code {
    use Op::*;
    Code {
        locals: vec!["n".into()],
        heights: vec![(1, 3), (4, 3)],
        ..code(
            "countdown",
            8,
            vec![
                Insn::wide(LoadInt, 2, 10),
                Insn::wide(JumpIfNot, 2, 2),
                Insn::new(SubInt, 2, 2, 1),
                Insn::wide(Loop, 0, -3i32 as u32),
                Insn::new(Return, 2, 0, 0),
            ],
        )
    }
}
