"""Small functions that others call: their bodies take the calls' places."""


def entry(i, j):
    diagonal = i + j
    return 1.0 / (diagonal * (diagonal + 1) // 2 + i + 1)


def clamp(x, low, high):
    if x < low:
        return low
    if x > high:
        return high
    return x


def deeper(x):
    return clamp(x, 3, 9) + clamp(x, -1, 1)


def fails(x, y):
    return x // y


def outer(x, y):
    return fails(x, y) + 1


def with_local(x):
    if x > 2:
        y = x
    return y


def length(x):
    return len(x) + 1


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def endless(n):
    return endless(n + 1) + 1


def total(n):
    sum = 0.0
    for i in range(n):
        sum += entry(i, 2) * clamp(i, 2, 5)
    return sum


def swaps(n):
    # What is called changes in between.
    global clamp
    before = clamp
    seen = []
    for i in range(n):
        if i == n - 3:
            clamp = lambda_like
        seen.append(deeper(i))
    clamp = before
    return seen[-6:]


def lambda_like(x, low, high):
    return 100 + x


def shapes():
    out = []
    for x in ([1, 2], (1, 2, 3), 'four', {5: 5}, [1] * 7):
        for _ in range(40):
            n = length(x)
        out.append(n)
    return out


def looped(n):
    for _ in range(n):
        pass


def kept(items, x):
    # What is known before a call that is not inlined is known behind it.
    y = x + 0.5
    looped(1)
    items[0] = y
    return y * 2.0


def mixed(n):
    out = 0
    for i in range(n):
        x = i if i < n - 5 else i + 0.5
        out += clamp(x, 2, 8)
    return out


for _ in range(3):
    print('%.9f' % total(200), fib(15), ackermann(2, 6))
    print([deeper(i) for i in range(-3, 12)], mixed(150))
    print(swaps(120), shapes(), [kept([0.0], k / 2) for k in range(100)][-1])

for k in range(100):
    try:
        outer(k, 0 if k % 40 == 39 else 2)
    except ZeroDivisionError as e:
        print(k, e)
    try:
        with_local(k % 50)
    except UnboundLocalError as e:
        if k % 50 == 1:
            print(k, e)
    try:
        length(k if k == 77 else 'k')
    except TypeError as e:
        print(k, e)
try:
    endless(0)
except RecursionError as e:
    print(e)
print(outer(2 ** 70, 3), fib(2.0), outer(7.5, 2))
outer(1, 0)
