"""Hot loops whose integers leave the small range, come back and change sign."""


def double(times):
    x = 1
    for _ in range(times):
        x += x
    return x


def factorial(n):
    result = 1
    i = 2
    while i <= n:
        result *= i
        i += 1
    return result


def grow_and_shrink(n):
    x = 3
    largest = 0
    for i in range(n):
        if i % 40 < 20:
            x = x * 9 + i
        else:
            x = x // 11
        if x > largest:
            largest = x
    return x, largest


def around_limit(limit, n):
    x = limit - n // 2
    below = 0
    for _ in range(n):
        x += 1
        if x < limit:
            below += 1
    return x, below


def around_negative_limit(limit, n):
    x = limit + n // 2
    above = 0
    for _ in range(n):
        x -= 1
        if x > limit:
            above += 1
    return x, above


def square_chain(n):
    out = []
    x = 3
    for _ in range(n):
        out.append(x)
        x = x * x
    return out


def mixed_sum(n):
    total = 0
    for i in range(n):
        total += (1 << i % 70) - i * 2 ** 40
    return total


print(double(300))
print(factorial(60))
print(grow_and_shrink(300))
for bits in (29, 30, 31, 32, 47, 48, 49, 50, 51, 52, 53, 62, 63, 64):
    print(around_limit(2 ** bits, 300), around_negative_limit(-2 ** bits, 300))
print(square_chain(8))
print(mixed_sum(400))
product = 1
for i in range(1, 120):
    product = product * -i
print(product)
for i in range(119, 0, -1):
    product = product // -i
print(product)
