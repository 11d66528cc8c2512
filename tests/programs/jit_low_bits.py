"""Branches by the lowest bits of ints, made by `&` and by `%`, and what remains of them."""


def odd(n):
    if n & 1:
        return 'odd'
    return 'even'


def by_four(n):
    if n % 4 == 0:
        return 'whole'
    return 'rest'


def not_by_eight(n):
    if n % 8 != 0:
        return 'rest'
    return 'whole'


def clear(n):
    if not n & 0xfff:
        return 'clear'
    return 'set'


def large(n):
    if n & ((1 << 40) - 1) == 0:
        return 'clear'
    return 'set'


def no_low_bits(n):
    if n & 6:
        return 'two bits'
    return 'none of them'


def kept(n):
    low = n & 3
    if low:
        return low * 10
    return low - 1


def either(n):
    return n & 3 or 'none'


def both(n):
    return n & 3 and 'some'


def shared(n):
    mask = 7
    if n & mask:
        return mask + n
    return mask - n


def shift_out(n):
    count = 0
    while n % 2 == 0:
        n //= 2
        count += 1
    return count


def in_turn(n):
    if n & 1:
        if n & 3 == 0:
            return 'never'
        return 1
    elif n & 2:
        return 2
    elif n % 8:
        return 4
    return 8


def counted(n):
    odds = fours = 0
    for i in range(n):
        if i & 1:
            odds += 1
        if i % 4 == 0:
            fours += i
        if not i & 7 and i & 15:
            fours -= 1
    return odds, fours


FUNCTIONS = (odd, by_four, not_by_eight, clear, large, no_low_bits, kept, either, both, shared, in_turn)
for n in range(70):
    for f in FUNCTIONS:
        result = f(n)
    shift_out(n + 1)
    counted(n)
NUMBERS = (0, 1, -1, 2, 3, -4, 5, 8, -8, 12, 4096, 1 << 40, -(1 << 40), (1 << 49) - 1, -(1 << 49), 1 << 49, 1 << 70, -(1 << 70))
for f in FUNCTIONS:
    print(f.__name__, *[f(n) for n in NUMBERS], f(True), f(False))
print([shift_out(n) for n in NUMBERS if n], counted(100))
print(by_four(8.0), by_four(9.5), not_by_eight(16.0), not_by_eight('%s' if False else 3))
for f in FUNCTIONS:
    try:
        print(f('eight'))
    except TypeError as e:
        print(f.__name__, e)
