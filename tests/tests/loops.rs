//! What compiled loops carry stays in registers: the innermost loops of these functions read and write no slot.

use patchnose_core::api::{Engine, Outcome, Region, Store};
use patchnose_core::host::{Clock, Host, Listing, ModuleError, Stream};
use patchnose_core::jit::stencil::StencilId;
use patchnose_tests::engine::{Setup, translate};
use patchnose_tests::listing::{Function, Listener, Written};

/// Keeps the newest code of each function.
#[derive(Default)]
struct Watcher {
    listener: Listener,
    functions: Vec<(String, Function)>,
}

impl Host for Watcher {
    fn write(&mut self, _: Stream, _: &[u8]) -> Result<(), ()> {
        Ok(())
    }

    fn clock(&mut self, _: Clock) -> Option<u64> {
        None
    }

    fn find_module(&mut self, _: &str) -> Result<Option<&[u8]>, ModuleError<'_>> {
        Ok(None)
    }

    fn list(&mut self, entry: &Listing<'_>) {
        if let (Some(function), Listing::Code { code, .. }) = (self.listener.hear(entry), entry) {
            let name = String::from_utf8_lossy(code.qualname()).into_owned();
            self.functions.retain(|(other, _)| *other != name);
            self.functions.push((name, function));
        }
    }
}

/// Where the jump at an offset leads, or the branch back of a loop whose turns are counted.
fn target(code: &[u8], Written { offset, id }: Written) -> i64 {
    let at = offset as usize;
    if id == StencilId::BrTurn {
        if cfg!(target_arch = "aarch64") {
            let word = u32::from_le_bytes(code[at..at + 4].try_into().unwrap());
            assert_eq!(word >> 24, 0b10110101, "a branch");
            return at as i64 + ((word << 8) as i32 >> 13 << 2) as i64;
        }
        assert_eq!(code[at + 3..at + 5], [0x0F, 0x85], "a branch");
        return at as i64 + 9 + i32::from_le_bytes(code[at + 5..at + 9].try_into().unwrap()) as i64;
    }
    if cfg!(target_arch = "aarch64") {
        let word = u32::from_le_bytes(code[at..at + 4].try_into().unwrap());
        assert_eq!(word >> 26, 0b000101, "a jump");
        at as i64 + ((word << 6) as i32 >> 4) as i64
    } else {
        assert_eq!(code[at], 0xE9, "a jump");
        at as i64 + 5 + i32::from_le_bytes(code[at + 1..at + 5].try_into().unwrap()) as i64
    }
}

/// The newest code of function `f` in a program that calls it.
fn compiled(source: &str) -> Function {
    let mut setup = Setup::jit();
    setup.config.listing = true;
    setup.config.jit_threshold = Some(64);
    let image = translate(source.as_bytes(), "loop.py", "__main__").unwrap();
    let engine = Engine::new(&setup.config, setup.platform).unwrap();
    let mut memory = vec![0; 4 << 20];
    let mut store = Store::new(&engine, Region::new(&mut memory)).unwrap();
    store.load(image.bytes(), "__main__").unwrap();
    let mut host = Watcher::default();
    assert!(matches!(store.resume(&mut host), Ok(Outcome::Done(_))));
    let (_, function) = host.functions.into_iter().find(|f| f.0 == "f").expect("f is compiled");
    function
}

/// The stencils of the shortest loop of that.
fn innermost(source: &str) -> Vec<StencilId> {
    let function = compiled(source);
    let jumps = function.stencils.iter().filter(|s| matches!(s.id, StencilId::Jump | StencilId::BrTurn));
    let loops = jumps.map(|s| (target(&function.code, *s), s.offset as i64)).filter(|(to, at)| to < at);
    let within = |first, last| {
        function.stencils.iter().filter(move |s| (first..=last).contains(&(s.offset as i64))).map(|s| s.id)
    };
    // Jumps from cold code lead over exits.
    let hot = loops.filter(|(first, last)| !within(*first, *last).any(|id| id == StencilId::SideExit));
    let (first, last) = hot.min_by_key(|(to, at)| at - to).expect("f has a loop");
    within(first, last).collect()
}

fn touches_slot(id: &StencilId) -> bool {
    use StencilId::*;
    matches!(
        id,
        LdSlot
            | StSlot
            | StConst64
            | LdSlotF
            | StSlotF
            | LdSlotInt
            | LdSlotI
            | StSlotInt
            | LdSlotFloat
            | CallHelper
            | CallHelperBr
    )
}

#[track_caller]
fn stays_in_registers(source: &str) {
    let stencils = innermost(source);
    assert!(stencils.contains(&StencilId::BackEdge) || stencils.contains(&StencilId::TakeTurn), "{stencils:?}");
    assert!(!stencils.iter().any(touches_slot), "{stencils:?}");
}

/// The innermost loop of `f` takes no fuel: that is folded into its turns. Or it does take fuel.
#[track_caller]
fn takes_fuel(takes: bool, source: &str) {
    let stencils = innermost(source);
    let found = [StencilId::BackEdge, StencilId::TakeTurn].map(|id| stencils.contains(&id));
    assert_eq!(found, [takes, !takes], "{stencils:?}");
}

#[test]
fn fuel_of_counted_loops_is_folded_into_their_turns() {
    let counted = "def f(n, x):\n    s = 0.0\n    i = 0\n    while i < n:\n        s += x\n        i += 1\n    return s\nf(9999, 1.5)";
    takes_fuel(false, counted);
    takes_fuel(false, &counted.replace("+= 1\n", "+= 2\n"));
    takes_fuel(false, &counted.replace("def f(n, x)", "def f(n, x, k=3)").replace("+= 1\n", "+= k\n"));
    takes_fuel(true, &counted.replace("+= 1\n", "-= 1\n").replace("i < n", "i > -n"));
    takes_fuel(true, &counted.replace("i < n", "i != n"));
    takes_fuel(true, &counted.replace("s += x", "n += 0"));
    takes_fuel(true, &counted.replace("s += x", "i += 1"));
    takes_fuel(true, &counted.replace("s += x", "if i & 7:\n            i += 1\n            continue"));
    let range = "def f(a, n):\n    s = 0.0\n    for i in range(n):\n        if i == n:\n            break\n        s += a[i]\n    return s\nf([0.5] * 9999, 9999)";
    takes_fuel(false, range);
    takes_fuel(false, &range.replace("range(n)", "range(0, n, 3)"));
    takes_fuel(false, &range.replace("range(n)", "range(n - 1, -1, -1)"));
    takes_fuel(true, &range.replace("range(n)", "range(n - 1, -1, -2)"));
    takes_fuel(false, &range.replace("range(n)", "range(0, n, k)").replace("def f(a, n)", "def f(a, n, k=2)"));
    takes_fuel(true, &range.replace("range(n)", "range(n - 1, 0, k)").replace("def f(a, n)", "def f(a, n, k=-2)"));
    takes_fuel(true, &range.replace("s += a[i]", "s += len(a)"));
}

/// So is that of loops over the items of a list or tuple, if nothing in them takes any.
#[test]
fn fuel_of_loops_over_items_is_folded_into_their_turns() {
    let items = "def f(a, n):\n    s = 0.0\n    for x in a:\n        s += x\n    return s\nf([0.5] * 9999, 9)";
    takes_fuel(false, items);
    takes_fuel(false, &items.replace("([0.5] * 9999", "((0.5,) * 9999"));
    takes_fuel(false, &items.replace("s += x", "if x == 1:\n            break\n        s += x"));
    takes_fuel(true, &items.replace("s += x", "s += len(a)"));
    takes_fuel(true, &items.replace("s += x", "a.append(x) if n == 8 else n"));
    let pairs = items.replace("for x in a", "for i, x in enumerate(a)");
    takes_fuel(false, &pairs);
    takes_fuel(true, &pairs.replace("enumerate(a)", "zip(a, a)"));
    let calls = format!("def g(i, x):\n    return i + x\n{}", pairs.replace("s += x", "s += g(i, x)"));
    takes_fuel(false, &calls);
    // A turn costs the same whichever way it goes, or is not folded.
    takes_fuel(true, &calls.replace("s += g(i, x)", "s += g(i, x) if i else x"));
    takes_fuel(true, &calls.replace("g(i, x)\n    ", "g(i, x) + g(x, i)\n    "));
    takes_fuel(true, &calls.replace("return i + x", "return i + len(str(x))"));
    for source in [items, &pairs] {
        let stencils = innermost(source);
        let looks = |id: &StencilId| matches!(id, StencilId::BrNoItem | StencilId::LoadLen | StencilId::CheckIndex);
        assert_eq!(stencils.iter().find(|id| looks(id)), None, "{stencils:?}");
    }
}

/// What is in the ranges of ints needs no look at overflow, and no look whether a divisor is 0.
#[test]
fn ranges() {
    let of = |k: &str| {
        format!(
            "def f(a, k, n):\n    s = 0.0\n    for i, x in enumerate(a):\n        d = i + k\n        s += x / (d * (d + 1) // 2 + i + 1)\n    return s\nf([0.5] * 9999, {k}, 5)"
        )
    };
    let stencils = innermost(&of("7"));
    assert_eq!(stencils.iter().find(|id| looks_at_overflow(id)), None, "{stencils:?}");
    assert!(stencils.contains(&StencilId::DivFNonzero), "{stencils:?}");
    // What is below 0 when the function is compiled is not expected to be small.
    let stencils = innermost(&of("-7"));
    assert!(stencils.iter().any(looks_at_overflow) && stencils.contains(&StencilId::DivF), "{stencils:?}");
    let masked = "def f(n, k):\n    s = 0.0\n    while n > 0:\n        s += (n & 0xffffff) * (k & 0xffffff)\n        n -= 1\n    return s\nf(9999, 5)";
    let has = |source: &str, id: StencilId| innermost(source).contains(&id);
    assert!(has(masked, StencilId::MulIWrap));
    assert!(!has(&masked.replace("(k & 0xffffff)", "(k & 0x3ffffff)"), StencilId::MulIWrap));
    assert!(has(&masked.replace("(k & 0xffffff)", "1000"), StencilId::MulWord));
}

/// What an int is in the first turn only, the loop carries as a float.
#[test]
fn an_int_that_becomes_a_float() {
    let of = |before: &str, body: &str| {
        format!(
            "def f(n, x, a):\n    s = 0\n{before}{body}    return s\nfor k in range(99):\n    f(k, 1.5, [0.5] * 99)\n"
        )
    };
    for (before, body) in [
        ("", "    for i in range(n):\n        s += x * 0.5\n"),
        ("    i = 0\n", "    while i < n:\n        s += a[i]\n        i += 1\n"),
        ("", "    for y in a:\n        s += y\n"),
    ] {
        let stencils = innermost(&of(before, body));
        assert!(stencils.contains(&StencilId::AddF), "{stencils:?}");
        let boxed = |id: &StencilId| matches!(id, StencilId::BoxFloat | StencilId::GuardFloat | StencilId::IntToFloat);
        assert_eq!(stencils.iter().find(|id| boxed(id) || touches_slot(id)), None, "{stencils:?}");
    }
}

/// Steps are looked at where a loop begins.
#[test]
fn counted_loops_have_no_other_checks() {
    let source = "def f(n, k):\n    s = 0.0\n    for i in range(0, n, k):\n        s += 0.5\n    return s\nf(9999, 2)";
    let stencils = innermost(source);
    assert!(!stencils.iter().any(|id| id.signature().exits), "{stencils:?}");
    let source =
        source.replace("for i in range(0, n, k):", "i = 0\n    while i < n:").replace("0.5\n", "0.5\n        i += 7\n");
    let stencils = innermost(&source);
    assert!(!stencils.iter().any(|id| id.signature().exits), "{stencils:?}");
}

/// The innermost loop of `f` has none of these.
#[track_caller]
fn has_none(source: &str, is_one: impl Fn(&StencilId) -> bool) {
    let stencils = innermost(source);
    assert_eq!(stencils.iter().find(|id| is_one(id)), None, "{stencils:?}");
}

fn loads_constant(id: &StencilId) -> bool {
    use StencilId::*;
    matches!(id, LdConst16 | LdConst32 | LdConst64 | StConst64 | LdConstNeg | LdConstF)
}

/// A point of the Mandelbrot set: variables of the body, and what it does with them.
const POINT: &str = "def f(cx, cy, n):\n    x = y = 0.0\n    for i in range(n):\n        xx = x * x\n        yy = y * y\n        if xx + yy > 4.0:\n            return i\n        y = 2.0 * x * y + cy\n        x = xx - yy + cx\n    return n\nfor k in range(99):\n    f(0.1, 0.2, 300)";

/// What each turn writes before it reads it is not stored at its end.
#[test]
fn variables_of_the_body_are_not_stored() {
    let stores = |id: &StencilId| matches!(id, StencilId::StSlotF | StencilId::StSlot | StencilId::StConst64);
    has_none(POINT, stores);
    has_none(&POINT.replace("return n", "return x"), stores);
    for (read, instead) in [
        ("return n", "return xx"),
        ("        xx = x * x", "        if i > 500:\n            print(xx)\n        xx = x * x"),
    ] {
        let stencils = innermost(&POINT.replace(read, instead));
        assert!(stencils.iter().any(stores), "{stencils:?}");
    }
}

/// Nor where the loop's items are taken apart: by the `Unpack` at its head, or before that.
#[test]
fn variables_are_not_stored_where_items_are_taken_apart() {
    for pairs in ["a", "enumerate(b)", "zip(b, b)"] {
        let source = format!(
            "def f(a, b):\n    s = 0.0\n    for x, y in {pairs}:\n        d = x * 0.5 - y\n        e = d * d\n        s += e * d\n    return s\nb = [1.5] * 9999\nf([(x, x) for x in b], b)"
        );
        let stores = |id: &StencilId| *id == StencilId::StSlotF;
        has_none(&source, stores);
        assert!(innermost(&source.replace("return s", "return s, e")).iter().any(stores), "{pairs}");
    }
}

/// A variable that nobody reads is not given its numbers.
#[test]
fn a_variable_that_nobody_reads() {
    let source = "def f(n, x):\n    s = 0.0\n    for _ in range(n):\n        s += x\n    return s\nf(9999, 1.5)";
    has_none(source, |id| *id == StencilId::Mov);
    assert!(innermost(&source.replace("s += x", "s += _")).contains(&StencilId::Mov));
}

/// Constants stay in registers, in the form in which they are used.
#[test]
fn constants_of_loops_are_loaded_before_them() {
    // x86-64 has few registers.
    let few = cfg!(target_arch = "x86_64");
    let bodies = ["t = 3 * t", "s ^= i * 12345", "a[i] = False", "a[i] = 7", "s ^= 99999\n        s &= 12345"];
    if !few {
        has_none(POINT, loads_constant);
    }
    for body in bodies.iter().take(if few { 1 } else { bodies.len() }) {
        has_none(
            &format!(
                "def f(a, n, s, t):\n    for i in range(n):\n        {body}\n    return s, t\nf([0] * 9999, 9999, 3, 1.5)"
            ),
            loads_constant,
        );
    }
    // What is called takes the registers.
    let called = POINT.replace("return x", "return n").replace("        xx =", "        g = str(i)\n        xx =");
    assert!(innermost(&called).iter().any(loads_constant));
}

/// One branch tests and goes back.
#[test]
fn counted_loops_test_at_their_ends() {
    let range = "def f(n, x):\n    s = 0.0\n    for i in range(n):\n        s += x\n    return s\nf(9999, 1.5)";
    let while_loop = "def f(n, x):\n    s = 0.0\n    i = 0\n    while i < n:\n        s += x\n        i += 1\n    return s\nf(9999, 1.5)";
    for source in [range, while_loop, POINT] {
        has_none(source, |id| matches!(id, StencilId::Jump | StencilId::BrNoTurn));
    }
}

#[test]
fn float_sum() {
    stays_in_registers(
        "def f(n, x, c):\n    s = 0.0\n    i = 0\n    while i < n:\n        s += x * c\n        i += 1\n    return s\nf(9999, 1.5, 0.25)",
    );
}

#[test]
fn range_loop() {
    stays_in_registers("def f(n):\n    t = 0\n    for i in range(n):\n        t += i\n    return t\nf(9999)");
}

#[test]
fn inner_loop_that_begins_with_a_constant() {
    stays_in_registers(
        "def f(n, x):\n    t = 0.0\n    for i in range(n):\n        s = 0.0\n        for j in range(n):\n            s += x\n        t += s\n    return t\nf(99, 1.5)",
    );
}

#[test]
fn list_loop() {
    stays_in_registers("def f(a):\n    m = 0\n    for v in a:\n        m += v\n    return m\nf(list(range(9999)))");
}

#[test]
fn joins_within_the_loop() {
    stays_in_registers(
        "def f(n):\n    s = 0\n    i = 0\n    while i < n:\n        if i & 1:\n            s += i\n        else:\n            s -= 1\n        i += 1\n    return s\nf(9999)",
    );
}

#[test]
fn values_that_change_places() {
    stays_in_registers(
        "def f(n):\n    a = 0\n    b = 1\n    while n > 0:\n        a, b = b, a\n        n -= 1\n    return a\nf(9999)",
    );
}

/// A routine of numbers keeps registers: all, for what these loops carry, where it keeps some of floats.
#[test]
fn routines_of_numbers_take_nothing_out_of_the_registers_that_they_keep() {
    for power in ["x ** 1.5", "x ** 0.3", "x ** y", "math.sin(x)"] {
        let stencils = innermost(&format!(
            "import math\ndef f(a, n, x, y):\n    s = 0.0\n    i = 0\n    while i < n:\n        s += {power} * a[0]\n        i += 1\n    return s\nf([0.5], 9999, 1.5, 2.5)"
        ));
        assert!(stencils.contains(&StencilId::CallMath), "{power}: {stencils:?}");
        if cfg!(target_arch = "aarch64") {
            assert!(
                !stencils.iter().any(|id| touches_slot(id) || *id == StencilId::ListItems),
                "{power}: {stencils:?}"
            );
        }
    }
}

/// Roots are computed in line, inverse ones where the machine has fused multiply-add: they take nothing out of any register.
#[test]
fn roots_are_computed_in_line() {
    let fused = cfg!(target_arch = "aarch64");
    for (y, root, is_in_line) in [
        ("0.5", StencilId::SqrtF, true),
        ("-0.5", StencilId::InverseRootF, fused),
        ("-1.5", StencilId::InverseRootCubedF, fused),
    ] {
        let source = format!(
            "def f(n, x):\n    s = 0.0\n    i = 0\n    while i < n:\n        s += x ** {y}\n        i += 1\n    return s\nf(9999, 1.5)"
        );
        let found = [root, StencilId::CallMath].map(|id| innermost(&source).contains(&id));
        assert_eq!(found, [is_in_line, !is_in_line], "x ** {y}");
        if is_in_line {
            stays_in_registers(&source);
        }
        // Where that has failed again and again, it is not tried any more.
        let outside =
            format!("{source}\nfor k in range(99):\n    f(40, {})", if y == "0.5" { "float('nan')" } else { "1e200" });
        let found = [root, StencilId::CallMath].map(|id| innermost(&outside).contains(&id));
        assert!(!found[0] && (found[1] || y == "0.5"), "x ** {y}: {found:?}");
    }
}

/// The address of a list is made in the register in which it is looked at, and the length of a tuple is compared as it is.
#[test]
fn lists_are_looked_at_in_few_instructions() {
    let stencils = innermost(
        "def f(a):\n    s = 0.0\n    for x, y in a:\n        s += x[0] - y[0]\n    return s\nf([([1.5], [2.5])] * 9999)",
    );
    let found = [StencilId::GuardKindFresh, StencilId::GuardTupleOf, StencilId::GuardKind, StencilId::CheckLengthIs];
    assert_eq!(found.map(|id| stencils.contains(&id)), [true, true, false, false], "{stencils:?}");
    // Of a list that more than one item is taken of, and what is got in each turn is not looked at before.
    let stencils = innermost(
        "def f(a):\n    s = 0.0\n    for x in a:\n        s += x[0] - x[1]\n    return s\nf([[1.5, 2.5]] * 9999)",
    );
    let found = [StencilId::GuardListOf, StencilId::GuardKindFresh, StencilId::GuardKind, StencilId::CheckLength];
    assert_eq!(found.map(|id| stencils.contains(&id)), [true, false, false, false], "{stencils:?}");
}

/// Items that are expected to be floats are looked at together, before anything is stored that was computed from them.
#[test]
fn floats_are_proved_late() {
    for (body, items, checks) in [
        ("s += a[0] - a[1]", 2, 1),
        ("s += a[0] * b[1] + a[1] * b[0]", 4, 1),
        ("a[0] -= a[1] * s", 2, 1),
        // What does not depend on the other has to be looked at, too; and nothing behind what is stored.
        ("a[0] = b[0] + s; s = b[1] - s", 2, 2),
        ("a[0] = b[0] + b[1]; a[1] += b[1]", 4, 2),
    ] {
        let source = format!(
            "def f(a, b, n):\n    s = 0.0\n    for i in range(n):\n        {body}\n    return s\nf([1.5, 2.5, 1.0], [0.5, 0.25, 1.0], 9999)"
        );
        let stencils = innermost(&source);
        let count = |id: StencilId| stencils.iter().filter(|found| **found == id).count();
        assert_eq!((count(StencilId::ItemImmF), count(StencilId::CheckF)), (items, checks), "{body}: {stencils:?}");
    }
}

/// What the outer loop knows of its own state is known behind the inner one, which does not write it.
#[test]
fn types_are_known_behind_inner_loops() {
    let f = compiled(
        "def f(a, n):\n    s = 0.0\n    for i in range(n):\n        for x in a:\n            s += x\n    return s\nf([1.5, 2.5], 9999)",
    );
    let guards = |id: StencilId| matches!(id, StencilId::LdSlotInt | StencilId::BrNeI);
    let jumps = f.stencils.iter().filter(|s| s.id == StencilId::Jump);
    let outer = jumps.map(|s| (target(&f.code, *s), i64::from(s.offset))).filter(|(to, at)| to < at);
    let (first, last) = outer.min_by_key(|(to, at)| at - to).expect("f has a loop");
    let hot = f.stencils.iter().filter(|s| (first..=last).contains(&i64::from(s.offset)));
    assert!(!hot.clone().any(|s| guards(s.id)), "{:?}", hot.map(|s| s.id).collect::<Vec<_>>());
    // Edges come behind the stub of all exits, and entries of the interpreter, which look at everything, behind them.
    let settles = f.stencils.iter().position(|s| s.id == StencilId::SettleEnd).expect("the inner loop ends");
    let edge = f.stencils[settles..].iter().map(|s| s.id).take_while(|id| *id != StencilId::Jump);
    assert!(!edge.clone().any(guards), "{:?}", edge.collect::<Vec<_>>());
}

/// A power of floats takes no fuel: it does not keep a loop over pairs from being counted, and a further turn begins without a jump.
#[test]
fn loops_over_pairs_are_counted() {
    let stencils = innermost(
        "def f(a):\n    s = 0.0\n    for x, y in a:\n        s += (x[0] * y[0]) ** 0.5\n    return s\nf([([1.5], [2.5])] * 9999)",
    );
    let found = [StencilId::TakeTurn, StencilId::BrTurn, StencilId::BrNoItem, StencilId::BackEdge, StencilId::Jump];
    assert_eq!(found.map(|id| stencils.contains(&id)), [true, true, false, false, false], "{stencils:?}");
}

#[test]
fn squares_are_products() {
    let source = "def f(n, x):\n    s = 0 * x\n    i = 0\n    while i < n:\n        s += x ** 2\n        i += 1\n    return s\nf(9999, 1.5)";
    stays_in_registers(source);
    assert!(innermost(source).contains(&StencilId::MulF));
    stays_in_registers(&source.replace("1.5", "3"));
}

/// Numbers that calls take out of registers are still known to be numbers, and the step of a range to be what it was.
#[test]
fn types_are_carried_in_memory_over_calls() {
    let stencils = innermost(
        "def g(n):\n    for k in range(n):\n        n += k\n    return n\ndef f(n, x):\n    t = 0\n    y = x\n    for i in range(n):\n        if g(i & 7) > 5:\n            t += 1\n        y += x\n    return t, y\nf(9999, 1.5)",
    );
    assert!(stencils.contains(&StencilId::CallPy), "{stencils:?}");
    assert!(stencils.contains(&StencilId::LdSlotI) && stencils.contains(&StencilId::LdSlotF), "{stencils:?}");
    let looks = |id: &&StencilId| matches!(id, StencilId::LdSlotInt | StencilId::LdSlotFloat | StencilId::BrNeI);
    assert_eq!(stencils.iter().find(looks), None, "{stencils:?}");
}

/// A number that a global variable has had from the beginning is a constant of code that is told when it changes.
#[test]
fn numbers_that_never_change_are_constants() {
    let source = "LIMIT = 7\ndef f(n):\n    s = 0\n    i = 0\n    while i < n:\n        s += i & LIMIT\n        i += 1\n    return s\nf(9999)";
    let loads = |source: &str| innermost(source).contains(&StencilId::LdRegion);
    assert!(!loads(source));
    assert!(loads(&source.replace("LIMIT = 7", "LIMIT = 6\nLIMIT = 7")));
}

/// Whether it looks at the overflow of a sum or a difference.
fn looks_at_overflow(id: &StencilId) -> bool {
    use StencilId::*;
    matches!(id, AddI | AddIFresh | AddIImm | AddIImmFresh | SubI | SubIFresh)
}

/// The innermost loop of `f` has so many sums and differences that are looked at.
#[track_caller]
fn has_checks(count: usize, source: &str) {
    let stencils = innermost(source);
    assert!(stencils.contains(&StencilId::AddIWrapImm) || count > 0, "{stencils:?}");
    assert_eq!(stencils.iter().filter(|id| looks_at_overflow(id)).count(), count, "{stencils:?}");
}

#[test]
fn a_counter_below_its_bound_has_room() {
    let body = "    while i < n:\n        s += x * c\n        i += 1\n    return s\nf(9999, 1.5, 0.25)";
    has_checks(0, &format!("def f(n, x, c):\n    s = 0.0\n    i = 0\n{body}"));
    has_checks(1, &format!("def f(n, x, c):\n    s = 0.0\n    i = 0\n{}", body.replace("<", "!=")));
    has_checks(0, &format!("def f(n, x, c):\n    s = 0.0\n    i = 0\n{}", body.replace("+= 1", "+= 2")));
    has_checks(1, &format!("def f(n, x, c, k=1):\n    s = 0.0\n    i = 0\n{}", body.replace("+= 1", "+= k")));
    has_checks(1, &format!("def f(n, x, c):\n    s = 0.0\n    i = 0\n{}", body.replace("<", "<=")));
}

#[test]
fn a_counter_above_its_bound_has_room() {
    has_checks(
        0,
        "def f(n, x):\n    s = 0.0\n    while n > 0:\n        s += x\n        n -= 1\n    return s\nf(9999, 1.5)",
    );
}

#[test]
fn neighbours_of_a_counter_have_room() {
    let source = "def f(a, n):\n    s = 0.0\n    i = 1\n    while i < n:\n        s += a[i + 1] * a[i]\n        i += 1\n    return s\nf([0.5] * 10001, 9999)";
    has_checks(0, source);
    // What is below the counter is not known.
    has_checks(1, &source.replace("a[i]", "a[i - 1]"));
    has_checks(1, &source.replace("i + 1", "i + 2"));
}

#[test]
fn lengths_and_remainders_have_room() {
    has_checks(
        0,
        "def f(a, n):\n    s = 0.5\n    for i in range(n):\n        s += a[len(a) - 1] * a[(i & 7) + 3]\n        s *= a[i % 5 + 1]\n    return s\nf([0.5] * 20, 9999)",
    );
}

/// Behind a join is known what all ways there know.
#[test]
fn room_is_kept_at_joins_where_no_way_changes_the_value() {
    let source = "def f(n):\n    s = 0\n    i = 0\n    while i < n:\n        if i & 3:\n            s ^= i\n        else:\n            s ^= 5\n        i += 1\n    return s\nf(9999)";
    has_checks(0, source);
    has_checks(1, &source.replace("s ^= 5", "i |= 1"));
    has_checks(1, &source.replace("s ^= i", "i |= 1"));
    has_checks(1, &source.replace("while i < n", "while i != n"));
}

#[test]
fn a_function_that_is_called_with_a_choice_is_known() {
    let stencils = innermost(
        "def g(x, y):\n    return x + y\ndef f(a, b, n):\n    r = 0\n    while n > 0:\n        r += g(a if n & 2 else b, n) & 255\n        n -= 1\n    return r\nf(1, 2, 9999)",
    );
    assert!(stencils.contains(&StencilId::BackEdge), "{stencils:?}");
    let calls = |id: &&StencilId| matches!(id, StencilId::CallPy | StencilId::CallHelper);
    assert_eq!(stencils.iter().find(calls), None, "{stencils:?}");
}

/// Which type a number has that is made on two ways is looked at only if they make different ones.
#[test]
fn types_are_kept_at_joins_outside_of_loops() {
    let looks = |other: &str| {
        let function = compiled(&format!(
            "def f(a, b):\n    for i in range(2):\n        a += i\n    if a > b:\n        d = a - b\n    else:\n        d = {other}\n    return d * 2\nfor k in range(9999):\n    f(k & 15, 5)"
        ));
        let stencils: Vec<_> = function.stencils.iter().map(|s| s.id).collect();
        let product = stencils.iter().rposition(|id| matches!(id, StencilId::MulRaw | StencilId::CallValue));
        let load = stencils[..product.expect("it multiplies")].iter().rfind(|id| touches_slot(id));
        !matches!(load, Some(StencilId::LdSlotI | StencilId::LdSlotF))
    };
    assert!(!looks("b - a"));
    assert!(looks("b - a if b else 0.5"));
}

/// The test by which a function returns at once is done before it is called, though the function is not inlined.
#[test]
fn what_returns_at_once_is_not_called() {
    let stencils = innermost(
        "def g(n):\n    if n < 2:\n        return n\n    for k in range(n):\n        n += k\n    return n\ndef f(n):\n    s = 0\n    i = 0\n    while i < n:\n        s += g(i & 7)\n        i += 1\n    return s\nf(9999)",
    );
    let count = |id| stencils.iter().filter(|s| **s == id).count();
    // The test, and the loop's own; fuel for the call that is none, and for the loop's back-edge.
    assert_eq!(
        (count(StencilId::BrGeImm), count(StencilId::BackEdge), count(StencilId::CallPy)),
        (1, 2, 1),
        "{stencils:?}"
    );
}

/// Functions, built-ins and modules are constants of code that is told when they change. What it stores to itself it looks
/// at, if it stores first; or else it stores by the handler.
#[test]
fn entries_of_dicts_are_taken_in_line() {
    for source in [
        "for k in d:\n            n += 1",
        "for v in d.values():\n            n += v",
        "for k, v in d.items():\n            n += v",
        "n += sum(v for k, v in d.items())",
    ] {
        let source = format!(
            "def f(d, rounds):\n    n = 0\n    for _ in range(rounds):\n        {source}\n    return n\nf({{k: k for k in range(99)}}, 99)"
        );
        let stencils = innermost(&source);
        assert!(stencils.contains(&StencilId::DictEntry), "{source}: {stencils:?}");
        let calls = [StencilId::CallHelper, StencilId::CallHelperBr, StencilId::CallValue, StencilId::CallWindow];
        assert!(!stencils.iter().any(|id| calls.contains(id)), "{source}: {stencils:?}");
    }
}

/// The innermost loop of `f` looks so often whether an item is there.
#[track_caller]
fn looks_at_items(times: usize, source: &str) {
    use StencilId::*;
    let looks = |id: &&StencilId| {
        matches!(id, CheckIndex | CheckLength | BrNoItem)
            || matches!(id, ListGet | ListGetInt | ListGetIntFresh | ListGetFloat | ListGetFloatFresh)
            || matches!(id, ListSet | ListSetInt | ListSetFloat)
    };
    let stencils = innermost(source);
    assert_eq!(stencils.iter().filter(looks).count(), times, "{stencils:?}");
}

#[test]
fn items_are_there_where_the_counter_is_below_the_length() {
    let source = "def f(a, b, n):\n    s = 0.0\n    for i in range(n):\n        s += a[i]\n    return s\nf([0.5] * 9999, [0.5] * 9999, 9999)";
    looks_at_items(0, source);
    looks_at_items(0, &source.replace("range(n)", "range(1, len(a))"));
    looks_at_items(0, &source.replace("range(n)", "range(n // 3, n, 3)"));
    looks_at_items(0, &source.replace("range(n)", "range(0, n, k)").replace("(a, b, n)", "(a, b, n, k=3)"));
    looks_at_items(0, &source.replace("range(n)", "range(n - 1, -1, -1)"));
    looks_at_items(0, &source.replace("s += a[i]", "a[i] = s"));
    looks_at_items(0, &source.replace("s += a[i]", "s += a[i] * b[i]"));
    looks_at_items(0, &source.replace("s += a[i]", "if i & 3:\n            s += a[i]"));
    looks_at_items(0, &source.replace("s += a[i]", "k = i\n        c = a\n        s += a[i] + c[k]"));
    let counted =
        source.replace("for i in range(n):", "i = 0\n    while i < n:").replace("+= a[i]", "+= a[i]\n        i += 1");
    looks_at_items(0, &counted);
    looks_at_items(0, &counted.replace("i += 1", "i += 5"));
    // Not by another index, of another list, or what is not counted.
    looks_at_items(1, &source.replace("s += a[i]", "s += a[i - 1]"));
    looks_at_items(1, &source.replace("s += a[i]", "i &= 63\n        s += a[i]"));
    looks_at_items(1, &source.replace("s += a[i]", "a, b = b, a\n        s += a[i]"));
    looks_at_items(1, &source.replace("s += a[i]", "s += a[i]\n        len(a)"));
    looks_at_items(1, &counted.replace("i < n", "i != n"));
}

/// A loop that begins where an item is not there looks at each, and does not leave again and again.
#[test]
fn what_turns_out_not_to_be_there_is_looked_at() {
    let source = "def f(a, n):\n    s = 0\n    for i in range(FIRST, n):\n        if i >= 0 and i < 9:\n            s += a[i]\n    return s\nfor k in range(9999):\n    f([1] * 9, 9)\n    f([1] * 9, N)";
    looks_at_items(0, &source.replace("FIRST", "0").replace('N', "8"));
    looks_at_items(1, &source.replace("FIRST", "0").replace('N', "12"));
    looks_at_items(1, &source.replace("FIRST", "-1").replace('N', "8"));
}

#[test]
fn lists_and_tuples_are_taken_apart_in_line() {
    let source = "def f(n, pair):\n    s = 0.0\n    for i in range(n):\n        (a, b), c = pair\n        s += a * b - c\n    return s\nf(9999, PAIR)";
    for pair in ["([1.5, 2.0], 3.5)", "((1.5, 2.0), 3.5)", "[[1.5, 2.0], 3.5]"] {
        let stencils = innermost(&source.replace("PAIR", pair));
        let left = [StencilId::CallHelper, StencilId::CallValue, StencilId::CallWindow];
        assert!(!stencils.iter().any(|id| left.contains(id)), "{pair}: {stencils:?}");
    }
}

#[test]
fn names_of_functions_are_not_looked_at() {
    let body = "        s += g(s) * math.sqrt(s) * abs(s)\n";
    let stencils = |first: &str, last: &str| {
        innermost(&format!(
            "import math\ndef g(x):\n    return x + 0.5\ndef f(n, h):\n    global g\n    s = 0.0\n    i = 0\n    while i < n:\n{first}{body}{last}        i += 1\n    return s\nf(9999, g)"
        ))
    };
    let has = |stencils: &[StencilId], id| stencils.contains(&id);
    for (first, last, looks, stores) in
        [("", "", false, false), ("        g = h\n", "", true, true), ("", "        g = h\n", false, false)]
    {
        let found = stencils(first, last);
        assert_eq!(has(&found, StencilId::LdRegion) || has(&found, StencilId::BrNeI), looks, "{found:?}");
        assert_eq!(has(&found, StencilId::StRegion), stores, "{found:?}");
    }
}

/// The interpreter comes in behind a call where compiled code goes on: what has to be looked at first is no code. All jumps are those of
/// ways that join, of which this function has none.
#[test]
fn there_is_no_code_to_come_in_by_behind_calls() {
    let function = compiled(
        "def g():\n    return [1]\ndef f(x, g):\n    y = x + 1\n    g()\n    g()\n    return y + y\nfor k in range(99):\n    f(k, *[g])",
    );
    let ids: Vec<StencilId> = function.stencils.iter().map(|s| s.id).collect();
    let count = |id| ids.iter().filter(|i| **i == id).count();
    let counts = [StencilId::CallHelper, StencilId::LdSlotInt, StencilId::Jump].map(count);
    assert_eq!(counts, [2, 1, 0], "{ids:?}");
}

/// What all loops carry together is bounded: those reached last carry nothing, but the function is compiled.
#[test]
fn very_many_loops() {
    let mut source = String::from("def f(n):\n");
    for k in 0..60 {
        source += &format!(
            "    a{k} = b{k} = c{k} = 0\n    for i in range(n):\n        a{k} += i\n        b{k} += a{k}\n        c{k} -= i\n"
        );
    }
    source += "    return c59\nfor t in range(9):\n    f(100)";
    let stencils = innermost(&source);
    assert!(stencils.contains(&StencilId::BackEdge) || stencils.contains(&StencilId::TakeTurn), "{stencils:?}");
}

/// The checks above can fail: a loop that calls is no such loop.
#[test]
fn a_loop_that_calls_helpers_is_seen() {
    let stencils = innermost("def f(n):\n    d = {}\n    for i in range(n):\n        d[i] = i\n    return d\nf(9999)");
    assert!(stencils.iter().any(touches_slot), "{stencils:?}");
}

/// The body of a loop that turns fronts of a list round, of which nothing was seen when the function was compiled first.
fn flips(late: bool) -> String {
    let now = if late { "i > 20000" } else { "True" };
    format!(
        "def f(n):\n    order = [3, 1, 4, 2, 0, 5]\n    flips = 0\n    for i in range(n):\n        if {now}:\n            \
         pile = order[:]\n            first = pile[0]\n            while first:\n                \
         pile[:first + 1] = pile[first::-1]\n                first = pile[0]\n                flips += 1\n    return flips\n\
         f(30000)"
    )
}

#[test]
fn fronts_are_turned_round_in_place() {
    let stencils = innermost(&flips(false));
    assert!(stencils.contains(&StencilId::CallValue), "{stencils:?}");
    assert!(stencils.contains(&StencilId::ListGetImmIntFresh), "{stencils:?}");
    let calls = |id: &&StencilId| matches!(id, StencilId::CallWindow | StencilId::CallHelper | StencilId::CallHelperBr);
    assert_eq!(stencils.iter().find(calls), None, "{stencils:?}");
}

/// What is executed late is compiled for what is seen then.
#[test]
fn a_loop_that_is_executed_late_is_compiled_like_any() {
    assert_eq!(innermost(&flips(true)), innermost(&flips(false)));
}

/// Loops over what a call makes begin without making it, and pairs are taken out of the lists themselves.
#[test]
fn loops_begin_without_objects() {
    use StencilId::*;
    let program = |statement: &str| {
        format!(
            "def f(n, a, b):\n    s = 0\n    for k in range(n):\n        {statement}\n    return s\nfor k in range(99):\n    f(k, [1, 2, 3], (4, 5, 6))"
        )
    };
    let calls = |id: &StencilId| {
        matches!(id, CallWindow | CallValue | CallHelper | CallHelperBr | EnumSource | ZipSource | IterItem)
    };
    let left = |iterable: &str| {
        let function = compiled(&program(&format!("for x, y in {iterable}:\n            s += x * y")));
        function.stencils.iter().map(|s| s.id).filter(calls).count()
    };
    assert_eq!(left("enumerate(a)"), 0);
    assert_eq!(left("enumerate(b)"), 0);
    assert_eq!(left("zip(a, b)"), 0);
    assert!(left("enumerate(a, 1)") > 0);
    assert!(left("zip(a, b, strict=True)") > 0);
    // The variable has no value when the outer loop is entered.
    let forwards = innermost(&program("for x in b:\n            s += x"));
    assert!(forwards.contains(&BrTurn) && !forwards.iter().any(calls), "{forwards:?}");
    let backwards = innermost(&program("for x in reversed(b):\n            s += x"));
    assert!(backwards.contains(&BrNoItem) && !backwards.iter().any(calls), "{backwards:?}");
    let summed = innermost(&program("s += sum(x * y for x, y in zip(a, b))"));
    assert!(summed.contains(&Item) && !summed.iter().any(calls), "{summed:?}");
}

/// Where both numbers that a loop over a range begins with are known, they are not compared; where the first is, it is in no register.
#[test]
fn ranges_that_begin_with_a_known_number() {
    let compared = |range: &str| {
        let function = compiled(&format!(
            "def f(n, m):\n    s = 0\n    while n:\n        n -= 1\n        for k in {range}:\n            s += k\n    return s\nf(9999, 3)"
        ));
        use StencilId::*;
        let is = |ids: &[StencilId]| function.stencils.iter().any(|s| ids.contains(&s.id));
        [is(&[BrLeImm, BrGeImm]), is(&[BrLeI])]
    };
    assert_eq!(compared("range(7)"), [false, false]);
    assert_eq!(compared("range(7, 0, -1)"), [false, false]);
    assert_eq!(compared("range(m)"), [true, false]);
    assert_eq!(compared("range(0)"), [true, false]);
    assert_eq!(compared("range(m, 7)"), [false, true]);
}
