"""Records what CPython says about numbers into data/num_*.tsv, one case a line: operation, arguments, expected.

Run with CPython 3.13:  python3.13 core/tests/record_num.py
"""
import math
import pathlib
import random
import struct

HERE = pathlib.Path(__file__).parent / "data"
random.seed(20)


def bits(x):
    return "nan" if x != x else "%016x" % struct.unpack("<Q", struct.pack("<d", x))[0]


def from_bits(n):
    return struct.unpack("<d", struct.pack("<Q", n))[0]


EDGES = [0.0, -0.0, math.inf, -math.inf, math.nan, 5e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 1e16, 1e15,
         9999999999999998.0, 1e22, 1e23, 1e-4, 1e-5, 123456789012345680.0, 2.5, 0.5, 1.5, -0.5, 0.1, 1 / 3, 2.675, 1e100]


def some_float():
    match random.randrange(6):
        case 0:
            return random.choice(EDGES)
        case 1:
            return from_bits(random.getrandbits(64))
        case 2:
            return random.uniform(-1000, 1000)
        case 3:
            return random.randrange(-(10**7), 10**7) / 2 ** random.randrange(12)
        case 4:
            return round(random.uniform(-100, 100), random.randrange(6))
        case _:
            return float(random.randrange(10 ** random.randrange(1, 18)))


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except (ValueError, TypeError, OverflowError, ZeroDivisionError) as error:
        return error


def floats():
    for x in EDGES:
        yield "repr", bits(x), repr(x)
        yield "hash", bits(x), hash(x) if x == x else 0
        yield "hex", bits(x), x.hex()
    for _ in range(60):
        x, y = some_float(), some_float()
        yield "repr", bits(x), repr(x)
        code, precision, alternate = random.choice("efg%"), random.choice([0, 1, 2, 3, 6, 17, 20]), random.choice(["", "#"])
        yield "format", bits(x), alternate, precision, code, format(x, f"{alternate}.{precision}{code}")
        digits = random.randrange(-12, 12)
        rounded = attempt(round, x, digits)
        yield "round", bits(x), digits, bits(rounded) if isinstance(rounded, float) else "none"
        both = attempt(divmod, x, y)
        quotient, rest = map(bits, both) if isinstance(both, tuple) else ("none", "none")
        yield "divmod", bits(x), bits(y), quotient, rest
        yield "hash", bits(x), hash(x) if x == x else 0
        yield "hex", bits(x), x.hex()
    for x, precision in [(1e308, 1100), (5e-324, 1100), (1 / 3, 60), (2.5, 0), (0.5, 0), (1.5, 0), (0.125, 2)]:
        for code in "efg":
            yield "format", bits(x), "", precision, code, format(x, f".{precision}{code}")
    for x, digits in [(2.675, 2), (0.5, 0), (5.0, -1), (15.0, -1), (5.000001, -1), (1.7e308, -308), (1e308, -308), (1e22, -22),
                      (0.15, 1), (1e300, -309), (5e-324, 324), (1.25, 1), (-2.5, 0), (25.0, -1)]:
        rounded = attempt(round, x, digits)
        yield "round", bits(x), digits, bits(rounded) if isinstance(rounded, float) else "none"
    for text in ["inf", "Infinity", "-INF", "+nan", "nAn", "infinit", ".", "", "1e", "e1", ".e1", "1_000.5_5e1_0", "1__0", "_1",
                 "1_", "1_.0", "1._0", "0x1", "1e+", "1e_1", "- 1", "1_" * 900 + "1", "4.9406564584124654e-324",
                 "2.4703282292062327e-324", "2.4703282292062328e-324", "1.7976931348623158e308", "1.7976931348623159e308", "1e400",
                 "1e-400", "1_0e99999999999999999999", "1_0e-99999999999999999999", "infinity_", "in_f", "  1.5\u3000", "1.5.",
                 "٣.٥", "९e२", "1٫5", "0_0.0_1", "+-1", "1e5_", "9007199254740993", "9_007199254740993",
                 "9007199254740992.9_9", "9007199254740993" + "_0" * 800 + ".0_1"]:
        value = attempt(float, text)
        yield "parse", text, bits(value) if isinstance(value, float) else "none"


STRINGS = ["", "a", "héllo", "xyzzy plugh"]
INTS = [0, 1, -1, 255, -255, 1234, -1234567, 10**12, 65, 233, 0x110000, 2**60]


def some_spec():
    maybe = lambda chance, make: make() if random.random() < chance else ""
    return "".join([
        maybe(0.4, lambda: random.choice(["", "*", "0", "é", " ", "<"]) + random.choice("<>^=")),
        maybe(0.2, lambda: random.choice("+- ")),
        maybe(0.1, lambda: "z"),
        maybe(0.2, lambda: "#"),
        maybe(0.25, lambda: "0"),
        maybe(0.6, lambda: str(random.randrange(25))),
        maybe(0.3, lambda: random.choice(",_")),
        maybe(0.3, lambda: "." + str(random.randrange(8))),
        maybe(0.8, lambda: random.choice("bcdeEfFgGnosxX%dfgs")),
    ])


def spec_case(sort, spec, value):
    result = attempt(format, value, spec)
    text = f"{type(result).__name__}: {result}" if isinstance(result, Exception) else result
    return "spec", sort, spec, bits(value) if sort == "float" else value, text


def specs():
    for sort, values in ("int", INTS), ("float", EDGES), ("str", STRINGS):
        for spec in [",_", "_,", ",,", "__", ".", "5.", "99999999999999999999", ".99999999999999999999", "dd", "q", "é", "\x01", "\x7f", ",n",
                     ",x", "_b", "_s", ",é", "٣٤", "=5", "z", "+", " ", "-", "#", "5.3", ".3000000000f", "010", "<010", "^11", "010,", "07,"]:
            yield spec_case(sort, spec, values[5 % len(values)])
        for _ in range(90):
            yield spec_case(sort, some_spec() or "d", random.choice(values))
    for width in range(1, 14):
        yield spec_case("int", f"0{width},", 1234)
        yield spec_case("int", f"0{width}_x", 0x12345)
        yield spec_case("float", f"0{width},.1f", 1234.5)
    for value in [0, 65, 0x10FFFF, 0x110000, -1]:
        for spec in "c", "<3c", "05c", "+c", "#c", ".1c", ",c":
            yield spec_case("int", spec, value)


def percents():
    def case(form, width, precision, value):
        stars = [width] * ("*" in form.partition(".")[0]) + [precision] * (".*" in form)
        result = attempt(form.__mod__, (*stars, value))
        text = f"{type(result).__name__}: {result}" if isinstance(result, Exception) else result
        return "percent", form, width, precision, bits(value) if isinstance(value, float) else value, text

    for _ in range(220):
        kind = random.choice("diouxXeEfFgGcrsa")
        value = {"c": "é", "r": "héllo", "s": "héllo", "a": "héllo"}.get(kind)
        if value is None:
            value = some_float() if kind in "eEfFgG" else random.choice(INTS)
        form = "%" + "".join(random.choices("-+ #0", k=random.choice([0, 0, 1, 2])))
        form += random.choice(["", "", "*", "8", "12"]) + random.choice(["", "", ".", ".*", ".3", ".10"]) + random.choice(["", "", "l"]) + kind
        yield case(random.choice(["", "ü"]) + form + random.choice(["", "%%"]), random.randrange(-9, 16), random.randrange(-2, 12), value)
    for form in ["%", "%5", "%.", "%l", "%q", "ü%é", "%5%", "%\x01", "%99999999999999999999d", "%.9999999999d", "%#", "a%  "]:
        yield case(form, 0, 0, 1)
    for form in ["%(", "%(a", "%(a(b)", "%(a)", "%(a)q"]:
        result = attempt(form.__mod__, {"a": 1})
        yield "percent", form, 0, 0, 1, f"{type(result).__name__}: {result}"


def write(name, rows):
    with open(HERE / f"num_{name}.tsv", "w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write("\t".join(map(str, row)) + "\n")


write("float", floats())
write("format", [*specs(), *percents()])
