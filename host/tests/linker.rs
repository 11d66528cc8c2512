//! The embedder's functions, as programs call them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use patchnose_core::api::{
    Caller, Config, Engine, Error, HostFunction, HostTrap, HostValue, Image, Instance, Limits, Linker, Outcome, Store,
    TypeId,
};
use patchnose_core::host::{Host, Stream};
use patchnose_host::memory::Memory;
use patchnose_host::modules::compile_source;
use patchnose_host::platform::{Native, STENCILS};
use patchnose_python::image::ImageBuf;

/// A little game.
#[derive(Default)]
struct World {
    units: Vec<String>,
    out: String,
    err: String,
    calls: u64,
}

impl Host for World {
    fn write(&mut self, stream: Stream, text: &[u8]) -> Result<(), ()> {
        let text = String::from_utf8_lossy(text);
        match stream {
            Stream::Out => self.out.push_str(&text),
            Stream::Err => self.err.push_str(&text),
        }
        Ok(())
    }
}

type Answer<'h> = Result<HostValue<'h>, HostTrap>;

fn spawn<'h>(world: &'h mut World, caller: &mut Caller<'_>) -> Answer<'h> {
    caller.arity(1, 2)?;
    let kind = caller.str(0)?.to_string();
    let n = if caller.len() > 1 { caller.int(1)? } else { 1 };
    if n < 0 {
        return Err(caller.raise(TypeId::ValueError, format_args!("cannot spawn {n} of '{kind}'")));
    }
    caller.charge(n as u64)?;
    world.calls += 1;
    world.units.extend(std::iter::repeat_n(kind, n as usize));
    Ok(HostValue::Int(world.units.len() as i64))
}

fn last<'h>(world: &'h mut World, _: &mut Caller<'_>) -> Answer<'h> {
    Ok(world.units.last().map_or(HostValue::None, |name| HostValue::Str(name)))
}

fn double<'h>(world: &'h mut World, caller: &mut Caller<'_>) -> Answer<'h> {
    world.calls += 1;
    Ok(HostValue::Float(caller.float(0)? * 2.0))
}

fn is_even<'h>(_: &'h mut World, caller: &mut Caller<'_>) -> Answer<'h> {
    Ok(HostValue::Bool(caller.int(0)? % 2 == 0))
}

fn negated<'h>(_: &'h mut World, caller: &mut Caller<'_>) -> Answer<'h> {
    Ok(HostValue::Int(-caller.int(0)?))
}

fn not<'h>(_: &'h mut World, caller: &mut Caller<'_>) -> Answer<'h> {
    Ok(HostValue::Bool(!caller.bool(0)?))
}

fn ask<'h>(_: &'h mut World, caller: &mut Caller<'_>) -> Answer<'h> {
    Err(caller.suspend())
}

fn crash<'h>(_: &'h mut World, _: &mut Caller<'_>) -> Answer<'h> {
    panic!("the embedder's own mistake")
}

const FUNCTIONS: [(&str, &str, &HostFunction<'static, World>); 9] = [
    ("game", "spawn", &spawn),
    ("game", "last", &last),
    ("numbers", "double", &double),
    ("numbers", "is_even", &is_even),
    ("numbers", "negated", &negated),
    ("numbers", "negate_truth", &not),
    ("game", "ask", &ask),
    ("game", "crash", &crash),
    ("math", "dice", &|_, _| Ok(HostValue::Int(4))),
];

fn linker() -> Linker<'static, World, 9> {
    let mut linker = Linker::new();
    for (module, name, function) in FUNCTIONS {
        linker.func(module, name, function).unwrap();
    }
    linker
}

fn compile(source: &str) -> ImageBuf {
    compile_source(source.as_bytes(), "test.py", "__main__", true).unwrap()
}

/// The interpreter, the JIT, and the JIT at once.
fn engines(limits: Limits) -> Vec<Engine<'static>> {
    let config = Config { limits, stencils: STENCILS, ..Config::default() };
    vec![
        Engine::new(&Config { jit: false, ..config }, None).unwrap(),
        Engine::new(&Config { jit_threshold: Some(20), ..config }, Some(&Native)).unwrap(),
        Engine::new(&Config { jit_threshold: Some(1), ..config }, Some(&Native)).unwrap(),
        Engine::new(&Config { jit_threshold: Some(1), collect_always: true, ..config }, Some(&Native)).unwrap(),
    ]
}

/// Has an instance of the program in a store of `heap` bytes.
fn with<T>(
    engine: &Engine<'_>,
    heap: usize,
    source: &str,
    act: impl FnOnce(&mut Instance<'_, '_, World>, &mut World) -> T,
) -> T {
    let image = compile(source);
    let mut memory = Memory::map(heap).unwrap();
    let linker = linker();
    let store = Store::new(engine, memory.region()).unwrap();
    let mut instance = linker.instantiate(store, &Image::load(image.bytes()).unwrap()).unwrap();
    act(&mut instance, &mut World::default())
}

/// Runs a program to its end, with more fuel at each stop: its output, or its traceback, and the fuel it took.
fn run(engine: &Engine<'_>, source: &str) -> (String, u64) {
    with(engine, 4 << 20, source, |instance, world| {
        loop {
            match instance.resume(world).unwrap() {
                Outcome::Done(_) => break,
                Outcome::OutOfFuel => instance.store().add_fuel(1),
                Outcome::Raised(_) => {
                    instance.store().write_traceback(world);
                    break;
                }
                Outcome::HostCall(_) => instance.store().answer(HostValue::Int(42)).unwrap(),
            }
        }
        let out = world.out.clone() + world.err.rsplit("\n").nth(1).unwrap_or("");
        (out, instance.store().stats().fuel_used)
    })
}

/// What a program prints, on every engine alike.
fn output(source: &str) -> String {
    let all: Vec<_> = engines(Limits::default()).iter().map(|e| run(e, source)).collect();
    assert!(all.iter().all(|x| *x == all[0]), "{all:?}");
    all[0].0.clone()
}

#[test]
fn functions_are_found_in_their_modules() {
    let out = output(
        "import game, math\nfrom numbers import double as d, is_even\nimport numbers as n\n\
         print(game.spawn('orc'), game.spawn('elf', 2), game.last(), d(1.5), d(3), d(10 ** 30), is_even(3), is_even(4))\n\
         print(n.negated(-7), n.negate_truth(True), math.dice(), math.floor(2.5), game.last.__name__, game.last)\n\
         print(game.last is game.last, callable(d), game, type(d), game.spawn.__module__)\n",
    );
    assert_eq!(
        out,
        "1 3 elf 3.0 6.0 2e+30 False True\n7 False 4 2 last <built-in function last>\n\
         True True <module 'game' (built-in)> <class 'builtin_function_or_method'> game\n"
    );
}

#[test]
fn what_is_not_defined_is_what_it_is_in_cpython() {
    for (source, error) in [
        ("import gane", "ModuleNotFoundError: No module named 'gane'"),
        ("import game\ngame.spwan('x')", "AttributeError: module 'game' has no attribute 'spwan'"),
        ("from game import jump", "ImportError: cannot import name 'jump' from 'game' (unknown location)"),
        ("import game\ngame.spawn()", "TypeError: spawn expected at least 1 argument, got 0"),
        ("import game\ngame.spawn('x', 1, 2)", "TypeError: spawn expected at most 2 arguments, got 3"),
        ("import game\ngame.spawn(5)", "TypeError: spawn() argument 1 must be str, not int"),
        ("import game\ngame.spawn(kind='x')", "TypeError: game.spawn() takes no keyword arguments"),
        ("import game\ngame.spawn('x', 10 ** 30)", "OverflowError: Python int too large to convert to 64 bits"),
        ("import game\ngame.spawn('\\ud800')", "ValueError: surrogates not allowed"),
        (
            "import game\ngame.spawn(**{'x': 1}, x=1)",
            "TypeError: game.spawn() got multiple values for keyword argument 'x'",
        ),
        ("import numbers\nnumbers.double()", "TypeError: double expected at least 1 argument, got 0"),
        ("import numbers\nnumbers.double('x')", "TypeError: double() argument 1 must be float, not str"),
        ("import numbers\nnumbers.double(10 ** 400)", "OverflowError: int too large to convert to float"),
        ("import numbers\nnumbers.negate_truth(1)", "TypeError: negate_truth() argument 1 must be bool, not int"),
    ] {
        assert_eq!(output(source), error, "{source}");
    }
}

#[test]
fn an_exception_of_a_function_is_caught_and_has_its_place() {
    let out = output(
        "import game\ndef f(n):\n    try:\n        return game.spawn('x', n)\n    except ValueError as e:\n        \
         return str(e)\n    finally:\n        print('finally', n)\nfor i in range(30, -2, -1):\n    print(f(i))\n\
         try:\n    print(sorted([1, 2], key=game.spawn))\nexcept TypeError as e:\n    print(e)\n\
         try:\n    try:\n        1 / 0\n    except ZeroDivisionError:\n        game.spawn('x', -2)\n\
         except ValueError as e:\n    print(type(e.__context__))\n",
    );
    assert!(
        out.ends_with(
            "finally 0\n465\nfinally -1\ncannot spawn -1 of 'x'\nspawn() argument 1 must be str, not int\n\
         <class 'ZeroDivisionError'>\n"
        ),
        "{out}"
    );
    let engine = Engine::new(&Config::default(), None).unwrap();
    with(&engine, 1 << 20, "import game\ndef f(n):\n    return game.spawn('x', n)\nf(-1)\n", |instance, world| {
        let Outcome::Raised(e) = instance.resume(world).unwrap() else { panic!() };
        assert_eq!((e.type_name, e.exit_status), ("ValueError", 1));
        instance.store().write_traceback(world);
        let err = "Traceback (most recent call last):\n  File \"test.py\", line 4, in <module>\n  File \"test.py\", line 3, \
                   in f\nValueError: cannot spawn -1 of 'x'\n";
        assert_eq!(world.err, err);
    });
}

#[test]
fn functions_are_called_by_what_calls_back() {
    let out = output(
        "import numbers\nfrom numbers import negated, is_even, double\nxs = list(range(10))\n\
         print(sorted(xs, key=negated), max(xs, key=negated), list(map(double, xs)), list(filter(is_even, xs)))\n\
         print([double(x) for x in xs], sum(map(negated, xs)), any(map(is_even, [1, 3])), double(*[1]))\n\
         for x in map(negated, xs):\n    print(x, end=' ')\n",
    );
    assert_eq!(
        out,
        "[9, 8, 7, 6, 5, 4, 3, 2, 1, 0] 0 [0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0, 18.0] [0, 2, 4, 6, 8]\n\
         [0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0, 18.0] -45 False 2.0\n0 -1 -2 -3 -4 -5 -6 -7 -8 -9 "
    );
}

const CHARGING: &str = "import game\ndef f(n):\n    s = 0\n    for i in range(n):\n        s += game.spawn('orc', i % 5)\n    \
                        return s\nprint(f(40), f(40), game.last())\n";

#[test]
fn fuel_that_a_function_charges_stops_the_program_before_the_function_acts() {
    let whole: Vec<_> = engines(Limits::default()).iter().map(|e| run(e, CHARGING)).collect();
    assert!(whole.iter().all(|x| *x == whole[0]), "{whole:?}");
    assert!(whole[0].1 > 160 + 80, "{whole:?}");
    for fuel in 1..whole[0].1 {
        for engine in engines(Limits { fuel, ..Limits::default() }).iter().take(if fuel % 17 == 0 { 3 } else { 1 }) {
            assert_eq!(run(engine, CHARGING), whole[0], "{fuel}");
        }
    }
    // What stopped has not acted: each of the 80 calls counts once.
    let engine = &engines(Limits { fuel: 1, ..Limits::default() })[0];
    with(engine, 1 << 20, CHARGING, |instance, world| {
        while let Outcome::OutOfFuel = instance.resume(world).unwrap() {
            instance.store().add_fuel(1);
        }
        assert_eq!((world.calls, world.units.len()), (80, 160));
    });
}

#[test]
fn a_function_answers_later() {
    for engine in engines(Limits::default()) {
        let source = "import game\ndef f(x):\n    try:\n        return game.ask(x, 'why') + 1\n    except KeyError as e:\n        \
                      return e.args[0]\ndef g(xs):\n    return sorted(xs, key=game.ask)[0]\n";
        with(&engine, 1 << 20, source, |instance, world| {
            assert!(matches!(instance.resume(world), Ok(Outcome::Done(_))));
            for i in 0..50 {
                let stop = instance.call_resumable(world, "f", &[HostValue::Int(i)]);
                assert_eq!(stop, Ok(Outcome::HostCall(6)));
                assert_eq!(instance.store().host_function(6), Some(("game", "ask")));
                assert_eq!(instance.store().host_argument(0), Some(HostValue::Int(i)));
                assert_eq!(instance.store().host_argument(1), Some(HostValue::Str("why")));
                assert_eq!(instance.store().host_argument(2), None);
                assert_eq!(instance.resume(world), Err(Error::Suspended));
                assert_eq!(instance.call(world, "f", &[]), Err(Error::Suspended));
                if i % 2 == 0 {
                    instance.store().answer(HostValue::Int(i * 2)).unwrap();
                    assert_eq!(instance.store().answer(HostValue::None), Err(Error::Idle));
                    assert_eq!(instance.resume(world), Ok(Outcome::Done(HostValue::Int(i * 2 + 1))));
                } else {
                    instance.store().raise(TypeId::KeyError, format_args!("no {i}")).unwrap();
                    let text = format!("no {i}");
                    assert_eq!(instance.resume(world), Ok(Outcome::Done(HostValue::Str(&text))));
                }
            }
            // What is called by a built-in function waits alike; what is given up leaves nothing behind.
            assert_eq!(instance.call(world, "f", &[HostValue::Int(1)]), Ok(Outcome::HostCall(6)));
            assert_eq!(instance.resume(world), Err(Error::Idle));
            assert_eq!(instance.store().answer(HostValue::None), Err(Error::Idle));
            let call = instance.call(world, "g", &[HostValue::Str("abc")]);
            assert_eq!(call, Ok(Outcome::HostCall(6)));
            let mut stop = instance.call_resumable(world, "g", &[HostValue::Str("abc")]).unwrap();
            for key in [3, 1, 2] {
                assert_eq!(stop, Outcome::HostCall(6));
                instance.store().answer(HostValue::Int(key)).unwrap();
                stop = instance.resume(world).unwrap();
            }
            assert_eq!(stop, Outcome::Done(HostValue::Str("b")));
            // A type that is none of an exception.
            instance.call_resumable(world, "f", &[HostValue::None]).unwrap();
            instance.store().raise(TypeId::Int, format_args!("x")).unwrap();
            let Outcome::Raised(e) = instance.resume(world).unwrap() else { panic!() };
            assert_eq!(e.type_name, "SystemError");
        });
    }
}

#[test]
fn a_function_that_panics_leaves_a_call_that_waits() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let source = "import game\ndef f():\n    try:\n        return game.crash()\n    except RuntimeError as e:\n        return e.args[0]\n";
    for engine in engines(Limits::default()) {
        with(&engine, 1 << 20, source, |instance, world| {
            assert!(matches!(instance.resume(world), Ok(Outcome::Done(_))));
            for _ in 0..30 {
                let call = catch_unwind(AssertUnwindSafe(|| instance.call(world, "f", &[]).map(|_| ())));
                assert!(call.is_err());
                assert_eq!(instance.resume(world), Err(Error::Suspended));
                instance.store().raise(TypeId::RuntimeError, format_args!("crashed")).unwrap();
                assert_eq!(instance.resume(world), Ok(Outcome::Done(HostValue::Str("crashed"))));
                assert!(catch_unwind(AssertUnwindSafe(|| instance.call(world, "f", &[]).map(|_| ()))).is_err());
                instance.store().cancel();
            }
        });
    }
    std::panic::set_hook(hook);
}

#[test]
fn arguments_of_a_call_survive_the_collection_that_makes_room_for_the_next() {
    let engine = Engine::new(&Config::default(), None).unwrap();
    let source = "def f(a, b, c, d):\n    return a[0] + a[-1] + b[0] + b[-1] + c[0] + c[-1] + d[0] + d[-1]\n";
    with(&engine, 512 << 10, source, |instance, world| {
        assert!(matches!(instance.resume(world), Ok(Outcome::Done(_))));
        let texts: Vec<String> = ["a", "b", "c", "d"].map(|c| c.repeat(60_000)).to_vec();
        let args: Vec<HostValue> = texts.iter().map(|t| HostValue::Str(t)).collect();
        for _ in 0..20 {
            assert_eq!(instance.call(world, "f", &args), Ok(Outcome::Done(HostValue::Str("aabbccdd"))));
        }
        let huge = "x".repeat(1 << 20);
        assert_eq!(instance.call(world, "f", &[HostValue::Str(&huge)]), Err(Error::Memory));
        assert_eq!(instance.call(world, "f", &args), Ok(Outcome::Done(HostValue::Str("aabbccdd"))));
    });
}

#[test]
fn an_answer_for_which_there_is_no_memory_is_a_memory_error() {
    let engine = Engine::new(&Config::default(), None).unwrap();
    let source =
        "import game\ndef f():\n    try:\n        return game.ask()\n    except MemoryError:\n        return 'none'\n";
    with(&engine, 256 << 10, source, |instance, world| {
        assert!(matches!(instance.resume(world), Ok(Outcome::Done(_))));
        assert_eq!(instance.call_resumable(world, "f", &[]), Ok(Outcome::HostCall(6)));
        instance.store().answer(HostValue::Str(&"x".repeat(1 << 20))).unwrap();
        assert_eq!(instance.resume(world), Ok(Outcome::Done(HostValue::Str("none"))));
    });
}

#[test]
fn a_call_with_the_wrong_arguments_raises() {
    let engine = Engine::new(&Config::default(), None).unwrap();
    with(&engine, 256 << 10, "def f(a, b):\n    return a\n", |instance, world| {
        assert!(matches!(instance.resume(world), Ok(Outcome::Done(_))));
        let Outcome::Raised(e) = instance.call(world, "f", &[HostValue::None]).unwrap() else { panic!() };
        assert_eq!(e.type_name, "TypeError");
        instance.store().write_traceback(world);
        assert_eq!(world.err, "TypeError: f() missing 1 required positional argument: 'b'\n");
        let many = [HostValue::None; 17];
        assert_eq!(instance.call(world, "f", &many), Err(Error::TooManyArguments { given: 17, most: 16 }));
        assert_eq!(instance.call(world, "g", &[]), Err(Error::NoSuchFunction));
        let two = [HostValue::Int(1), HostValue::Int(2)];
        assert_eq!(instance.call(world, "f", &two), Ok(Outcome::Done(HostValue::Int(1))));
    });
}

#[test]
fn a_linker_says_what_it_cannot_do() {
    let mut linker = Linker::<World, 2>::new();
    assert_eq!(linker.func("game", "a.b", &last).err(), Some(Error::BadName));
    assert_eq!(linker.func("", "a", &last).err(), Some(Error::BadName));
    assert_eq!(linker.func("game", "1", &last).err(), Some(Error::BadName));
    linker.func("game", "a", &last).unwrap().func("other", "a", &last).unwrap();
    assert_eq!(linker.func("game", "a", &last).err(), Some(Error::DefinedTwice));
    assert_eq!(linker.func("game", "b", &last).err(), Some(Error::LinkerFull { room: 2 }));
}
