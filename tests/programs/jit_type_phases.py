"""Hot loops whose values change type between phases: int, float, big int, str, list, bool, None."""


def total(items):
    s = items[0]
    for x in items[1:]:
        s = s + x
    return s


def scale(x, n):
    out = x
    for _ in range(n):
        out = out * 2
    return out


def compare(a, b, n):
    hits = 0
    for _ in range(n):
        if a < b:
            hits += 1
        elif a == b:
            hits += 2
        if a >= b:
            hits += 3
    return hits


def index(container, keys):
    s = 0
    for k in keys:
        s += container[k]
    return s


for items in (list(range(300)), [i * 0.5 for i in range(300)], [i * 2 ** 45 for i in range(300)], [str(i % 10) for i in range(300)], [[i] for i in range(300)], [(i,) for i in range(300)], [i % 2 == 0 for i in range(300)],
              [1, 2.5] * 150, [2 ** 49 - 1, 1, -1] * 100, [2.0, 2 ** 70] * 20):
    result = total(items)
    print(result if not isinstance(result, (str, list, tuple)) else (type(result).__name__, len(result), result[-3:]))
for x in (1, 1.5, -3, True, 'ab', [0], (1,), 2 ** 48):
    result = scale(x, 12)
    print(len(result) if isinstance(result, (str, list, tuple)) else result)
for a, b in ((1, 2), (2.5, 1.5), ('a', 'b'), ([1], [1]), (1, 1.0), (2 ** 80, 3), (True, 2), ((1, 2), (1, 3)), (float('nan'), 1), (-0.0, 0)):
    print(compare(a, b, 200), end=' ')
print()
for container, keys in (([1, 2, 3], [0, 1, 2, -1] * 60), ((1.5, 2.5), [0, 1, -2] * 60), ({'a': 1, 'b': 2}, ['a', 'b'] * 80), (range(50), [3, 7, -1] * 60), ({1: 5, 2: 6}, [1, 2.0, True] * 50)):
    print(index(container, keys), end=' ')
print()
x = 0
for i in range(600):
    if i < 200:
        x = x + 1
    elif i < 300:
        x = x + 0.5
    elif i == 300:
        x = 2 ** 52
    elif i < 400:
        x = x * 3 // 2
    elif i == 400:
        x = 'text'
    elif i < 450:
        x = x + 'y'
    elif i == 450:
        x = []
    elif i < 500:
        x = x + [i]
    elif i == 500:
        x = None
    elif i < 550:
        x = i if x is None else (x, i)[1]
print(x)
try:
    total([1] * 200 + ['a'])
except TypeError as error:
    print(error)
print(total(list(range(100))), total([1.0] * 100))
