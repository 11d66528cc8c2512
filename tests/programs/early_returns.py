"""Functions that return at once for some arguments, called from loops and from themselves: what they return, raise and cost."""
import sys


def triangle(n):
    if n < 1:
        return n
    total = 0
    for k in range(n):
        total += k
    return total


def sums(n):
    s = 0
    for i in range(n):
        s += triangle(i & 3) + triangle(i % 3 - 1)
    return s


def power(x, n):
    if n == 0:
        return 1
    half = power(x, n // 2)
    for _ in range(n & 1):
        return half * half * x
    return half * half


def length(node):
    if node is None:
        return 0
    count = 0
    for part in node:
        if part != node[0]:
            count += length(part)
    return count + 1


def maybe(x):
    if x is not None:
        return x
    for _ in range(2):
        pass
    return 'none'


def pick(xs):
    out = []
    for x in xs:
        out.append(maybe(x))
    return out


def deep(n):
    if n <= 0:
        return 'bottom'
    try:
        return deep(n - 1)
    finally:
        n = -n


def raises(n):
    if n > 2:
        return -n
    for _ in range(1):
        return 6 // n
    return 0


def attempts(n):
    got = []
    for i in range(n):
        try:
            got.append(raises(i % 5))
        except ZeroDivisionError:
            got.append(None)
    return got


def floats(x):
    if x < 0.5:
        return x
    total = 0.0
    for _ in range(3):
        total += x
    return total


def mixed(n):
    s = 0.0
    x = 0.0
    while x < n:
        s += floats(x)
        x += 0.25
    return s


def mutual_even(n):
    if n == 0:
        return True
    return mutual_odd(n - 1)


def mutual_odd(n):
    if n == 0:
        return False
    return mutual_even(n - 1)


def changing(n):
    if n < 2:
        return n
    return changing(n - 1) + changing(n - 2)


def types_of(n):
    if n < 1:
        return n
    out = ''
    for _ in range(n):
        out += 'x'
    return out


def alternating(n):
    out = []
    for i in range(n):
        out.append(types_of(i & 1))
    return out


tree = ('r', ('a', None, ('b', None)), None, ('c', ('d', None, None), None))
for turn in range(3):
    print(sums(60), [power(3, n) for n in range(12)])
    print(length(tree), pick([1, None, 2.5, None, 'x']), deep(20))
    print(attempts(11), mixed(4.0))
    print(mutual_even(10), mutual_odd(9), mutual_even(7), alternating(7))
    print([changing(n) for n in range(16)], changing(1.5), changing(2.5))

# At the limit of depth, a call that returns at once is a call.
def down(n, least):
    if n < least:
        return n
    return down(n - 1, least) + 1


def reaches(limit, n):
    sys.setrecursionlimit(limit)
    try:
        return down(n, 1)
    except RecursionError:
        return None
    finally:
        sys.setrecursionlimit(1000)


results = [reaches(limit, 20) for limit in range(10, 60)]
least = [reaches(limit, 0) for limit in range(10, 60)]
print(results.count(None) - least.count(None), results[-1], least[-1])

# The function is another one from here on.
def changing(n):
    if n > 100:
        return 0
    return n * 2


print([changing(n) for n in (1, 5, 101)])
