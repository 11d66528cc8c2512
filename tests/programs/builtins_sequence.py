"""enumerate, zip, reversed, sum, min, max, any, all, len, sorted, map, filter."""

print(list(enumerate('abc')), list(enumerate([5, 6], 10)), list(enumerate([], 1)), list(enumerate('ab', start=-1)), dict(enumerate('xy')), [i * c for i, c in enumerate('pqr', 1)])
print(list(zip([1, 2, 3], 'abc')), list(zip([1, 2, 3], 'ab')), list(zip()), list(zip([1])), list(zip('ab', range(9), (True, False))), list(zip([1, 2], 'ab', strict=True)), dict(zip('ab', (1, 2))), list(zip(*[(1, 'a'), (2, 'b')])))
for arguments in (([1, 2], [1]), ([1], [1, 2]), ([], [], [1]), ([1, 2], [1, 2], [1])):
    try:
        print(list(zip(*arguments, strict=True)))
    except ValueError as error:
        print(error)
print(list(reversed([1, 2, 3])), list(reversed('abc')), list(reversed((1, 2))), list(reversed(range(1, 10, 3))), list(reversed({'a': 1, 'b': 2})), list(reversed([])))
print(sum([1, 2, 3]), sum([], 5), sum([1.5, 2]), sum([[1], [2]], []), sum(range(101)), sum([True, True]), sum((0.1,) * 10), sum([1, 2], start=10), sum({1: 2, 3: 4}), sum([2 ** 70, -2 ** 70, 1]), sum([1e308, 1e308, -1e308]), sum([0.1, 0.2, 0.3]), sum([1e16, 1.0, -1e16]))
print(min(3, 1, 2), max(3, 1, 2), min([5]), max('hello'), min('b', 'a'), min([1, 2], key=lambda x: -x), max('aa', 'b', 'ccc', key=len), min([], default='none'), max([], default=None), max([], key=len, default=0), min([3, 1], default=9), max([1, 1.0, True]), min(['b', 'B', 'a'], key=str.lower), max({'a': 5, 'b': 2}), max({'a': 5, 'b': 9}, key={'a': 5, 'b': 9}.get))
print(any([]), all([]), any([0, '', None, 5]), all([1, 'a', []]), any('ab'), all(''), any([[]]), all([[0]]), any(map(lambda x: x > 2, [1, 2, 3])), all(map(str.isdigit, ['1', '2'])))
print(sorted([3, 1, 2]), sorted('hello'), sorted((2, 1)), sorted({'b': 1, 'a': 2}), sorted([1, 2, 3], reverse=True), sorted(['bb', 'a', 'ccc'], key=len), sorted([-3, 2, 1], key=abs, reverse=True), sorted([]), sorted([(1, 'b'), (1, 'a'), (0, 'z')]), sorted([True, 0, 2.5]), sorted('bAc', key=str.lower), sorted(range(5), key=lambda x: x % 2))
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(map(abs, range(-2, 2))), list(map(max, [1, 5], [4, 2])), list(map(int, '123')), list(map(lambda *a: a, 'ab', 'cd', 'ef')))
print(list(filter(None, [0, 1, '', 'a', None, []])), list(filter(lambda x: x % 2, range(8))), list(filter(str.isalpha, 'a1b2')), list(filter(None, [])), len(list(map(len, [[], [1]]))))
for attempt in (lambda: sum(5), lambda: sum('ab'), lambda: sum(['a']), lambda: sum([1], 'a'), lambda: sum([[1]]), lambda: min(), lambda: min([]), lambda: max(5), lambda: max(1, 'a'), lambda: min(1, 2, default=3), lambda: max([1], key=5), lambda: reversed({1}), lambda: reversed(5), lambda: len(map(str, [])),
                lambda: enumerate(), lambda: enumerate(5), lambda: zip(5), lambda: zip([1], 5), lambda: sorted(5), lambda: sorted([1, 'a']), lambda: sorted([1], lambda x: x), lambda: sorted(), lambda: map(str), lambda: list(map(5, [1])), lambda: filter(None), lambda: list(filter(5, [1])), lambda: any(5), lambda: all(),
                lambda: enumerate([], 'a'), lambda: list(map(lambda x: x, [1], [2])), lambda: sorted([1], key=1), lambda: map(), lambda: sum(), lambda: any([1], [2]), lambda: sorted([None, None]), lambda: max('', default=1, key=None), lambda: len(enumerate([]))):
    try:
        print(attempt())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
lazy = map(lambda x: print('mapping', x) or x, [1, 2])
print('not yet')
print(list(lazy), list(lazy))
total = 0
for i, (a, b) in enumerate(zip(range(300), reversed(range(300)))):
    total += i * a - b + max(a, b) - min(a, b, i)
for v in map(lambda x, y: x * y, range(200), range(200, 0, -1)):
    total += v
for v in filter(lambda x: x % 3 == 1, range(300)):
    total ^= v
print(total)
