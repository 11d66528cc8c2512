"""StopIteration from next, errors in the middle of loops and unpacking, iterators used up."""

it = iter([1, 2, 3])
print(next(it), next(it), next(it), next(it, 'default'), next(it, None))
for empty in (it, iter(()), iter(''), iter({}), iter(range(0)), map(str, []), zip(), filter(None, [0]), enumerate([]), reversed([])):
    try:
        next(empty)
    except StopIteration as error:
        print(repr(error), error.value, error.args, end=' ')
print()
for bad in (5, None, [1], 'a', {}, range(3), len):
    try:
        next(bad)
    except TypeError as error:
        print(error)
for bad in (5, None, 1.5, len, True):
    try:
        iter(bad)
    except TypeError as error:
        print(error)
numbers = iter(range(10))
print([n for n in numbers if n < 3 or next(numbers, 0) > 100], list(numbers))
pairs = iter('abcdef')
print(list(zip(pairs, pairs)), list(zip(*[iter('abcdefg')] * 3)))
shared = iter([1, 2, 3, 4, 5, 6])
for x in shared:
    if x == 2:
        break
print(x, list(shared), list(shared))
a = [1, 2, 3]
b = iter(a)
next(b)
a.append(4)
a.insert(0, 0)
print(list(b))
a.append(5)
print(list(b))
c = iter({1: 'a', 2: 'b'}.items())
print(next(c), next(c), next(c, 'end'))


def convert(words):
    out = []
    for word in words:
        try:
            out.append(int(word))
        except ValueError:
            out.append(None)
            continue
        except TypeError:
            break
    else:
        out.append('all')
    return out


print(convert(['1', 'x', '3']), convert(['1', None, '3']), convert([]))
x, y = 'old', 'older'
try:
    x, y = [1, 2, 3]
except ValueError:
    print(x, y)
try:
    x, (y, z) = 5, 7
except TypeError:
    print(x, y)
total = 0
for i in range(300):
    it = iter(range(i % 5))
    while True:
        try:
            total += next(it) + 1
        except StopIteration:
            total += 100
            break
print(total)
print(iter(it) is it, iter([]) is iter([]), callable(iter), list(iter('ab')))
try:
    iter(5, 6)
except TypeError as error:
    print(error)
state = [0]


def step():
    state[0] += 1
    return state[0]


print(list(iter(step, 5)), list(iter(step, 5 + 3)))
