"""Iterators partly used, shared, nested, asked for membership, unpacked, and left by errors."""

it = iter(range(10))
print(3 in it, list(it))
it = iter(range(10))
print(any(map(lambda x: x > 3, it)), next(it), all(map(lambda x: x < 7, it)), list(it))
it = iter([5, 3, 8])
print(min(it, default='?'), min(it, default='empty'), sum(iter([])), max(map(len, ['a', 'bbb'])))
a, b, *c = map(int, '12345')
print(a, b, c)
it = iter('abcdef')
first, second = next(it), next(it)
print(first, second, ''.join(it), ''.join(it))
z = zip([1, 2, 3], iter([10, 20]))
print(next(z), list(z), list(z))
short = iter([1])
long = iter([10, 20, 30])
print(list(zip(short, long)), list(long))
short = iter([1])
long = iter([10, 20, 30])
print(list(zip(long, short)), list(long))
e = enumerate(map(str.upper, 'xyz'), 1)
print(next(e), dict(e))
r = reversed(range(0, 10, 3))
print(next(r), list(r), list(r))
m = map(lambda x, y: (x, y), [1, 2, 3], 'ab')
print(list(m))
f = filter(lambda x: x % 2, map(lambda x: x * 3, range(10)))
print(next(f), list(f))
nested = map(list, zip(*[iter(range(9))] * 3))
print(list(nested))
print(sorted(zip('cab', range(3))), dict(zip(map(str, range(3)), 'xyz')), list(enumerate(reversed('ab'))), list(zip(enumerate('ab'), reversed([1, 2]))))
i = iter([1, 2, 3])
print(iter(i) is i, list(map(lambda x: (x, next(i, None)), i)))
items = [1, 2, 3]
i = iter(items)
print(list(i))
items.append(4)
print(list(i))
out = []
gen = map(out.append, range(3))
print(out)
print(list(gen), out)
try:
    for x in map(lambda x: 10 // x, [5, 2, 0, 1]):
        print(x, end=' ')
except ZeroDivisionError:
    print('stopped')
m = map(lambda x: 10 // x, [5, 0, 1])
out = []
while True:
    try:
        out.append(next(m))
    except ZeroDivisionError:
        out.append('zero')
    except StopIteration:
        break
print(out)
s = zip('ab', 'abc', strict=True)
out = []
try:
    for pair in s:
        out.append(pair)
except ValueError as error:
    print(out, error)


def stop():
    raise StopIteration('early')


print(list(map(lambda x: x if x < 3 else stop(), range(10))))
try:
    [stop() for _ in range(3)]
except StopIteration as error:
    print(repr(error))
try:
    for x in range(3):
        if x == 1:
            stop()
except StopIteration as error:
    print(x, error.value)
counter = [0]


def tick():
    counter[0] += 1
    return counter[0]


print(list(iter(tick, 5)), counter, sum(iter(tick, 300)), counter)
total = 0
for x, y in zip(range(300), map(lambda v: v * v, range(300))):
    total += y - x
for index, (key, value) in enumerate({i: -i for i in range(300)}.items()):
    total += index * key + value
print(total)
print(type(z).__name__, type(m).__name__, type(e).__name__, type(f).__name__, type(reversed([])).__name__, type({}.keys()).__name__, type({}.values()).__name__, type({}.items()).__name__)
