"""Tuples: operators, methods, comparison, hashing, nesting, immutability."""

t = (1, 2, 3, 2)
print(t, (), (1,), 1, 2, (1, (2, (3,))), t + (4,), t * 2, t * 0, t[0], t[-1], t[1:3], t[::-1], len(t), 2 in t, 9 in t, t.count(2), t.index(2), t.index(2, 2), tuple('abc'), tuple([1]), tuple(), tuple(range(3)))
print((1, 2) < (1, 3), (1, 2) < (1, 2, 3), (2,) > (1, 5), () < (0,), (1, 'a') == (1, 'a'), (1, 2) == [1, 2], (1, 2) != (1, 2), (1, 2.0) == (1.0, 2), max([(1, 'b'), (2, 'a'), (1, 'c')]), sorted([(2, 'a'), (1, 'b'), (1, 'a')]))
a = b = (1, 2)
a += (3,)
print(a, b, a is b)
a *= 2
print(a)
print({(1, 2): 'x', (1, (2, 3)): 'y', (): 'z'}[(1, (2, 3))], hash((1, 2)) == hash((1, 2)), (1, 2) in {(1, 2)}, hash((1,)) == hash((1.0,)), hash(()) == hash(()))
for attempt in (lambda: t[4], lambda: t['a'], lambda: t.index(9), lambda: t + [1], lambda: t < [1], lambda: t < 5, lambda: hash((1, [2])), lambda: {(1, {}): 1}, lambda: t * 'a', lambda: tuple(5), lambda: t.append, lambda: (1, 2) < (1, 'a'),
                lambda: t.index(1, 1), lambda: tuple(1, 2), lambda: -t, lambda: t()):
    try:
        print(attempt())
    except (IndexError, TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
try:
    t[0] = 1
except TypeError as error:
    print(error)
try:
    del t[0]
except TypeError as error:
    print(error)
inner = [1]
holder = (inner, inner)
inner.append(2)
print(holder, (holder,) * 2)
pairs = []
for i in range(300):
    pair = (i % 7, i)
    pairs.append(pair + (i * i,))
pairs.sort()
print(pairs[:4], pairs[-1], len(set([p[0] for p in pairs])))
total = 0
for x, y, z in pairs:
    total += x * y - z
print(total)


def swap(pair):
    x, y = pair
    return y, x


p = (0, 1)
for i in range(301):
    p = swap(p)
print(p)
x = 1,
print(x, len(x), (walrus := 3, 4), walrus, type(()).__name__)
