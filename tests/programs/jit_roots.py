"""Square roots and inverse square roots as powers in hot loops: in line where they are certain, and left in the middle of a turn where they are not."""


def show(*values):
    print(*['%.12g' % v if isinstance(v, float) else v for v in values])


def root(x):
    return x ** 0.5


def inverse(x):
    return x ** -0.5


def cubed(x):
    return x ** -1.5


POWERS = root, inverse, cubed


def asked(power, values):
    for x in values:
        try:
            show(power(x))
        except (ZeroDivisionError, OverflowError, TypeError) as error:
            show(type(error).__name__, str(error))


for power in POWERS:
    for k in range(300):
        power(k + 0.25)
    # The ends of the range, and what is outside.
    asked(power, [2.0 ** 511, 2.0 ** -512, 2.0 ** 512, 2.0 ** -513, 1e308, 5e-324, 1.0, 4.0, 0.25, 3, 10 ** 20])
    asked(power, [0.0, -0.0, float('inf'), float('nan'), '', None, 10 ** 400])
    asked(power, [0.5, 1.5, 1 - 2.0 ** -53, 1 - 2.0 ** -52, 1 + 2.0 ** -52])


def in_the_middle(points, rare):
    """What is in registers when a power is left: floats, ints, items of lists."""
    total, count, last = 0.0, 0, None
    for k, (a, b) in enumerate(points):
        dx = a[0] - b[0]
        dy = a[1] - b[1]
        count += 3
        pull = (dx * dx + dy * dy) ** -1.5 if k % 7 else (rare * dx * dx) ** -0.5
        a[2] += dx * pull
        b[2] -= dy * pull
        total += a[2] + (dx * dx + dy) ** 0.5
        last = a
    return total, count, k, pull, last


def points(n):
    return [([i * 1.0, i * 0.5, 0.0], [0.5, -1.0, 1.0]) for i in range(1, n)]


for rare in (1.0, 1e-300, 1e300, 1e-320, 1.0):
    for n in (150, 40):
        total, count, k, pull, last = in_the_middle(points(n), rare)
        show(total, count, k, pull, *last)


def always_outside(x, n):
    """After some turns nobody tries the short way any more."""
    total = 0.0
    for i in range(n):
        total += x ** -0.5 * i + (x * 3.0) ** -1.5
    return total


for x in (1e-200, 1e200, 2.0, 1e-160):
    show(always_outside(x, 2000))


def of_ints(n):
    total = 0.0
    for i in range(1, n):
        total += i ** -0.5 - i ** -1.5 + i ** 0.5
    return total


show(of_ints(2000))


def raises(n, at):
    """The exception leaves what was computed before it."""
    total = done = 0
    try:
        for i in range(n):
            total += (at - i * 1.0) ** -1.5
            done = i
    except ZeroDivisionError as error:
        return total, done, str(error)
    return total, done


for at in (500.0, 399.0, 7e9):
    show(*raises(400, at))
