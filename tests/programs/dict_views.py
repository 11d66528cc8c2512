"""Views of a dictionary: live, compared, combined as sets, iterated."""

d = {'a': 1, 'b': 2, 'c': 3}
keys = d.keys()
values = d.values()
items = d.items()
d['d'] = 4
print(keys, values, items, len(keys), len(items), 'd' in keys, 4 in values, ('d', 4) in items, ('d', 5) in items, 'x' in keys, ['d', 4] in items, 5 in items)
print(sorted(keys & {'a', 'z', 'd'}), sorted(keys | ['q']), sorted(keys - {'a'}), sorted(keys ^ {'a', 'q'}), sorted(items & [('a', 1), ('b', 9)]), sorted({'a', 'k'} - keys), sorted(['a', 'zz'] & keys))
print(keys == {'a', 'b', 'c', 'd'}, keys == ['a', 'b', 'c', 'd'], keys < {'a', 'b', 'c', 'd', 'e'}, keys >= {'a'}, items == {('a', 1), ('b', 2), ('c', 3), ('d', 4)}, keys.isdisjoint('xyz'), keys.isdisjoint('a'), keys == d.keys(), values == d.values(), {1: 2}.items() == {1: 2}.items())
for k, v in d.items():
    d[k] = v * 10
print(d, [k + str(v) for k, v in d.items()], sum(d.values()), max(d.values()), [v for v in reversed(d.values())], list(zip(d, d.values())))
try:
    for k in d:
        d[k + k] = 0
except RuntimeError as error:
    print(error)
try:
    for k in d.keys():
        del d[k]
except RuntimeError as error:
    print(error)
try:
    for k, v in d.items():
        d.clear()
except RuntimeError as error:
    print(error)
print(d)
d = {1: 1, 2: 2, 3: 3}
for k in list(d):
    if k % 2:
        del d[k]
print(d)
big = {i: i * i for i in range(300)}
total = 0
for k, v in big.items():
    total += v - k
for v in big.values():
    total ^= v
for k in big:
    big[k] += 1
print(total, sum(big.values()), len(big.keys() & range(100, 500)))
for bad in (lambda: d.keys() + d.keys(), lambda: d.keys()[0], lambda: d.values() & {1}, lambda: d.keys() & 5):
    try:
        bad()
    except TypeError as error:
        print(error)
print(len({}.keys()), list({}.items()), {}.values(), repr({}.items()), {}.keys())
