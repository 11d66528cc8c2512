"""Loops mixing ints, floats and bools in arithmetic and comparison."""


def mix(n, x):
    for i in range(n):
        if i % 3 == 0:
            x = x + i
        elif i % 3 == 1:
            x = x * 0.5
        else:
            x = x - i // 2
    return x


def horner(coefficients, x):
    y = 0
    for c in coefficients:
        y = y * x + c
    return y


def average(xs):
    s = n = 0
    for x in xs:
        s += x
        n += 1
    return s / n if n else None


def clamp(x, low, high):
    if x < low:
        return low
    if x > high:
        return high
    return x


print(mix(300, 0), mix(300, 1.0), mix(300, True), mix(7, 2 ** 60))
print(horner([1, 2, 3], 2), horner([1, 2, 3], 2.0), horner([1.5, 0, -1] * 10, 1.01), horner([1] * 60, 3), horner([], 1.5))
print(average(range(300)), average([0.1] * 300), average([1, 2.5, True] * 100), average([]), average([2 ** 60, 2 ** 60 + 1]))
print([clamp(x, 0, 10) for x in (-5, 5, 15, -0.5, 9.9, 10.1, True, 2 ** 70, float('nan'))], [clamp(x, 0.5, 9) for x in range(0, 12, 3)])
s = 0
for i in range(400):
    s += i / 4 == i // 4
    s += (i > 199.5) + (i * 1.0 == i) + (i + 0.5 != i) + (i <= 2.0 ** 8) + (True < i)
print(s)
x = 0.0
n = 0
while x < 10:
    x += 0.1
    n += 1
print(n, x)
x = 1
for i in range(70):
    x = x * 2
    y = x / 2
print(x, y, y * 2 == x, int(y) * 2 == x)
x = 1.0
for i in range(1100):
    x = x * 2
print(x, x == float('inf'), x - x, -x)
x = 1.0
n = 0
while x:
    x /= 2
    n += 1
print(n)
t = 0
for i in range(-200, 200):
    t += i % 7.5 + i // 2.5 - -i % 3
    t = -t
print(t, -0.0 + 0, 0 * -1.0, -0.0 - 0, 0.0 * -5)
