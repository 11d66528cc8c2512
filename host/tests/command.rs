//! The command: what each kind of bad input gets for a message and a status, and that good input gets none.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own for a test's files.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.0.join(name), content).unwrap();
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let binary = env!("CARGO_BIN_EXE_patchnose");
        // A program for another machine is started by an emulator.
        let mut command = match std::env::var_os("PATCHNOSE_RUNNER") {
            Some(runner) => {
                let mut command = Command::new(runner);
                command.arg(binary);
                command
            }
            None => Command::new(binary),
        };
        command.current_dir(&self.0).args(args).env_remove("PATCHNOSE_PATH");
        command
    }

    /// Asserts status, output and error of a command.
    fn expect(&self, args: &[&str], status: i32, out: &str, err: &str) {
        let done = self.run(args);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!((text(&done.stdout).as_str(), text(&done.stderr).as_str()), (out, err), "{args:?}");
        assert_eq!(done.status.code(), Some(status), "{args:?}");
    }
}

const HELLO: &str = "print('hello')\n";

#[test]
fn good_input_has_no_message() {
    let f = Folder::new("good");
    f.file("hello.py", HELLO);
    f.file("args.py", "import sys\nprint(sys.argv)\nsys.exit(7)\n");
    f.file("empty.py", "");
    f.expect(&["hello.py"], 0, "hello\n", "");
    f.expect(&["run", "hello.py"], 0, "hello\n", "");
    f.expect(&["--jit=off", "--fuel=unlimited", "run", "hello.py"], 0, "hello\n", "");
    f.expect(&["args.py", "--fuel=1", "-x"], 7, "['args.py', '--fuel=1', '-x']\n", "");
    f.expect(&["empty.py"], 0, "", "");
    f.expect(&["compile", "hello.py", "-o", "hello.pni"], 0, "", "");
    f.expect(&["hello.pni"], 0, "hello\n", "");
    f.expect(&["compile", "-g", "hello.py", "-o", "lines.pni"], 0, "", "");
    f.expect(&["lines.pni"], 0, "hello\n", "");
    assert!(f.run(&["--help"]).stdout.starts_with(b"usage: patchnose"));
}

#[test]
fn wrong_command_lines() {
    let f = Folder::new("usage");
    f.file("hello.py", HELLO);
    let hint = "\nTry 'patchnose --help'.\n";
    for (args, message) in [
        (&["--nonsense", "hello.py"][..], "invalid option '--nonsense'"),
        (
            &["--heap=many", "hello.py"],
            "invalid value 'many' for option '--heap': it must be a number of bytes, or one with K, M or G",
        ),
        (&["--heap"], "missing argument for option '--heap'"),
        (
            &["--heap=", "hello.py"],
            "invalid value '' for option '--heap': it must be a number of bytes, or one with K, M or G",
        ),
        (&["--jit-threshold"], "missing argument for option '--jit-threshold'"),
        (&["--stats=xml", "hello.py"], "invalid value 'xml' for option '--stats': it must be json"),
        (&["-z", "hello.py"], "invalid option '-z'"),
        (&[], "no file is given"),
        (&["run"], "no file is given"),
        (&["inspect"], "no file is given"),
        (&["compile", "hello.py"], "compile needs -o OUT"),
        (&["compile", "hello.py", "-o"], "missing argument for option '-o'"),
        (&["inspect", "hello.py", "more"], "unexpected argument \"more\""),
    ] {
        f.expect(args, 2, "", &format!("patchnose: {message}{hint}"));
    }
}

#[test]
fn limits_that_cannot_be_enforced() {
    let f = Folder::new("limits");
    f.file("hello.py", HELLO);
    for name in ["fuel", "heap", "depth", "code", "jit"] {
        let message = format!("patchnose: limit '{name}' cannot be enforced: it is 0\n");
        f.expect(&[&format!("--{name}=0"), "hello.py"], 2, "", &message);
    }
    // Whatever the file is.
    f.expect(&["--heap=0", "nothing.py"], 2, "", "patchnose: limit 'heap' cannot be enforced: it is 0\n");
    f.expect(&["--depth=65536", "hello.py"], 2, "", "patchnose: limit 'depth' cannot be enforced: it is above 65535\n");
    let huge = f.run(&["--heap=1000000G", "hello.py"]);
    assert_eq!(huge.status.code(), Some(2));
    assert!(huge.stderr.starts_with(b"patchnose: limit 'heap' cannot be enforced: no region of "), "{huge:?}");
}

/// Address space is taken from the process: for the front end's stack, or for the region.
#[cfg(target_os = "linux")]
#[test]
fn memory_that_the_system_refuses() {
    // An emulator needs address space itself.
    if std::env::var_os("PATCHNOSE_RUNNER").is_some() {
        return;
    }
    let f = Folder::new("refused");
    f.file("hello.py", HELLO);
    f.expect(&["compile", "hello.py", "-o", "hello.pni"], 0, "", "");
    let told = |kilobytes: u32, file: &str| {
        let script = format!("ulimit -v {kilobytes}; exec \"$0\" {file}");
        let done = Command::new("sh").args(["-c", &script, env!("CARGO_BIN_EXE_patchnose")]).current_dir(&f.0).output();
        let done = done.unwrap();
        (done.status.code(), String::from_utf8(done.stderr).unwrap())
    };
    assert_eq!(told(200_000, "hello.py"), (Some(123), "MemoryError: no memory to compile in\n".to_string()));
    let (status, err) = told(200_000, "hello.pni");
    assert!(err.starts_with("patchnose: limit 'heap' cannot be enforced: no region of ") && status == Some(2), "{err}");
    assert_eq!(told(200_000, "--heap=1M hello.pni"), (Some(0), String::new()));
}

/// From the smallest limit on: the program is refused, gets a MemoryError or runs, and the status says which.
#[test]
fn limits_that_are_small() {
    let f = Folder::new("small");
    f.file("hello.py", HELLO);
    let told = |limit: &str| {
        let done = f.run(&[limit, "hello.py"]);
        let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        let used_up = err.ends_with(": limit 'heap' is used up\n") && !err.contains("panic");
        match done.status.code() {
            Some(0) => assert_eq!((&*out, &*err), ("hello\n", ""), "{limit}"),
            Some(123) => assert!(used_up && out.is_empty(), "{limit}: {out}{err}"),
            _ => panic!("{limit}: {done:?}"),
        }
        done.status.success()
    };
    let sizes = [1, 100, 300, 500, 700, 900, 1100, 1300, 1500, 1700, 1900, 2500, 4000, 8000, 16000];
    let served: Vec<bool> = sizes.iter().map(|size| told(&format!("--heap={size}"))).collect();
    assert!(!served[0] && served[sizes.len() - 1], "{served:?}");
    for limit in ["--depth=1", "--code=1", "--jit=1", "--fuel=1"] {
        assert!(told(limit));
    }
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/fib.py");
    for jit in ["--jit=off", "--jit=64K"] {
        f.expect(&["--heap=16K", "--code=64K", jit, example, "20"], 0, "fib(20) = 6765\n", "");
    }
}

#[test]
fn files_that_are_not_there() {
    let f = Folder::new("missing");
    let message = "patchnose: can't open file 'nothing.py': [Errno 2] No such file or directory\n";
    for args in [
        &["nothing.py"][..],
        &["compile", "nothing.py", "-o", "x"],
        &["inspect", "nothing.py"],
        &["disasm", "nothing.py"],
    ] {
        f.expect(args, 2, "", message);
    }
    f.file("hello.py", HELLO);
    let refused = |file: &str, why: &str| {
        f.expect(&[file], 2, "", &format!("patchnose: can't open file '{file}': {why}\n"));
    };
    refused(".", "[Errno 21] Is a directory");
    refused("hello.py/x", "[Errno 20] Not a directory");
    refused(&"x".repeat(300), "[Errno 36] File name too long");
    f.expect(
        &["compile", "hello.py", "-o", "."],
        2,
        "",
        "patchnose: can't write file '.': [Errno 21] Is a directory\n",
    );
    f.expect(&["disasm", "hello.py", "f"], 2, "", "patchnose: there is no function 'f'; there are: <module>\n");
}

/// A full disk, or nobody who reads: nothing panics, and what is lost is not called a success.
#[cfg(target_os = "linux")]
#[test]
fn streams_that_cannot_be_written() {
    let f = Folder::new("full");
    f.file("hello.py", HELLO);
    f.file("bad.py", "x = \n");
    f.file("error.py", "1/0\n");
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let lost = "patchnose: can't write standard output: [Errno 28] No space left on device\n";
    for args in [&["hello.py"][..], &["inspect", "hello.py"], &["disasm", "hello.py"], &["--help"], &["--version"]] {
        let done = f.command(args).stdout(full()).output().unwrap();
        let got = (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned());
        assert_eq!(got, (Some(1), lost.to_string()), "{args:?}");
    }
    for (args, status) in
        [(&["hello.py"][..], 0), (&["bad.py"], 1), (&["error.py"], 1), (&["--what"], 2), (&["no.py"], 2)]
    {
        assert_eq!(f.command(args).stderr(full()).output().unwrap().status.code(), Some(status), "{args:?}");
    }
}

/// What CPython 3.13 prints of a mistake in a file that is imported, and tells the program that catches it.
#[test]
fn syntax_errors_in_imported_files() {
    let f = Folder::new("imported");
    for (name, source, message, excerpt, what) in [
        (
            "bad",
            "def f():\n    return 1\n\ndef g():\n    x = = 5\n",
            "SyntaxError: invalid syntax",
            "line 5\n    x = = 5\n        ^\n",
            "invalid syntax (bad.py, line 5) invalid syntax bad.py 5 9 '    x = = 5\\n' 5",
        ),
        (
            "indented",
            "x = 1\n\ty = 2\n",
            "IndentationError: unexpected indent",
            "line 2\n    \ty = 2\n    ^\n",
            "unexpected indent (indented.py, line 2) unexpected indent indented.py 2 1 '\\ty = 2\\n' 2",
        ),
        (
            "accents",
            "x = \"é\" 5 é\n",
            "SyntaxError: invalid syntax",
            "line 1\n    x = \"é\" 5 é\n            ^\n",
            "invalid syntax (accents.py, line 1) invalid syntax accents.py 1 9 'x = \"é\" 5 é\\n' 1",
        ),
        (
            "open",
            "x = (1,\n",
            "SyntaxError: '(' was never closed",
            "line 1\n    x = (1,\n        ^\n",
            "'(' was never closed (open.py, line 1) '(' was never closed open.py 1 5 'x = (1,\\n' 1",
        ),
    ] {
        f.file(&format!("{name}.py"), source);
        f.file("main.py", format!("import {name}\n"));
        let err = format!(
            "Traceback (most recent call last):\n  File \"main.py\", line 1, in <module>\n    import {name}\n  \
             File \"{name}.py\", {excerpt}{message}\n"
        );
        f.expect(&["main.py"], 1, "", &err);
        let catching = format!(
            "try:\n    import {name}\nexcept SyntaxError as e:\n    print(e, e.msg, e.filename, e.lineno, e.offset, \
             repr(e.text), e.end_lineno)\n"
        );
        f.file("catching.py", catching);
        f.expect(&["catching.py"], 0, &format!("{what}\n"), "");
    }
}

#[test]
fn syntax_errors() {
    let f = Folder::new("syntax");
    f.file("bad.py", "x = 1\ny = (1 +\n");
    f.expect(
        &["bad.py"],
        1,
        "",
        "  File \"bad.py\", line 2\n    y = (1 +\n        ^\nSyntaxError: '(' was never closed\n",
    );
    f.file("deep.py", format!("x = {}1{}\n", "(".repeat(100_000), ")".repeat(100_000)));
    f.file("minus.py", format!("x = {}1\n", "-".repeat(100_000)));
    f.file("dots.py", format!("x = a{}\n", ".b".repeat(100_000)));
    let elif = "elif a:\n  pass\n".repeat(20_000);
    f.file("elifs.py", format!("a = 0\nif a:\n  pass\n{elif}"));
    // These nest nowhere but in the parser's eyes.
    f.expect(&["elifs.py"], 0, "", "");
    for name in ["deep.py", "minus.py", "dots.py"] {
        let done = f.run(&[name]);
        let err = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(1), "{name}: {err}");
        assert!(err.lines().last().unwrap().starts_with("SyntaxError: "), "{name}: {err}");
    }
}

#[test]
fn images_that_are_not_as_they_were_written() {
    let f = Folder::new("images");
    f.file("hello.py", HELLO);
    f.expect(&["compile", "hello.py", "-o", "hello.pni"], 0, "", "");
    let image = std::fs::read(f.0.join("hello.pni")).unwrap();
    f.file("empty.pni", "");
    f.file("text.pni", HELLO);
    f.file("short.pni", &image[..image.len() / 2]);
    let mut altered = image.clone();
    altered[image.len() / 2] ^= 1;
    f.file("altered.pni", altered);
    let half = image.len() / 2;
    for command in [&["run"][..], &["inspect"], &["disasm"]] {
        for (name, message) in [
            ("empty.pni", "the image is empty".to_string()),
            ("short.pni", format!("the image is truncated: {half} bytes found, {} expected", image.len())),
        ] {
            let args: Vec<&str> = command.iter().copied().chain([name]).collect();
            f.expect(&args, 125, "", &format!("patchnose: '{name}': {message}\n"));
        }
        for name in ["text.pni", "altered.pni"] {
            let args: Vec<&str> = command.iter().copied().chain([name]).collect();
            let done = f.run(&args);
            assert_eq!(done.status.code(), Some(125), "{done:?}");
            assert!(done.stderr.starts_with(format!("patchnose: '{name}': ").as_bytes()), "{done:?}");
        }
    }
    // Without its first bytes nothing tells that it was an image: it is source, and no good one.
    f.file("cut.py", &image[20..]);
    assert_eq!(f.run(&["cut.py"]).status.code(), Some(1));
}

#[test]
fn limits_that_are_used_up() {
    let f = Folder::new("used_up");
    f.file("loop.py", "while True:\n    pass\n");
    f.file("eat.py", "a = []\nwhile True:\n    a.append(a[:])\n");
    f.file("dive.py", "def f():\n    f()\ntry:\n    f()\nexcept RecursionError as e:\n    print(e)\n");
    for jit in ["--jit=off", "--jit=on"] {
        let args = [jit, "--fuel=100000", "loop.py"];
        f.expect(&args, 122, "", "patchnose: out of fuel: limit 'fuel' of 100000 is used up\n");
        let done = f.run(&[jit, "--heap=1M", "eat.py"]);
        let err = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(123), "{err}");
        assert!(err.starts_with("Traceback (most recent call last):\n  File \"eat.py\", line "), "{err}");
        assert!(err.ends_with("MemoryError\npatchnose: out of memory: limit 'heap' is used up\n"), "{err}");
        f.expect(&[jit, "--depth=50", "dive.py"], 0, "maximum recursion depth exceeded\n", "");
    }
}

#[test]
fn uncaught_exceptions_and_exits() {
    let f = Folder::new("exits");
    f.file("error.py", "def f(x):\n    return x / 0\nprint('first')\nf(1)\n");
    let err = "Traceback (most recent call last):\n  File \"error.py\", line 4, in <module>\n    f(1)\n    ~^^^\n  File \"error.py\", \
               line 2, in f\n    return x / 0\n           ~~^~~\nZeroDivisionError: division by zero\n";
    f.expect(&["error.py"], 1, "first\n", err);
    f.file("message.py", "import sys\nsys.exit('why')\n");
    f.expect(&["message.py"], 1, "", "why\n");
    f.file("typo.py", "import helper\nprint(helper.x)\nprnt(1)\n");
    f.file("helper.py", "x = 5\n");
    let err = "Traceback (most recent call last):\n  File \"typo.py\", line 3, in <module>\n    prnt(1)\n    ^^^^\n\
               NameError: name 'prnt' is not defined. Did you mean: 'print'?\n";
    f.expect(&["typo.py"], 1, "5\n", err);
}

#[test]
fn figures_are_one_line() {
    let f = Folder::new("stats");
    f.file("work.py", "def f(n):\n    s = 0\n    for i in range(n):\n        s += i\n    return s\nprint(f(10000))\n");
    let fuel = |jit: &str| {
        let done = f.run(&[jit, "--stats=json", "work.py"]);
        let err = String::from_utf8(done.stderr).unwrap();
        assert_eq!((done.stdout.as_slice(), err.lines().count()), (&b"49995000\n"[..], 1));
        for name in [
            "fuel_used",
            "heap_peak_bytes",
            "code_bytes",
            "jit_metadata_bytes",
            "functions_compiled",
            "instructions_compiled",
            "evictions",
            "functions_evicted",
            "functions_refused",
            "compile_ns",
            "publish_ns",
            "side_exits",
            "taken_back",
            "jit_off_reason",
        ] {
            assert!(err.contains(&format!("\"{name}\": ")), "{name}: {err}");
        }
        let reason = err.split("\"jit_off_reason\": ").nth(1).unwrap().split(',').next().unwrap().to_string();
        (err.split([':', ',']).nth(1).unwrap().trim().parse::<u64>().unwrap(), reason)
    };
    let (off, on) = (fuel("--jit=off"), fuel("--jit=on"));
    assert_eq!(off.0, on.0);
    assert_eq!(off.1, "\"disabled\"");
    if patchnose_host::platform::STENCILS.is_some() {
        assert_eq!(on.1, "null");
    }
}

/// The fields of a function, as text. Its own braces are the only ones but those of the exits.
fn function_of<'s>(stats: &'s str, name: &str) -> &'s str {
    let start = stats.find(&format!("{{\"name\": \"{name}\"")).unwrap_or_else(|| panic!("no {name} in {stats}"));
    let rest = &stats[start..];
    &rest[..rest.find("}, {").unwrap_or(rest.len())]
}

#[test]
fn figures_of_functions() {
    let f = Folder::new("functions");
    let source =
        "def hot(n):\n    s = 0\n    for i in range(n):\n        s += i\n    return s\n\ndef cold():\n    pass\n";
    f.file("a \"b\".py", format!("{source}hot(100000)\ncold()\n"));
    let done = f.run(&["--stats=json", "a \"b\".py"]);
    let err = String::from_utf8(done.stderr).unwrap();
    let cold = function_of(&err, "cold");
    let begin =
        "{\"name\": \"cold\", \"file\": \"a \\\"b\\\".py\", \"line\": 7, \"instructions\": 2, \"compilations\": 0, ";
    assert!(cold.starts_with(begin), "{cold}");
    assert!(cold.contains("\"not_compiled\": \"cold\""), "{cold}");
    if patchnose_host::platform::STENCILS.is_some() {
        let hot = function_of(&err, "hot");
        assert!(hot.contains("\"line\": 1, ") && hot.contains("\"compilations\": 1, "), "{hot}");
        assert!(hot.contains("\"exits\": {\"fuel\": 1}, \"not_compiled\": null"), "{hot}");
    }
}

/// What is shown of a function: by which names it is found, and that source, bytecode, stencils and code are all there.
#[test]
fn code_is_shown() {
    let f = Folder::new("disasm");
    let source =
        "def outer(n):\n    def inner(x):\n        # doubled\n        return x + x\n    return inner(n)\n\nouter(3)\n";
    f.file("code.py", source);
    let shown = |name: &str, view: &str| {
        let done = f.run(&["disasm", "--jit-threshold=1", view, "code.py", name]);
        assert_eq!((done.status.code(), done.stderr.len()), (Some(0), 0), "{name} {view}: {done:?}");
        String::from_utf8(done.stdout).unwrap()
    };
    for name in ["inner", "outer.inner", "outer.<locals>.inner", "__main__.outer.inner"] {
        assert!(shown(name, "--bytecode").starts_with("code 2: outer.<locals>.inner(x), code.py:2\n"), "{name}");
    }
    f.expect(
        &["disasm", "code.py", "other"],
        2,
        "",
        "patchnose: there is no function 'other'; there are: <module>, outer, outer.inner\n",
    );
    if patchnose_host::platform::STENCILS.is_none() {
        return;
    }
    let asm = shown("outer.inner", "--asm");
    assert!(asm.starts_with("outer.<locals>.inner, code.py:2: 2 instructions, "), "{asm}");
    let places =
        ["\n   2 |     def inner(x):", "entry", "\n   4 |         return x + x\n", "@0  Add ", "@1  Return ", "exit1"];
    let mut at = 0;
    for place in places.iter().filter(|p| **p != "entry") {
        at += asm[at..].find(place).unwrap_or_else(|| panic!("{place} behind byte {at}: {asm}"));
    }
    // Every stencil stands beside its first instruction.
    for stencil in ["enter_py 8", "add_i"] {
        let line = asm
            .lines()
            .find(|line| line.trim_start().starts_with(stencil))
            .unwrap_or_else(|| panic!("{stencil}: {asm}"));
        assert!(line.split_whitespace().count() >= 5, "{line}");
    }
    let branch = if cfg!(target_arch = "aarch64") { "b.vs exit" } else { "jo exit" };
    assert!(asm.contains(branch), "{asm}");
    let stencils = shown("inner", "--stencils");
    assert!(stencils.contains("-> exit") && !stencils.contains(branch) && stencils.contains("ret_py 8"), "{stencils}");
    f.expect(
        &["disasm", "--asm", "code.py", "inner"],
        1,
        "",
        "patchnose: function 'inner' was not compiled (cold): try --jit-threshold=1\n",
    );
    f.expect(
        &["disasm", "--asm", "code.py", "other"],
        2,
        "",
        "patchnose: there is no function 'other'; there are: <module>, outer, outer.inner\n",
    );
}

/// The file for perf is there, and what cannot be written is told.
#[test]
fn profiles_are_written() {
    let f = Folder::new("profile");
    f.file("hello.py", HELLO);
    f.expect(&["--perf=jitdump", "hello.py"], 0, "hello\n", "");
    let dumps = std::fs::read_dir(&f.0).unwrap().filter_map(Result::ok).map(|e| e.file_name().into_string().unwrap());
    assert_eq!(dumps.filter(|name| name.starts_with("jit-") && name.ends_with(".dump")).count(), 1);
    let message = "patchnose: can't write profile 'nowhere': [Errno 2] No such file or directory\n";
    f.expect(&["--perf=jitdump:nowhere", "hello.py"], 2, "", message);
}
