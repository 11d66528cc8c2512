"""Calls with many arguments and functions with many parameters, defaults and locals."""


def sixteen(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p):
    return a - b + c - d + e - f + g - h + i - j + k - l + m - n + o - p


def forty(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, c0=20, c1=21, c2=22, c3=23, c4=24, c5=25, c6=26, c7=27, c8=28, c9=29, *, d0=30, d1=31, d2=32, d3=33, d4=34, d5=35, d6=36, d7=37, d8=38, d9=39):
    return a0 + a9 * 2 + b0 * 3 + b9 * 4 + c0 * 5 + c9 * 6 + d0 * 7 + d9 * 8 + a5 - b5 + c5 - d5


def collect(*args):
    return len(args), args[0], args[-1]


def named(**kwargs):
    return len(kwargs), sorted(kwargs)[0], sorted(kwargs)[-1]


print(sixteen(*range(16)), sixteen(1, 2, 3, 4, 5, 6, 7, 8, *[9, 10, 11, 12], m=13, n=14, **{'o': 15, 'p': 16}))
print(forty(*range(20)), forty(*range(30)), forty(*range(20), **{f'd{i}': i for i in range(10)}), forty(*range(25), c9=0, d9=0, **{'c7': 1}))
print(collect(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49), collect(*range(1000)), named(**{f'k{i:03}': i for i in range(300)}))
for attempt in (lambda: sixteen(1, 2, 3), lambda: sixteen(*range(17)), lambda: forty(*range(31)), lambda: forty(*range(19)), lambda: forty(*range(20), unknown=1), lambda: forty(*range(20), a0=1), lambda: sixteen(*range(14), q=1, p=2), lambda: sixteen()):
    try:
        print(attempt())
    except TypeError as error:
        print(error)
print([max(*range(n)) for n in (2, 50, 300)], min(5, 4, 3, 2, 1, 0, -1, -2, -3, -4, -5), sum([sixteen(*[i] * 15, 0) for i in range(200)]))
print('{} {} {} {} {} {} {} {} {} {}'.format(*range(10)), '%d %d %d %d %d %d %d %d %d %d' % (0, 1, 2, 3, 4, 5, 6, 7, 8, 9), ', '.join(['%s'] * 30) % tuple(range(30)))
a = b = c = d = e = f = g = h = i = j = k = l = m = n = o = p = q = r = s = t = u = v = w = x = y = z = 1
a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z = range(26)
print(a, m, z, [z, y, x, w, v, u, t, s, r, q, p, o, n, m, l, k, j, i, h, g, f, e, d, c, b, a])
a, b, c, d, e, f, g, h, *i, j, k, l = range(100)
print(h, len(i), j, k, l)
