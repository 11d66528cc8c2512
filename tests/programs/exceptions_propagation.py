"""Exceptions through frames, loops, calls of built-ins and callbacks; state kept."""


def level3(n):
    if n % 3 == 0:
        raise ValueError(f'level3 {n}')
    return n


def level2(n):
    total = 0
    for i in range(n, n + 2):
        total += level3(i)
    return total


def level1(n):
    try:
        return level2(n)
    except KeyError:
        return 'wrong handler'


for n in range(1, 5):
    try:
        print(level1(n))
    except ValueError as error:
        print('caught', error)


def bad_key(x):
    if x == 3:
        raise KeyError('bad key')
    return -x


for attempt in (lambda: sorted([1, 2, 3, 4], key=bad_key), lambda: list(map(bad_key, [1, 2, 3])), lambda: max([1, 3], key=bad_key), lambda: [bad_key(x) for x in (1, 3)], lambda: {bad_key(x): 1 for x in (1, 3)}, lambda: list(filter(bad_key, [3])),
                lambda: [1, 3, 2].sort(key=bad_key), lambda: print(bad_key(3)), lambda: f'{bad_key(3)}', lambda: (1, bad_key(3)), lambda: sum(map(bad_key, range(5))), lambda: any(map(bad_key, [0, 3])), lambda: bad_key(bad_key(-3))):
    try:
        print(attempt())
    except KeyError as error:
        print('KeyError', error, end=' ')
print()
items = [3, 1, 2]
try:
    items.sort(key=lambda x: 1 // (x - 1))
except ZeroDivisionError:
    print(items)
m = map(bad_key, [1, 3, 2])
print(next(m))
try:
    next(m)
except KeyError:
    print(next(m))
try:
    for x in map(bad_key, range(10)):
        print(x, end=' ')
except KeyError:
    print('stopped at', x)


def deep(n):
    if n == 0:
        return undefined_thing
    return deep(n - 1) + 1


for n in (0, 5, 50):
    try:
        deep(n)
    except NameError as error:
        print(n, error)
log = []


def guarded(n):
    log.append(n)
    try:
        if n == 0:
            raise OverflowError('bottom')
        guarded(n - 1)
    finally:
        log.append(-n)


try:
    guarded(5)
except OverflowError as error:
    print(error, log)


def retry(limit):
    attempts = 0
    while True:
        attempts += 1
        try:
            if attempts < limit:
                raise RuntimeError(attempts)
            return attempts
        except RuntimeError as error:
            if error.args[0] > 1000:
                raise


print(retry(300))
