"""Comparisons: nan, infinities, signed zero, and integers beyond 2 ** 53 against floats."""

inf = float('inf')
nan = float('nan')
values = [nan, -inf, -1.5, -0.0, 0.0, 1.5, inf]
for a in values:
    print([(a < b, a <= b, a == b, a != b, a >= b, a > b).count(True) for b in values], [a < b for b in values], [a == b for b in values])
big = 2 ** 53
for a, b in ((big, float(big)), (big + 1, float(big)), (big + 1, float(big + 2)), (-big - 1, float(-big)), (10 ** 30, 1e30), (10 ** 22, 1e22),
             (10 ** 23, 1e23), (2 ** 1024, inf), (-2 ** 1024, -inf), (10 ** 400, 1e308), (0, -0.0), (1, nan), (3, 3.0000000000000004),
             (2 ** 49, 2.0 ** 49), (2 ** 63, 9.223372036854775807e18), (True, 1.0), (False, -0.0)):
    print(a < b, a <= b, a == b, a != b, a >= b, a > b, '|', b < a, b <= a, b == a, b != a, b >= a, b > a)
x = nan
print(x == x, x != x, x is x, x in [x], [x] == [x], (x,) == (x,), {1: x} == {1: x}, x in (1.0, 2.0))
print(0.0 == -0.0, hash(0.0) == hash(-0.0) == hash(0), hash(1.0), hash(2.0 ** 70) == hash(2 ** 70), hash(0.5), hash(inf), hash(-inf), hash(-1.0), hash(1e300))
print({1: 'int', 1.0: 'float', True: 'bool'}, {0.0: 'a', -0.0: 'b'}, {2 ** 53: 1, 2.0 ** 53: 2})
print(max(1, 1.0), max(1.0, 1), min(0.0, -0.0), min(-0.0, 0.0), max(nan, 1), max(1, nan), min(nan, 1), sorted([3, 1.5, True, -2, 2.5]))
print(1 < 2.5 < 3 <= 3.0 == 3 != 4, 0.1 + 0.2 == 0.3, 0.5 + 0.25 == 0.75)
count = 0
for i in range(300):
    if i * 0.1 < i / 10:
        count += 1
    elif i * 0.1 > i / 10:
        count += 1000
print(count)
