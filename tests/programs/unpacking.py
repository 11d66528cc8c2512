"""Unpacking: nested, starred, swapped, chained, from every iterable; errors."""

a, b = 1, 2
a, b = b, a
(c, d), e = [3, 4], 5
[f, [g, (h,)]] = 1, [2, [3]]
print(a, b, c, d, e, f, g, h)
first, *rest = [1, 2, 3]
*start, last = 'abcd'
x, *middle, y = range(6)
p, *none, q = (1, 2)
*everything, = {'k': 1, 'l': 2}
print(first, rest, start, last, x, middle, y, p, none, q, everything)
(m, *n), *o = ['hello', 'b', 'c']
i, (j, *k), *(l, r) = 1, (2, 3, 4), 5, 6
print(m, n, o, i, j, k, l, r)
u = v = w = [1]
u.append(2)
print(v is w, w)
s = t, z = 5, 6
print(s, t, z)
items = [1, 2, 3]
index = 0
index, items[index] = 2, 'set at new index'
print(index, items)
items[0], items[1] = items[1], items[0]
print(items)
d = {}
d['a'], d['b'], *d['c'] = range(5)
print(d)
print([*range(3), *'ab', *{}], (*[1], 2), {*[1], *(1,)}, [*[*[*[1]]]], {**{'a': 1}, 'b': 2})
for attempt in ('a, b = [1]', 'a, b = [1, 2, 3]', 'a, *b, c = [1]', 'a, b = 5', 'a, b = None', '(a, b), c = [1], 2', 'a, b, c = "ab"', 'a, b = {1: 2}', '[] = [1]', '*a, b = []', 'a, = range(4)', 'a, b = 1.5', 'a, b = {1, 2, 3}'):
    print(attempt, end=' | ')


def unpack(case):
    if case == 0:
        a, b = [1]
    elif case == 1:
        a, b = [1, 2, 3]
    elif case == 2:
        a, *b, c = [1]
    elif case == 3:
        a, b = 5
    elif case == 4:
        a, b = None
    elif case == 5:
        (a, b), c = [1], 2
    elif case == 6:
        a, b, c = 'ab'
    elif case == 7:
        a, b = {1: 2}
    elif case == 8:
        [] = [1]
    elif case == 9:
        *a, b = []
    elif case == 10:
        a, = range(4)
    elif case == 11:
        a, b = iter([1, 2, 3])
    else:
        a, b = (1, 2, 3)


print()
for case in range(13):
    try:
        unpack(case)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
total = 0
triples = [(i, (i + 1, [i + 2, i + 3])) for i in range(300)]
for a, (b, [c, d]) in triples:
    total += a * b - c * d
for a, *b in triples:
    total += len(b)
print(total)
x, y = 0, 1
for _ in range(300):
    x, y = y, (x + y) % 1000007
print(x, y)
[a, b], (c, d) = zip([1, 2], [3, 4])
print(a, b, c, d)
() = []
[] = ()
print('empty targets')
