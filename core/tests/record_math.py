"""Records mathematical functions into data/num_math.tsv, one case a line: operation, arguments, expected.

`nearest` cases are the correctly rounded values, from MPFR; all others are what CPython does. Needs gmpy2:
    python3.13 core/tests/record_math.py
"""
import math
import pathlib
import random
import struct

import gmpy2

random.seed(21)
gmpy2.set_context(gmpy2.context(precision=53, emin=-1073, emax=1024, subnormalize=True))


def bits(x):
    return "nan" if x != x else "%016x" % struct.unpack("<Q", struct.pack("<d", x))[0]


def any_float():
    return struct.unpack("<d", struct.pack("<Q", random.getrandbits(64)))[0]


def small():
    return math.ldexp(random.uniform(-1, 1), random.randrange(-40, 1))


def attempt(function, *arguments):
    """The result's bits, or the exception's text."""
    try:
        result = function(*arguments)
    except (ValueError, OverflowError, ZeroDivisionError) as error:
        return error.args[-1]
    return "complex" if isinstance(result, complex) else bits(result)


def is_bits(result):
    return len(result) == 16 and " " not in result


between = lambda low, high: lambda: random.uniform(low, high)
WHOLE = between(-10, 10)
ANGLES = [WHOLE, small, between(-1e6, 1e6), any_float, lambda: random.randrange(1, 10**6) * math.pi / 4]
EXPONENTS = [WHOLE, small, between(-745, 709), lambda: float(random.randrange(-700, 700)), between(-746, -700)]
POSITIVE = [between(0, 10), lambda: 1 + small(), lambda: abs(any_float()), lambda: 2.0 ** random.randrange(-1074, 1023),
            lambda: 10.0 ** random.randrange(-300, 300), between(0, 2.2e-308)]
UNIT = [between(-1, 1), small, lambda: 1 - abs(small()) * 1e-3, lambda: math.copysign(1 - 2.0 ** -random.randrange(1, 54), WHOLE())]
REAL = [between(-5, 5), small, between(-700, 700)]
DOMAINS = dict(sin=ANGLES, cos=ANGLES, tan=ANGLES, asin=UNIT, acos=UNIT, atan=[WHOLE, small, any_float], sinh=REAL, cosh=REAL,
               tanh=[between(-5, 5), small, between(-30, 30)], asinh=[WHOLE, small, any_float], acosh=[between(1, 5), lambda: 1 + abs(small())],
               atanh=UNIT, exp=EXPONENTS, exp2=[WHOLE, small, between(-1075, 1023)], expm1=EXPONENTS, log=POSITIVE, log2=POSITIVE,
               log10=POSITIVE, log1p=[between(-1, 10), small, lambda: -1 + abs(small()) / 4], sqrt=POSITIVE, cbrt=[WHOLE, any_float])
# Arguments whose results lie nearest to a tie, or that lose most in reduction.
HARD = dict(sin=[float.fromhex("0x1.6ac5b262ca1ffp+849"), float.fromhex("0x1.e0000000001c2p-20"), 1e22, 1.7976931348623157e308],
            cos=[float.fromhex("0x1.6ac5b262ca1ffp+849"), float.fromhex("0x1.8000000000009p-23"), 1e22],
            tan=[1.5707963267948966],
            exp=[float.fromhex("0x1.83d4bcdebb3f4p+2"), float.fromhex("-0x1.290ea09e36479p-54"), 7.5417527749959590085206221e-10],
            log=[float.fromhex("0x1.62a88613629b6p+678"), float.fromhex("0x1.ab50b409c8aeep+8"), 5e-324],
            cosh=[float.fromhex("0x1.7fffffffffff7p-23")],
            log2=[float.fromhex("0x1.61555f75885b4p+128")], log10=[1000.0, float.fromhex("0x1.de02157073b31p-1")])


def nearest():
    for name, makers in DOMAINS.items():
        for x in [*HARD.get(name, []), *(random.choice(makers)() for _ in range(14))]:
            result = attempt(getattr(math, name), x)
            if is_bits(result):
                yield "nearest", name, bits(x), bits(float(getattr(gmpy2, name)(gmpy2.mpfr(x))))
    pairs = [(random.uniform(0, 10), random.uniform(-20, 20)) for _ in range(20)]
    pairs += [(abs(any_float()), random.uniform(-2, 2)) for _ in range(20)]
    pairs += [(random.uniform(-10, 10), float(random.randrange(-70, 70))) for _ in range(20)]
    pairs += [(float(random.randrange(1, 2000)), random.choice([0.5, 1.5, -0.5, -1.5, 2.5, -2.5, 1 / 3, 3.0, 4.0, 5.0])) for _ in range(30)]
    # Powers that are exactly a tie.
    pairs += [(float(random.randrange(2**17, 2**18) | 1) ** 2, 1.5) for _ in range(10)] + [(-495742.0, 3.0), (6708.0, 5.0)]
    pairs += [(5e-324, 0.7), (1e-200, 1.6), (1 - 2**-53, 1e18), (2.0, -1074.0), (2.0, -1074.5), (-1.0, 1e308), (3.0, -681.0)]
    for x, y in pairs:
        if is_bits(attempt(math.pow, x, y)):
            yield "nearest", "pow", bits(x), bits(y), bits(float(gmpy2.mpfr(x) ** gmpy2.mpfr(y)))
    points = [(random.uniform(-5, 5), random.uniform(-5, 5)) for _ in range(10)] + [(any_float(), any_float()) for _ in range(10)]
    points += [(1e-200, 1.0), (-1e-200, -1.0), (5e-324, 3.0), (1e300, 1e-300), (-0.001, 0.0001)]
    for y, x in points:
        yield "nearest", "atan2", bits(y), bits(x), bits(float(gmpy2.atan2(gmpy2.mpfr(y), gmpy2.mpfr(x))))
        yield "nearest", "hypot", bits(y), bits(x), bits(float(gmpy2.hypot(gmpy2.mpfr(y), gmpy2.mpfr(x))))


SPECIAL = [0.0, -0.0, 1.0, -1.0, math.inf, -math.inf, math.nan, 0.5, -0.5, 3.0, -3.0, 1e308, -1e308, 5e-324, 2.0**60, -2.5]


def as_cpython():
    for name in [*DOMAINS, "gamma", "lgamma", "erf", "erfc", "degrees", "radians", "fabs", "ulp"]:
        for x in SPECIAL:
            result = attempt(getattr(math, name), x)
            # Finite results of most functions are the nearest ones, which the C library misses at times.
            if not is_bits(result) or not math.isfinite(getattr(math, name)(x)) or name in ("degrees", "radians", "fabs", "ulp"):
                yield "call", name, bits(x), result
    for name, makers in dict(gamma=[between(-170, 171), between(0, 20), lambda: float(random.randrange(1, 60))],
                             lgamma=[between(-50, 50), between(0, 100), lambda: abs(any_float())],
                             erf=[between(-6, 6), small], erfc=[between(-6, 27), small]).items():
        for x in (random.choice(makers)() for _ in range(15)):
            result = attempt(getattr(math, name), x)
            if is_bits(result):
                yield "near", name, bits(x), result
    for x in SPECIAL:
        for y in SPECIAL:
            for name, function in (("**", float.__pow__), ("pow", math.pow)):
                result = attempt(function, x, y)
                if not is_bits(result) or function(x, y) in (0, 1, math.inf, -math.inf):
                    yield "pair", name, bits(x), bits(y), result
            if random.random() < 0.3:
                for name in ("fmod", "remainder", "nextafter"):
                    yield "pair", name, bits(x), bits(y), attempt(getattr(math, name), x, y)
    for _ in range(20):
        x, y = any_float(), any_float()
        yield "pair", "fmod", bits(x), bits(y), attempt(math.fmod, x, y)
        yield "pair", "remainder", bits(x), bits(y), attempt(math.remainder, x, y)
        steps = random.choice([1, 2, 1000, 2**62])
        yield "steps", steps, bits(x), bits(y), bits(math.nextafter(x, y, steps=steps))
        exponent = random.choice([random.randrange(-2200, 2200), 2**60, -(2**60)])
        yield "ldexp", exponent, bits(x), attempt(math.ldexp, x, exponent)
    for x in [*SPECIAL, *(any_float() for _ in range(10))]:
        mantissa, exponent = math.frexp(x)
        yield "frexp", bits(x), bits(mantissa), exponent if math.isfinite(x) else 0
        yield "modf", bits(x), *map(bits, math.modf(x))
    for _ in range(40):
        terms = [random.choice([small, any_float, WHOLE, lambda: random.choice(SPECIAL)])() for _ in range(random.randrange(1, 8))]
        terms += random.choice([[], [-x for x in terms] + [1e-300]])
        random.shuffle(terms)
        yield "fsum", " ".join(map(bits, terms)), attempt(math.fsum, terms)


with open(pathlib.Path(__file__).parent / "data" / "num_math.tsv", "w", encoding="utf-8", newline="\n") as file:
    for row in [*nearest(), *as_cpython()]:
        file.write("\t".join(map(str, row)) + "\n")
