"""// and % by ints that are written in the program, of numbers of all sizes and both signs."""


def numbers():
    found = []
    for bit in range(0, 50, 3):
        for near in (-1, 0, 1):
            found.append((1 << bit) + near)
            found.append(-(1 << bit) + near)
    for k in (3, 7, 10, 1000003):
        most = ((1 << 49) - 1) // k * k
        found.extend([most, -most, most - 1, -most + 1, -most - 1, k, -k, 1 - k])
    return found + [(1 << 49) - 1, -(1 << 49), 1 << 49, -(1 << 49) - 1, 10 ** 30, -10 ** 30, True]


def by_constants(n):
    return [n // 3, n % 3, n // 5, n % 5, n // 6, n % 6, n // 7, n % 7, n // 10, n % 10, n // 100, n % 100, n // 1000003,
            n % 1000003, n // 4294967297, n % 4294967297, n // 562949953421311, n % 562949953421311, n // 281474976710657,
            n % 281474976710657, n // 1, n % 1, n // 2, n % 2, n // 1024, n % 1024, n // -7, n % -7, n // -1, n % -1]


def by_variables(n, divisors):
    found = []
    for k in divisors:
        found.append(n // k)
        found.append(n % k)
    return found


def digits(n):
    total = 0
    while n:
        total += n % 10
        n //= 10
    return total


def around(n):
    place = 0
    total = 0
    for i in range(n):
        place = (place - 7) % 13
        total += place * (i // 11) - (i - 50) // 3 + (i - 50) % 3
    return total


DIVISORS = [3, 5, 6, 7, 10, 100, 1000003, 4294967297, 562949953421311, 281474976710657, 1, 2, 1024, -7, -1]
checks = 0
for number in numbers() * 3:
    checks += by_constants(number) == by_variables(number, DIVISORS)
    if number < 1000:
        checks += 1000 * (by_constants(number)[1] == number - number // 3 * 3)
print(checks, len(numbers()))
print(by_constants(-562949953421312), by_constants(562949953421311))
print(sum([digits(n * n) for n in range(300)]), around(400))
