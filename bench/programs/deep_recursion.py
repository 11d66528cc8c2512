"""Recursion 900 calls deep, over and over: one function, two that call each other, and one with much to keep."""

DEPTH = 900


def down(depth):
    if depth == 0:
        return 0
    return down(depth - 1) + 1


def even(depth):
    if depth == 0:
        return True
    return odd(depth - 1)


def odd(depth):
    if depth == 0:
        return False
    return even(depth - 1)


def heavy(depth, a, b, c, d):
    if depth == 0:
        return a + b + c + d
    e = a + b
    f = c - d
    return heavy(depth - 1, b, c, d, (a + depth) % 1009) + (e + f) % 7


def main(n):
    total = 0
    for i in range(n):
        total += down(DEPTH)
        if even(DEPTH + i % 2):
            total += 1
        total += heavy(DEPTH, i, 1, 2, 3)
    return total
