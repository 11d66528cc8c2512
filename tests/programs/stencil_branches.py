# Branches by comparison with constants, by truth, and what compiled code takes for granted of globals, ranges and sequences
# until it is not so.


def below(n):
    if n < 5 or n == 70:
        return 'below'
    return 'not below'


def up_to(n):
    if n <= 5 or n != 70:
        return 'up to'
    return 'more'


def above(n):
    if n > 5 or n >= 3:
        return 'above'
    return 'not above'


def between(n):
    if n < 5:
        return 'small'
    if n <= 50:
        return 'medium'
    if n == 70:
        return 'seventy'
    if n != 80:
        return 'other'
    return 'eighty'


def outside(n):
    if not n >= 5:
        return 'small'
    if not n <= 50:
        return 'large'
    return 'inside'


def two(n, m):
    if n < m or n == m + 60:
        return 'less'
    if n <= m:
        return 'same'
    if n == m + 1:
        return 'next'
    return 'more'


def truth(a, b):
    c = a < b
    if c:
        return 'less'
    if not c and a != b:
        return 'more'
    return 'same'


def given(flag):
    if flag:
        return 'yes'
    return 'no'


def absent(x):
    if x is None:
        return 'none'
    if x is not None and x != 3:
        return 'some'
    return 'three'


def total(numbers):
    n = 0
    for i in numbers:
        n += i
    return n


def by(start, end, step):
    n = 0
    for i in range(start, end, step):
        n += i
    return n


def parts(pair):
    a, b = pair
    return b, a


def length(x):
    return len(x) + 1


def factor(n):
    return n * FACTOR


def half(n):
    return n * HALF


def named(n):
    return helper(n)


def count_down(n):
    return n if n == 0 else count_down(n - 1)


def helper(n):
    return n + 1


def other_helper(n):
    return n - 1


def large(n):
    return n + 70000, n - 70000, n * 5000000000, 0.0 + n


FACTOR, HALF = 3, 0.5
numbers = [*range(0, 100, 10), 5, 4, 3, 6, 70, 80]
for n in numbers * 3:
    results = below(n), up_to(n), above(n), between(n), outside(n), two(n, 5), truth(n, 5), given(n > 5), absent(n)
    if n in (3, 5, 70, 80):
        print(n, *results)
for flag in [True, 1, 0, '', 'a', None, 0.5, False]:
    print(given(flag), absent(flag))

for _ in range(30):
    results = total([1, 2, 3]), total((4, 5)), total(range(5)), by(0, 10, 3), parts((1, 2)), length([1, 2])
print(results, by(10, 0, -3), by(0, 10, 2), by(5, 5, 1), total('') if False else total([]))
for pair in [[3, 4], 'ab', (1, 2, 3), (1,), [1, 2, 3]]:
    try:
        print(parts(pair))
    except ValueError as e:
        print(e)
for x in ['abc', 'äöü', (1, 2), {1: 2}, range(7)]:
    print(length(x))
for _ in range(30):
    length('abc')
print(length(''), length('ä' * 100))

for n in range(30):
    results = factor(n), half(n), named(n), count_down(n), large(n)
print(results)
FACTOR, HALF, helper = 1.5, 2, other_helper
print(factor(7), half(7), named(7), large(2.5))
FACTOR, HALF, helper = 'a', 2 ** 60, abs
print(factor(7), half(7), named(-7))
del helper
for _ in range(3):
    try:
        print(named(1))
    except NameError as e:
        print(e)
helper = other_helper
print(named(1))
try:
    print(count_down(100000))
except RecursionError as e:
    print(e)
