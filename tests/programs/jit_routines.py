"""Calls of routines of numbers in loops: what lies in registers over them, common exponents, and what raises there."""

import math


def forces(bodies, pairs, steps):
    """Lists, their items, floats and ints live across a power."""
    turns = 0
    for step in range(steps):
        for a, b in pairs:
            dx = a[0] - b[0]
            dy = a[1] - b[1]
            pull = (dx * dx + dy * dy) ** -1.5
            turns += 1
            a[2] -= dx * b[4] * pull
            a[3] -= dy * b[4] * pull
            b[2] += dx * a[4] * pull
            b[3] += dy * a[4] * pull
        for body in bodies:
            body[0] += 0.01 * body[2]
            body[1] += 0.01 * body[3]
    return turns


bodies = [[0.0, 0.0, 0.0, 0.0, 1.0], [1.0, 0.0, 0.0, 1.0, 1e-3], [0.0, 2.0, -0.7, 0.0, 2e-3], [-3.0, 0.5, 0.0, 0.5, 1e-4]]
pairs = [(x, y) for k, x in enumerate(bodies) for y in bodies[k + 1:]]
print(forces(bodies, pairs, 300))
for body in bodies:
    print(' '.join('%.12f' % x for x in body))


def roots(values):
    a = b = c = d = e = f = g = 0.0
    n = 0
    for x in values:
        a += x ** -1.5
        b += x ** -0.5
        c += x ** 0.5
        d += x ** 1.5
        e += x ** 3
        f += x ** -1
        g += x ** 2
        n += 1
    return n, a, b, c, d, e, f, g


values = [0.25 + 0.125 * k for k in range(200)]
print('%d %.9f %.9f %.9f %.9f %.9f %.9f %.9f' % roots(values))
print(roots([4.0, 16.0, 0.25]))


def raised(values):
    """The routine has no answer in some turns: all that is live is as it was."""
    total, count, last, seen = 0.0, 0, 'none', []
    for x in values:
        y = x + 1.0
        z = y * 0.5
        try:
            last = 'before'
            total += x ** -1.0 + y + z
            last = 'behind'
            total += x ** -1.5
            count += 1
        except (ZeroDivisionError, OverflowError) as error:
            seen.append((type(error).__name__, last, x, y, z, count))
    return total, count, last, seen


print(raised([1.0, 4.0] * 60 + [0.0, -0.0, 4.0, 1.0]))


def large(values):
    total, count = 0.0, 0
    for x in values:
        k = count * 3
        try:
            total += x ** 2
            count += 1
        except OverflowError as error:
            return k, count, total, type(error).__name__
    return k, count, total


print(large([1.5, 2.5] * 80))
print(large([1.5, 2.5] * 80 + [1e200, 1.0]))
print(large([1.5, math.inf]), large([1.5, math.nan])[:2])


def squares(n):
    total = 0
    for i in range(n):
        total += i ** 2 - (i - 1) ** 2
    return total


print(squares(500), sum(k ** 2 for k in range(2 ** 33, 2 ** 33 + 100)))


def big_squares(values):
    total = 0
    for x in values:
        total += x ** 2
    return total


print(big_squares([3] * 100), big_squares([3] * 100 + [2 ** 40, -7]), big_squares([3] * 100 + [0.5, True]))


def waves(n):
    """Functions of the module, with ints, floats, a list and a str live over them."""
    kept, low, high, odd, name = [], 0.0, 0.0, 0, 'w'
    for i in range(n):
        x = i * 0.1
        s = math.sin(x)
        c = math.cos(x)
        low = low + s * c
        high += math.atan2(s, c + 2.0) + math.fmod(x, 0.7)
        odd += i & 1
        if i % 100 == 0:
            kept.append((name, i, odd))
    return kept, odd, '%.9f %.9f' % (low, high)


print(waves(500))


def logs(values):
    total, where = 0.0, -1
    try:
        for k, x in enumerate(values):
            where = k
            half = x * 0.5
            total += math.log(x) + half
    except ValueError:
        return where, half, '%.9f' % total
    return where, '%.9f' % total


print(logs([1.0, 2.0] * 70), logs([1.0, 2.0] * 70 + [-3.0, 1.0]))
print(logs([1.0, 2.0] * 70 + [7, 8]))


def many(n):
    """More floats than a routine keeps."""
    a, b, c, d, e, f, g, h, p, q = 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0
    for i in range(n):
        r = (a + i) ** -0.5
        a, b, c, d, e = b + r, c - r, d + r, e - r, a + r
        s = (f + i) ** 1.5 * 0.001
        f, g, h, p, q = g + r, h - r, p + s, q - r, f * 0.5 + r
    return ' '.join('%.6f' % x for x in (a, b, c, d, e, f, g, h, p, q))


print(many(300))


def narrow(x, n):
    """Ints that a routine's registers hold, and one that grows beyond small ints behind it."""
    a, b, c, d, e, f, g = 1, 2, 3, 4, 5, 6, 7
    for i in range(n):
        y = x ** -0.5
        a, b, c, d, e, f, g = b, c, d, e, f, g, a + 1
        if y > 0.4:
            a *= 3
    return a, b, c, d, e, f, g


print(narrow(4.0, 200), narrow(9.0, 200))
