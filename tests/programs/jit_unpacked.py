"""Sequences taken apart in compiled code: lists, tuples, now one and now the other, of the wrong length, of the wrong type."""


def total(pairs, rounds):
    s = 0.0
    for _ in range(rounds):
        for (a, [b, c]), d in pairs:
            s += a * b - c * d
    return s


def ends(xs):
    [first, second], last = xs
    return first + last * second


print(total([((1.5, [2.0, 3.0]), 0.5)] * 3, 300))
print(total([((1.5, (2.0, 3.0)), 0.5), ([1.5, [2, 3.0]], 7)] * 3, 300))
for _ in range(2):
    for xs in [([1, 2], 3), ([1.5, 2.5], 3.5), ((1, 2), 3), [(1, 2), 3], ('ab', 3), (range(2), 5), [{5: 0, 6: 0}, 7]]:
        for _ in range(400):
            try:
                result = ends(xs)
            except TypeError as error:
                result = error
        print(xs, result)
    for xs in [([1], 2), ([1, 2, 3], 4), ([1, 2], 3, 4), [[1, 2]], (1, 2), None, ('a', 'b')]:
        try:
            print(ends(xs))
        except (TypeError, ValueError) as error:
            print(xs, error)
