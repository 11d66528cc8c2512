"""Exceptions raised and caught inside hot loops and hot callees; guards that fail late."""


def safe_divide(a, b):
    try:
        return a // b
    except ZeroDivisionError:
        return None


def lookup(table, key):
    try:
        return table[key]
    except KeyError:
        table[key] = key * 2
        return -1


def item(items, i):
    try:
        return items[i]
    except IndexError:
        return 'out'


def convert(x):
    try:
        return x + 1
    except TypeError:
        return len(x)


def check(i):
    if i == 397:
        raise ValueError(i)
    return i


results = []
table = {}
items = [1, 2, 3]
nones = outs = 0
for i in range(400):
    if safe_divide(i, i % 5) is None:
        nones += 1
    results.append(lookup(table, i % 50))
    if item(items, i % 4) == 'out':
        outs += 1
    results.append(convert(i if i % 10 else 'abc'))
print(nones, outs, sum(results), len(table))
total = 0
try:
    for i in range(1000):
        total += check(i)
except ValueError as error:
    print(total, i, error)


def late_failure(values):
    s = 0
    for position, v in enumerate(values):
        try:
            s += v
        except TypeError as error:
            return s, position, str(error)
    return s


print(late_failure([1] * 350 + [None]), late_failure([1.5] * 100 + ['x']), late_failure([2 ** 48] * 100))


def cleanup(n):
    opened = closed = 0
    for i in range(n):
        opened += 1
        try:
            if i % 3 == 0:
                continue
            if i == 290:
                return opened, closed
            if i % 7 == 0:
                raise KeyError(i)
        except KeyError:
            closed += 100
        finally:
            closed += 1
    return opened, closed


print(cleanup(200), cleanup(300))


def chained(n):
    try:
        return 10 // n
    except ZeroDivisionError as error:
        raise ValueError('bad') from error


causes = 0
for i in range(300):
    try:
        chained(i % 4)
    except ValueError as error:
        causes += isinstance(error.__cause__, ZeroDivisionError)
print(causes)


def recursive(n):
    if n == 0:
        raise LookupError('bottom')
    try:
        return recursive(n - 1)
    except LookupError:
        if n == 60:
            return 'caught at the top'
        raise


print(recursive(60))
