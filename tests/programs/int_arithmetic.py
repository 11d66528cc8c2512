"""Small and large integers: + - * // % ** and their signs."""

values = [0, 1, -1, 2, -2, 7, -7, 10, 255, -256, 2 ** 31, -2 ** 31, 2 ** 49 - 1, -2 ** 49, 2 ** 49, 2 ** 63 - 1,
          -2 ** 63, 2 ** 64, 10 ** 25, -10 ** 25]
for a in values:
    print(a, -a, +a, ~a, abs(a), a + 1, a - 1, a * 2, a * a)
for a in values[5:]:
    for b in (3, -3, 2 ** 32 + 1, -10 ** 13):
        q, r = a // b, a % b
        assert q * b + r == a and divmod(a, b) == (q, r)
        print(q, r, end='; ')
    print()
checksum = 0
for a in values:
    for b in values:
        checksum = (checksum * 31 + a * b + a - b) % 1000000007
        if b:
            checksum ^= a // b % 1000 + a % b % 1000
print(checksum)
print(2 ** 0, 0 ** 0, (-2) ** 3, (-2) ** 4, 3 ** 50, (-3) ** 51, 2 ** -1, (-2) ** -2, 10 ** -3)
print(-2 ** 2, 2 ** 3 ** 2, -7 // 2 * 2, 7 % -3, -7 % 3, -7 % -3, 7 // -2)
print(pow(3, 4), pow(3, 100, 7), pow(-3, 5, 7), pow(3, 5, -7), pow(3, -1, 7), pow(2, 1000, 10 ** 9 + 7))
print(1_000_000 + 0x_ff + 0b1010_1010 + 0o17)
for expression in (lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(1, 0), lambda: 0 ** -1, lambda: 10 ** 30 // 0,
                   lambda: 10 ** 30 % 0, lambda: pow(2, 3, 0), lambda: pow(2, -1, 4)):
    try:
        print(expression())
    except (ZeroDivisionError, ValueError) as error:
        print(type(error).__name__, error)
