"""Pseudo-random doubles of all magnitudes: shortest repr, parsing, rounding, conversion."""

import math

state = 99


def bits(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) & 0xffffffffffffffff
    return state >> 64 - n


def number(low, high):
    x = math.ldexp(bits(53) | 1 << 52, low + bits(20) % (high - low) - 52)
    return -x if bits(1) else x


for low, high in ((-1074, -1000), (-1022, 1023), (-30, 30), (-70, 70), (50, 70), (900, 1023)):
    for _ in range(25):
        x = number(low, high)
        text = repr(x)
        assert float(text) == x and float('%.17g' % x) == x and float(f'{x:.16e}') == x, text
        print(text, end=' ')
    print()
for _ in range(60):
    x = number(-12, 40)
    print(x, round(x), round(x, 2), round(x, -2), int(x), math.floor(x), math.ceil(x), f'{x:.3f}', f'{x:g}', '%.5e' % x, f'{x:.0f}', x // 1, x % 1)
for _ in range(40):
    a, b = bits(60), bits(30) + 1
    print(a / b, a // b == int(a / b) or abs(a // b - int(a / b)), float(a), a * 1.0 == float(a), float(a) == a, (a << 40) / b, b / (a << 900 | 1))
s = 0.0
for _ in range(300):
    x, y = number(-5, 5), number(-5, 5)
    s += x * y - x / y + (x - y) * 0.5 + x // y + x % y
    assert x // y * y + x % y - x < 1e-9 and math.floor(x / y) - x // y in (0, 1, -1)
    assert (x < y) == (y > x) and (x == y) == (not x != y) and abs(x) >= 0 and -(-x) == x
print(s)
