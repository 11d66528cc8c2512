"""Deep and wide calls: mutual recursion, many arguments, callbacks from built-ins, stack growth."""


def down(n, a, b, c, d, e, f):
    if n == 0:
        return a + b + c + d + e + f
    return down(n - 1, b, c, d, e, f, a + n) + 1


def many(a, b, c, d, e, f, g, h, i, j, k=10, l=11, *m, n=13, **o):
    x = a + b * c - d
    y = e - f + g * h
    z = i ^ j ^ k ^ l
    return x + y + z + len(m) + n + len(o)


def via_map(n):
    if n == 0:
        return 1
    return sum(map(via_map, [n - 1, 0]))


def via_sorted(n):
    if n == 0:
        return 0
    return sorted([3, 1, 2], key=lambda x: -x)[0] + via_sorted(n - 1)


def is_even(n):
    return n == 0 or is_odd(n - 1)


def is_odd(n):
    return n != 0 and is_even(n - 1)


def tak(x, y, z):
    return z if y >= x else tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def big_locals(n):
    v0 = n
    v1 = v0 + 1
    v2 = v1 * 2
    v3 = v2 - v0
    v4 = [v0, v1, v2, v3]
    v5 = (v4, v3)
    v6 = {v0: v5}
    v7 = str(v6)
    v8 = len(v7)
    v9 = v8 * 1.5
    return (big_locals(n - 1) if n else 0) + v9 + v6[v0][0][2]


def tree(n):
    return 1 if n == 0 else tree(n - 1) + tree(n - 1)


print(down(600, 1, 2, 3, 4, 5, 6), down(5, 1.5, 2, 3, 4, 5, 6), down(100, 2 ** 60, 2, 3, 4, 5, 6))
print(many(*range(10)), many(*range(15), n=1, p=2, q=3), sum([many(i, 2, 3, 4, 5, 6, 7, 8, 9, 10, l=i) for i in range(200)]))
print(via_map(40), via_sorted(60), is_even(500), is_odd(501), tak(8, 4, 0), big_locals(80), tree(9))
total = 0
for depth in range(0, 300, 7):
    total += down(depth, 1, 1, 1, 1, 1, 1)
print(total)
