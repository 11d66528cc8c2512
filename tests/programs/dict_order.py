"""Insertion order of dictionaries: kept by updates, changed by deletion, through growth."""

d = {}
for k in 'hello world':
    d[k] = d.get(k, 0) + 1
print(d)
del d['l']
d['l'] = 0
d['h'] = 'same place'
print(d, list(d)[-1])
numbers = {}
for i in range(300):
    numbers[i * 37 % 300] = i
print(list(numbers)[:10], list(numbers.values())[-5:], len(numbers))
for i in range(0, 300, 2):
    del numbers[i]
print(list(numbers)[:10], len(numbers))
for i in range(0, 300, 4):
    numbers[i] = -i
print(list(numbers)[:5], list(numbers)[-5:], len(numbers))
while len(numbers) > 5:
    numbers.popitem()
print(numbers)
a = {'x': 1, 'y': 2}
b = {'y': 20, 'z': 30}
print({**a, **b}, {**b, **a}, a | b, b | a, dict(a, z=0, x=9))
a.update(b)
print(a)
keys = [1, 'a', 2.5, None, (1, 2), True, 'b', 1.0, -1, '', 0, False]
mixed = {}
for i, k in enumerate(keys):
    mixed[k] = i
print(mixed)


def order_of(**kwargs):
    return list(kwargs)


print(order_of(z=1, a=2, m=3), order_of(**{'q': 1, 'b': 2}, c=3))
cache = {}


def remember(key, limit):
    if key in cache:
        value = cache.pop(key)
        cache[key] = value + 1
    else:
        if len(cache) >= limit:
            del cache[next(iter(cache))]
        cache[key] = 0


for i in range(400):
    remember(i * i % 17, 6)
print(cache)
