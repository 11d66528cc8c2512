//! Small programs that ask for more than there is: work without end is metered, and what no memory can hold is refused
//! before it is paid for. CPython has neither limit, so that nothing can be recorded of them.

use std::path::PathBuf;

use patchnose_tests::engine::{End, OUT_OF_FUEL, Run, Setup, run_image, translate};

fn run(source: &str, mut setup: Setup) -> Run {
    setup.config.limits.fuel = 1 << 20;
    setup.region = 16 << 20;
    let image = translate(source.as_bytes(), "t.py", "__main__").expect("it compiles");
    run_image(image.bytes(), PathBuf::new(), "t.py", &[], &setup)
}

/// Runs a program in both tiers; they agree.
fn ends(source: &str) -> End {
    let (interpreted, compiled) = (run(source, Setup::interpreter()), run(source, Setup::jit_at_once()));
    let told = |run: &Run| (run.end.clone(), run.out.clone(), run.err.clone(), run.fuel);
    assert_eq!(told(&interpreted), told(&compiled), "{source}");
    interpreted.end
}

#[test]
fn work_on_shared_parts_is_metered() {
    // A few objects that are some 2 ** 24 when they are walked through.
    let doubled = |least: &str, step: &str| format!("x = {least}\nfor i in range(24): x = {step}\n");
    let tuple = doubled("(1, 2)", "(x, x)") + &doubled("(1, 2)", "(x, x)").replace('x', "y");
    let list = doubled("[1]", "[x, x]") + &doubled("[1]", "[x, x]").replace('x', "y");
    let dict = doubled("{}", "{1: x, 2: x}") + &doubled("{}", "{1: x, 2: x}").replace('x', "y");
    let types = doubled("int", "(x, x)");
    for (parts, work) in [
        (&tuple, "hash(x)"),
        (&tuple, "x == y"),
        (&tuple, "x in [y]"),
        (&list, "x == y"),
        (&list, "x < y"),
        (&dict, "x == y"),
        (&types, "isinstance('', x)"),
        (&types, "issubclass(str, x)"),
    ] {
        assert_eq!(ends(&format!("{parts}{work}\n")), End::Status(OUT_OF_FUEL), "{work}");
    }
}

#[test]
fn matching_an_exception_against_many_types_is_metered() {
    let tries = "try: raise ValueError\n  except many: pass\n  except ValueError: pass";
    let program = format!("many = (KeyError,) * 50000\ndef f():\n for i in range(1000):\n  {tries}\nf()\n");
    assert_eq!(ends(&program), End::Status(OUT_OF_FUEL));
}

#[test]
fn deep_nesting_is_a_recursion_error() {
    let deep = |least: &str, step: &str| {
        let line = format!("x = {least}\nfor i in range(20000): x = {step}\n");
        line.clone() + &line.replace('x', "y")
    };
    let (lists, tuples) = (deep("[]", "[x]"), deep("(int,)", "(x,)"));
    for (parts, work) in [
        (&lists, "x == y"),
        (&lists, "x < y"),
        (&lists, "repr(x)"),
        (&tuples, "hash(x)"),
        (&tuples, "x in {y}"),
        (&tuples, "isinstance('', x)"),
        (&tuples, "issubclass(str, x)"),
    ] {
        let program = format!("{parts}try:\n  {work}\nexcept RecursionError:\n  raise SystemExit(7)\n");
        assert_eq!(ends(&program), End::Status(7), "{work}");
    }
}

#[test]
fn what_no_memory_can_hold_is_refused_before_it_is_paid_for() {
    for work in [
        "1 << (1 << 62)",
        "1 << (1 << 40)",
        "10 ** 10 ** 12",
        "list(range(10 ** 18))",
        "tuple(range(10 ** 18))",
        "[*range(10 ** 18)]",
        "sorted(range(10 ** 18))",
        "[0] * (1 << 60)",
        "'x' * 10 ** 12",
        "'x'.center(1 << 60)",
        "'%1000000000000d' % 5",
        "a, *b = range(10 ** 18)",
    ] {
        assert_eq!(
            ends(&format!("try:\n  {work}\nexcept MemoryError:\n  raise SystemExit(7)\n")),
            End::Status(7),
            "{work}"
        );
    }
    // Nobody needs the items to see that there are too many.
    for many in ["range(10 ** 9)", "range(10 ** 30)", "'x' * 10 ** 6"] {
        let program = format!("many = {many}\ntry:\n  a, b = many\nexcept ValueError:\n  raise SystemExit(7)\n");
        assert_eq!(ends(&program), End::Status(7), "{many}");
    }
}
