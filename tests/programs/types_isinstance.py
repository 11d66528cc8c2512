"""type, isinstance with tuples, names of types, types as values."""

values = [1, True, 1.5, 'a', [1], (1,), {1: 2}, {1}, None, len, range(3), 2 ** 80, lambda: 0, int, ValueError('x')]
for value in values:
    print(type(value).__name__, isinstance(value, int), isinstance(value, (str, list)), isinstance(value, (float, (bool, dict))))
print(type(1) is int, type(True) is int, type(True) is bool, type('') is str, type([]) == list, type(None) is type(None))
print(int, str, float, list, dict, tuple, set, bool, type(1), type(None), ValueError, range, type(len), type)
print(isinstance(ValueError(), Exception), isinstance(KeyError(), LookupError), isinstance(KeyError(), (IndexError, OSError)), isinstance(1, object))
try:
    isinstance(1, 'int')
except TypeError as error:
    print(error)
try:
    isinstance(1, (str, 5))
except TypeError as error:
    print(error)
makers = {'i': int, 'f': float, 's': str, 'l': list, 't': tuple, 'd': dict, 'e': set, 'b': bool}
for key, maker in makers.items():
    print(key, maker.__name__, repr(maker()), maker() == maker())
counts = {}
mixed = [1, 'x', 2.5, None, [1], (2,), True, {}]
for i in range(400):
    kind = type(mixed[i * i % 8])
    counts[kind] = counts.get(kind, 0) + 1
print([(kind.__name__, n) for kind, n in counts.items()])


def total(value):
    if isinstance(value, bool):
        return 1
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, str):
        return len(value)
    if isinstance(value, (list, tuple)):
        return sum([total(v) for v in value])
    if isinstance(value, dict):
        return total(list(value.values()))
    return 0


print(total([1, 2.5, 'abc', (True, None, {'k': [10, 'zz']}), range(3)]))
