"""Every binary operator, its augmented form, precedence and type errors."""

for a, b in ((7, 3), (7.5, 2), (-7, 2), (True, 2), (2 ** 70, 3)):
    print(a + b, a - b, a * b, a / b, a // b, a % b, a ** b)
print(6 & 3, 6 | 3, 6 ^ 3, 6 << 2, 6 >> 1, ~6, -6, +6, not 6)
print(2 + 3 * 4 ** 2 // 5 % 7 - 1, -3 ** 2, 2 ** -1, (2 + 3) * 4, 1 << 2 + 3, 5 & 3 == 3, (5 & 3) == 1, 1 | 2 ^ 3 & 4, not 1 == 2, -2 // 3, ~2 * 3, 10 - 3 - 2, 2 ** 3 ** 0, 7 // 2 * 2, 1 if 0 else 2 + 3, 3 > 2 > 1, 1 < 2 == 2)
x = 10
x += 5
x -= 3
x *= 4
x //= 5
x **= 3
x %= 100
x <<= 3
x |= 5
x &= 0xf7
x ^= 0x11
x >>= 1
print(x)
x /= 4
print(x)
s = 'ab'
s += 'c'
s *= 3
print(s, s % ())
symbols = ('+', '-', '*', '/', '//', '%', '**', '&', '|', '^', '<<', '>>', '@')


def operate(symbol, a, b):
    if symbol == '+':
        return a + b
    if symbol == '-':
        return a - b
    if symbol == '*':
        return a * b
    if symbol == '/':
        return a / b
    if symbol == '//':
        return a // b
    if symbol == '%':
        return a % b
    if symbol == '**':
        return a ** b
    if symbol == '&':
        return a & b
    if symbol == '|':
        return a | b
    if symbol == '^':
        return a ^ b
    if symbol == '<<':
        return a << b
    if symbol == '>>':
        return a >> b
    return a @ b


def augment(symbol, a, b):
    if symbol == '+':
        a += b
    elif symbol == '-':
        a -= b
    elif symbol == '*':
        a *= b
    elif symbol == '/':
        a /= b
    elif symbol == '//':
        a //= b
    elif symbol == '%':
        a %= b
    elif symbol == '**':
        a **= b
    elif symbol == '&':
        a &= b
    elif symbol == '|':
        a |= b
    elif symbol == '^':
        a ^= b
    elif symbol == '<<':
        a <<= b
    elif symbol == '>>':
        a >>= b
    else:
        a @= b
    return a


pairs = [(1, 'a'), ('a', 1), (1.5, 2), ([1], 2), ((1,), None), (None, 1), ({1: 2}, {3: 4}), ({1}, {2}), (True, False), (len, 1), ([1], (2,)), ('a', 'b')]
for symbol in symbols:
    for a, b in pairs:
        for how in (operate, augment):
            try:
                print(how(symbol, a, b), end=' ; ')
                if how is augment and type(a) is list:
                    del a[1:]
            except (TypeError, ValueError, ZeroDivisionError) as error:
                print(error, end=' ; ')
    print()
for compute in (lambda: -'a', lambda: +[], lambda: ~1.5, lambda: -None, lambda: ~'x', lambda: +(), lambda: -{}, lambda: ~None, lambda: +len):
    try:
        compute()
    except TypeError as error:
        print(error)
total = 0
for i in range(300):
    for symbol in symbols[:8]:
        total = (total + operate(symbol, i, i % 5 + 1) * 2) % 1000003
        total += augment(symbol, i % 11, 3)
print(round(total, 6))
