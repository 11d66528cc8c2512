"""Sorting: stability, keys, reverse, mixed errors, large lists, sorting during mutation."""

people = [('Ann', 30), ('Bob', 25), ('Cid', 30), ('Dee', 25), ('Eve', 35)]
print(sorted(people, key=lambda p: p[1]), sorted(people, key=lambda p: p[1], reverse=True), sorted(sorted(people, reverse=True), key=lambda p: p[1]), sorted(people, key=lambda p: (-p[1], p[0])))


def scrambled(n, seed):
    out = []
    for i in range(n):
        seed = (seed * 1103515245 + 12345) % 2 ** 31
        out.append(seed >> 8 & 1023)
    return out


def is_sorted(xs):
    for i in range(len(xs) - 1):
        if xs[i] > xs[i + 1]:
            return False
    return True


for n in (0, 1, 2, 3, 10, 31, 32, 33, 63, 64, 65, 100, 500):
    xs = scrambled(n, n)
    ys = sorted(xs)
    pairs = [(x % 10, i) for i, x in enumerate(xs)]
    assert is_sorted(ys) and sorted(xs, reverse=True) == ys[::-1] and is_sorted(sorted(pairs)), n
    stable = sorted(pairs, key=lambda p: p[0])
    assert stable == sorted(pairs), n
    backward = sorted(pairs, key=lambda p: p[0], reverse=True)
    assert backward == sorted(pairs, key=lambda p: (-p[0], p[1])), n
    print(n, ys[:3], ys[-2:], stable[:2])
for pattern in (list(range(200)), list(range(200, 0, -1)), [1] * 100, [i % 7 for i in range(150)], list(range(100)) + list(range(100)), list(range(50)) + [7] + list(range(50, 99)), [3, 2, 1] * 40, list(range(90, 0, -1)) + list(range(90))):
    copy = pattern[:]
    copy.sort()
    assert is_sorted(copy) and len(copy) == len(pattern) and sum(copy) == sum(pattern)
    print(copy[0], copy[-1], copy[len(copy) // 2], end='; ')
print()
print(sorted([2.5, 1, True, -0.0, 0, 3]), sorted(['b', 'B', 'a', 'A', 'é', '']), sorted([[2], [1, 5], [1], []]), sorted([(1, [2]), (1, [1])]), sorted(['x10', 'x9', 'x1'], key=lambda s: int(s[1:])), sorted([3 ** 50, 2, -3 ** 50, 2 ** 64]))
for bad in ([1, 'a'], ['a', None], [None, None], [1, [1]], [{}, {}], [(1, 'a'), (1, 2)], [len, abs], [{1: 2}, 3]):
    try:
        print(sorted(bad))
    except TypeError as error:
        print(error)
items = [3, 1, 2]
print(items.sort(), items, sorted(items, key=None), items.sort(key=lambda x: -x), items)
calls = []


def key(x):
    calls.append(x)
    return x % 3


print(sorted([5, 4, 3], key=key), calls)
mutated = [3, 2, 1]


def meddle(x):
    mutated.append(9)
    return x


try:
    mutated.sort(key=meddle)
except ValueError as error:
    print(error)
print(mutated)
words = 'the quick brown fox jumps over the lazy dog again and again'.split()
words.sort(key=lambda w: (len(w), w))
print(words)
words.sort(key=lambda w: w[-1])
print(words)
print(sorted([float('inf'), 1.0, float('-inf'), 0]), sorted('ab', key=lambda c: 0), sorted([0, -1, 5], key=lambda x: x and 1 / x))
