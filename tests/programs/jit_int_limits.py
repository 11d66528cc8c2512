"""Small-integer boundaries in every operator, reached inside hot loops."""

LIMITS = [2 ** k + d for k in (29, 30, 31, 32, 47, 48, 49, 50, 52, 53, 62, 63, 64) for d in (-1, 0, 1)]


def add(a, b):
    return a + b


def subtract(a, b):
    return a - b


def multiply(a, b):
    return a * b


def divide(a, b):
    return a // b


def modulo(a, b):
    return a % b


def left(a, b):
    return a << b


def right(a, b):
    return a >> b


def both(a, b):
    return a & b


def either(a, b):
    return a | b


def differ(a, b):
    return a ^ b


def negate(a):
    return -a


def invert(a):
    return ~a


operations = [add, subtract, multiply, divide, modulo, both, either, differ]
for _ in range(60):
    for f in operations:
        f(7, 3)
    left(1, 3), right(9, 1), negate(5), invert(5)
checksum = 0
for a in LIMITS:
    for sign in (1, -1):
        a = a * sign
        for b in (1, -1, 2, 3, a, -a, a + 1, 2 ** 25, -2 ** 25):
            for f in operations:
                checksum = (checksum * 131 + f(a, b)) % (2 ** 61 - 1)
        for b in (0, 1, 2, 17, 31, 49, 50, 63, 64):
            checksum = (checksum * 137 + left(a, b) + right(a, b)) % (2 ** 61 - 1)
        checksum = (checksum * 139 + negate(a) + invert(a)) % (2 ** 61 - 1)
    print(a, checksum)
for limit in (2 ** 49, -2 ** 49):
    values = []
    x = limit - 3
    for i in range(7):
        values.append((x, x + 1 - 1 == x, -x, ~x, x * 2 // 2 == x, x == float(x), x < limit, x % 10, x & 15))
        x += 1
    print(values)
print(-2 ** 49 // -1, (-2 ** 49) * -1, abs(-2 ** 49), -(-2 ** 49), (-2 ** 63) // -1, divmod(-2 ** 49, -1), -2 ** 49 % -1, (2 ** 25) * (2 ** 24), (2 ** 25) * (-2 ** 24), 2 ** 24 << 25, -2 ** 24 << 25, 1 << 49, -1 << 49, -1 << 50)
total = 2 ** 49 - 150
crossings = 0
for i in range(300):
    before = total
    total += 1
    if before < 2 ** 49 <= total:
        crossings = i
print(total, crossings)
