"""Polynomials as lists of coefficients: arithmetic, evaluation, roots, interpolation, text."""


def trim(p):
    while len(p) > 1 and p[-1] == 0:
        p = p[:-1]
    return p


def add(p, q, sign=1):
    out = [0] * max(len(p), len(q))
    for i, c in enumerate(p):
        out[i] += c
    for i, c in enumerate(q):
        out[i] += sign * c
    return trim(out)


def multiply(p, q):
    out = [0] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            out[i + j] += a * b
    return trim(out)


def divide(p, q):
    p = p[:]
    if q == [0]:
        raise ZeroDivisionError('division by the zero polynomial')
    quotient = [0] * max(1, len(p) - len(q) + 1)
    while len(p) >= len(q) and p != [0]:
        shift = len(p) - len(q)
        factor = p[-1] / q[-1]
        quotient[shift] = factor
        p = trim(add(p, [0] * shift + [factor * c for c in q], -1)[:len(p) - 1] or [0])
    return trim(quotient), p


def value(p, x):
    total = 0
    for c in reversed(p):
        total = total * x + c
    return total


def derive(p):
    return [i * c for i, c in enumerate(p)][1:] or [0]


def show(p):
    terms = []
    for power in range(len(p) - 1, -1, -1):
        c = p[power]
        if c == 0:
            continue
        sign = '-' if c < 0 else '+'
        size = abs(c)
        number = '' if size == 1 and power else f'{size:g}' if isinstance(size, float) else str(size)
        variable = '' if power == 0 else 'x' if power == 1 else f'x^{power}'
        terms.append(f'{sign} {number}{variable}')
    text = ' '.join(terms) or '0'
    return text[2:] if text.startswith('+') else text


def newton(p, x):
    d = derive(p)
    for _ in range(100):
        step = value(p, x) / value(d, x)
        x -= step
        if abs(step) < 1e-13:
            break
    return x


def power(p, n):
    out = [1]
    for _ in range(n):
        out = multiply(out, p)
    return out


p = [-6, 11, -6, 1]
q = [1, -1]
print(show(p), '|', show(q), '|', show(add(p, q)), '|', show(add(p, p, -1)), '|', show(multiply(p, q)), '|', show(derive(p)))
print([value(p, x) for x in range(-2, 5)], value(p, 0.5), value(p, 10 ** 15), divide(p, [-1, 1]), divide([1, 0, 0, 5], [1, 2]))
print([f'{newton(p, x):.9f}' for x in (0, 1.6, 4)], show(power([1, 1], 10)), sum(power([1, 2], 20)))
try:
    divide(p, [0])
except ZeroDivisionError as error:
    print(error)
print(power([1, 1], 64)[32], show([0]), show([5]), show([0, -1]), show([0.5, 0, -2.25]))
