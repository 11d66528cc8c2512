"""The marks of failing statements of each kind, one caught in the other."""

items = [1, 2]


def fail(n):
    if n == 0:
        a, b, c = items
    elif n == 1:
        items[5] = 1
    elif n == 2:
        del items[7]
    elif n == 3:
        for x in 5:
            pass
    elif n == 4:
        items.missing(1, 2)
    elif n == 5:
        x = -'text' + 1
    elif n == 6:
        print('%d' % 'x', end=f'{items!r:5}')
    elif n == 7:
        return [y / 0 for y in items if y]
    elif n == 8:
        items[0] += 'x'
    elif n == 9:
        if items < 5:
            pass
    elif n == 10:
        while len(items) + undefined_name > 2: pass
    elif n == 11:
        fail(*items, **{'k': 1})
    elif n == 12:
        return {1: 2}[items[0]][0:1]
    elif n == 13:
        return items if items[0].bit_length else items[1:].upper()
    else:
        raise StopIteration(items)


def nest(n):
    try:
        if n > 0:
            nest(n - 1)
    except Exception:
        pass
    fail(n)


def chain(n):
    try:
        fail(n)
    finally:
        if n < 12:
            chain(n + 1)
        else:
            fail(20)


chain(0)
