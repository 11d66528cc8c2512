"""Items of lists that are read or assigned again behind a look at how long the list is, and lists that change in between."""


def fill(n, of):
    return [of(k) for k in range(n)]


def add_at(xs, i, y):
    xs[i] += y
    xs[i] -= 1
    return xs[i]


def add_at_constants(xs, y):
    xs[3] += y
    xs[0] -= y
    xs[2] = xs[1]
    return xs[3]


def swap(xs, i, j):
    xs[i], xs[j] = xs[j], xs[i]


def largest(xs):
    most = xs[0]
    for i in range(len(xs)):
        if xs[i] > most:
            most = xs[i]
    return most


def twice(xs, i):
    first = xs[i]
    return first, xs[i]


def twice_constant(xs):
    last = xs[4]
    return last, xs[2]


def numbers_at(xs, i, replaced):
    """The item is replaced between the looks, so that it may be of another type."""
    a = xs[i] + 1
    xs[i] = replaced
    return a, xs[i] * 2


def numbers_at_constant(xs, replaced):
    a = xs[3] + 1
    xs[2] = replaced
    return a, xs[2] * 2


def ints_at(xs, i, replaced):
    a = xs[i] + 1
    xs[i] = replaced
    return a + xs[i]


def floats_at(xs, i, replaced):
    a = xs[i] + 0.5
    xs[i] = replaced
    return a + xs[i]


def shorten(xs):
    xs.pop()
    return 0


def cut_between(xs, i):
    a = xs[i]
    shorten(xs)
    xs[i] = a
    return a


def cut_in_line(xs, i):
    xs[i] += 1
    xs.pop()
    xs[i] += 1


def cut_by_value(xs, i):
    xs[i] += shorten(xs)


def deleted_between(xs):
    a = xs[3]
    del xs[2:]
    xs[1] = a
    xs[3] = a


def index_moves(xs, i):
    xs[i] += 1
    i += 1
    xs[i] += 1
    i = xs[i]
    return i


def list_moves(xs, ys, i):
    xs[i] += 1
    xs = ys
    xs[i] += 1


def chase(next_of, i):
    for _ in range(5):
        i = next_of[i]
        i = next_of[i]
    return i


def nested(xss, i):
    xss = xss[i]
    xss = xss[i]
    return xss[i]


def one_way(xs, i, looks):
    if looks:
        xs[i] += 1
    xs[i] += 1


def unpacked(pairs):
    total = 0
    for pair in pairs:
        a, b, c = pair
        total += a * 2 + b * 3 + c
    return total


def attempt(f, *args):
    try:
        return f(*args)
    except (IndexError, TypeError, ValueError) as e:
        return type(e).__name__, str(e)


for of in (int, float, str, bool):
    # One type after the other: what is known from before does not hold.
    for n in range(80):
        if of is not str:
            xs = fill(6, of)
            r = [add_at(xs, n % 6, of(2)), add_at_constants(xs, of(1))]
            numbers = numbers_at(xs, n % 6, of(7)), numbers_at_constant(xs, of(9))
        ys = fill(5, of)
        swap(ys, n % 5, 3)
        pair = twice(ys, n % 5), twice_constant(ys), largest(ys)
    print(of.__name__, xs, ys, r, numbers, pair)

# Where the type changes behind the look.
for replaced in (1, 2.5, 'x', None, 1 << 60, float('nan'), True):
    for xs in ([1, 2, 3, 4, 5, 6], [1.5, 2.5, 3.5, 4.5, 5.5, 6.5]):
        print(attempt(numbers_at, xs, 2, replaced), attempt(numbers_at_constant, xs, replaced), xs)

for n in range(80):
    sums = ints_at([1, 2, 3], n % 3, n), floats_at([1.5, 2.5, 3.5], n % 3, n / 2)
print(sums)
for replaced in (2.5, 1 << 50, 'x'):
    print(attempt(ints_at, [1, 2, 3], 1, replaced), attempt(floats_at, [1.5, 2.5, 3.5], 1, replaced))

# Where there is no such item, first or again.
for n in range(40):
    for f in (cut_between, cut_in_line, cut_by_value):
        xs = [0, 1, 2, 3, 4, 5]
        at = n % 5
        attempt(f, xs, at)
results = []
for f in (cut_between, cut_in_line, cut_by_value, add_at):
    for at in (5, 6, -1, -6, -7, 4):
        xs = [0, 1, 2, 3, 4, 5]
        results.append((f.__name__, at, attempt(f, xs, at, 1) if f is add_at else attempt(f, xs, at), xs))
for result in results:
    print(*result)
for n in range(40):
    xs = [0, 1, 2, 3]
    got = attempt(deleted_between, xs)
print(got, xs)

for n in range(40):
    xs, ys = [1, 2, 3, 4, 5, 6], [10, 20]
    got = [attempt(index_moves, xs, n % 6), attempt(list_moves, xs, ys, n % 3), chase([3, 4, 1, 0, 2], n % 5)]
    got.append(attempt(nested, [[[1, 2], [3]], [[4], [5, 6]]], n % 2))
    attempt(one_way, ys, n % 3, n % 2)
    if n > 34:
        print(got, xs, ys)

for n in range(100):
    total = unpacked([(1, 2, n), [n, 5, 6]]) + unpacked(((n, 2, 3),))
print(total, attempt(unpacked, [(1, 2, 3), (1, 2)]), attempt(unpacked, [[1, 2, 3], [1, 2, 3, 4]]))
