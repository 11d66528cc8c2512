# Numbers that are ints at first and floats from then on, or now one and now the other, with every way out.


def sum_of(items, scale):
    total = 0
    for x in items:
        total += x * scale
    return total


def quotients(items, by):
    out = 0
    for x in items:
        out = out - by / x
    return out


def mixed(items):
    low = 0
    for k in range(len(items)):
        x = items[k]
        low = low * 0.5 + x
        if k % 3 == 0:
            low = k
    return low


def nothing(items):
    total = 0
    for x in items:
        total += x * 0.5
    return total


ints = list(range(1, 60))
floats = [k / 4 for k in ints]
both = [ints[k] if k % 2 else floats[k] for k in range(59)]
for _ in range(6):
    print(sum_of(ints, 2), sum_of(ints, 0.5), sum_of(floats, 3), sum_of(both, 0.25), sum_of(both, 3), sum_of([], 0.5))
    print(quotients(ints, 2.5), quotients(floats, 2), quotients(both, 1.0), quotients([], 1.0))
    print(mixed(ints), mixed(floats), mixed(both), mixed([2**49 - 1, -2**49] * 20), mixed([2**60, 1.5] * 8))
    print(nothing([]), nothing(both), nothing([0] * 9), nothing([-0.0] * 9), nothing([True, 2.5] * 9))
    print(sum_of([1.5, float('nan')] * 12, 1.5), sum_of([float('inf'), 1] * 9, 0.5), mixed([True, False, 0.5] * 9))
    for bad in [both + ['a'], both + [None], [0] + both]:
        for function in [nothing, mixed, lambda items: quotients(items, 1.5)]:
            try:
                print(function(bad))
            except (TypeError, ZeroDivisionError) as e:
                print(type(e).__name__, e)
