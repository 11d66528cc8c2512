//! What the front end says about sources that are no programs, against CPython's record (see `record.py`), and about
//! sources that go past its limits.

use patchnose_python::{Limits, Options, compile};

/// The value of a Python string literal as `ascii()` writes it.
fn literal(text: &str) -> String {
    let quote = text.chars().next().expect("a quoted string");
    let inner = text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote)).expect("a quoted string");
    let mut value = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            value.push(c);
            continue;
        }
        let digits = match chars.next().expect("an escape sequence") {
            'n' => {
                value.push('\n');
                continue;
            }
            't' => {
                value.push('\t');
                continue;
            }
            'x' => 2,
            'u' => 4,
            other => {
                value.push(other);
                continue;
            }
        };
        let code: String = chars.by_ref().take(digits).collect();
        let code = u32::from_str_radix(&code, 16).expect("hexadecimal digits");
        value.push(char::from_u32(code).expect("a character"));
    }
    value
}

#[test]
fn errors_print_as_cpython_prints_them() {
    let record = include_str!("data/errors.txt");
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in record.split(">>> ").skip(1) {
        let (source, expected) = case.split_once('\n').expect("a source and what is said about it");
        count += 1;
        let said = match compile(literal(source).as_bytes(), "t.py", "__main__", &Options::default()) {
            Ok(_) => "nothing".to_string(),
            Err(error) => format!("{error}\n"),
        };
        if said != expected {
            wrong.push(format!("{source}\nexpected:\n{expected}said:\n{said}"));
        }
    }
    assert!(count > 300, "the record has been cut");
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
}

fn message(source: &[u8]) -> Option<String> {
    compile(source, "t.py", "__main__", &Options::default()).err().map(|error| error.message)
}

/// Texts that would overflow a stack, if anything called itself for each of their levels. Half of them are below the
/// limits and must get through all stages, half are beyond.
#[test]
fn nesting_is_bounded() {
    let nested = |open: &str, middle: &str, close: &str, count: usize| {
        format!("x = {}{middle}{}\n", open.repeat(count), close.repeat(count))
    };
    let kinds = [
        ("-", "y", ""),
        ("not ", "y", ""),
        ("~", "1", ""),
        ("a + ", "y", ""),
        ("a ** ", "y", ""),
        ("a < ", "y", ""),
        ("a and b or ", "y", ""),
        ("a if b else ", "y", ""),
        ("lambda: ", "y", ""),
        ("lambda a, b=", "y", ": 0"),
        ("", "a", ".b"),
        ("", "a", "()"),
        ("", "a", "[0]"),
        ("", "a", ".b(1)"),
        ("yield ", "y", ""),
        ("await ", "y", ""),
        ("*", "y", ""),
    ];
    for (open, middle, close) in kinds {
        let within = message(nested(open, middle, close, 1000).as_bytes());
        assert!(within.as_deref() != Some("expression is nested too deeply"), "{open}{middle}{close} {within:?}");
        let beyond = message(nested(open, middle, close, 100_000).as_bytes());
        assert_eq!(beyond.as_deref(), Some("expression is nested too deeply"), "{open}{middle}{close}");
    }
    let brackets = [("(", ")"), ("[", "]"), ("{", "}"), ("f(", ")"), ("-(", ")"), ("[", " for a in b]"), ("f'{", "}'")];
    for (open, close) in brackets {
        assert_ne!(message(nested(open, "1", close, 100).as_bytes()).as_deref(), Some("too many nested parentheses"));
        let beyond = message(nested(open, "1", close, 10_000).as_bytes()).expect("an error");
        assert!(beyond.starts_with("too many nested"), "{open} {beyond}");
    }
    // Beside each other is not nested.
    for piece in ["{a}", "{a:{b}}", "{a!r:>{b}.{c}}"] {
        assert_eq!(message(format!("x = f'{}'\n", piece.repeat(10_000)).as_bytes()), None, "{piece}");
    }
    assert_eq!(message(format!("x = ({})\n", "f'{a}b' ".repeat(10_000)).as_bytes()), None);
    let indented = |levels: usize| {
        let lines = (0..levels).map(|level| format!("{}if a:\n", " ".repeat(level)));
        format!("{}{}pass\n", lines.collect::<String>(), " ".repeat(levels))
    };
    assert_eq!(message(indented(99).as_bytes()), None);
    assert_eq!(message(indented(100).as_bytes()).as_deref(), Some("too many levels of indentation"));
    let elifs = format!("if a: pass\n{}", "elif b: pass\n".repeat(20_000));
    assert_eq!(message(elifs.as_bytes()), None);
}

/// What nests or goes on otherwise: it compiles, or is refused with a message.
#[test]
fn other_ways_to_be_long_end_well() {
    let many = |start: &str, part: &str, end: &str| format!("{start}{}{end}\n", part.repeat(20_000));
    let deep = |start: &str, open: &str, close: &str, end: &str| {
        format!("{start}{}y{}{end}\n", open.repeat(20_000), close.repeat(20_000))
    };
    let refused = [
        many("", "a = ", "1"),
        many("import a", ".b", ""),
        many("", "if a: ", "pass"),
        many("x = [y ", "for y in a ", "]"),
        many("x = [y for y in a ", "if y ", "]"),
        many("x = a[", ":", "]"),
        many("match a:\n case ", "1 | ", "1: pass"),
        many("match a:\n case a", ".b", ": pass"),
        deep("match a:\n case ", "[", "]", ": pass"),
        deep("match a:\n case ", "A(", ")", ": pass"),
        deep("def f(a: ", "(", ")", "): pass"),
        deep("def f[T: ", "(", ")", "](): pass"),
        deep("", "(", ",)", " = b"),
        deep("", "[a, ", "]", " = b"),
        deep("del ", "(", ")", ""),
        deep("with ", "(", ")", ": pass"),
        deep("for x in ", "(", ")", ": pass"),
        deep("x = ", "(z := ", ")", ""),
        deep("x = ", "f(a=", ")", ""),
        deep("x = ", "{1: ", "}", ""),
        deep("x = ", "a[b", "]", ""),
        deep("x = f'", "{a:", "}", "'"),
        deep("@", "(", ")", "\ndef f(): pass"),
        deep("return ", "(", ")", ""),
    ];
    for source in refused {
        let start: String = source.chars().take(30).collect();
        assert!(message(source.as_bytes()).is_some(), "{start}");
    }
    for source in
        [many("x = ", "'a' ", ""), many("x = ", "1, ", ""), many("x = ", "\\\n", "1"), many("global a", ", a", "")]
    {
        let start: String = source.chars().take(30).collect();
        assert_eq!(message(source.as_bytes()), None, "{start}");
    }
}

#[test]
fn size_is_bounded() {
    let arguments = format!("f({})\n", vec!["a"; 70_000].join(", "));
    assert_eq!(message(arguments.as_bytes()).as_deref(), Some("function is too large"));
    let items = format!("x = [{}]\n", vec!["a"; 70_000].join(", "));
    assert_eq!(message(items.as_bytes()), None);
    let locals: String = (0..32_000).map(|n| format!(" a{n} = 1\n")).collect();
    assert_eq!(message(format!("def f():\n{locals}").as_bytes()).as_deref(), Some("function is too large"));
    let far = format!("for i in x:\n{}", " y = i\n".repeat(20_000));
    assert_eq!(message(far.as_bytes()), None);
    let options = Options { limits: Limits { source_bytes: 10 }, ..Options::default() };
    assert!(compile(b"x = 1\n", "t.py", "__main__", &options).is_ok());
    let refused = compile(b"x = 123456789\n", "t.py", "__main__", &options).expect_err("too long");
    assert_eq!(refused.to_string(), "SyntaxError: source is too large: 14 bytes, at most 10 are allowed");
}

#[test]
fn encodings() {
    let ok: [&[u8]; 5] = [
        b"\xef\xbb\xbfx = 1\n",
        b"# -*- coding: utf-8 -*-\nx = '\xc3\xa9'\n",
        b"#!/usr/bin/python\n# coding=latin-1\nx = '\xe9'\n",
        b"x = 1\r\nif x:\r\n  y = 2\r\n",
        b"x = 1\ry = 2\r",
    ];
    for source in ok {
        assert_eq!(message(source), None, "{source:?}");
    }
    assert_eq!(message(b"# coding: ebcdic-7\n").as_deref(), Some("encoding problem: ebcdic-7"));
    assert_eq!(message(b"# coding: ascii\nx = '\xc3\xa9'\n").as_deref(), Some("encoding problem: ascii"));
}

/// As CPython 3.13 prints them.
#[test]
fn bytes_that_are_no_text() {
    let printed = |source: &[u8]| compile(source, "f.py", "m", &Options::default()).expect_err("no text").to_string();
    let null = "\nSyntaxError: source code cannot contain null bytes";
    let cases: [(&[u8], &str); 6] = [
        (b"x\0", "  File \"f.py\", line 1\n    x"),
        (b"x = 1\r\n   \0 5\r\n", "  File \"f.py\", line 2\n    "),
        (b"if 1:\n    x = \"abc\0def\"\n", "  File \"f.py\", line 2\n    x = \"abc"),
        (b"\xc3\xa9 = \"\0\"\n\xff", "  File \"f.py\", line 1\n    \u{e9} = \""),
        (b"# coding: latin-1\n\xe9 = \"\0\"\n", "  File \"f.py\", line 2\n    \u{e9} = \""),
        (b"x = = 1\ny\0\n", "  File \"f.py\", line 2\n    y"),
    ];
    for (source, place) in cases {
        assert_eq!(printed(source), format!("{place}{null}"), "{source:?}");
    }
    for (source, byte, line) in [(&b"x = = 1\r\ny = '\xff'\n"[..], "ff", 2), (b"\xe9\0\n", "e9", 1)] {
        let text = format!(
            "SyntaxError: Non-UTF-8 code starting with '\\x{byte}' in file f.py on line {line}, but no encoding declared; \
             see https://peps.python.org/pep-0263/ for details"
        );
        assert_eq!(printed(source), text, "{source:?}");
    }
}

/// What is not there yet says so, at its place.
#[test]
fn unsupported() {
    let cases = [
        ("class A:\n  pass\n", "class statements"),
        ("def f():\n  x = 1\n  return lambda: x\n", "closures (the name 'x' belongs to an enclosing function)"),
        (
            "def f():\n  x = 1\n  def g():\n    def h(): return x\n",
            "closures (the name 'x' belongs to an enclosing function)",
        ),
        ("x = [lambda: y for y in z]\n", "closures (the name 'y' belongs to an enclosing function)"),
        ("def f():\n  yield 1\n", "generators"),
        ("x = (y for y in z)\n", "generator expressions"),
        ("f(y for y in z)\n", "generator expressions"),
        ("with a: pass\n", "with statements"),
        ("match a:\n  case 1: pass\n", "match statements"),
        ("async def f(): pass\n", "async functions"),
        ("type X = int\n", "type statements"),
        ("x = b'a'\n", "bytes literals"),
        ("x = 1j\n", "complex numbers"),
        ("from a import *\n", "import *"),
        ("import a.b\n", "packages"),
        ("from . import a\n", "relative imports"),
        ("try: pass\nexcept* A: pass\n", "except* clauses"),
        ("x[1:2, 3]\n", "a slice within a tuple of subscripts"),
    ];
    for (source, what) in cases {
        assert_eq!(message(source.as_bytes()), Some(format!("not supported yet: {what}")), "{source}");
    }
}

/// `finally` bodies are copied, and copies of copies multiply.
#[test]
fn copies_are_bounded() {
    let nested = |levels: usize, innermost: &str| {
        let mut source = "def f():\n".to_string();
        for level in 1..=levels {
            let indent = " ".repeat(level);
            source += &format!("{indent}try: a()\n{indent}finally:\n");
        }
        source + &innermost.repeat(20_000).lines().map(|line| format!("{}{line}\n", " ".repeat(30))).collect::<String>()
    };
    assert_eq!(message(nested(3, "pass\n").as_bytes()), None);
    assert_eq!(message(nested(19, "pass\n").as_bytes()).as_deref(), Some("program is too large"));
    let dead = nested(19, "pass\n").replacen("def f():\n", "def f():\n return\n", 1);
    assert_eq!(message(dead.as_bytes()), None);
}
