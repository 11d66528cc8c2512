"""Range objects: repr, length, indexing, slicing, equality, containment, methods, big values."""

for r in (range(5), range(0), range(2, 10), range(10, 2), range(0, 10, 3), range(10, 0, -3), range(-5, 5), range(5, -5, -1), range(0, 1, 5), range(1, 1), range(10 ** 20, 10 ** 20 + 3), range(0, 10 ** 21, 10 ** 20)):
    print(r, len(r), list(r), r.start, r.stop, r.step, bool(r), r[::-1], list(reversed(r)), 4 in r, 10 in r, r == range(5), sum(r))
    if r:
        print(r[0], r[-1], r[-1] in r, r.index(r[-1]), r.count(r[0]), min(r), max(r))
r = range(0, 20, 2)
print(r[3], r[-2], r[2:5], r[5:2:-1], r[::3], r[100:], r.index(8), r.count(7), 8 in r, 7 in r, 8.0 in r, 'a' in r, 2.5 in r, True in r, None in r, r.count(8.0))
print(range(3) == range(0, 3, 1), range(0, 3, 2) == range(0, 4, 2), range(0) == range(5, 2), range(1, 2) == range(1, 5, 9), range(3) == [0, 1, 2], hash(range(3)) == hash(range(0, 3, 1)), range(3) != range(4), {range(3): 'k'}[range(3)])
for attempt in (lambda: range(), lambda: range(1, 2, 3, 4), lambda: range(1.0), lambda: range('a'), lambda: range(0, 5, 0), lambda: r[10], lambda: r[-11], lambda: r['a'], lambda: r.index(7), lambda: range(None), lambda: r + r, lambda: r < r, lambda: r[::0],
                lambda: r.nope, lambda: range(5, stop=3), lambda: len(range(10 ** 30)), lambda: range(3)()):
    try:
        print(attempt())
    except (TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
        print(type(error).__name__, error)
try:
    r[0] = 5
except TypeError as error:
    print(error)
total = 0
for i in range(300):
    for j in range(i, 0, -37):
        total += j
    for j in range(i % 5):
        total -= 1
    if i in range(0, 300, 7):
        total ^= i
print(total)
for i in range(10 ** 18, 10 ** 18 + 3):
    print(i, end=' ')
for i in range(2 ** 49 - 2, 2 ** 49 + 2):
    print(i, end=' ')
for i in range(-2 ** 49 + 1, -2 ** 49 - 3, -1):
    print(i, end=' ')
for i in range(2 ** 63 - 1, 2 ** 63 + 2):
    print(i, end=' ')
print(2 ** 60 in range(2 ** 70), range(True), range(False, True), list(range(True, 4)))
step = 3
for i in range(0, 10, step):
    step = 1
    print(i, end=' ')
print(step)
a = range(3)
print([(x, y) for x in a for y in a], [*a, *a], iter(a) is iter(a))
