"""Floating-point kernels: power iteration, heat on a rod, pendulum, FFT-free DFT, random walk."""

import math


def a(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(v):
    n = len(v)
    return [sum([a(i, j) * v[j] for j in range(n)]) for i in range(n)]


def times_transposed(v):
    n = len(v)
    out = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += a(j, i) * v[j]
        out.append(total)
    return out


def norm(n):
    u = [1.0] * n
    for _ in range(4):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    return math.sqrt(sum([x * y for x, y in zip(u, v)]) / sum([y * y for y in v]))


def heat(n, steps):
    rod = [0.0] * n
    rod[n // 2] = 100.0
    for _ in range(steps):
        new = rod[:]
        for i in range(1, n - 1):
            new[i] = rod[i] + 0.25 * (rod[i - 1] - 2 * rod[i] + rod[i + 1])
        rod = new
    return rod


def fall(height, dt):
    v = t = 0.0
    y = height
    while y > 0:
        v += (9.81 - 0.1 * v * v) * dt
        y -= v * dt
        t += dt
    return t, v


def runge_kutta(f, x, y, h, n):
    for _ in range(n):
        k1 = f(x, y)
        k2 = f(x + h / 2, y + h * k1 / 2)
        k3 = f(x + h / 2, y + h * k2 / 2)
        k4 = f(x + h, y + h * k3)
        y += h * (k1 + 2 * k2 + 2 * k3 + k4) / 6
        x += h
    return y


print('%.6f' % norm(10))
rod = heat(21, 40)
print([round(x, 6) for x in rod[8:13]], sum(rod))
print('%.9f %.9f' % fall(100.0, 0.01))
print(runge_kutta(lambda x, y: x - y, 0.0, 1.0, 0.0625, 64), runge_kutta(lambda x, y: 1.0, 0.0, 0.0, 0.5, 10))
x = y = 0.0
seed = 1
for _ in range(400):
    seed = seed * 16807 % 2147483647
    if seed % 4 == 0:
        x += 0.1
    elif seed % 4 == 1:
        x -= 0.1
    elif seed % 4 == 2:
        y += 0.25
    else:
        y -= 0.25
print(x, y)
total = 0.0
compensation = 0.0
for i in range(1, 400):
    term = 1.0 / (i * i) - compensation
    new = total + term
    compensation = new - total - term
    total = new
print(total, math.fsum([1.0 / (i * i) for i in range(1, 400)]))
z = 0.5
orbit = []
for i in range(50):
    z = 3.5 * z * (1 - z)
    if i % 10 == 9:
        orbit.append(z)
print(orbit)
