"""Loops that take a rare path only after they have become hot."""


def rare(n, at, what):
    s = 0
    for i in range(n):
        if i == at:
            s = s + what
        else:
            s = s + 1
    return s


def rare_break(n, at):
    for i in range(n):
        if i >= at:
            break
    else:
        return 'ended'
    return i


def rare_global(n):
    s = 0
    for i in range(n):
        s += i
        if i == 280:
            globals_seen.append(s)
    return s


def rare_none(items):
    s = 0
    for x in items:
        if x is None:
            s += 1000
        else:
            s += x
    return s


def rare_method(items):
    s = 0
    for x in items:
        if not x:
            s += items.index(x)
        s += x
    return s


def rare_unpack(items):
    s = 0
    for item in items:
        if len(item) == 2:
            a, b = item
            s += a * b
        else:
            a, *rest = item
            s += a + sum(rest)
    return s


globals_seen = []
for what in (5, 2.5, 2 ** 60, True):
    print(rare(300, 290, what), rare(300, 0, what), rare(300, 1000, what), end=' | ')
print()
try:
    rare(300, 250, 'x')
except TypeError as error:
    print(error)
print(rare_break(400, 350), rare_break(400, 500), rare_global(300), globals_seen)
print(rare_none([1] * 250 + [None] + [2.5] * 10), rare_method(list(range(1, 250)) + [0]), rare_unpack([(1, 2)] * 200 + [(1, 2, 3), (7,)]))


def sign(x):
    if x > 0:
        return 1
    if x < 0:
        return -1
    return 0


print(sum([sign(x) for x in [5] * 300]), sum([sign(x) for x in [-5.5] * 300]), sign(0), sign(-0.0), sign(2 ** 99), sign(float('nan')))


def until_zero(x, step):
    n = 0
    while x > 0:
        x -= step
        n += 1
        if n > 1000:
            return 'long'
    return n, x


print(until_zero(300, 1), until_zero(10.0, 0.1), until_zero(2 ** 60, 2 ** 52), until_zero(1, 0), until_zero(300, 7))
