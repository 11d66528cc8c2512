"""Items of lists taken by the address of the first one: where they stay, in loops and behind calls of functions of numbers, and
where they move, under any name."""

import math


def attempt(f, *args):
    try:
        return f(*args)
    except (IndexError, TypeError, ZeroDivisionError) as e:
        return type(e).__name__, str(e)


def apart(a, b):
    """Constant indices, the greatest last; a power between them."""
    x = a[0] - b[0]
    y = a[1] - b[1]
    r = (x * x + y * y + 1.0) ** -0.5
    a[2] -= x * r * b[4]
    a[3] -= y * r * b[4]
    b[2] += math.sin(x) * a[4]
    b[3] += y * r * a[4]
    return a[2] + b[3]


def smoothed(xs, n):
    """Neighbours, so that the index is looked at again and again."""
    for _ in range(n):
        for i in range(1, len(xs) - 1):
            xs[i] = xs[i - 1] * 0.25 + xs[i] * 0.5 + xs[i + 1] * 0.25
    return xs[len(xs) // 2]


def sorted_in_place(xs):
    for i in range(1, len(xs)):
        item = xs[i]
        j = i
        while j > 0 and xs[j - 1] > item:
            xs[j] = xs[j - 1]
            j -= 1
        xs[j] = item
    return xs


def crossed_out(xs, step):
    for i in range(0, len(xs), step):
        xs[i] = False
    return xs


def sum_of(xs):
    total = 0
    for x in xs:
        total += x
    return total


def sum_of_floats(xs):
    total = 0.5
    for x in xs:
        total += x
    return total


def sum_by_index(xs, n):
    total = 0
    for i in range(n):
        total += xs[i] + xs[0]
    return total


def both(xs, ys, n):
    """Perhaps one list under two names."""
    total = 0
    i = 0
    while i < n:
        xs[i] += 1
        ys[i] += xs[i]
        total += xs[i] * ys[n - 1 - i]
        i += 1
    return total


def grown_within(xs, n):
    total = 0
    for i in range(n):
        total += xs[i] + xs[i + 1]
        xs.append(total)
        xs[i] += xs[-1]
        xs[i + 1] = xs[i] + 1
    return total


def grown_by_another_name(xs, ys, n):
    total = 0
    for i in range(n):
        a = xs[i] + xs[i + 1]
        if i % 7 == 3:
            ys.insert(0, a)
            ys += [1] * 5
        total += xs[i] + xs[i + 1]
        xs[i + 2] = total
    return total


def cut_within(xs, n):
    total = 0
    for i in range(n):
        total += xs[i] + xs[i + 1]
        if i == n - 3:
            del xs[3:]
        xs[i] = total
    return total


def replaced_within(xs, n):
    total = 0
    for i in range(n):
        total += xs[i] + xs[i + 1]
        if i == n // 2:
            xs = xs[:] + [0] * 50
        xs[i] = total
        xs[i + 1] += 1
    return total, len(xs)


def emptied_within(xs):
    total = 0
    for x in xs:
        total += x
        if total > 40:
            xs.clear()
    return total


def fed_within(xs, most):
    total = 0
    for x in xs:
        total += x
        if len(xs) < most:
            xs.append(x + 1)
    return total


def grow(xs, x):
    xs.extend([x] * 9)
    return x


def added(xs, n):
    total = 0
    for i in range(n):
        first = xs[i]
        total = first + total
        xs[i + 1] = xs[i + 1] + grow(xs, i) if i == n - 3 else xs[i + 1]
        xs[i] += xs[i + 2] + xs[0]
    return total


def rows(table):
    total = 0
    for row in table:
        for k in range(len(row)):
            total += row[k] * table[k][0]
        row[0] = total % 10
        row[1] = row[0] + row[2]
    return total


def last_two(xs):
    return xs[0] + xs[1] + xs[2]


def store_two(xs, x):
    xs[0] = x
    xs[3] = x
    return xs[0]


for n in range(30):
    a, b = [1.5, 2.5, 0.0, 0.0, 2.0, n], [0.5, n / 7, 0.0, 0.0, 3.0]
    r = apart(a, b)
    floats, ints = [k * k % 17 / 4 for k in range(30)], [(k * 37 + n) % 23 for k in range(30)]
    smooth = smoothed(floats, 2)
    crossed = crossed_out([True] * 30, n % 4 + 1)
    sums = sum_of(ints), sum_of_floats(floats), sum_by_index(ints, 30), sorted_in_place(ints)
    xs, ys = [1, 2, 3, 4, 5], [5, 4, 3, 2, 1]
    pairs = both(xs, ys, 5), both(xs, xs, 5)
    moved = grown_within([1, 2, 3], 3), grown_within(list(range(40)), 30)
    xs = [n] * 40
    moved += grown_by_another_name(xs, xs, 30), grown_by_another_name(xs, [1], 30), len(xs)
    moved += attempt(cut_within, list(range(20)), 19), replaced_within(list(range(20)), 19)
    moved += emptied_within(list(range(20))), fed_within([1, 2, 3], 40)
    xs = list(range(12))
    calls = added(xs, 10), len(xs)
    table = rows([[n, 2, 3], [4, 5, n], [7, 8, 9]])
    few = last_two([1, 2, n]), store_two([1, 2, 3, 4], n)
    if n > 27:
        print(r, a, b, smooth, crossed, sums, pairs, moved, calls, table, few, sep='\n')

# Too short: at the greatest index, and before.
for f in (last_two, lambda xs: store_two(xs, 7)):
    for size in (0, 1, 2, 3, 4):
        xs = list(range(size))
        print(attempt(f, xs), xs)
for size in (3, 4, 5):
    a, b = [1.0, 2.0, 3.0, 4.0, 5.0][:size], [1.5] * 5
    print(attempt(apart, a, b), a, b)
    print(attempt(apart, b, a), a, b)

# No such item in a loop, and at its end.
for n in (-3, 0, 5, 6, 7):
    print(n, attempt(sum_by_index, [1, 2, 3, 4, 5], n), attempt(both, [1] * 5, [2] * 6, n))
for i in range(20):
    xs = [1, 2, 3]
    attempt(grown_by_another_name, xs, [1], 6)
print(xs)

# Items of other types.
for odd in (2.5, 7, None, 'x', 1 << 60, float('nan'), True):
    xs, ys = [1, 2, odd, 4, 5, 6], [1.5, 2.5, odd, 4.5, 5.5, 6.5]
    print(attempt(sum_of, xs), attempt(sum_of_floats, ys), attempt(sum_by_index, xs, 6), attempt(last_two, xs))
    print(attempt(smoothed, ys, 2), attempt(apart, ys, [1.5] * 5), attempt(apart, [1.5] * 5, ys), ys)
    print(attempt(both, xs, xs, 6), attempt(both, [1] * 6, xs, 6), xs)

print(rows([[1, 2, 3]] * 3), attempt(rows, [[1, 2, 3]]), attempt(sum_of, []), attempt(crossed_out, [], 1))
