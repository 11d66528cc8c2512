# Loops that count by one up to a bound: how they begin, what leaves them, and what changes in them.


def total(n):
    s = 0
    for i in range(n):
        s += i
    return s


def between(first, end):
    s = 0
    last = None
    for i in range(first, end):
        s += i * 3
        last = i
    return s, last


def found(items, wanted, n):
    for i in range(n):
        if items[i] == wanted:
            return i
    return -1


def left_by_break(n, most):
    s = 0.0
    for i in range(n):
        s += i * 0.5
        if s > most:
            s += 1000.0
            break
        if i & 1:
            continue
        s -= 0.25
    else:
        s = -s
    return s


def while_below(n, x):
    s = 0.0
    i = 0
    while i < n:
        s += x
        i += 1
    return s, i


def while_from(i, n):
    s = 0
    while i < n:
        if i % 3 == 0:
            s += 2
        else:
            s -= 1
        i += 1
    return s, i, n


def while_left(items, n):
    i = 0
    while i < n:
        if items[i] is None:
            break
        if items[i] == 77:
            return -i
        i += 1
    return i


def nested(n):
    s = 0
    for i in range(n):
        j = 0
        while j < i:
            s += j
            j += 1
        for k in range(i, n):
            s ^= k
        for k in range(3):
            s += 1
    return s


def dot(a, b, n):
    s = 0.0
    for k in range(n):
        s += a[k] * b[k]
    return s


def fill(items, first, end, value):
    for k in range(first, end):
        items[k] = value
    return len(items)


def counter_is_changed(n):
    s = 0
    i = 0
    while i < n:
        if i == 5:
            i += 2
        s += i
        i += 1
    return s


def bound_is_changed(n):
    i = 0
    s = 0
    while i < n:
        if i & 3 == 3:
            n -= 1
        s += n
        i += 1
    return s


def variable_is_changed(n):
    s = 0
    for i in range(n):
        s += i
        i = s & 7
        s += i
    return s


def overflows(n, s):
    for i in range(n):
        s = s + s
    return s


def becomes_float(n):
    s = 0
    for i in range(n):
        if i == 50:
            s = 0.5
        s += i
    return s


def divides(n, by):
    s = 0
    i = 0
    while i < n:
        s += 100 // (by - i)
        i += 1
    return s


def calls(n):
    s = 0
    for i in range(n):
        s += total(i & 3)
    return s


def two_loops(n, m):
    i = 0
    while i < n:
        i += 1
    j = 0
    while j < m:
        j += 1
        i += 1
    return i, j


for turn in range(3):
    print(total(0), total(1), total(2), total(100), total(1000))
    print(between(0, 0), between(5, 3), between(-10, 10), between(7, 8), between(-300, -2))
    print(found(list(range(60)), 41, 60), found([1, 2, 3], 4, 3), found([0.5, 'x', None, 'y'], 'y', 4))
    print(left_by_break(40, 100.0), left_by_break(40, 1e9), left_by_break(0, 1.0))
    print(while_below(0, 0.5), while_below(1, 0.5), while_below(200, 0.125), while_below(-3, 1.0))
    print(while_from(3, 90), while_from(90, 3), while_from(-20, 0), while_from(4, 5))
    print(while_left([1, 2, 3, None, 5], 5), while_left([0] * 30, 30), while_left([1] * 20 + [77], 21))
    print(nested(0), nested(1), nested(14))
    print(dot([0.5] * 50, [2.0] * 50, 50), dot([1.5, 2.5], [1, 2], 2))
    items = [0] * 40
    print(fill(items, 0, 40, turn), fill(items, 3, 9, 0.5), fill(items, -4, -1, None), items)
    print(counter_is_changed(60), bound_is_changed(60), variable_is_changed(60))
    print(overflows(30, 1), overflows(70, 1), overflows(70, -3), overflows(20, 0.5))
    print(becomes_float(40), becomes_float(60), calls(50), two_loops(30, 40))
    print(divides(20, 30), divides(20, 200))

for case in [lambda: dot([0.5] * 20, [0.5] * 30, 30), lambda: fill([0] * 9, 0, 40, 1), lambda: divides(60, 30),
             lambda: while_left([1] * 40, 41), lambda: found([1] * 9, 2, 10), lambda: while_from(0, None),
             lambda: between(0, 2.5)]:
    try:
        print(case())
    except Exception as e:
        print(type(e).__name__, e)

# At the ends of what a word holds.
most = (1 << 49) - 1
for first, end in [(most - 3, most), (most - 2, most + 1), (-most - 1, -most + 2), (-most - 3, -most)]:
    print(between(first, end), while_from(first, end))
