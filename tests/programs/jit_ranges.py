"""Ints of which it is known how large they are: sums, differences, products, shifts and divisions at the borders of that."""

MOST = (1 << 49) - 1


def masked(a, b):
    x = a & 0xffffff
    y = b & 0x1ffffff
    return x + y, x - y, x * y, x * (y + 1), (x + 1) * (y + 1), y * y, -x * y, x * 0x1ffffff, x * -0x2000000, x * 0x4000000


def shifted(a, b):
    x = a >> 1
    y = b >> 25
    return x + y, x - y, y * y, y * (y - 1), (a >> 24) * y, (a >> 24) * (y >> 1), x + x, x - x, x + 1, x - 1, (a >> 0) + 1


def divided(a, b):
    x = a // 3
    y = b // 1000
    z = a // 1024
    return x + x, x - y, x + y * 2, y * 7, x * 3, x * 4, z * 1024, z * 1023, z + a, (a % 1000) * (b % 1000), a % 7 - b % 9


def positive(a, b):
    x = (a & 1023) + 1
    y = -(b & 7) - 1
    z = (a & 3) - 2
    out = [b / x, b / y, b // x, b % x, a / 2, a / 2.0, a / -3]
    for d in [z, z + 1, a & 1, (a & 1) - 1]:
        try:
            out.append(b / d)
        except ZeroDivisionError as e:
            out.append(str(e))
    return out


def lengths(a, b):
    n = len(b)
    return n + a, n - a, a - n, n * n, n * a, (n + 1) * (n + 2), n / (n + 1), n << 3, n * 100000


def compared(a, b):
    if a < 1 << 24:
        if a >= 0:
            return a * a, a * (a + 2), a + b, a * 0x1ffffff, a * 0x2000000, a * 0x4000000
        if a > -(1 << 25):
            return a * a, a * (a - 2), a + b, a * 0x1ffffff
    return a + 1, a - 1, a * 2


def chain(a, b):
    x = a & 0xffff
    for _ in range(3):
        x = x * x + x
    y = b & 0xff
    s = 0
    for i in range(y):
        s += i * y + (i - y) * x
    return x, s


edges = [0, 1, 2, 3, 7, 1023, (1 << 24) - 1, 1 << 24, (1 << 25) - 1, 1 << 31, (1 << 32) - 1, 1 << 32, (1 << 48) - 1, 1 << 48, MOST - 1, MOST]
edges += [-k for k in edges] + [~MOST, 1 << 60]
for f in [masked, shifted, divided, positive, compared, chain]:
    known = {}
    for turn in [0, 1]:
        for a in edges[turn::3] + [MOST, -1, ~MOST, 5]:
            for b in [3, MOST, 1 << 32]:
                result = f(a, b)
                if known.setdefault((a, b), result) != result:
                    print('differs', f.__name__, a, b, result)
    print(f.__name__, known[MOST, 3], known[-1, 1 << 32], known[~MOST, MOST])
    s = 0
    for result in known.values():
        for x in result:
            if isinstance(x, int):
                s = (s * 31 + x) % 1000000007
    print(s)
for turn in range(24):
    for n in [0, 1, 100]:
        got = [lengths(a, [0] * n) for a in [0, 5, MOST, -MOST]]
        if turn == 23:
            print(got)
