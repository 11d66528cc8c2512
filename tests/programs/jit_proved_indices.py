"""Items of lists by the counters of loops: which are all there, and which are not."""


def attempt(f, *args):
    try:
        return f(*args)
    except (IndexError, TypeError, AttributeError) as e:
        return type(e).__name__, str(e)


def total(items, first, end):
    s = 0
    for i in range(first, end):
        s += items[i]
    return s


def total_by(items, first, end, step):
    s = 0
    for i in range(first, end, step):
        s = s * 3 + items[i] & 0xFFFF
    return s


def backwards(items, first, end):
    s = 0
    for i in range(first, end, -1):
        s = s * 3 + items[i] & 0xFFFF
    return s


def marked(items, first, end, mark):
    """What was stored before an item that is not there stays stored."""
    for i in range(first, end):
        items[i] = mark
    return items


def while_below(items, i, end):
    s = 0
    while i < end:
        s += items[i]
        i += 1
    return s, i


def in_twos(items, i, end):
    s = 0
    while i < end:
        if items[i] & 1:
            s += items[i]
        i += 2
    return s, i


def product(a, b, n):
    s = 0
    for i in range(n):
        s += a[i] * b[i]
    return s


def four(a, b, c, d, n):
    """More lists than are proved."""
    for i in range(n):
        d[i] = a[i] + b[i] - c[i]
    return d


def replaced(items, other, n, when):
    """The list is another one from some turn on."""
    s = 0
    for i in range(n):
        if i == when:
            items = other
        s += items[i]
    return s


def shortened(items, alias, n, when):
    """It becomes shorter under another name."""
    s = 0
    for i in range(n):
        if i == when:
            alias.pop()
        s += items[i]
    return s


def cleared_by(items, n, when, f):
    s = 0
    i = 0
    while i < n:
        if i == when:
            f(items)
        s += items[i]
        i += 1
    return s


def moved(items, n):
    """The index is another one than the counter."""
    s = 0
    for i in range(n):
        i = i * 2
        s += items[i]
    return s


def also_by(items, n, k):
    """By the counter, and by something else."""
    s = 0
    for i in range(n):
        s += items[i] - items[k] + items[-1]
        k = i
    return s


def to_break(items, n, wanted):
    i = 0
    while i < n:
        if items[i] == wanted:
            break
        i += 1
    while i < n:
        items[i] += 1
        i += 1
    return items


def own(n):
    """A list that is in itself."""
    items = [0] * n
    for i in range(n):
        items[i] = items
    return all(x is items for x in items)


def itself(n):
    """The slot of the index is the value, too."""
    items = [0] * n
    for i in range(n):
        items[i] = i
    return items


def nested(rows, n):
    s = 0
    for j in range(n):
        row = rows[j]
        for i in range(j, n):
            s += row[i] * rows[i][j]
    return s


def kinds(items, n):
    """Not always a list."""
    s = 0
    for i in range(n):
        s += items[i]
    return s


def bounded(items, n):
    """Goes beyond the list, but does not look there."""
    s = 0
    for i in range(n):
        if i < len(items):
            s += items[i]
    return s


def guarded(items, n, size):
    s = 0
    for i in range(-2, n):
        if 0 <= i and i < size:
            s += items[i]
    return s


def of_floats(items, n):
    s = 0.0
    for i in range(n):
        s += items[i] * 0.5
        items[i] = s
    return s


def as_bools(flags, n):
    s = 0
    for i in range(n):
        if flags[i]:
            s += i
        if not flags[n - 1 - i]:
            s -= 1
    return s


numbers = list(range(40))
for _ in range(6):
    for first, end in [(0, 40), (0, 0), (5, 5), (7, 3), (0, 41), (-3, 40), (-40, 0), (-41, 2), (39, 40), (40, 40), (3, 60)]:
        r = attempt(total, numbers, first, end)
        b = attempt(backwards, numbers, end - 1, first - 1)
        w = attempt(while_below, numbers, first, end)
        t = attempt(in_twos, numbers, first, end)
        m = numbers[:]
        p = attempt(marked, m, first, end, -7)
        if _ in (0, 5):
            print(first, end, r, b, w, t)
            print(p if isinstance(p, tuple) else len(p), m.count(-7), m.index(-7) if -7 in m else None)
    for step in (1, 2, 3, 39, 40, 100, -1, -2, 7):
        results = [attempt(total_by, numbers, a, b, step) for a, b in ((0, 40), (0, 41), (0, 46), (39, -1), (40, -1), (39, -3), (-1, 3))]
        if _ in (0, 5):
            print(step, results)

for _ in range(40):
    total(numbers, 0, 40), while_below(numbers, 0, 40), in_twos(numbers, 1, 40), backwards(numbers, 39, -1)
print(total(numbers, 0, 40), while_below(numbers, 0, 40), in_twos(numbers, 1, 40), backwards(numbers, 39, -1))
for _ in range(40):
    # The bound no longer holds, and then it does again.
    attempt(total, numbers, 0, 41), attempt(while_below, numbers, -1, 40), attempt(backwards, numbers, 39, -2)
print(attempt(total, numbers, 0, 41), while_below(numbers, -1, 40), backwards(numbers, 39, -2))
print(total(numbers, 0, 40), total(numbers[:9], 0, 9), while_below(numbers[:9], 0, 9), backwards(numbers[:9], 8, -1))

for n in (3, 30, 30, 30, 31, 30, 20, 31):
    a, b = list(range(30)), list(range(31))
    print(n, attempt(product, a, b, n), attempt(product, b, a, n), attempt(product, b, b, n))
    d = [0] * 31
    print(attempt(four, b, b, a, d, n), d)
    print(attempt(four, a, b, b, d, n), attempt(four, b, b, b, d[:n - 1], n))

for _ in range(30):
    replaced(numbers, numbers, 40, 3), to_break(numbers[:], 40, 7), moved(numbers, 20), also_by(numbers, 40, 5)
for when in (0, 3, 39, 50):
    print(attempt(replaced, numbers, [1] * 20, 40, when), attempt(replaced, numbers, [1] * 40, 40, when))
    items = numbers[:]
    print(attempt(shortened, items, items, 40, when), len(items))
    items = numbers[:]
    print(attempt(shortened, items, [1, 2], 40, when), len(items))
    items = numbers[:]
    print(attempt(cleared_by, items, 40, when, list.clear), len(items), attempt(cleared_by, numbers, 40, when, len))
print(attempt(moved, numbers, 21), attempt(also_by, numbers, 40, 40), attempt(also_by, numbers, 41, 0), attempt(also_by, [], 0, 0))
print(to_break(numbers[:], 40, 11), to_break(numbers[:], 40, 99), attempt(to_break, numbers[:], 41, 99))
print(own(50), itself(50))

rows = [[i * j for j in range(12)] for i in range(12)]
for _ in range(8):
    nested(rows, 12)
print(nested(rows, 12), attempt(nested, rows, 13), attempt(nested, rows[:11], 12))
rows[7].pop()
print(attempt(nested, rows, 12), nested(rows, 7))

for _ in range(20):
    kinds(numbers, 40), bounded(numbers, 45), guarded(numbers, 50, 40)
print(kinds(tuple(numbers), 40), kinds(dict(enumerate(numbers)), 40), attempt(kinds, 'abc', 1), kinds(range(40), 40))
print(attempt(kinds, tuple(numbers), 41), attempt(kinds, [1, None], 2), kinds([True, 2.5, 1 << 60], 3), attempt(kinds, None, 1))
print(bounded(numbers, 45), bounded(numbers, 3), bounded([], 9), guarded(numbers, 50, 40))

halves = [i + 0.5 for i in range(20)]
for _ in range(20):
    of_floats(halves[:], 20), as_bools([True, False] * 10, 20)
print(of_floats(halves, 20), halves[:4], attempt(of_floats, halves, 21), halves[-1], of_floats([1, 2.0], 2))
print(as_bools([True, False, False] * 8, 24), as_bools([1, '', None, [0]] * 3, 12), attempt(as_bools, [True], 2))
