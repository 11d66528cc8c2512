# What begins as an int and becomes a float in a loop's first turn: until then it is an int, whatever leaves the loop.


def total(n, x):
    s = 0
    for i in range(n):
        s += x * 0.5
    return s


def weighted(items, n):
    s = 0
    i = 0
    while i < n:
        s += items[i] * 0.25
        i += 1
    return s


def mean(items):
    s = 0
    count = 0
    for x in items:
        s += x
        count += 1
    return s / count if count else s


def left_early(items, wanted):
    s = 0
    for i in range(len(items)):
        if items[i] == wanted:
            break
        s += items[i] / 2
    return s, wanted


def returned_early(items, n):
    s = t = 0
    i = 0
    while i < n:
        if items[i] < 0:
            return s, t, i
        s = s + items[i] * 2.0
        t = t * 0.5 + s
        i += 1
    return t, s, i


def some_turns(items, n):
    s = 0
    for i in range(n):
        if items[i] > 2:
            s += items[i] * 0.5
    return s


def skipped(items, n):
    s = 0
    for i in range(n):
        if items[i] > 2:
            continue
        s += items[i] * 0.5
    return s


def products(a, b, n):
    sums = []
    for i in range(n):
        s = 0
        for j in range(n):
            s += a[i] * b[j]
        sums.append(s)
    return sums


def in_all(a, n):
    s = 0
    for i in range(n):
        for j in range(i):
            s += a[j] * 0.5
    return s


def horner(coefficients, n, x):
    y = 0
    i = n - 1
    while i >= 0:
        y = y * x + coefficients[i]
        i -= 1
    return y


def orbit(x, y, most):
    a = b = n = 0
    while n < most and a * a + b * b < 4.0:
        a, b = a * a - b * b + x, 2 * a * b + y
        n += 1
    return a, b, n


def alternates(n, x):
    s = 0
    for i in range(n):
        if i & 1:
            s = 0
        else:
            s = s + x
    return s


def global_step(n):
    s = 0
    i = 0
    while i < n:
        s += STEP
        i += 1
    return s


def two_ways(items, n):
    s = 0
    for i in range(n):
        if i & 1:
            s += items[i]
        else:
            s -= items[i]
    return s


STEP = 0.5
items = [0.5 * k for k in range(40)]
for turn in range(60):
    results = [
        total(turn % 7, 1.5), total(0, 1.5), weighted(items, turn % 40), mean(items[:turn % 9]),
        left_early(items, 0.5 * (turn % 12)), left_early(items, -1), returned_early(items, turn % 21),
        returned_early([1.0, 2.0, -1.0], 3), returned_early([-1.0], 1), some_turns(items, turn % 11),
        skipped(items, turn % 11), products(items, items, turn % 5), in_all(items, turn % 6),
        horner(items, turn % 6, 0.5), orbit(0.25, turn / 64, turn), alternates(turn % 4, 0.5), global_step(turn % 5),
        two_ways(items, turn % 13),
    ]
    if turn % 12 == 0 or turn > 55:
        print(*results)

# Other types than before.
print(total(3, 1), total(3, True), total(0, 'x'), weighted([1, 2, 3], 3), mean([1, 2, 3]), mean([1 << 60, 0.5]))
print(mean([True, 0.5]), mean([float('nan')]), mean([-0.0]), mean([float('inf'), 1]), horner([1, 2, 3], 3, 2))
print(left_early([1, 0.5, 7], 7), some_turns([1, 2, 3, 4], 4), products([1, 2], [3, 0.5], 2), two_ways([-0.0, 1, 0.5], 3))
for case in [lambda: total(2, 'x'), lambda: weighted(items, 41), lambda: weighted([], 1), lambda: mean(['x']),
             lambda: returned_early([0.5, None], 2), lambda: left_early([None], 1), lambda: horner([0.5], 2, 1.5)]:
    try:
        print(case())
    except Exception as e:
        print(type(e).__name__, e)
STEP = 2
print(global_step(0), global_step(1), global_step(4))
STEP = 0.25
print(global_step(0), global_step(1), global_step(4))
