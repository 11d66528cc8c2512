"""Integers of hundreds of digits: multiplication, division, powers, roots, comparison."""


def integer_root(n):
    x = 1 << (n.bit_length() + 1) // 2
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(fibonacci(400))
print(integer_root(10 ** 120), integer_root(2 * 10 ** 100))
print(gcd(fibonacci(300), fibonacci(200)), fibonacci(100))
a = 3 ** 400 + 7
b = 7 ** 130 - 5
for x, y in ((a, b), (-a, b), (a, -b), (-a, -b), (b, a)):
    q, r = divmod(x, y)
    print(q, r, q * y + r == x)
print(a * b % 10 ** 40, a ** 3 % 10 ** 40, (a + b) * (a - b) == a * a - b * b)
print(a > b, -a < -b, a == a + 0, a != a + 1, a >= b, a <= b, sorted([a, -b, b, 0, -a, 2 ** 64]) == [-a, -b, 0, 2 ** 64, b, a])
print(pow(a, b, 10 ** 30 + 57), pow(7, 10 ** 40, 13))
digits = 0
n = 2 ** 1000
while n:
    digits += n % 10
    n //= 10
print(digits)
print((10 ** 60 - 1) // (10 ** 20 - 1), (2 ** 200 - 1) // (2 ** 100 - 1), (2 ** 192) // (2 ** 64 - 1), (2 ** 128 - 1) * (2 ** 128 - 1))
print((2 ** 256) // (2 ** 128 - 2 ** 64), ((1 << 320) - (1 << 160)) % ((1 << 128) + (1 << 127) - 1))
print(-10 ** 40 // 3, -10 ** 40 % 3, 10 ** 40 // -3, 10 ** 40 % -3)


def pi_digits(count):
    unity = 10 ** (count + 10)
    total = 0
    for factor, n in ((16, 5), (-4, 239)):
        power = unity // n
        term = power
        k = 1
        sign = factor
        while term:
            term = power // k
            total += sign * term
            power //= n * n
            sign = -sign
            k += 2
    return total // 10 ** 10


print(pi_digits(100))
