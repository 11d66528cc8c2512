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


# Steps above one, those that are not known before, and down.
def by_three(first, end):
    s = 0
    last = None
    for i in range(first, end, 3):
        s += i
        last = i
    return s, last


def by(first, end, step):
    s = 0
    last = None
    for i in range(first, end, step):
        s += i
        last = i
        if s > 1 << 60:
            break
    return s, last


def down(first, end):
    s = 0
    last = None
    for i in range(first, end, -1):
        s += i
        last = i
    return s, last


def down_by_two(first, end):
    s = 0
    for i in range(first, end, -2):
        s += i
    return s


def while_by_five(i, n):
    s = 0
    while i < n:
        s += i & 7
        i += 5
    return s, i


def while_by(i, n, k):
    s = 0
    while i < n:
        s += i & 7
        if s > 300:
            return s
        i += k
    return s, i, k


def step_is_changed(i, n, k):
    s = 0
    while i < n:
        s += k
        k += 1
        i += k
    return s, i, k


def cross_out(n):
    prime = [True] * n
    found = 0
    for i in range(2, n):
        if prime[i]:
            found += 1
            for multiple in range(i * i, n, i):
                prime[multiple] = False
    return found


def too_far(items, step):
    s = 0
    for i in range(0, 100, step):
        s += items[i]
    return s


def in_turns(n):
    s = 0
    for i in range(n):
        for j in range(i, n, 4):
            s += j
        for j in range(n, i, -1):
            s ^= j
        j = i
        while j < n:
            s += 1
            j += 3
    return s


for turn in range(3):
    for first, end in [(0, 0), (0, 1), (0, 3), (0, 4), (5, 3), (-10, 10), (7, 200), (-300, -2)]:
        print(by_three(first, end), down(end, first), down(first, end), down_by_two(end, first))
        print(by(first, end, 1), by(first, end, 2), by(first, end, 7), by(first, end, 1000), by(end, first, -3))
        print(while_by_five(first, end), while_by(first, end, 1), while_by(first, end, 4), step_is_changed(first, end, turn))
    print(cross_out(500), in_turns(0), in_turns(23))

for case in [lambda: by(0, 9, 0), lambda: by(0, 9, 0.5), lambda: by(0, 9, True), lambda: too_far([1] * 50, 7),
             lambda: too_far([1] * 50, 2), lambda: while_by(3, 50, 0), lambda: while_by(0, 9, 2.5), lambda: while_by(0, 60, -1)]:
    try:
        print(case())
    except Exception as e:
        print(type(e).__name__, e)

for step in [1, 2, 3, most // 3, most - 5, most, most + 1, most * most]:
    for first, end in [(most - 8, most), (most - 7, most - 1), (most - 2, most + 9), (-most - 1, most), (-most - 1, -most + 5)]:
        if end - first < 100 * step:
            print(by(first, end, step), while_by(first, end, step))
print(by_three(most - 8, most), while_by_five(most - 8, most), down(-most + 5, -most - 1), down_by_two(-most + 5, -most - 1))
for turn in range(30):
    by_three(most - 8, most)
    while_by_five(most - 8, most)
    by(most - 8, most, 3)
print(by_three(0, 100), while_by_five(0, 100), by(0, 100, 3))


# What a turn leaves is seen to be of another type where it ends: there it has been paid.
def unpacked(pairs, n):
    s = previous = 0
    i = 0
    while i < n:
        s += previous
        _, previous = pairs[i]
        i += 1
    return s, previous


def unpacked_in_range(pairs, n):
    s = previous = 0
    for i in range(0, n, 2):
        s += previous
        _, previous = pairs[i]
    return s, previous


for turn in range(40):
    pairs = [(1, 2)] * 60
    pairs[turn] = (1, 2.5)
    results = unpacked(pairs, 0), unpacked(pairs, 58), unpacked(pairs, 33), unpacked_in_range(pairs, 60)
    if turn % 8 == 0:
        print(*results)
