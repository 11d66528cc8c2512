# Operations on ints whose results leave the range of small ones, or that are none.


def add(a, b):
    return a + b


def sub(a, b):
    return a - b


def mul(a, b):
    return a * b


def floordiv(a, b):
    return a // b


def mod(a, b):
    return a % b


def left(a, b):
    return a << b


def right(a, b):
    return a >> b


def left_by_three(a):
    return a << 3


def right_by_three(a):
    return a >> 3


def neg(a):
    return -a


def invert(a):
    return ~a


def less(a, b):
    return a < b


def at_most(a, b):
    return a <= b


def more(a, b):
    return a > b


def same(a, b):
    return a == b


def other(a, b):
    return a != b


def bits(a, b):
    return a & b, a | b, a ^ b


def negated_sum(a, b):
    c = a - b
    return -c


def remainder_of_sums(a, b):
    c = a + 1
    d = b + 1
    return c % d


def shifted_sum(a, b):
    c = a + 1
    d = b + 1
    return c >> d


def difference_of_sums(a, b):
    c = a + 1
    d = b + 1
    return c - d


low, high = -2 ** 49, 2 ** 49 - 1

results = []
for a, b in [(1000, 3)] * 30 + [(high, 1), (low, -1), (high, 1.5)]:
    try:
        results.append(add(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('add', results[29:])

results = []
for a, b in [(1000, 3)] * 30 + [(low, 1), (high, -1), (1.5, 1)]:
    try:
        results.append(sub(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('sub', results[29:])

results = []
for a, b in [(1000, 3)] * 30 + [(high, 2), (low, -1), (high, high)]:
    try:
        results.append(mul(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('mul', results[29:])

results = []
for a, b in [(1000, 3)] * 30 + [(1, 0), (low, -1), (high, -1), (-7, 2)]:
    try:
        results.append(floordiv(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('floordiv', results[29:])

results = []
for a, b in [(1000, 3)] * 30 + [(1, 0), (low, -1), (-7, 2), (7, -2)]:
    try:
        results.append(mod(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('mod', results[29:])

results = []
for a, b in [(1000, 3)] * 30 + [(1, 49), (1, 48), (1, -1), (1, 200)]:
    try:
        results.append(left(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('left', results[29:])

results = []
for a, b in [(1000, 3)] * 30 + [(high, 49), (high, 50), (1, -1), (-1, 1000)]:
    try:
        results.append(right(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('right', results[29:])

results = []
for a in [1000] * 30 + [high, low, 1.5]:
    try:
        results.append(left_by_three(a))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('left_by_three', results[29:])

results = []
for a in [1000] * 30 + [high, low]:
    try:
        results.append(right_by_three(a))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('right_by_three', results[29:])

results = []
for a in [1000] * 30 + [low, high, True]:
    try:
        results.append(neg(a))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('neg', results[29:])

results = []
for a in [1000] * 30 + [low, high]:
    try:
        results.append(invert(a))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('invert', results[29:])

results = []
for a, b in [(1000, 3)] * 30 + [(1, 2), (2, 1.5), ('a', 1)]:
    try:
        results.append(less(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('less', results[29:])

results = []
for a, b in [(1000, 3)] * 30 + [(1, 1), (2, 1.5)]:
    try:
        results.append(at_most(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('at_most', results[29:])

results = []
for a, b in [(1000, 3)] * 30 + [(1, 1), (2, 1.5)]:
    try:
        results.append(more(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('more', results[29:])

results = []
for a, b in [(1000, 3)] * 30 + [(1, 1), (2, 2.0), ('a', 'a')]:
    try:
        results.append(same(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('same', results[29:])

results = []
for a, b in [(1000, 3)] * 30 + [(1, 1), (2, 2.0), ('a', 'a')]:
    try:
        results.append(other(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('other', results[29:])

results = []
for a, b in [(1000, 3)] * 30 + [(12, 10), (low, high), (True, False)]:
    try:
        results.append(bits(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('bits', results[29:])

results = []
for a, b in [(1000, 3)] * 30 + [(low, 0), (high, 1)]:
    try:
        results.append(negated_sum(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('negated_sum', results[29:])

results = []
for a, b in [(1000, 3)] * 30 + [(5, -1), (-5, 2)]:
    try:
        results.append(remainder_of_sums(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('remainder_of_sums', results[29:])

results = []
for a, b in [(1000, 3)] * 30 + [(5, 60), (5, -3)]:
    try:
        results.append(shifted_sum(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('shifted_sum', results[29:])

results = []
for a, b in [(1000, 3)] * 30 + [(low, 5), (high - 1, -5)]:
    try:
        results.append(difference_of_sums(a, b))
    except (ZeroDivisionError, TypeError, ValueError) as e:
        results.append(str(e))
print('difference_of_sums', results[29:])
