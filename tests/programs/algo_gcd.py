"""Greatest common divisors, least common multiples, extended Euclid, fractions, totients."""


def gcd(a, b):
    while b:
        a, b = b, a % b
    return abs(a)


def extended(a, b):
    if b == 0:
        return a, 1, 0
    g, x, y = extended(b, a % b)
    return g, y, x - a // b * y


def binary_gcd(a, b):
    if not a or not b:
        return a | b
    shift = 0
    while not (a | b) & 1:
        a >>= 1
        b >>= 1
        shift += 1
    while not a & 1:
        a >>= 1
    while b:
        while not b & 1:
            b >>= 1
        if a > b:
            a, b = b, a
        b -= a
    return a << shift


def add(p, q):
    n = p[0] * q[1] + q[0] * p[1]
    d = p[1] * q[1]
    g = gcd(n, d)
    return n // g, d // g


def continued(n, d):
    out = []
    while d:
        out.append(n // d)
        n, d = d, n % d
    return out


print([gcd(a, b) for a, b in ((12, 18), (17, 5), (0, 7), (7, 0), (-12, 18), (12, -18), (2 ** 80, 6 ** 40))])
print(extended(240, 46), extended(17, 3120), pow(17, -1, 3120))
print(all([gcd(a, b) == binary_gcd(a, b) for a in range(0, 40, 3) for b in range(0, 40, 7)]))
total = (0, 1)
for n in range(1, 25):
    total = add(total, (1, n))
print(total)
print(continued(415, 93), continued(355, 113), [sum([1 for k in range(1, n + 1) if gcd(n, k) == 1]) for n in range(1, 25)])
lcm = 1
for n in range(1, 41):
    lcm = lcm * n // gcd(lcm, n)
print(lcm)
