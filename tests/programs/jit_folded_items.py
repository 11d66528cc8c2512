"""Loops over lists and tuples that are counted when they begin, and loops that must not be."""


def total(items):
    s = 0
    for x in items:
        s += x
    return s


def numbered(items):
    s = 0
    for i, x in enumerate(items):
        s += i * x
    return s


def half(i, x):
    return i + x / 2


def scaled(items, k):
    s = 0.0
    for i, x in enumerate(items):
        s += half(i, x) * k
    return s


def inverse(i, j):
    d = i + j
    return 1.0 / (d * (d + 1) // 2 + i)


def inverses(items, i):
    s = 0.0
    for j, x in enumerate(items):
        s += inverse(i, j) * x
    return s


def evens(items):
    n = 0
    for i, x in enumerate(items):
        if x % 2:
            continue
        if x > 1000:
            break
        n += i
    else:
        n = -n
    return n, i, x


def pairs_of(items):
    out = []
    for x in items:
        for i, y in enumerate(items):
            if x == y:
                out.append((i, x))
    return out


def growing(items, most):
    n = 0
    for x in items:
        n += x
        if len(items) < most:
            items.append(n)
    return n


def growing_by_alias(items, most):
    also = items
    n = 0
    for i, x in enumerate(items):
        n += x
        if i < most:
            also.append(i)
    return n


def shrinks(items):
    items.pop()
    return 1


def shrinking(items):
    n = 0
    for i, x in enumerate(items):
        n += shrinks(items) * x
    return n, i, len(items)


def replaced(items):
    for i, x in enumerate(items):
        items[i] = x + 1
        items[-1] = x
    return items


def ended(items):
    s = 0
    it = iter(items)
    for x in it:
        s += x
    items.append(1)
    for x in it:
        s += 1000 * x
    return s


def rewrites(items):
    s = 0
    for i, x in enumerate(items):
        i = i - x
        s += i
    return s, i


for n in [0, 1, 3, 40]:
    items = list(range(n))
    print(n, total(items), total(tuple(items)), numbered(items), numbered(tuple(items)))
    print(scaled(items, 3), scaled(tuple(items), 0.5), inverses(items, 1), inverses(items, 7))
    print(growing(items[:], 2 * n), growing_by_alias(items[:], n), shrinking(items[:]) if n else None)
    print(sum(replaced(items[:])) if n else None, ended(items[:]), rewrites(items) if n else None)
    if n:
        print(evens(items), evens(items + [2000, 2]), len(pairs_of(items[:40])))

# What the items are changes, and what the function is called with.
for items in [[1.5] * 50, [1] * 49 + [0.5], [True] * 50, [1 << 60] * 50, [1] * 25 + ['x'] * 25]:
    for f in [total, numbered, rewrites, lambda items: scaled(items, 2), lambda items: inverses(items, 3)]:
        try:
            print(f(items))
        except TypeError as e:
            print('TypeError', e)

# The other terms are small, large, negative, of another type; or nothing is left to divide by.
numbers = [1, 2, 3] * 20
for i in [1, 1 << 31, (1 << 32) - 1, 1 << 32, (1 << 49) - 60, (1 << 49) - 1, 1 << 60, -1, -7, -(1 << 49), 0.5, 0]:
    for _ in range(10):
        try:
            s = inverses(numbers, i)
        except ZeroDivisionError as e:
            s = e
    print(i, s)
