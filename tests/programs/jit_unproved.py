"""Items that are expected to be floats and are not, where that is seen late: behind arithmetic, before what is stored, in loops."""

INF = float('inf')
NAN = float('nan')


def pull(a, b, k):
    dx = a[0] - b[0]
    dy = a[1] - b[1]
    w = (dx * dx + dy * dy) * k
    a[2] -= dx * w
    b[2] += dy * w
    return a[3] * w


def turns(pairs, n):
    s = 0.0
    for _ in range(n):
        for a, b in pairs:
            s += pull(a, b, 0.5)
    return s


def moves(bodies, dt):
    for body in bodies:
        body[0] += dt * body[2]
        body[1] += dt * body[3]


def dot(xs, ys):
    s = 0.0
    for i in range(len(xs)):
        s += xs[i] * ys[i]
    return s


def far(points):
    """A power and a root see what is no float."""
    s = 0.0
    for p, q in points:
        d = p[0] - q[0]
        s += (d * d + p[1] * q[1]) ** -1.5
        s += (d * d + p[1]) ** 0.5
    return s


def kept(items):
    """What is overwritten, dropped, or the item itself."""
    out = []
    for x in items:
        y = x[0]
        z = x[1]
        y = y * 2.0
        x[0]
        y = -y
        out.append((y, z))
    return out


def swapped(a):
    for i in range(len(a) - 1):
        x = a[i]
        y = a[i + 1]
        a[i], a[i + 1] = y + 1.0, x - 1.0
    return a


def report(f, *args):
    try:
        r = f(*args)
    except Exception as e:
        print(f.__name__, type(e).__name__, args)
    else:
        print(f.__name__, r, args)


def body(k):
    return [1.0 + k, 2.0 * k, 0.25 * k, 3.0 - k]


def main():
    odd = [7, 'x', None, NAN, INF, -INF, True, (1.0,), 2 ** 70]
    bodies = [body(k) for k in range(5)]
    pairs = [(a, b) for a in bodies for b in bodies if a is not b]
    print('%.9e' % turns(pairs, 3))
    moves(bodies, 0.125)
    xs = [k * 0.5 for k in range(40)]
    print(dot(xs, xs), dot(xs, xs))
    points = [([1.0 + k, 2.0], [0.5, 3.0 + k]) for k in range(9)]
    print('%.12e' % far(points))
    print(kept([[1.0, 2.0], [3.0, 4.0]] * 8)[-1])
    print(swapped([float(k) for k in range(20)])[-3:])
    for place in range(4):
        for x in odd:
            a, b = body(1), body(2)
            a[place] = x
            report(pull, a, b, 0.5)
            a, b = body(1), body(2)
            b[place] = x
            report(pull, a, b, 0.5)
            some = [body(k) for k in range(4)]
            some[2][place] = x
            report(moves, some, 0.5)
    for x in odd:
        ys = xs[:6]
        ys[4] = x
        report(dot, xs[:6], ys)
        report(dot, ys, xs[:6])
        report(swapped, ys)
        for place in range(2):
            some = [([1.0 + k, 2.0], [0.5, 3.0 + k]) for k in range(3)]
            some[1][place][1 - place] = x
            report(far, some)
        report(kept, [[1.0, 2.0], [x, 4.0], [5.0, x]])
    print('%.9e' % turns(pairs, 3), dot(xs, xs))
    report(dot, [INF, 1.0], [0.0, 2.0])
    for _ in range(60):
        dot([INF, 1.0], [0.0, 2.0])
        pull([INF, 1.0, 1.0, 1.0], [INF, 1.0, 1.0, 1.0], 1.0)
    report(pull, [INF, 1.0, 1.0, 1.0], [INF, 1.0, 1.0, 1.0], 1.0)
    report(dot, xs[:3], xs[:3])


main()
