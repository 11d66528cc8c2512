"""Float arithmetic, floor division and modulo with all signs, division by zero, overflow."""

pairs = [(7.5, 2.0), (-7.5, 2.0), (7.5, -2.0), (-7.5, -2.0), (0.0, 3.0), (-0.0, 3.0), (1.0, 0.1), (1e300, 3e-10), (5.0, 1e300),
         (-5.0, 1e300), (6.0, 3.0), (-6.0, 3.0), (6.0, -3.0), (1e17, 3.0), (0.7, 0.1)]
for a, b in pairs:
    print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b))
inf = float('inf')
nan = float('nan')
for a, b in ((inf, 2.0), (2.0, inf), (-2.0, inf), (2.0, -inf), (inf, inf), (nan, 1.0), (1.0, nan), (0.0, inf), (-0.0, inf), (-0.0, -inf)):
    print(a + b, a - b, a * b, a / b, a // b, a % b)
for a, b in ((5, 2.5), (2.5, 5), (-5, 2.5), (True, 0.5), (2 ** 60, 1.5), (10 ** 30, 3.0), (3.0, 10 ** 30)):
    print(a + b, a - b, a * b, a / b, a // b, a % b)
print(7 / 2, -7 / 2, 6 / 3, 10 ** 30 / 10 ** 29, 2 ** 1100 / 2 ** 1099, 1 / 3, (2 ** 53 + 1) / 1, 10 ** 400 / 10 ** 399, 1 / 10 ** 320, 3 / 10 ** 400)
for compute in (lambda: 1.0 / 0, lambda: 1.0 // 0.0, lambda: 1.0 % 0.0, lambda: divmod(1.0, 0), lambda: 0.0 / 0.0, lambda: 1 / 0,
                lambda: 1 / 0.0, lambda: 5 // 0.0, lambda: 5 % 0.0, lambda: 0.0 ** -1, lambda: 0 ** -1.5, lambda: 10.0 ** 400, lambda: 2.0 ** 1024,
                lambda: 10 ** 400 / 3, lambda: 1.0 + 10 ** 400, lambda: float(10 ** 400), lambda: 10 ** 400 * 1.0, lambda: 1.5 // 10 ** 400):
    try:
        print(compute())
    except (ZeroDivisionError, OverflowError) as error:
        print(type(error).__name__, error)
x = 1.5
x += 1
x -= 0.25
x *= 4
x /= 3
x //= 0.5
x %= 4
x **= 2
print(x, -x, +x, abs(-x), 1e308 + 1e308, -1e308 * 10, 1e308 * 10 - inf)
print(2.0 ** 0.5, 2 ** 0.5, 4 ** 0.5, 2.0 ** -2, (-8.0) ** 3, (-2.0) ** -3, 0.0 ** 0, nan ** 0, 1 ** nan, inf ** -1, (-inf) ** 3, (-inf) ** -3, 0.5 ** inf, 2 ** inf)
s = 0.0
for i in range(1, 400):
    s += (i % 7 - 3.5) / i - i * 0.25 // 3 + -i % 2.5
print(s)
