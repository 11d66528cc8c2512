"""list, tuple, dict, set, str, bool as functions, on all arguments, with their errors."""

for source in ([], [1, 2], (3, 4), 'abc', {'k': 1, 'l': 2}, range(3), {5}, enumerate('x'), zip('a', [1]), map(int, '12'), reversed([1, 2]), iter([9]), {'k': 1}.items(), {'k': 1}.values(), filter(None, [0, 7])):
    if type(source) in (list, tuple, str, dict, range, set):
        print(list(source), tuple(source), sorted(set(source), key=str), str(source), bool(source), len(source))
    else:
        print(list(source), list(source))
print(dict([(1, 2), 'ab', [3, 4]]), dict(a=1), dict({'x': 1}, y=2), dict(zip([1], [2])), dict(dict(z=1)), dict([], q=5), dict({}.items()))
print(str(5), str(1.0), str(None), str(True), str([1, 'a']), str('x'), str((1,)), str({}), str(set()), str(len), str(int), str(ValueError('v')), str(range(2)))
a = [1, 2]
b = list(a)
c = tuple(a)
print(b is a, b == a, tuple(c) is c, list(c) == a, dict({1: a})[1] is a, str('s'), set(a) == {1, 2}, list('ab') == ['a', 'b'])
for attempt in (lambda: list(5), lambda: list(None), lambda: tuple(5), lambda: set(5), lambda: dict(5), lambda: dict([1, 2]), lambda: dict(['a']), lambda: dict([(1, 2, 3)]), lambda: dict('ab'), lambda: set([[]]), lambda: list(1, 2), lambda: tuple([], []), lambda: set([], []), lambda: list(a=1), lambda: bool(x=1), lambda: str(b=1), lambda: dict([[[], 1]]), lambda: dict(None),
                lambda: list(len), lambda: len(list), lambda: str(1, 'utf-8'), lambda: int([]), lambda: float([]), lambda: float('1' * 5 + 'x'), lambda: int(x=1), lambda: float(1, 2), lambda: int(1, 2, 3)):
    try:
        print(attempt())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
total = 0
for i in range(200):
    total += len(list(str(i))) + sum(tuple(range(i % 9))) + len(set(str(i * i))) + len(dict(zip(str(i), range(5)))) + int(str(i)[::-1]) + int(float(str(i) + '.5'))
print(total)
print([type(f()).__name__ for f in (int, float, str, bool, list, tuple, dict, set)], [bool(f()) for f in (int, float, str, bool, list, tuple, dict, set)])
