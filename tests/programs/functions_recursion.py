"""Recursion: plain, mutual, double, with accumulators and on nested data."""


def factorial(n):
    return 1 if n == 0 else n * factorial(n - 1)


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def depth(tree):
    if not isinstance(tree, list):
        return 0
    return 1 + max([depth(branch) for branch in tree], default=0)


def flatten(tree):
    if isinstance(tree, list):
        flat = []
        for branch in tree:
            flat += flatten(branch)
        return flat
    return [tree]


def hanoi(n, source, target, spare):
    if n == 0:
        return 0
    return hanoi(n - 1, source, spare, target) + 1 + hanoi(n - 1, spare, target, source)


def sum_to(n, accumulator=0):
    if n == 0:
        return accumulator
    return sum_to(n - 1, accumulator + n)


print(factorial(30))
print(even(100), odd(100), even(77))
print(ackermann(2, 5))
tree = [1, [2, [3, [], 4], 5], [[[[6]]]], 'x']
print(depth(tree), flatten(tree))
print(hanoi(9, 'a', 'b', 'c'))
print(sum_to(700))
