"""Numeric loops on floats: Newton, series, integration, mandelbrot, logistic map."""


def newton(a):
    x = a
    for _ in range(60):
        x = (x + a / x) / 2
    return x


def leibniz(n):
    total = 0.0
    sign = 1.0
    for i in range(n):
        total += sign / (2 * i + 1)
        sign = -sign
    return 4 * total


def integrate(function, a, b, n):
    h = (b - a) / n
    total = 0.5 * (function(a) + function(b))
    for i in range(1, n):
        total += function(a + i * h)
    return total * h


def mandelbrot(cr, ci, limit):
    zr = zi = 0.0
    for i in range(limit):
        if zr * zr + zi * zi > 4.0:
            return i
        zr, zi = zr * zr - zi * zi + cr, 2 * zr * zi + ci
    return limit


def logistic(r, n):
    x = 0.5
    for _ in range(n):
        x = r * x * (1.0 - x)
    return x


print(newton(2), newton(10.0), newton(1e-6))
print(leibniz(500))
print(integrate(lambda x: x * x, 0, 1, 200), integrate(lambda x: 1 / (1 + x), 0.0, 1.0, 300))
for y in range(-10, 11, 2):
    print(''.join([' .:-=+*#%@'[min(9, mandelbrot(x / 20, y / 10, 40) // 4)] for x in range(-40, 16, 2)]))
print(logistic(3.2, 400), logistic(3.9, 50))
xs = [i * 0.5 for i in range(100)]
mean = sum(xs) / len(xs)
variance = sum([(x - mean) ** 2 for x in xs]) / len(xs)
print(mean, variance)
