# Items that replace a value which only a register has: where they are of another type, the old one is still needed.


def ints(xs, i, ys, j):
    x = xs[i]
    x = ys[j]
    return x + 1


def floats(xs, i, ys, j):
    x = xs[i]
    x = ys[j]
    return x + 0.5


def first_ints(xs, ys):
    x = xs[0]
    x = ys[1]
    return x + 1


def first_floats(xs, ys):
    x = xs[0]
    x = ys[1]
    return x + 0.5


def known_ints(xs, i, y):
    x = xs[i]
    xs[i] = y
    x = xs[i]
    return x + 1


def known_floats(xs, i, y):
    x = xs[i]
    xs[i] = y
    x = xs[i]
    return x + 0.5


def first_known_ints(xs, y):
    x = xs[1]
    xs[1] = y
    x = xs[1]
    return x + 1


def first_known_floats(xs, y):
    x = xs[1]
    xs[1] = y
    x = xs[1]
    return x + 0.5


total = 0
for n in range(60):
    a, b = [1, 2, 3], [1.5, 2.5, 3.5]
    total += ints(a, n % 3, a, n % 2) + first_ints(a, a) + known_ints(a, n % 3, n) + first_known_ints(a, n)
    total += floats(b, n % 3, b, n % 2) + first_floats(b, b)
    total += known_floats(b, n % 3, n / 4) + first_known_floats(b, n / 4)
print(total)

for other in (True, 2, 2.5, 1 << 50):
    a, b = [1, 2, 3], [1.5, 2.5, 3.5]
    c = [other] * 3
    print(ints(a, 1, c, 2), ints(c, 1, a, 2), first_ints(a, c), first_ints(c, a))
    print(floats(b, 1, c, 2), floats(c, 1, b, 2), first_floats(b, c), first_floats(c, b))
    print(known_ints(a[:], 1, other), first_known_ints(a, other))
    print(known_floats(b[:], 1, other), first_known_floats(b, other))
for at in (3, -4):
    for f, xs in ((ints, [1, 2, 3]), (floats, [1.5, 2.5, 3.5])):
        try:
            print(f(xs, 1, xs, at))
        except IndexError as e:
            print(e)
