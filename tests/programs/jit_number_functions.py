"""Hot calls of functions of numbers: right types and wrong ones, shadowed names, NaN and infinities, domain errors."""

import math
from math import sqrt, sin, hypot

nan, inf = float('nan'), float('inf')
ONE = ['acosh', 'asinh', 'atan', 'cbrt', 'cosh', 'degrees', 'erf', 'erfc', 'exp', 'exp2', 'expm1', 'fabs',
       'gamma', 'lgamma', 'log10', 'log1p', 'log2', 'radians', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'ulp', 'log', 'cos']


def one(n):
    """Every function of one number that compiled code calls."""
    t = 0.0
    x = 1.0
    for i in range(n):
        t += math.acosh(x) + math.asinh(x) + math.atan(x) + math.cbrt(x) + math.cosh(x) + math.degrees(x)
        t += math.erf(x) + math.erfc(x) + math.exp(x) + math.exp2(x) + math.expm1(x) + math.fabs(x)
        t += math.gamma(x) + math.lgamma(x) + math.log10(x) + math.log1p(x) + math.log2(x) + math.radians(x)
        t += math.sin(x) + math.sinh(x) + math.sqrt(x) + math.tan(x) + math.tanh(x) + math.ulp(x) + math.log(x)
        t += math.cos(x) + math.acos(1 / x) + math.asin(1 / x) + math.atanh(0.5 / x)
        x += 0.0625
    return t


print('%.8e' % one(60))


def of_ints(n):
    t = 0.0
    for i in range(1, n):
        t += math.sqrt(i) + math.sin(i) + math.log(i) + math.log2(i) + math.log10(i) + math.exp(-i) + math.fabs(-i)
        t += float(i) + int(i) + abs(-i) + abs(i) + abs(float(-i)) + float(float(i)) + sqrt(4) + sin(0)
    return t


print('%.9e' % of_ints(80))


def two(n):
    t = 0.0
    for i in range(1, n):
        x = i * 0.75
        t += math.atan2(x, i) + math.pow(x, 0.3) + math.pow(i, 2) + math.fmod(x, 0.3) + math.remainder(x, 2)
        t += math.copysign(x, -1) + hypot(x, i) + math.log(x, 3) + math.dist((0, x), (i, 0))
    return t


print('%.9e' % two(80))


def rounded(n):
    t = 0
    for i in range(-n, n):
        x = i * 0.37
        t = t * 3 % 1000003 + int(x) * 7 + math.floor(x) * 5 + math.ceil(x) * 11 + math.trunc(x) * 13 + int(i) + round(x)
    return t


print(rounded(60))


def extremes(n):
    t, u = 0, 0.0
    for i in range(n):
        t += min(i, 30) + max(i, 30) * 2 + max(min(i, 9), 4)
        u += min(i * 0.5, 12.25) + max(3.5, i * 0.25) + min(i, 7.5)
    return t, u


print(extremes(70))


def collect(function, values, n):
    """What a function says to values of several types, when it is hot and when it is not."""
    out = []
    for i in range(n):
        for value in values:
            try:
                result = function(value)
            except (ValueError, OverflowError, TypeError) as error:
                result = type(error).__name__
            out.append(result)
    assert [str(v) for v in out[:len(values)]] == [str(v) for v in out[-len(values):]]
    return ' '.join(['%.9g' % v if isinstance(v, float) else str(v) for v in out[:len(values)]])


ODD = [4.0, -4.0, 0.0, -0.0, nan, inf, -inf, 3, -3, 0, True, 10 ** 20, -10 ** 20, 2 ** 49, -2 ** 49, 1e16, -1e300, '7', None]

print('sqrt', collect(lambda x: math.sqrt(x), ODD, 5))
print('fabs', collect(lambda x: math.fabs(x), ODD, 5))
print('abs', collect(lambda x: abs(x), ODD, 5))
print('float', collect(lambda x: float(x), ODD, 5))
print('int', collect(lambda x: int(x), ODD, 5))
print('floor', collect(lambda x: math.floor(x), ODD, 5))
print('ceil', collect(lambda x: math.ceil(x), ODD, 5))
print('trunc', collect(lambda x: math.trunc(x), ODD, 5))
print('log', collect(lambda x: math.log(x), ODD, 5))
print('exp', collect(lambda x: math.exp(x), ODD, 5))
print('sin', collect(lambda x: math.sin(x), ODD, 5))
print('fmod', collect(lambda x: math.fmod(x, 3.0), ODD, 5))
print('pow', collect(lambda x: math.pow(x, -0.5), ODD, 5))
print('atan2', collect(lambda x: math.atan2(x, -0.0), ODD, 5))
print('min', collect(lambda x: min(x, 2.5), ODD, 5))
print('max', collect(lambda x: max(2.5, x), ODD, 5))
print('min int', collect(lambda x: min(x, 2), ODD, 5))
print('max int', collect(lambda x: max(2, x), ODD, 5))
print('many', collect(lambda x: sqrt(x, x), ODD[:2], 30), collect(lambda x: math.atan2(x), ODD[:2], 30))


def zeros(n):
    """Which of two equal values it is."""
    out = ''
    for i in range(n):
        out = str(min(0.0, -0.0)) + str(min(-0.0, 0.0)) + str(max(0.0, -0.0)) + str(max(-0.0, 0.0))
        out += str(min(1, 1.0)) + str(max(1.0, 1)) + str(min(nan, 1.0)) + str(min(1.0, nan)) + str(max(nan, 1.0))
        out += str(abs(-0.0)) + str(math.fabs(-0.0)) + str(math.sqrt(-0.0)) + str(math.floor(-0.0)) + str(float(-0.0))
    return out


print(zeros(40))


def phases(values):
    """One kind of argument after the other."""
    total = 0.0
    for value in values:
        total += abs(value) + float(value) + int(value) + math.sqrt(abs(value))
    return total


print('%.9g' % phases([1.5] * 40 + [-7] * 40 + [-2.25] * 40 + [True, 10 ** 18, 2 ** 49, 1e17]))


def shadowed(n):
    total = 0.0
    for i in range(n):
        total += abs(i - 30) + float(i) + sqrt(i)
        if i == 50:
            shadow(int, abs)
    return total


def shadow(of_abs, of_float):
    global abs, float
    abs, float = of_abs, of_float


print('%.9g' % shadowed(80))
del abs, float


def local(abs, math):
    return abs(-3) + math


print([local(lambda x: x, i) for i in range(40)][-1])


def kept(n):
    """What lies in registers over the calls."""
    a, b, c, d, e, i, j = 0.5, 1.5, 2.5, 3.5, 4.5, 1, 2
    for k in range(n):
        a = a * 0.5 + math.sin(b)
        b, c = c + math.exp(-d), b
        d = math.sqrt(abs(a)) + e
        e += 0.125
        i, j = j, i + k
        c = math.fabs(c - e * i % 7)
    return '%.9g' % (a + b + c + d + e), i, j


print(kept(120))


def last(values):
    total = 0.0
    for value in values:
        total += math.sqrt(value) + math.log(value)
    return total


print('%.9g' % last([2.5] * 60))
last([2.5] * 60 + [-1.0])
