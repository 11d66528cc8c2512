# Comparisons and tests of floats in all their forms, NaN among them, and more floats than there are registers for.


def value_less(a, b):
    return a < b


def value_at_most(a, b):
    return a <= b


def value_more(a, b):
    return a > b


def value_same(a, b):
    return a == b


def value_other(a, b):
    return a != b


def jump_less(a, b):
    if a < b:
        return 'less'
    return 'not less'


def jump_at_most(a, b):
    if a <= b:
        return 'at most'
    return 'not at most'


def jump_same(a, b):
    if a == b:
        return 'same'
    return 'other'


def jump_other(a, b):
    if a != b:
        return 'other'
    return 'same'


def either_less(a, b):
    if a < b or a > b + 10.0:
        return 'yes'
    return 'no'


def either_at_most(a, b):
    if a <= b or a >= b + 10.0:
        return 'yes'
    return 'no'


def either_same(a, b):
    if a == b or a != b + 1.0:
        return 'yes'
    return 'no'


def both_less(a, b):
    n = 0
    while a < b and n < 3:
        a = a + 1.0
        n = n + 1
    return n


def truth(a, b):
    if a:
        return 'a'
    if b:
        return 'b'
    return 'none'


def either(a, b):
    if a or b:
        return 'yes'
    return 'no'


def neither(a, b):
    if not a and not b:
        return 'neither'
    return 'some'


def divide(a, b):
    return a / b


def negative(a, b):
    return -a, -b


def same_as(x):
    return x


def many(x, y):
    v = same_as(x)
    a = v * y
    b = a + y
    c = b * y
    d = c - y
    e = d * y
    f = e - y
    g = f * y
    h = g + y
    i = h * y
    j = i - y
    k = j * y
    l = k - y
    m = l * y
    n = m + y
    o = n * y
    p = o - y
    q = p * y
    r = q - y
    s = r * y
    t = s + y
    u = t - v
    return u + a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t


def across(x, y, text):
    a = x * y
    longer = text + text
    b = a * x
    return b, longer


nan, inf = float('nan'), float('inf')
pairs = [(1.5, 2.5), (2.5, 1.5), (1.5, 1.5), (0.0, -0.0), (nan, 1.0), (1.0, nan), (nan, nan), (inf, -inf), (20.5, 1.0)]
others = [(1, 2.5), (2, 1), ('a', 'b'), (None, 1.5)]

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(value_less(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('value_less', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(value_at_most(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('value_at_most', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(value_more(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('value_more', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(value_same(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('value_same', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(value_other(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('value_other', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(jump_less(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('jump_less', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(jump_at_most(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('jump_at_most', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(jump_same(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('jump_same', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(jump_other(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('jump_other', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(either_less(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('either_less', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(either_at_most(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('either_at_most', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(either_same(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('either_same', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(both_less(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('both_less', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(truth(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('truth', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(either(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('either', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(neither(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('neither', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(divide(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('divide', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(negative(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('negative', results[36:])

results = []
for a, b in pairs * 5 + others:
    try:
        results.append(many(a, b))
    except (ZeroDivisionError, TypeError) as e:
        results.append(str(e))
print('many', results[36:])

for _ in range(30):
    results = across(1.5, 2.5, 'b')
print(results)
