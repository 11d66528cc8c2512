//! Bodies so large that 16 bits do not say how far their branches go.

use std::path::PathBuf;

use patchnose_tests::engine::{End, Setup, run_image, translate};

/// A loop and a comparison around `lines` lines, with everything that must find its place again behind them.
fn program(lines: usize) -> String {
    let mut source = String::from(
        "def f(n, a, b):\n    t = 0\n    for i in range(n):\n        try:\n            if i == 3:\n                continue\n            \
         if a < b:\n",
    );
    source += &"                t += 1\n".repeat(lines);
    source += "            else:\n                t = t // (b - 7)\n        except ZeroDivisionError:\n            t = -1\n            \
               break\n    else:\n        t += 1000000\n    return t\nprint(f(5, 1, 2), f(1, 2, 1), f(4, 8, 7), f(0, 0, 0))\nf('x', 1, 2)\n";
    source
}

#[test]
fn branches_reach_as_far_as_they_must() {
    let mut lengths = Vec::new();
    for lines in
        [10, 32_745, 32_757, 32_758, 32_759, 32_760, 32_761, 32_762, 32_763, 32_764, 32_765, 32_766, 32_767, 66_000]
    {
        let image = translate(program(lines).as_bytes(), "far.py", "__main__").unwrap();
        let run = run_image(image.bytes(), PathBuf::new(), "far.py", &[], &Setup::interpreter());
        let expected = format!("{} 1000000 -1 1000000\n", 4 * lines + 1_000_000);
        assert_eq!((run.out, run.end), (expected, End::Status(1)), "{lines} lines: {}", run.err);
        assert!(run.err.ends_with("TypeError: 'str' object cannot be interpreted as an integer\n"), "{}", run.err);
        assert!(run.err.contains(&format!("line {}, in <module>", lines + 17)), "{}", run.err);
        lengths.push(run.fuel);
    }
    // Some of the programs needed a longer way back, which costs a unit of fuel each time, and the first did not.
    assert!(lengths.first() < lengths.last(), "{lengths:?}");
    assert_eq!(lengths.first(), lengths.get(1), "{lengths:?}");
}
