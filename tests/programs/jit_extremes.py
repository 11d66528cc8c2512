"""Calls of functions of numbers that are done in line: min, max, abs, int, float, math.floor and math.trunc."""

import math


def clamp(x, low, high):
    return max(low, min(x, high))


def nearest(values):
    found = []
    for value in values:
        found.append(clamp(value, -5, 40))
    return found


def nearest_float(values):
    found = []
    for value in values:
        found.append(clamp(value, -2.5, 7.25))
    return found


def whole(values):
    total = 0
    for value in values:
        total += int(value) + math.floor(value) * 3 + math.trunc(value) * 7
    return total


def same(values):
    total = 0
    for value in values:
        total += int(value) - math.floor(value) + abs(value) + math.trunc(value)
    return total


def extremes(pairs):
    found = []
    for a, b in pairs:
        found.append(min(a, b))
        found.append(max(a, b))
    return found


def tried(function, values):
    found = []
    for value in values:
        try:
            found.append(function(value))
        except (ValueError, OverflowError) as e:
            found.append(f'{type(e).__name__}: {e}')
    return found


def grow(n):
    """Products by constants that leave the small ints."""
    found = []
    for k in range(n):
        found.append(7 * k)
        found.append(k * -3)
        found.append((k << 40) * 1000)
        found.append(-1 * k % 8)
        found.append((k - 20) // 8)
        found.append((k - 20) % 16)
        found.append((k - 20) // 1)
        found.append((k - 20) % 1)
    return found


print(nearest(range(-10, 50)))
print(nearest_float([k / 4 for k in range(-20, 40)]))
print(sum(nearest([1 << 60, -1 << 60, 3] * 10)))
print(whole([k / 4 - 5 for k in range(60)]), whole([-0.0, 0.0, 2.0 ** 48, -(2.0 ** 49)] * 5))
print(whole([1e15, -1e300, 5e-324, 562949953421311.75, -562949953421312.75] * 20))
print(same(range(-20, 40)), same([1 << 55, -1 << 55] * 20))
print(tried(int, [1.5, float('inf'), -2.5, float('nan')] * 3))
print(tried(math.floor, [1.5, float('-inf'), -2.5, float('nan')] * 3))
print(extremes([(1, 2), (2, 1), (3, 3), (-1, 1)] * 10)[-4:])
print(extremes([(1.5, 2.5), (0.0, -0.0), (-0.0, 0.0), (float('nan'), 1.0), (1.0, float('nan'))] * 8)[-10:])
print(extremes([(1, 2.5), (1, 1.0), (1.0, 1), (True, 1), ('a', 'b')] * 8)[-10:])
found = grow(60)
print(len(found), sum(found), found[-8:], found[:8])
print(sum(grow(200)))
