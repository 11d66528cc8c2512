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
    except (ValueError, OverflowError, ZeroDivisionError) as error:
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


def write(name, rows):
    with open(HERE / f"num_{name}.tsv", "w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write("\t".join(map(str, row)) + "\n")


write("float", floats())
