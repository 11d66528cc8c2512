"""Hot powers: floats, ints and both, common exponents and others, and what has no float as its result."""

import math


def show(*values):
    print(*['%.12g' % v if isinstance(v, float) else v for v in values])


def by(base, exponent, n):
    total = 0.0
    for i in range(n):
        total += base ** exponent
        base += 0.5
    return total


for exponent in (-1.5, -0.5, 0.5, 1.5, 2.0, 3.0, -1.0, 1.0, 0.0, 2, 3, -1, 7, 0.3, -2.25):
    show(exponent, by(1.25, exponent, 60), by(1e-100, exponent, 40))


def roots(n):
    """Ints to float powers, floats to int powers, and in place."""
    x, total = 3.0, 0.0
    for i in range(1, n):
        total += i ** 0.5 + i ** -1.5 + x ** i
        x **= 0.5
        x += 1
    return total


show(roots(100))


def carried(n):
    """Floats and ints that live in registers over the calls, and constants."""
    a, b, c, d, e, f, g, h, k = 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 0
    for i in range(n):
        a += b ** -1.5
        b += c ** 0.5 * 0.25
        c = d - a ** 2
        d, e = e, f
        f = g ** 2 - h
        k += i * 3
        g, h = h * 0.5 + k ** 0.5, 1.5
        c = c if c > 0 else -c
    return a + b + c + d + e + f + g + h, k


show(*carried(150))


def mixed(values, exponent, n):
    """Now and then an operand has another type."""
    out = []
    for i in range(n):
        value = values[i % len(values)]
        try:
            out.append(value ** exponent)
        except (ZeroDivisionError, OverflowError, TypeError) as error:
            out.append(type(error).__name__ + ': ' + str(error).split(',')[0])
    return out[:len(values)] + out[-len(values):]


for exponent in (2.0, 0.5, -1.5, 2, -1):
    show(exponent, *mixed([2.0, 4.0, 0.25, 9.0, 2.5, 100.0, 0.75], exponent, 70))
    show(exponent, *mixed([2.0, 0.0, 3.0, 2, True, 1e300, 1e-300, 'x', None, 4.0], exponent, 90))

nan, inf = float('nan'), float('inf')


def special(n):
    out = []
    for x in (nan, inf, -inf, -0.0, 0.0, 1.0, -1.0, 5e-324, 1.7e308) * n:
        for y in (nan, inf, -inf, -0.0, 1.0, 2.0, 3.0):
            try:
                out.append(x ** y)
            except (ZeroDivisionError, OverflowError) as error:
                out.append(type(error).__name__)
    assert [str(v) for v in out[:63]] == [str(v) for v in out[-63:]]
    return out[:63]


show(*special(9))


def squares(n):
    """Overflows in a hot loop, once."""
    x, i = 1.5, 0
    try:
        while i < n:
            x = x ** 2
            i += 1
    except OverflowError as error:
        return i, error.args
    return i, x


show(*squares(100))
show(math.pow(2, 0.5), sum([x ** 0.5 for x in range(200)]), sum([x ** -0.5 for x in range(1, 200)]))


def last(values):
    total = 0.0
    for value in values:
        total += value ** -2.5
    return total


show(last([1.5] * 100))
last([2.5] * 50 + [0.0])
