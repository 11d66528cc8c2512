"""The math module: exact results as they are, the others rounded to 12 digits."""

import math

inf = math.inf
nan = math.nan
print(math.pi, math.e, math.tau, inf, nan)
print([math.sqrt(x) for x in (0, -0.0, 1, 2, 0.25, 1e300, 5e-324, 10 ** 40, inf)], [math.isqrt(x) for x in (0, 1, 15, 16, 17, 10 ** 40, 2 ** 100 - 1)])
for x in (0.5, -0.5, 2.5, -2.5, 3.0, 1e300, -0.0, 7, -7, 2 ** 70, True, 0.9999999999999999, 4503599627370495.5):
    print(math.floor(x), math.ceil(x), math.trunc(x), math.fabs(x), math.modf(x), math.frexp(x), math.copysign(1, x))
print([math.factorial(n) for n in (0, 1, 5, 20, 30)], [math.gcd(*a) for a in ((), (12,), (12, 18), (-12, 18), (0, 5), (2 ** 70, 6 ** 30), (4, 6, 8))], [math.lcm(*a) for a in ((), (4, 6), (0, 5), (-3, 7), (2, 3, 4))])
print([math.comb(n, k) for n, k in ((5, 2), (10, 0), (3, 5), (50, 25))], [math.perm(n, k) for n, k in ((5, 2), (10, 0), (3, 5))], math.perm(5), math.prod([1, 2, 3, 4]), math.prod([]), math.prod([1.5, 2], start=10), math.prod(range(1, 25)))
print(math.fsum([0.1] * 10), math.fsum([1e100, 1.0, -1e100]), math.fsum([]), math.hypot(3, 4), math.hypot(), math.hypot(1, 2, 2), math.dist((0, 0), (3, 4)), math.ldexp(0.75, 5), math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7.5, -2), math.remainder(7, 4), math.remainder(5.5, 2), math.ulp(1.0), math.nextafter(1.0, 2.0), math.nextafter(0.0, -1.0))
print([math.isnan(x) for x in (nan, 1, inf)], [math.isinf(x) for x in (nan, 1, -inf)], [math.isfinite(x) for x in (nan, 1, inf, 10 ** 300)], math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-10, abs_tol=1e-9), math.isclose(inf, inf))


def show(name, function, arguments):
    print(name, *['%.12g' % function(x) for x in arguments])


small = (-1, -0.5, 0, 0.25, 0.5, 1)
wide = (-10, -2.5, -1e-5, 0, 1e-5, 0.7, 3, 25.5)
positive = (1e-10, 0.1, 0.5, 1, 2, 10, 12345.678, 1e200)
for name, function, arguments in (('sin', math.sin, wide), ('cos', math.cos, wide), ('tan', math.tan, wide), ('asin', math.asin, small), ('acos', math.acos, small), ('atan', math.atan, wide), ('sinh', math.sinh, wide), ('cosh', math.cosh, wide), ('tanh', math.tanh, wide),
                                  ('asinh', math.asinh, wide), ('acosh', math.acosh, (1, 1.5, 10, 1e10)), ('atanh', math.atanh, (-0.9, 0, 0.5)), ('exp', math.exp, wide), ('expm1', math.expm1, wide), ('exp2', math.exp2, wide), ('log', math.log, positive), ('log2', math.log2, positive), ('log10', math.log10, positive),
                                  ('log1p', math.log1p, positive), ('cbrt', math.cbrt, (-27, -1, 0, 8, 1000)), ('erf', math.erf, wide), ('erfc', math.erfc, wide), ('gamma', math.gamma, (0.5, 1, 5, 10.5)), ('lgamma', math.lgamma, (0.5, 1, 5, 100)), ('degrees', math.degrees, wide), ('radians', math.radians, wide)):
    show(name, function, arguments)
print('%.12g %.12g %.12g %.12g' % (math.atan2(1, -1), math.atan2(-0.0, -1), math.log(8, 2), math.log(10 ** 400)), math.log2(2 ** 1000), math.log10(1000), math.pow(2, 10), math.pow(2, 0.5), math.exp(0), math.sin(0.0), math.cos(0), math.log(1), math.atan2(0, 1), math.pow(0, 0), math.pow(inf, -1), math.exp(-inf), math.exp(1000.0 - 2000))
for name, attempt in (('sqrt', lambda: math.sqrt(-1)), ('log 0', lambda: math.log(0)), ('log -1', lambda: math.log(-1)), ('exp', lambda: math.exp(1000)), ('pow', lambda: math.pow(0, -1)), ('pow', lambda: math.pow(-1, 0.5)), ('pow', lambda: math.pow(10, 400)), ('acos', lambda: math.acos(2)), ('sin inf', lambda: math.sin(inf)),
                      ('floor inf', lambda: math.floor(inf)), ('floor nan', lambda: math.floor(nan)), ('factorial', lambda: math.factorial(-1)), ('factorial', lambda: math.factorial(1.5)), ('isqrt', lambda: math.isqrt(-1)), ('fmod', lambda: math.fmod(1, 0)), ('str', lambda: math.sqrt('a')), ('none', lambda: math.sin()), ('two', lambda: math.sin(1, 2)),
                      ('gcd', lambda: math.gcd(1.5)), ('big', lambda: math.sqrt(10 ** 400)), ('cosh', lambda: math.cosh(1000)), ('comb', lambda: math.comb(-1, 2)), ('trunc', lambda: math.trunc('a')), ('ldexp', lambda: math.ldexp(1.0, 5000)), ('nope', lambda: math.nope), ('atanh', lambda: math.atanh(1)), ('log2', lambda: math.log2(0))):
    try:
        print(name, attempt())
    except (ValueError, TypeError, OverflowError, AttributeError) as error:
        print(name, type(error).__name__, error)
total = 0
for i in range(1, 300):
    total += math.floor(math.sqrt(i)) * 3 + math.ceil(i / 7) - math.gcd(i, 60) + math.trunc(-i / 3) + math.isqrt(i * i + 1)
print(total)
