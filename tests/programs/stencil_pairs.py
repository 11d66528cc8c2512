# Loops over pairs, hot enough to be compiled: enumerate and zip of lists and tuples, with every way out of them.


def numbered(items):
    total = 0
    for i, x in enumerate(items):
        total += i * x
    return total


def numbered_from(items, start):
    total = 0
    for i, x in enumerate(items, start):
        total += i + x
    return total


def both(one, other):
    total = 0
    for x, y in zip(one, other):
        total += x * y
    return total


def of_calls(one, other):
    total = 0
    for x, y in zip(one, other):
        total += x * y
    return total


def strict(one, other):
    total = 0
    for x, y in zip(one, other, strict=True):
        total += x * y
    return total


def found(items, wanted):
    for i, x in enumerate(items):
        if x == wanted:
            break
    else:
        return 'none', i
    return i, x


def odd_ones(items):
    kept = []
    for i, x in enumerate(items):
        if x % 2 == 0:
            continue
        kept.append((i, x))
    return kept


def grows(items):
    seen = 0
    for i, x in enumerate(items):
        seen += x
        if i < 40:
            items.append(i)
    return seen, len(items)


def shrinks(items):
    seen = 0
    for i, x in enumerate(items):
        seen += x
        if i % 3 == 0:
            items.pop()
    return seen, len(items), i


def from_half(items):
    it = enumerate(items)
    next(it)
    next(it)
    total = 0
    for i, x in it:
        total += i * x
        if i == 30:
            break
    rest = list(it)
    return total, rest[:2], len(rest), next(it, 'ended')


def asked_inside(items):
    it = enumerate(items)
    sums = []
    for i, x in it:
        j, y = next(it, (-1, -1))
        sums.append(i * j + x * y)
    return sums[:3], sums[-1], list(it)


def pairs_of_one(items):
    it = iter(items)
    total = 0
    for x, y in zip(it, it):
        total += x - 2 * y
    return total


def crossed(rows):
    total = 0
    for i, row in enumerate(rows):
        for j, x in enumerate(row):
            total += i * 10 + j * x
        total -= j
    return total, i, j


def kept(items):
    last = None
    for pair in enumerate(items):
        i, x = pair
        last = pair
    return last, i, x


def swapped(names):
    index = {}
    for i, name in enumerate(names):
        index[name] = i
    return index['b'], index['name9'], len(index)


def unequal(triples):
    total = 0
    for i, (a, b) in enumerate(triples):
        total += i * a - b
    return total


def wrong(items):
    try:
        for x, y in zip(items):
            pass
    except ValueError as e:
        return str(e)


def three(one, other):
    out = 0
    for i, (x, y) in enumerate(zip(one, other)):
        out += i * x + y
    return out


def mapped(items):
    out = 0
    for i, x in enumerate(map(abs, items)):
        out += i * x
    return out


def same_place(items):
    # The variable of the loop is the iterable's.
    for i, items in enumerate(items):
        pass
    return i, items


def shadowed(items):
    def enumerate(items):
        return [(x, 100) for x in items]

    total = 0
    for i, x in enumerate(items):
        total += i + x
    return total


ints = list(range(100))
for _ in range(3):
    print(numbered(ints), numbered(tuple(ints)), numbered([]), numbered([0.5] * 50), numbered([True] * 20))
    print(numbered_from(ints, 7), numbered_from(ints, 2**49 - 50), numbered_from(ints, 2**70), numbered_from(ints, -5))
    print(both(ints, ints[::-1]), both(ints, ints[:50]), both(tuple(ints[:30]), ints), both(ints, [0.25] * 80))
    print(found(ints, 77), found(ints, -1), odd_ones(ints)[-3:], grows(list(range(30))), shrinks(list(range(60))))
    print(from_half(ints), asked_inside(ints), asked_inside(ints[:51]))
    print(pairs_of_one(ints), pairs_of_one(ints[:33]), crossed([ints[:20], tuple(ints[20:40]), [1.5, 2]] * 4))
    print(kept(ints), swapped(['a', 'b'] + ['name%d' % k for k in range(40)]), unequal([(k, k + 1) for k in range(60)]))
    print(wrong([[1, 2]] * 40), three(ints, ints), mapped([-3, 4] * 30), same_place(ints), shadowed(ints))
    for other in ints[:99], ints + [1], ints:
        try:
            print(strict(ints, other))
        except ValueError as e:
            print(e)
    print(numbered(range(50)), numbered('') == 0, both(range(40), ints), both({1: 2, 3: 4}, ints), of_calls(ints, ints), of_calls(map(abs, ints), ints))

try:
    numbered(['a', 'b', None, 4])
except TypeError as e:
    print(e)
print(numbered([None] * 0), numbered([2**60] * 40), numbered([-1.5, 2, 3.25] * 20))
enumerate = lambda items: [(7, x) for x in items]
print(numbered(ints), kept(ints))
del enumerate
print(numbered(ints), kept(ints))
zip = lambda one, other: [(x, 1) for x in one]
print(both(ints, ints))
