//! What is told of compiled code: to listings, to profilers, as figures. Everything is held against the code itself.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use patchnose_core::api::{Config, Engine, FunctionStats, NotCompiled, Outcome, Reason, Stats, Store};
use patchnose_core::host::{Clock, Host, Listing, ModuleError, Moved, Part, Published, Stream, What};
use patchnose_core::jit::stencil::StencilId;
use patchnose_host::disassembler::disassemble;
use patchnose_host::memory::Memory;
use patchnose_host::modules::compile_source;
use patchnose_host::perf::Profile;
use patchnose_host::platform::{Native, STENCILS};

/// A function as it was published.
#[derive(Clone, Debug)]
struct Code {
    name: String,
    address: u64,
    /// Where it lies now, or lay when it was freed.
    now: u64,
    bytes: Vec<u8>,
    parts: Vec<Part>,
    lines: Vec<(u32, u32)>,
    instructions: u32,
    /// Offsets of its stencils.
    stencils: Vec<(u32, StencilId)>,
}

/// Keeps all that it is told.
#[derive(Default)]
struct Keeper {
    out: String,
    stencils: Vec<(u32, StencilId)>,
    codes: Vec<Code>,
    moves: usize,
    profiles: Vec<Profile>,
    now: u64,
}

impl Host for Keeper {
    fn write(&mut self, _: Stream, text: &[u8]) -> Result<(), ()> {
        self.out.push_str(&String::from_utf8_lossy(text));
        Ok(())
    }

    fn clock(&mut self, _: Clock) -> Option<u64> {
        self.now += 1000;
        Some(self.now)
    }

    fn find_module(&mut self, _: &str) -> Result<Option<&[u8]>, ModuleError<'_>> {
        Ok(None)
    }

    fn list(&mut self, entry: &Listing<'_>) {
        if let Listing::Stencil { offset, stencil, .. } = entry {
            if *offset == 0 {
                self.stencils.clear();
            }
            self.stencils.push((*offset, *stencil));
        }
    }

    fn published(&mut self, code: &Published<'_>) {
        // SAFETY: what is published can be read, and nobody writes to it now.
        let there = unsafe { std::slice::from_raw_parts(code.address as *const u8, code.bytes.len()) };
        assert_eq!(there, code.bytes, "what lies at the address is the code");
        self.codes.push(Code {
            name: String::from_utf8_lossy(code.name()).into_owned(),
            address: code.address,
            now: code.address,
            bytes: code.bytes.to_vec(),
            parts: code.parts.to_vec(),
            lines: code.lines().collect(),
            instructions: code.code.map_or(0, |view| view.insns().len() as u32),
            stencils: if code.code.is_some() { std::mem::take(&mut self.stencils) } else { Vec::new() },
        });
        for profile in &mut self.profiles {
            profile.published(code);
        }
    }

    fn moved(&mut self, moved: &Moved) {
        let code = self.codes.iter_mut().rev().find(|c| c.now == moved.from).expect("what is moved was there");
        assert_eq!(code.bytes.len(), moved.len as usize);
        // SAFETY: as above.
        let there = unsafe { std::slice::from_raw_parts(moved.to as *const u8, code.bytes.len()) };
        assert_eq!(there, code.bytes, "what lies at the address is the code that was moved there");
        code.now = moved.to;
        self.moves += 1;
        for profile in &mut self.profiles {
            profile.moved(moved);
        }
    }
}

/// What a function's figures were at the end.
#[derive(Debug)]
struct Figures {
    compilations: u32,
    inlined: u32,
    code_bytes: usize,
    metadata_bytes: usize,
    compile_ns: u64,
    instructions: u32,
    exits: BTreeMap<&'static str, u32>,
    not_compiled: Option<NotCompiled>,
}

impl From<&FunctionStats<'_>> for Figures {
    fn from(f: &FunctionStats<'_>) -> Figures {
        let exits = Reason::ALL.iter().map(|r| r.name()).zip(f.exits).filter(|(_, n)| *n != 0);
        Figures {
            compilations: f.compilations,
            inlined: f.inlined,
            code_bytes: f.code_bytes,
            metadata_bytes: f.metadata_bytes,
            compile_ns: f.compile_ns,
            instructions: f.instructions,
            exits: exits.collect(),
            not_compiled: f.not_compiled,
        }
    }
}

/// Runs a program; `None` where there is no compiled code.
fn run(
    source: &str,
    change: impl FnOnce(&mut Config),
    host: &mut Keeper,
) -> Option<(Stats, BTreeMap<String, Figures>)> {
    let mut config = Config { stencils: STENCILS, listing: true, timed: true, ..Config::default() };
    change(&mut config);
    config.code_region = config.limits.code;
    let engine = Engine::new(&config, Some(&Native)).unwrap();
    engine.jit_off_reason().is_none().then_some(())?;
    let image = compile_source(source.as_bytes(), "inside.py", "__main__", true).unwrap();
    let mut memory = Memory::map(256 << 20).unwrap();
    let mut store = Store::new(&engine, memory.region()).unwrap();
    store.load(image.bytes(), "__main__").unwrap();
    assert!(matches!(store.resume(host), Ok(Outcome::Done(_))));
    let mut functions = BTreeMap::new();
    store.functions(|f| {
        functions.insert(String::from_utf8_lossy(f.name).into_owned(), Figures::from(f));
    });
    Some((store.stats(), functions))
}

const LINES: &str = "\
def area(n):
    total = 0.0
    for i in range(n):
        total += i * 0.5
        if total > 1e9:
            total = 0.0
    return total


print(area(100))
print(area(100))
";

#[test]
fn parts_lie_one_behind_the_other_and_hold_the_stencils() {
    let mut host = Keeper::default();
    let Some(_) = run(LINES, |c| c.jit_threshold = Some(60), &mut host) else { return };
    let area = host.codes.iter().find(|c| c.name == "area").unwrap();
    let offsets: Vec<u32> = area.parts.iter().map(|p| p.offset).collect();
    assert!(offsets.is_sorted() && offsets[0] == 0, "{offsets:?}");
    assert_eq!(area.parts[0].what, What::Prologue);
    // Each instruction has its part, in order.
    let instructions: Vec<u32> =
        area.parts.iter().filter_map(|p| if let What::Instruction(pc) = p.what { Some(pc) } else { None }).collect();
    assert_eq!(instructions, (0..area.instructions).collect::<Vec<u32>>());
    let part_of = |offset: u32| area.parts.iter().rev().find(|p| p.offset <= offset).unwrap().what;
    let mut leaves = 0;
    for (offset, id) in &area.stencils {
        match id {
            StencilId::SideExit => {
                assert!(matches!(part_of(*offset), What::Exit(_) | What::Mismatch(_)), "{offset:x}");
                leaves += 1;
            }
            StencilId::LeaveStatus => assert_eq!(part_of(*offset), What::Status),
            StencilId::RetPy => assert_eq!(part_of(*offset), What::Instruction(area.instructions - 1)),
            StencilId::AddF => assert!(matches!(part_of(*offset), What::Instruction(_))),
            _ => {}
        }
    }
    let exits = area.parts.iter().filter(|p| matches!(p.what, What::Exit(_) | What::Mismatch(_))).count();
    assert!(leaves > 3 && leaves == exits, "{leaves} of {exits}");
}

#[test]
fn lines_are_those_of_the_instructions() {
    let mut host = Keeper::default();
    let Some(_) = run(LINES, |c| c.jit_threshold = Some(60), &mut host) else { return };
    let area = host.codes.iter().find(|c| c.name == "area").unwrap();
    assert_eq!(area.lines[0], (0, 1));
    assert!(area.lines.iter().all(|(offset, line)| (*offset as usize) < area.bytes.len() && (1..=7).contains(line)));
    assert!(area.lines.is_sorted_by(|a, b| a.0 <= b.0 && a.1 != b.1), "{:?}", area.lines);
    let line_at = |offset: u32| area.lines.iter().rev().find(|(start, _)| *start <= offset).unwrap().1;
    // The only addition is on line 4, the return on line 7.
    for (id, line) in [(StencilId::AddF, 4), (StencilId::RetPy, 7)] {
        let found: Vec<u32> = area.stencils.iter().filter(|s| s.1 == id).map(|s| line_at(s.0)).collect();
        assert_eq!(found, [line], "{id:?}");
    }
}

/// Functions whose types change, more of them than there is room for.
fn many(count: u32) -> String {
    let mut source = String::new();
    for n in 0..count {
        source += &format!(
            "def f{n}(a, b):\n    s = a\n    for i in range({n} + 30):\n        s = s + b * i\n    return s\n"
        );
    }
    let names: Vec<String> = (0..count).map(|n| format!("f{n}")).collect();
    source += &format!("fs = [{}]\n", names.join(", "));
    source += "for turn in range(12):\n    for f in fs:\n        for _ in range(40):\n            f(1, 2)\n            f(1.5, 2)\n";
    source += "print('done')\n";
    source
}

#[test]
fn figures_of_functions_add_up() {
    let mut host = Keeper::default();
    let change = |c: &mut Config| {
        c.jit_threshold = Some(8);
        c.limits.code = 64 << 10;
    };
    let Some((stats, functions)) = run(&many(120), change, &mut host) else { return };
    let sum = |of: &dyn Fn(&Figures) -> u64| functions.values().map(of).sum::<u64>();
    assert!(stats.jit.evictions > 0 && stats.jit.compiled > 120, "{:?}", stats.jit);
    assert_eq!(sum(&|f| f.compilations.into()), stats.jit.compiled.into());
    assert_eq!(sum(&|f| f.compile_ns), stats.jit.compile_ns);
    let compiled = sum(&|f| u64::from(f.compilations) * u64::from(f.instructions) + u64::from(f.inlined));
    assert_eq!(compiled, stats.jit.instructions);
    assert_eq!(sum(&|f| f.metadata_bytes as u64), stats.jit.data_bytes as u64);
    // Beside functions there is what enters and leaves them, and what aligns them.
    let code = sum(&|f| f.code_bytes as u64);
    let most = code + 32 * u64::from(stats.jit.compiled) + host.codes[0].bytes.len() as u64;
    assert!(code <= stats.jit.code_bytes as u64 && stats.jit.code_bytes as u64 <= most, "{code}, {:?}", stats.jit);
    let side = sum(&|f| f.exits.iter().filter(|(why, _)| **why != "fuel").map(|(_, n)| u64::from(*n)).sum());
    assert_eq!(side, stats.jit.side_exits);
    assert!(functions.values().any(|f| f.not_compiled == Some(NotCompiled::Evicted) && f.code_bytes == 0));
    assert!(functions.values().all(|f| f.not_compiled.is_some() || f.code_bytes > 0));
}

#[test]
fn exits_are_told_apart() {
    let source = "\
def add(a, b):
    return a + b

def item(l, i):
    return l[i]

def cold():
    return 1

def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)

fs = [add, item]
for _ in range(50):
    fs[0](1, 2)
    fs[1]([1, 2, 3], 1)
fs[0](1 << 48, 1 << 48)
fs[0]('a', 'b')
try:
    fs[1]([1, 2, 3], 3)
except IndexError:
    pass
for _ in range(50):
    deep(9)
cold()
";
    let mut host = Keeper::default();
    let Some((_, functions)) = run(source, |c| c.jit_threshold = Some(40), &mut host) else { return };
    assert_eq!(functions["add"].exits, BTreeMap::from([("overflow", 1), ("type", 1)]));
    assert_eq!(functions["item"].exits, BTreeMap::from([("range", 1)]));
    // What is called by way of a list is not inlined.
    assert_eq!((functions["<module>"].inlined, functions["deep"].inlined > 0), (0, true));
    assert_eq!((functions["add"].not_compiled, functions["add"].compilations), (None, 1));
    assert_eq!(functions["cold"].not_compiled, Some(NotCompiled::Cold));
    assert!(functions["add"].metadata_bytes > 0 && functions["cold"].metadata_bytes == 0);
}

#[test]
fn a_function_with_more_calls_than_can_be_inlined_is_compiled() {
    let calls = "    s += f(x)\n".repeat(100);
    let source = format!(
        "def f(x):\n    return x + 1\ndef many(x):\n    s = 0\n{calls}    return s\nfor i in range(20):\n    many(i)\n"
    );
    let mut host = Keeper::default();
    let Some((stats, functions)) = run(&source, |c| c.jit_threshold = Some(8), &mut host) else { return };
    let many = &functions["many"];
    assert!(many.not_compiled.is_none() && many.inlined > 100 && many.inlined < 300, "{many:?}");
    assert_eq!(stats.jit.refused[0], ("", 0));
}

/// A loop that knows how many turns are left is compiled for those, long before what it has done would pay for that.
#[test]
fn a_loop_is_compiled_for_what_is_to_come() {
    let body = "        s = s + i & 65535\n".repeat(40);
    let compilations = |iterable: &str, n: u32| {
        let source = format!(
            "def f(n):\n    s = 0\n    for i in {iterable}:\n        if i >= 400:\n            return s\n{body}    return s\nf({n})\n"
        );
        let mut host = Keeper::default();
        run(&source, |_| (), &mut host).map(|(_, functions)| functions["f"].compilations)
    };
    for iterable in ["range(n)", "list(range(n))", "reversed(range(n))"] {
        let Some(few) = compilations(iterable, 401) else { return };
        assert_eq!(few, 0, "{iterable}");
    }
    for iterable in ["range(n)", "list(range(n))", "tuple(range(n))"] {
        assert_eq!(compilations(iterable, 50_000), Some(1), "{iterable}");
    }
    // Pairs, and a loop within whose turns are those of a sequence.
    for head in ["for i, _ in enumerate(list(range(n)))", "for i, _ in zip(list(range(n)), list(range(n)))"] {
        let source = format!(
            "def f(n):\n    s = 0\n    {head}:\n        if i >= 400:\n            return s\n{body}    return s\nf(50000)\n"
        );
        let mut host = Keeper::default();
        let Some((_, functions)) = run(&source, |_| (), &mut host) else { return };
        assert_eq!(functions["f"].compilations, 1, "{head}");
    }
}

/// Loops over lists that are too long to be counted are compiled without that.
#[test]
fn a_list_that_is_too_long_is_not_counted() {
    let source = "def f(a):\n    s = 0.0\n    for j, x in enumerate(a):\n        if j == 99:\n            break\n        s += (j + 1) * x\n    return s\nshort, long = [0.5] * 999, [0.5] * (1 << 23)\nfor _ in range(99):\n    assert f(short) == 2475.0\nfor _ in range(99):\n    assert f(long) == 2475.0\n";
    let mut host = Keeper::default();
    let change = |c: &mut Config| (c.jit_threshold, c.limits.heap) = (Some(9), 200 << 20);
    let Some((_, functions)) = run(source, change, &mut host) else { return };
    let f = &functions["f"];
    let exits: u32 = f.exits.values().sum();
    assert!(f.compilations == 2 && (16..20).contains(&exits), "{f:?}");
}

#[test]
fn what_is_too_large_is_told() {
    let body = "    x = x + 1\n".repeat(17_000);
    let source = format!("def large(x):\n{body}    return x\nfor _ in range(4):\n    large(1)\n");
    let mut host = Keeper::default();
    let Some((stats, functions)) = run(&source, |c| c.jit_threshold = Some(1), &mut host) else { return };
    assert_eq!(functions["large"].not_compiled, Some(NotCompiled::Refused("size")));
    assert_eq!(stats.jit.refused[0], ("size", 1));
}

// --- files of profilers ---

fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

/// Reads numbers and texts one after the other.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, n: usize) -> &'b [u8] {
        let (head, rest) = self.0.split_at(n);
        self.0 = rest;
        head
    }

    fn u32(&mut self) -> u32 {
        u32::from_ne_bytes(self.take(4).try_into().unwrap())
    }

    fn u64(&mut self) -> u64 {
        u64::from_ne_bytes(self.take(8).try_into().unwrap())
    }

    fn text(&mut self) -> String {
        let len = self.0.iter().position(|b| *b == 0).unwrap();
        String::from_utf8(self.take(len + 1)[..len].to_vec()).unwrap()
    }
}

/// A function in a dump.
struct Loaded {
    name: String,
    address: u64,
    /// Where it lay at the end.
    now: u64,
    bytes: Vec<u8>,
    /// Address, line, file.
    lines: Vec<(u64, u32, String)>,
}

/// Reads a dump as its specification says.
fn read_dump(path: &Path) -> Vec<Loaded> {
    let content = std::fs::read(path).unwrap();
    let mut b = Bytes(&content);
    assert_eq!((b.u32(), b.u32(), b.u32()), (0x4A69_5444, 1, 40));
    let machine = b.u32();
    assert_eq!(machine, if cfg!(target_arch = "aarch64") { 183 } else { 62 });
    assert_eq!((b.u32(), b.u32()), (0, std::process::id()));
    let mut time = b.u64();
    assert_eq!(b.u64(), 0);
    let (mut functions, mut lines, mut closed): (Vec<Loaded>, _, _) = (Vec::new(), Vec::new(), false);
    while !b.0.is_empty() {
        assert!(!closed, "nothing comes behind the end");
        let (id, size, at) = (b.u32(), b.u32(), b.u64());
        assert!(at >= time, "records are in the order of time");
        time = at;
        let mut r = Bytes(b.take(size as usize - 16));
        match id {
            0 => {
                assert_eq!(r.u32(), std::process::id());
                assert_ne!(r.u32(), 0);
                let (vma, address, len, index) = (r.u64(), r.u64(), r.u64(), r.u64());
                assert_eq!((vma, index), (address, functions.len() as u64));
                let name = r.text();
                let bytes = r.take(len as usize).to_vec();
                functions.push(Loaded { name, address, now: address, bytes, lines: std::mem::take(&mut lines) });
            }
            1 => {
                assert_eq!(r.u32(), std::process::id());
                assert_ne!(r.u32(), 0);
                let (vma, from, to, len, index) = (r.u64(), r.u64(), r.u64(), r.u64(), r.u64());
                let moved = &mut functions[index as usize];
                assert_eq!((vma, from, len), (to, moved.now, moved.bytes.len() as u64));
                moved.now = to;
            }
            2 => {
                let (address, count) = (r.u64(), r.u64());
                lines = (0..count)
                    .map(|_| {
                        let (at, line, discriminator) = (r.u64(), r.u32(), r.u32());
                        assert!(at >= address && discriminator == 0);
                        (at, line, r.text())
                    })
                    .collect();
            }
            3 => closed = true,
            other => panic!("record {other}"),
        }
        assert!(r.0.is_empty(), "the record's size is what it holds");
    }
    assert!(closed && lines.is_empty());
    functions
}

#[test]
fn a_dump_holds_code_and_lines() {
    let folder = folder("dump");
    let mut host = Keeper::default();
    host.profiles.push(Profile::dump_in(&folder).unwrap());
    let change = |c: &mut Config| {
        c.jit_threshold = Some(8);
        c.limits.code = 64 << 10;
    };
    let Some((stats, _)) = run(&many(120), change, &mut host) else { return };
    let path = host.profiles[0].path().to_path_buf();
    host.profiles.remove(0).close().unwrap();
    let functions = read_dump(&path);
    assert_eq!(functions.len(), host.codes.len());
    assert_eq!(functions.len() as u32, stats.jit.compiled + 1);
    let mut reused = 0;
    for (i, (loaded, code)) in functions.iter().zip(&host.codes).enumerate() {
        assert_eq!((loaded.address, loaded.now, &loaded.bytes), (code.address, code.now, &code.bytes));
        let end = code.address + code.bytes.len() as u64;
        if i == 0 {
            assert_eq!((loaded.name.as_str(), loaded.lines.len()), ("[enter and leave]", 0));
            continue;
        }
        assert_eq!(loaded.name, format!("py::{}:inside.py", code.name));
        // Functions have five lines each, one behind the other; behind them come seven of the module's.
        let lines = match code.name[1..].parse::<u32>() {
            Ok(n) => 5 * n + 1..=5 * n + 5,
            Err(_) => 1..=5 * 120 + 7,
        };
        assert_eq!(loaded.lines[0].0, code.address);
        for (at, line, file) in &loaded.lines {
            assert!(
                (code.address..end).contains(at) && lines.contains(line) && file == "inside.py",
                "{line} of {lines:?}"
            );
        }
        // The bytes are instructions from stencil to stencil.
        for pair in code.stencils.windows(2) {
            let (from, to) = (pair[0].0 as usize, pair[1].0 as usize);
            let last = disassemble(&loaded.bytes[from..to], from).pop().unwrap();
            assert_eq!(last.0 + last.1.len(), to, "{:?} at {from:x}", pair[0].1);
            assert!(!last.2.contains("bad"), "{}", last.2);
        }
        reused += usize::from(functions[..i].iter().any(|f| f.address == code.address));
    }
    assert!(stats.jit.evictions > 0 && reused > 0, "addresses are used again");
}

#[test]
fn a_map_says_who_lies_where_at_the_end() {
    let path = folder("map").join("perf-1.map");
    std::fs::write(&path, "what an earlier process has left\n").unwrap();
    let mut host = Keeper::default();
    host.profiles.push(Profile::map_at(&path).unwrap());
    let change = |c: &mut Config| {
        c.jit_threshold = Some(8);
        c.limits.code = 64 << 10;
    };
    let Some((stats, functions)) = run(&many(120), change, &mut host) else { return };
    assert!(stats.jit.evictions > 0);
    // A line for each, at once.
    assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), host.codes.len() + host.moves);
    host.profiles.remove(0).close().unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let mut lines: Vec<(u64, u64, &str)> = text
        .lines()
        .map(|line| {
            let mut words = line.splitn(3, ' ');
            let mut number = || u64::from_str_radix(words.next().unwrap(), 16).unwrap();
            let (start, size) = (number(), number());
            (start, size, words.next().unwrap())
        })
        .collect();
    // The newest code at each address is there, and nothing lies over it.
    for (name, _) in functions.iter().filter(|(_, f)| f.not_compiled.is_none()) {
        let newest = host.codes.iter().rev().find(|c| c.name == *name).unwrap();
        let line = (newest.now, newest.bytes.len() as u64, format!("py::{name}:inside.py"));
        assert!(lines.iter().any(|l| (l.0, l.1, l.2) == (line.0, line.1, line.2.as_str())), "{line:?}");
    }
    assert!(lines.len() < host.codes.len());
    lines.sort();
    assert!(lines.windows(2).all(|pair| pair[0].0 + pair[0].1 <= pair[1].0), "{lines:?}");
}
