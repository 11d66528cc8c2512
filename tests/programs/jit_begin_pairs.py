# Loops over pairs of lists and tuples, which begin and go on without an `enumerate` or a `zip`, and those that need one.


def weighted(items):
    total = 0.0
    for i, x in enumerate(items):
        total += i * x
    return total


def product(one, other):
    total = 0
    for x, y in zip(one, other):
        total += x * y
    return total


def collected(items):
    result = []
    for pair in enumerate(items):
        result.append(pair)
    return result


def both(one, other):
    result = []
    for pair in zip(one, other):
        result.append(pair)
    return result


def grows(items):
    seen = []
    for i, x in enumerate(items):
        if i < 3:
            items.append(x * 10)
        seen.append((i, x))
    return seen


def shrinks(items):
    seen = []
    for i, x in enumerate(items):
        seen.append(x)
        if i % 2:
            items.pop()
    return seen, items


def changes_both(one, other):
    seen = []
    for x, y in zip(one, other):
        seen.append(x + y)
        if len(seen) == 2:
            one.append(7)
            other[:] = other[:3]
        if len(seen) > 10:
            break
    return seen


def with_itself(items):
    total = 0
    for x, y in zip(items, items):
        total += x * y
        if total == 14:
            items.append(100)
    return total


def writes_its_variables(items):
    result = []
    for i, x in enumerate(items):
        i *= 2
        result.append(i)
        x = items = i = None
    return result, i, x, items


def left(items, wanted):
    for i, x in enumerate(items):
        if x == wanted:
            break
        if x == -1:
            return 'minus'
        if x > 2:
            continue
        wanted += 0
    else:
        return 'not there', i if items else None
    return i, x


def nested(rows):
    total = 0
    for i, row in enumerate(rows):
        for j, x in enumerate(row):
            for k, (y, z) in enumerate(zip(row, rows[0])):
                total += i * j * x + k * y - z
    return total


def caught(items):
    result = 0
    for i, x in enumerate(items):
        try:
            result += 12 // x
        except ZeroDivisionError:
            result += 1000 * i
    return result


def raises(one, other):
    for i, (x, y) in enumerate(zip(one, other)):
        if x / y == 2:
            return i


def same_names(items):
    x = y = 0
    for x, x in enumerate(items):
        y += x
    for y, items in enumerate(items):
        pass
    return x, y, items


def in_comprehensions(one, other):
    return (
        [i * x for i, x in enumerate(one)],
        {x: y for x, y in zip(one, other)},
        sum(x * y for x, y in zip(one, other)),
        max(i - x for i, x in enumerate(one)),
        [(i, j) for i, x in enumerate(one) for j, y in enumerate(other) if x < y],
        any(x > y for x, y in zip(other, one)),
    )


def others(items, start):
    result = []
    for i, x in enumerate(items, start):
        result.append((i, x))
    for x, y, z in zip(items, items, items):
        result.append(x)
    for x, y in zip(items, items, strict=True):
        result.append(y)
    return result


def tried(call, *args):
    try:
        return call(*args)
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)


for turn in range(3):
    print(weighted([0.5] * 9), weighted((1.5, 2.5)), weighted([]), weighted([1, 2, 3]), weighted([1, 2.5, True]))
    print(product([1, 2, 3], [4, 5, 6]), product((1, 2), [3, 4, 5]), product([1.5, 2.5], (2, 4)), product([], [1]))
    print(product([1, 2, 3, 4], (5,)), product((1,), (2, 3)), product(['a', 'b'], [2, 3]) if turn < 0 else '')
    print(collected([1, 'a']), collected((None,)), both([1, 2], 'ab'), both((1, 2), [3, 4, 5]), collected('xy'))
    print(grows([1, 2, 3]), shrinks([1, 2, 3, 4, 5, 6]), changes_both([1, 2, 3, 4], [5, 6, 7, 8, 9]))
    print(with_itself([1, 2, 3]), writes_its_variables([3, 4]), left([5, 1, 2], 2), left([], 0), left([1, 2], 9))
    print(left([1, -1, 2], 2), nested([[1, 2, 3], [4, 5, 6], [7, 8]]), caught([1, 0, 3, 0]), same_names([4, 5, 6]))
    print(in_comprehensions([1, 2, 3], [2, 3, 4]), in_comprehensions((5, 6), [1, 9, 2]))
    print(others([1, 2], 0), others((3,), turn), others([4, 5], 2 ** 60))
    for arguments in (([1, 2], [1, 1]), ([1, 2], [3, 0]), ('a', [1])):
        print(tried(raises, *arguments))

# Another type in the middle of the loop, once it is compiled.
print(weighted([0.5] * 100 + [2] + [0.25] * 100), product([1] * 100 + [0.5], [2] * 50 + [2.0] * 60))
print(weighted([2 ** 60] * 50), tried(weighted, [1.0] * 60 + ['x']))
print(weighted(range(80)), weighted({3: 1, 4: 1}), product(range(9), [1] * 50), product({2: 0}, [3]))

# What they are called with.
for wrong in (5, None, 1.5, weighted):
    print(tried(weighted, wrong), tried(product, [1], wrong), tried(product, wrong, [1]))


def bad_calls():
    results = []
    for wrong in range(4):
        try:
            if wrong == 0:
                for i, x in enumerate():
                    results.append(i)
            elif wrong == 1:
                for i, x in enumerate([1], 'a'):
                    results.append(i)
            elif wrong == 2:
                for i, x in enumerate([1], 1, 2):
                    results.append(i)
            else:
                for x in zip():
                    results.append(x)
                for x, y in zip([1]):
                    results.append(x)
        except (TypeError, ValueError) as e:
            results.append(type(e).__name__)
    return results


print(bad_calls(), bad_calls())


def not_two(items):
    for x, y, z in enumerate(items):
        return x


print(tried(not_two, [1]), tried(not_two, []))


# Pairs that the program keeps.
def kept(items):
    numbered = enumerate(items)
    result = []
    for i, x in numbered:
        result.append(i)
        if i == 1:
            break
    for i, x in numbered:
        result.append(x)
    return result, list(numbered)


print(kept([1, 2, 3, 4]), kept([]))


# The name may be another's, or become so.
def shadowed(enumerate, items):
    result = []
    for pair in enumerate(items):
        result.append(pair)
    return result


for callee in (enumerate, zip, reversed, list, enumerate):
    print(shadowed(callee, [1, 2, 3]))

replaced = 0


def replaces(items):
    global enumerate
    result = []
    for i, x in enumerate(items):
        result.append(i)
        if i == 60:
            enumerate = zip
    return result


print(sum(replaces([1] * 70)), tried(replaces, [1, 2]))
del enumerate
print(weighted([1.0, 2.0]), len(replaces([0] * 5)))
