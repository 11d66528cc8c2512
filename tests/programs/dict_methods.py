"""All methods of dict, and their errors."""

d = {'a': 1, 'b': 2}
print(d.get('a'), d.get('z'), d.get('z', 0), d.setdefault('a', 9), d.setdefault('c', 3), d.setdefault('n'), d, d.pop('n'), d.pop('zz', 'none'), d.pop('b'), d)
print(list(d.keys()), list(d.values()), list(d.items()), d.keys(), d.values(), d.items(), len(d), 'a' in d, 1 in d, 'zz' not in d)
d.update({'x': 10, 'a': 100})
d.update([('y', 20), ['z', 30]])
d.update(k=1, x=11)
d.update({'p': 1}, q=2)
d.update()
print(d, d.popitem(), d.popitem(), d)
e = d.copy()
e['a'] = -1
print(d['a'], e['a'], e == d, e != d, e.clear(), e, bool(e), bool(d))
print(dict(), dict(a=1, b=2), dict({'x': 1}), dict([(1, 2), (3, 4)]), dict([['k', 'v']], z=0), dict(zip('ab', [1, 2])), dict.fromkeys('abc'), dict.fromkeys([1, 2], 0), {**d, 'a': 5, **{'b': 6}})
print(d | {'new': 1}, {'a': 1} | {'a': 2, 'b': 3} | {})
d |= {'or': 1}
d |= [('pair', 2)]
print(d)
del d['or'], d['pair']
print(d, {1: 'a', 1.0: 'b', True: 'c'}, {(): 1, None: 2, 'x': 3, 2.5: 4}, list(d), sorted(d), list(reversed(d)), list(reversed(d.items())), max(d), tuple(d), set(d) == set(d.keys()))
print({'a': 1, 'b': 2} == {'b': 2, 'a': 1}, {'a': 1} == {'a': 1.0}, {} == {}, {'a': 1} != {'a': 2}, {1: {2: {3: 4}}})
for attempt in (lambda: {}['a'], lambda: {1: 2}[2], lambda: {}[(1, 2)], lambda: {}.pop('a'), lambda: {}.popitem(), lambda: {[]: 1}, lambda: {}[{}], lambda: {}.get([]), lambda: [] in {}, lambda: dict(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]),
                lambda: dict(['ab', 'c']), lambda: {}.update(5), lambda: {} < {}, lambda: {} + {}, lambda: {} | [], lambda: {}.get(), lambda: {}.setdefault(), lambda: {}.pop(), lambda: dict(1, 2), lambda: {}.keys()[0], lambda: {}.values(1), lambda: {'a': 1}['b'],
                lambda: {}.fromkeys(5), lambda: {**5}, lambda: {**{1: 2}, **[]}, lambda: hash({}), lambda: -{}, lambda: {None: 1}['None']):
    try:
        print(attempt())
    except (KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    del d['nope']
except KeyError as error:
    print(error, repr(error), error.args)
table = {}
for i in range(600):
    key = i * 7919 % 101
    table[key] = table.get(key, 0) + i
    if i % 5 == 0:
        table.pop(i % 101, None)
    if i % 97 == 96:
        del table[key]
print(len(table), sum(table.values()), sum(table), list(table.items())[:4])
