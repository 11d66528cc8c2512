# Functions that go on behind calls with values of other types than before.


def nothing():
    pass


def counted(numbers=[]):
    for x in numbers:
        nothing()
    return len(numbers)


def number(x, f):
    y = x + 1
    f()
    return y + y


def item(items, f):
    first = items[0]
    n = len(items)
    f()
    return items[0], first, n, items


def joined(text, f):
    doubled = text + text
    f()
    return doubled + text, len(doubled)


def known(x, f):
    y = x + 1
    counted()
    z = y * 2
    f()
    return y, z, x


def chosen(n, f):
    if n > 2:
        y = n
    f()
    try:
        return y + 1
    except UnboundLocalError:
        return 'none'


def both(a, b, f):
    c = a * b
    while b > 0:
        f()
        c = c + a
        b = b - 1
    return c


nan = float('inf') - float('inf')
for k in range(60):
    number(k, nothing)
    known(k, nothing)
    both(k, 2, nothing)
    item([k, k], nothing)
    joined('ab', nothing)
    chosen(k % 3 + 3, nothing)
for k in range(40):
    print(number(k, nothing), number(k + 0.5, counted), number(True, nothing))
    print(number(nan, nothing), number(2**48 + k, nothing), number(2**100, nothing), number(-0.0, nothing))
    print(known(k, counted), known(k / 4, nothing), known(2**49 - 3, nothing))
    print(item([k], nothing), item((k, 1), nothing), item('abc', nothing), item({0: 'zero', k: 1}, counted))
    print(joined('x', nothing), joined([k], nothing), joined((k,), counted))
    print(chosen(k % 5, nothing), chosen(k % 5 + 0.5, nothing), chosen(4, counted))
    print(both(k, 3, nothing), both(0.25, 2, nothing), both('ab', 2, nothing), both(k, 2.5, counted))
