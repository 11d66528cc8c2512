"""Loops over numbered items that are compiled while a term is as small as an index, and then it is not."""


def weigh(i, j):
    return i + j * 2


def scan(items, i):
    s = 0.0
    for j, x in enumerate(items):
        s += (i + j) * (j + 1) * x
    return s


def scan_with_call(items, i):
    s = 0.0
    for j, x in enumerate(items):
        s += weigh(i, j) * x
    return s


def moved(items, i):
    s = 0
    for j, x in enumerate(items):
        s += (i + j) * (i - j) + x
        i += 1
    return s, i


for f in [scan, scan_with_call, moved]:
    for i in range(40):
        f([1.5] * 9, i)
    for i in [(1 << 23) - 1, 1 << 23, -1, 1 << 31, (1 << 49) - 1, -(1 << 49), 1 << 70, 0.5, 3]:
        for _ in range(2):
            print(f([1.5] * 9, i), f((2, 0.25, 7), i))
