"""Sequences of operations on ints that leave the small ints on the way and come back."""

MASK = (1 << 64) - 1
SMALL = 0xFFFF
shift_of = 2 ** 64


def multiply(state, times):
    for _ in range(times):
        state = (state * 6364136223846793005 + 1442695040888963407) & MASK
    return state


def remainder(state, times):
    for _ in range(times):
        state = (state * 1103515245 + 12345) % 2147483648
    return state


def remainder_of_all(state, times):
    for _ in range(times):
        state = (state * 0xDA942042E4DD58B5 - 977) % shift_of
    return state


def mixed(state):
    return ((state >> 18) ^ state) >> 27 & 0xFFFFFFFF


def xorshift(x, times):
    seen = []
    for _ in range(times):
        x ^= (x << 13) & MASK
        x ^= x >> 7
        x ^= (x << 17) & MASK
        seen.append(x % 1000)
    return x, seen[-3:]


def fnv(text):
    h = 0xCBF29CE484222325
    for c in text:
        h = (h ^ ord(c)) * 0x100000001B3 & MASK
    return h


def small_hash(items):
    h = 17
    for item in items:
        h = (h * 65599 + item) & 0xFFFFFFFF
    return h


def low(items, factor):
    total = 0
    for item in items:
        total += (item * 0x123456789ABCDEF - factor) & SMALL
    return total


def rest(items):
    found = []
    for item in items:
        found.append((item >> 1 | item) % 1000003)
        found.append((item | 5) // 4096 & 0xFFFF)
        found.append((item << 3 << 9) & 0xFFFFFFFFFFFF)
    return found


def subscript(table, state, times):
    total = 0
    for _ in range(times):
        state = (state * 0x5851F42D4C957F2D + 1) & MASK
        total += table[(state * 11 & MASK) >> 61]
    return total


def bytes_of(state):
    """Masks of what is not small, alone."""
    return [state & 0xFF, state >> 8 & 0xFF, state >> 56 & 0xFF, state & MASK, state % shift_of, state & -1]


def differ(items):
    """Leaves of which the second is not always an int of a word."""
    found = []
    for item in items:
        found.append(((item ^ 0xABCDEF) * 31 & 0xFFFFFFFF) + 1)
    return found


def twice(a, b, times):
    for _ in range(times):
        a, b = (a * b ^ b >> 5) & MASK, (b * 3 ^ a * 5) & 0xFFFFFFFFFFFF
    return a, b


SALT = 0x9E3779B97F4A7C15


def salted(x):
    return (x * 25214903917 + SALT) & MASK


def resalted(times):
    global SALT
    found = []
    for k in range(times):
        if k % 10 == 9:
            SALT = (SALT >> 1) + k
        found.append(salted(k))
    return found[0], found[-1], sum(found) & MASK


def kinds(values):
    found = []
    for value in values:
        try:
            found.append((value * 0x7FFFFFFFFFFFFFFF + 1) & MASK)
        except TypeError as e:
            found.append(str(e))
    return found


print(multiply(42, 100), multiply(0, 3), multiply(-7, 20))
print(remainder(1, 100), remainder(-1, 20), remainder(1 << 70, 30))
print(remainder_of_all(3, 50), remainder_of_all(-3, 50))
wide = [multiply(k, 5) for k in range(40)]
print([mixed(x) for x in wide][:4], sum([mixed(x) for x in wide]))
print([mixed(x) for x in [5, -5, -1 << 60, 1 << 64, (1 << 64) - 1, 1 << 49, (1 << 49) - 1] * 4])
print(xorshift(88172645463325252, 50), xorshift(1, 40))
print(fnv('words in registers, ' * 4), fnv('é€😀'))
print(small_hash(range(100)), small_hash(range(-50, 50)), small_hash(wide))
print(low(range(-30, 30), 99), low(wide, 12345), low([1 << 80, -1 << 80, 3] * 10, 2))
print(sum(rest(range(0, 4000, 97))), sum(rest(wide)), rest([-1, -1 << 63, 1 << 64, 1 << 63]))
print(sum(rest([-9, 1 << 90] * 20)))
print(subscript([3, 1, 4, 1, 5, 9, 2, 6], 1, 60))
for state in wide[:20] + [-5, -1 << 70, 1 << 70, 7]:
    shown = bytes_of(state)
print(shown, bytes_of(wide[0]), bytes_of(-1 << 63), bytes_of((1 << 64) - 1))
print(sum(differ(range(50))), sum(differ(wide)), differ([-1, 1 << 66, -1 << 66]))
print(sum(differ([-(1 << 65), True] * 20)))
print(twice(3, 5, 60), twice(-3, 1 << 63, 40))
print(resalted(60))
print(kinds([1, 2, 3, 1 << 60] * 8)[-2:], kinds([True, 1.5, None] * 8))
