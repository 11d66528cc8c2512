"""Numbers of global variables that compiled code takes for constants until they change, and types over calls in loops."""

LIMIT = 50
SCALE = 0.5
COUNT = 0


def bounded(n):
    total = 0.0
    for i in range(n):
        if i & 63 > LIMIT:
            continue
        total += i * SCALE
    return total


print(bounded(500))
LIMIT = 10
print(bounded(500))
SCALE = 3
print(bounded(500))
LIMIT = 2 ** 60
SCALE = 'ab'
try:
    print(bounded(5))
except TypeError:
    print('TypeError')
LIMIT, SCALE = 20.5, 0.25
print(bounded(500))
del LIMIT
try:
    bounded(5)
except NameError as error:
    print(error)
LIMIT = 7
print(bounded(100))


def change(i):
    """Changes a variable that the caller's code takes for a constant, in the middle of its loop."""
    global TURN
    if i == 400:
        TURN = 100
    if i == 450:
        TURN = 0.5
    return i


TURN = 1


def turning(n):
    total = 0
    for i in range(n):
        total += change(i) * TURN
    return total


print(turning(300))
print(turning(500))
print(turning(500))


def counting(n):
    global COUNT
    for i in range(n):
        COUNT += i & 1
    return COUNT


print(counting(100), counting(300), counting(5))


def long_way(n):
    k = 0
    while k < n:
        k += 1
        n -= 1
    return k


def over_calls(n, step, x):
    """Ints, floats and a step that stay in memory over calls; one becomes something else."""
    total, low, text, y = 0, 0, 'a', x
    for i in range(0, n, step):
        m = long_way(i & 7)
        total += m
        y = y * 0.5 + m
        if m == 3:
            low += 1
        if i == 900:
            low = 0.5
        if i == 950:
            text = 'b'
    return total, low, text, round(y, 9)


print(over_calls(300, 1, 1.5), over_calls(300, 7, 1.5), over_calls(300, 1, 2))
print(over_calls(1000, 1, 1.5), over_calls(1000, 3, 1.5), over_calls(5, 1, 0.5))


def into_large(n):
    total = 2 ** 40
    for i in range(n):
        total += long_way(i & 3) * total // 7
    return total


print(into_large(60), into_large(300) % 1000007)


def nested(n, m):
    total, kept = 0, 0.0
    for i in range(n):
        base = long_way(i & 3)
        for j in range(m):
            count = long_way(j & 7)
            total += count + base
            if count == 4:
                kept += 0.25
        kept -= base
    return total, kept


print(nested(30, 40), nested(3, 400), nested(400, 1))
