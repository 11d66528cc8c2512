# Loops over reversed lists and tuples, of which none is made, and over what else can be reversed.


def digits(xs):
    total = 0
    for x in reversed(xs):
        total = total * 3 % 1000003 + x
    return total


def shrinking(xs):
    seen = []
    for x in reversed(xs):
        seen.append(x)
        if len(xs) > 3:
            xs.pop()
            xs.pop()
    return seen


def cleared(xs):
    seen = []
    for x in reversed(xs):
        seen.append(x)
        xs.clear()
        xs.append(9)
    return seen


def growing(xs):
    for x in reversed(xs):
        xs.append(x)
    return xs


def collected(xs):
    return [x for x in reversed(xs)], sum(x for x in reversed(xs)), list(reversed(xs))


def kept(xs):
    backwards = reversed(xs)
    first = next(backwards)
    return first, [x for x in backwards], [x for x in backwards]


def left_early(xs, last):
    for x in reversed(xs):
        if x == last:
            break
    else:
        return None
    return x


def nested(n):
    total = 0
    rows = [list(range(n)) for _ in range(n)]
    for row in reversed(rows):
        for x in reversed(row):
            total = total * 7 % 1009 + x
    return total


def any_kind(xs):
    seen = []
    for x in reversed(xs):
        seen.append(x)
    return seen


for n in range(24):
    print(digits(list(range(n))), digits(tuple(range(n))), shrinking(list(range(n))), growing(list(range(n % 9))))
    print(cleared(list(range(n))), collected(tuple(range(n % 7))), kept([1, 2, n]), left_early(range(n), 3))
    print(left_early([7, n, 5], 7), nested(n))
for xs in ([1, 2], (1.5, 2), 'abc', range(4), {1: 2}, {1: 2}.items(), [], ['a', 1, None]) * 3:
    print(any_kind(xs))
for wrong in (5, None, {1}):
    try:
        any_kind(wrong)
    except TypeError as error:
        print(error)
reversed = sorted
print(any_kind([3, 1, 2]), any_kind((2, 1)))
