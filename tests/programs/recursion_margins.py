"""How deep calls may go, exactly, where compiled code has calls in its own body; and a limit that is lowered under it."""
import sys


def leaf(x):
    return x + 1


def mid(x):
    return leaf(x) + 1


def top(x):
    return mid(x) + 1


def over(x):
    return top(x) + 1


def one(x, limit):
    sys.setrecursionlimit(limit)
    return leaf(x)


def two(x, limit):
    sys.setrecursionlimit(limit)
    return mid(x)


def three(x, limit):
    sys.setrecursionlimit(limit)
    return top(x)


def four(x, limit):
    sys.setrecursionlimit(limit)
    return over(x)


def lower(n, limit):
    if n == 0:
        sys.setrecursionlimit(limit)
        return 0
    return lower(n - 1, limit) + top(n)


def lower_far(n, limit):
    if n == 0:
        sys.setrecursionlimit(limit)
        return 0
    return lower_far(n - 1, limit) + over(n)


def down(n):
    if n == 0:
        return 0
    return down(n - 1) + 1


def down_limited(n, limit):
    sys.setrecursionlimit(limit)
    return down(n)


def needs(f, x):
    """The least limit with which the function comes to its end."""
    for limit in range(3, 300):
        try:
            f(x, limit)
            return limit
        except RecursionError:
            pass
        finally:
            sys.setrecursionlimit(1000)
    return None


for round in range(3):
    alone = needs(one, 1)
    print(needs(two, 1) - alone, needs(three, 1) - alone, needs(four, 1) - alone)
    print([needs(down_limited, n) - alone for n in (0, 1, 2, 3, 7, 8, 100)])
    deep = needs(lower, 20)
    print(deep - needs(lower, 10), needs(lower_far, 20) - deep, needs(lower, 20) - deep)

for turn in range(200):
    down(50)
    top(turn)
print([needs(down_limited, n) - needs(one, 1) for n in range(12)])
