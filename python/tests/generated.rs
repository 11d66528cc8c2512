//! What the code generator makes: the rules of `module` hold for every test program, the same source makes the same
//! code, and the shapes of code that speed depends on.

use patchnose_core::bytecode::Op;
use patchnose_python::module::{Code, Const, Module};
use patchnose_python::{Options, check, compile, dump};
use std::path::Path;

fn module(source: &str) -> Module {
    let module = match compile(source.as_bytes(), "t.py", "__main__", &Options::default()) {
        Ok(module) => module,
        Err(error) => panic!("{source}\n{error}"),
    };
    if let Err(what) = check::check(&module) {
        panic!("{source}\n{what}\n{}", dump(&module));
    }
    module
}

fn ops(code: &Code) -> Vec<Op> {
    code.insns.iter().map(|insn| insn.decode().expect("an op")).collect()
}

/// The ops of the function that the source defines first, with their registers and numbers.
fn body(source: &str) -> Vec<Op> {
    ops(&module(source).codes[1])
}

/// The lines of the dump of a function's instructions.
fn text(source: &str) -> Vec<String> {
    let dumped = dump(&module(source));
    let function = dumped.split("\ncode ").nth(1).expect("a function");
    let lines = function.lines().skip(2).map(str::trim).filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    lines.map(|line| line.split_whitespace().skip(1).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn the_rules_hold_for_all_programs() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut count = 0;
    for folder in ["tests/programs", "examples"] {
        let Ok(entries) = std::fs::read_dir(tests.join(folder)) else { continue };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.extension().is_none_or(|extension| extension != "py") {
                continue;
            }
            let source = std::fs::read(&path).expect("a readable program");
            let Ok(module) = compile(&source, "t.py", "__main__", &Options::default()) else { continue };
            if let Err(what) = check::check(&module) {
                panic!("{}: {what}", path.display());
            }
            let again = compile(&source, "t.py", "__main__", &Options::default());
            assert_eq!(again.as_ref(), Ok(&module), "{} is not the same twice", path.display());
            count += 1;
        }
    }
    assert!(count > 0, "no programs");
}

#[test]
fn the_checker_notices() {
    let good = module("def f(a):\n  for b in a:\n    g(b)\n  return [a, b]\n");
    assert!(check::check(&good).is_ok());
    let spoil: [fn(&mut Module); 8] = [
        |module| module.codes[1].heights.clear(),
        |module| module.codes[1].insns.truncate(3),
        |module| module.codes[1].nregs = 3,
        |module| module.codes[1].positions.clear(),
        |module| module.globals.clear(),
        |module| module.codes[1].heights.iter_mut().for_each(|record| record.1 += 3),
        |module| module.codes[1].insns[0].a = 1,
        |module| module.consts = vec![Const::Tuple(vec![0])],
    ];
    for (index, spoil) in spoil.iter().enumerate() {
        let mut bad = good.clone();
        spoil(&mut bad);
        assert!(check::check(&bad).is_err(), "spoiled module {index} is accepted");
    }
}

/// Code for which heights and handlers are at their most involved.
#[test]
fn the_rules_hold_for_involved_code() {
    let sources = [
        "def f(a):\n try:\n  return g(a)\n finally:\n  for x in a:\n   if x: break\n   try:\n    h()\n   finally:\n    continue\n",
        "def f(a):\n while 1:\n  try:\n   try:\n    return a\n   except E as e:\n    break\n   except (F, G):\n    continue\n   else:\n    pass\n  finally:\n   try:\n    x()\n   except: pass\n",
        "try:\n a\nexcept E as e:\n raise X from e\nelse:\n b\nfinally:\n c\n",
        "def f(a):\n for x in a:\n  for y in x:\n   try:\n    return [(p, q) for p, q in y if p if q for r in p]\n   finally:\n    del x\n  else:\n   continue\n  break\n else:\n  return 5\n return x\n",
        "x = [a for a in b if a for c in a]\ny = {a: c for a, (d, *c) in b}\nz = {x for y in [1, 2, 3] for x in y}\n",
        "def f(xs):\n return [y for x in xs if x or y for y in ys]\n",
        "def f(a, b):\n a, b = b, a\n a, b = b, a + b\n a[b], b = b, a\n (a, b), *c = d\n return a < b < c < d or not a == b and (a if b else c)\n",
        "def f(*a, b=1, c, **d):\n return f(*a, 1, *b, c=2, **d, e=3)\n",
        "def f(a):\n a[1:2] += b\n a[0] -= (a := 3)\n a.b *= c\n del a[::2], a.b, a[1], a\n",
        "x = f'{a!r:>{b}}{c=}{d:{e}{f}}'\n",
        "def f():\n if (x := g()) and (y := x + 1) > x:\n  return x, y\n x += (x := 2)\n",
        "def f(a):\n assert a, 'no'\n raise\n",
        "while a:\n if b: continue\n if c: break\nelse:\n d\n",
        "def f(x, /, y=[], *, z={}):\n global w\n w = lambda a, b=x, *c: (yes if a else no)\n",
        "if 0:\n a\nelif 1:\n b\nelse:\n c\nwhile 0: d\nwhile 1: e\n",
        "x = a if b else (c and d or e)\ny = not (a in b)\nz = a is not None\n",
        "def f():\n try:\n  pass\n except:\n  return\n",
        "def f():\n while True:\n  try:\n   break\n  finally:\n   g()\n",
        "@a\n@b(c)\ndef f(): pass\n",
        "x = {**a, 'b': 1, **c}\ny = [*a, b, *c]\nz = {*a, b}\nw = *a, b\nprint(*a, sep='')\nv = {1: 2}\n",
        "a = b = c, d = e\n[f, *g] = h\nfor i, j in k: pass\nfor m.n in o: pass\nfor p[q] in r: pass\n",
    ];
    sources.into_iter().for_each(|source| {
        module(source);
    });
}

#[test]
fn operands_are_used_in_place() {
    assert_eq!(text("def f(a, b):\n  return a * b\n"), ["Mul r4 r0 r1", "Return r4"]);
    assert_eq!(text("def f(a, b):\n  a = a * b\n  return a\n"), ["Mul r0 r0 r1", "Return r0"]);
    assert_eq!(
        text("def f(a):\n  a += 1\n  a = a - 2\n  return a\n"),
        ["IAddInt r0 r0 1", "SubInt r0 r0 2", "Return r0"]
    );
    // Not where a later operand changes the local.
    let walrus = text("def f(a):\n  return a + (a := 2)\n");
    assert_eq!(walrus, ["Move r3 r0", "LoadInt r0 2", "Move r4 r0", "Add r3 r3 r4", "Return r3"]);
    // A swap needs one copy.
    assert_eq!(text("def f(a, b):\n  a, b = b, a\n")[..3], ["Move r4 r0", "Move r0 r1", "Move r1 r4"]);
}

#[test]
fn conditions_are_fused() {
    let while_loop = text("def f(n):\n  i = 0\n  while i < n:\n    i += 1\n");
    assert_eq!(while_loop[..4], ["LoadInt r3 0", "JumpNotLt r3 r0 -> 4", "IAddInt r3 r3 1", "Loop -> 1"]);
    assert_eq!(body("def f(a):\n  if a is None and not a: return 1\n")[..2], [Op::JumpIfNotNone, Op::JumpIf]);
    let for_loop = body("def f(a):\n  for i in a:\n    g(i)\n");
    assert_eq!(for_loop[..6], [Op::Iter, Op::Jump, Op::LoadGlobal, Op::Move, Op::Call, Op::ForNext]);
}

#[test]
fn jumps_lead_to_their_end() {
    let module = module("def f(a, b):\n  while a:\n    if a:\n      if b: g()\n      else: h()\n    else: i()\n");
    let code = &module.codes[1];
    let mut jumps = 0;
    for (pc, insn) in code.insns.iter().enumerate() {
        if let (Some(Op::Jump | Op::JumpIfNot), Some(distance)) = (insn.decode(), insn.jump()) {
            let target = &code.insns[pc + 1 + distance as usize];
            assert_ne!(target.decode(), Some(Op::Jump), "{}", dump(&module));
            jumps += 1;
        }
    }
    assert!(jumps >= 4);
}

#[test]
fn constants_are_folded() {
    let constants = [
        ("-5", Const::Int(-5)),
        ("2 ** 40", Const::Int(1 << 40)),
        ("7 // -2", Const::Int(-4)),
        ("-7 % 3", Const::Int(2)),
        ("1 / 4", Const::Float(0.25)),
        ("-0.0", Const::Float(-0.0)),
        ("'a' 'b' + 'c'", Const::Str(b"abc".to_vec())),
        ("'ab' * 3", Const::Str(b"ababab".to_vec())),
        ("'\\ud800\\u00e9\\udc00'", Const::Str(vec![0xED, 0xA0, 0x80, 0xC3, 0xA9, 0xED, 0xB0, 0x80])),
        ("18446744073709551616", Const::Big { negative: false, magnitude: vec![0, 0, 0, 0, 0, 0, 0, 0, 1] }),
        ("-(1 << 64)", Const::Big { negative: true, magnitude: vec![0, 0, 0, 0, 0, 0, 0, 0, 1] }),
        ("0x1_00000000_00000000_00000000_00000001", {
            let mut magnitude = vec![0; 17];
            (magnitude[0], magnitude[16]) = (1, 1);
            Const::Big { negative: false, magnitude }
        }),
    ];
    for (source, value) in constants {
        let module = module(&format!("x = {source}\n"));
        let ops = ops(&module.codes[0]);
        assert!(matches!(ops[0], Op::LoadConst | Op::LoadInt), "{source}: {ops:?}");
        if ops[0] == Op::LoadConst {
            let folded = &module.consts[module.codes[0].insns[0].bc() as usize];
            assert_eq!(format!("{folded:?}"), format!("{value:?}"), "{source}");
        } else {
            assert_eq!(Const::Int(module.codes[0].insns[0].bc_signed() as i64), value, "{source}");
        }
    }
    // What raises, or is large, is left alone.
    for source in ["1 // 0", "1 % 0", "1 / 0", "1 << -1", "'a' * 5000", "2 ** 1000", "'a' + 1", "-'a'", "1 << 1000"] {
        let ops = ops(&module(&format!("x = {source}\n")).codes[0]);
        assert!(!matches!(ops[1], Op::StoreGlobal), "{source}: {ops:?}");
    }
}

/// Locals are checked where they may be unassigned, and only there.
#[test]
fn unassigned_locals_are_checked() {
    let checks = |source: &str| body(source).iter().filter(|op| **op == Op::CheckLocal).count();
    assert_eq!(checks("def f(a):\n  b = a\n  return b\n"), 0);
    assert_eq!(checks("def f(a):\n  if a: b = 1\n  return b\n"), 1);
    assert_eq!(checks("def f(a):\n  if a: b = 1\n  else: b = 2\n  return b\n"), 0);
    assert_eq!(checks("def f(a):\n  for b in a: g(b)\n  return b\n"), 1);
    assert_eq!(checks("def f(a):\n  while True:\n    b = 1\n    if a: break\n  return b\n"), 0);
    assert_eq!(checks("def f(a):\n  try: b = 1\n  except E: pass\n  return b + b\n"), 1);
    assert_eq!(checks("def f(a):\n  try: b = 1\n  except E: return\n  return b\n"), 0);
    assert_eq!(checks("def f(a):\n  del a\n  return a\n"), 1);
}

#[test]
fn positions_are_those_of_cpython() {
    let module = module("x = 1\nyy = f(a.b,\n  c[d])\n");
    let code = &module.codes[0];
    let of = |op: Op| {
        let pc = ops(code).iter().position(|other| *other == op).expect("the op is there") as u32;
        let position = code.positions.iter().rfind(|position| position.pc <= pc).expect("a position");
        (position.line, position.end_line, position.col, position.end_col)
    };
    assert_eq!(of(Op::GetAttr), (2, 2, 7, 10));
    assert_eq!(of(Op::GetItem), (3, 3, 2, 6));
    assert_eq!(of(Op::Call), (2, 3, 5, 7));
}

#[test]
fn the_prelude_reaches_the_engine() {
    let options = Options { prelude: true, ..Options::default() };
    let module = compile(b"def f(a):\n  return __pn_len(a)\n", "p.py", "p", &options).expect("a program");
    assert_eq!(ops(&module.codes[1])[0], Op::LoadBuiltin);
    assert!(!module.globals.contains(&"__pn_len".to_string()));
}
