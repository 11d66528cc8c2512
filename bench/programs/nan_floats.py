"""Floats that are often NaN or infinite: sums and comparisons whose fast paths test for just that."""


def kernel(values, scale):
    nans = above = 0
    total = 0.0
    running = 1.0
    for x in values:
        y = x * scale - x
        running = running * 0.5 + y
        if running != running:
            nans += 1
            running = 1.0
        if y > 0.0:
            above += 1
        elif not y <= 0.0:
            total += 0.25
        z = y + 1.0
        if z == z and z - z == 0.0:
            total += z
    return nans, above, total


def main(n):
    nan = float('nan')
    inf = float('inf')
    values = []
    for i in range(1000):
        kind = i % 8
        if kind < 3:
            values.append(nan)
        elif kind == 3:
            values.append(inf)
        elif kind == 4:
            values.append(-inf)
        else:
            values.append(i / 16.0 - 30.0)
    nans = above = 0
    total = 0.0
    for i in range(n):
        scale = 1.5 if i % 3 else nan
        a, b, c = kernel(values, scale)
        nans += a
        above += b
        total += c
    return nans, above, '%.4f' % total
