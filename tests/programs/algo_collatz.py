"""Collatz sequences: lengths, with and without a memory, large starts."""


def length(n):
    steps = 1
    while n != 1:
        n = 3 * n + 1 if n & 1 else n >> 1
        steps += 1
    return steps


def remembered(n, known):
    trail = []
    while n not in known:
        trail.append(n)
        n = n // 2 if n % 2 == 0 else n * 3 + 1
    steps = known[n]
    for m in reversed(trail):
        steps += 1
        known[m] = steps
    return steps


known = {1: 1}
best = 0
for start in range(1, 300):
    steps = remembered(start, known)
    if steps > best:
        best = steps
        print(start, steps, end='; ')
print()
print(max(known), len(known), all([length(n) == known[n] for n in range(1, 120)]))
print(length(2 ** 60 + 1), length(837799), length(10 ** 15))
