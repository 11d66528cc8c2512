"""Big-number classics: Miller-Rabin, RSA, square roots and e to many digits, Lucas-Lehmer, bases, Karatsuba."""


def probably_prime(n):
    if n < 2:
        return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in (2, 3, 5, 7, 11, 13):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def next_prime(n):
    n += 1 + n % 2
    while not probably_prime(n):
        n += 2
    return n


def lucas_lehmer(p):
    m = 2 ** p - 1
    s = 4
    for _ in range(p - 2):
        s = (s * s - 2) % m
    return s == 0


def e_digits(n):
    unity = 10 ** (n + 10)
    total = term = unity
    k = 1
    while term:
        term //= k
        total += term
        k += 1
    return total // 10 ** 10


def root(n, digits):
    n *= 10 ** (2 * digits)
    x = 10 ** digits * 2
    while True:
        y = (x + n // x) // 2
        if abs(y - x) <= 1:
            return min(y, x) if min(y, x) ** 2 <= n else min(y, x) - 1
        x = y


def karatsuba(a, b):
    if a < 2 ** 64 or b < 2 ** 64:
        return a * b
    n = max(a.bit_length(), b.bit_length()) // 2
    mask = (1 << n) - 1
    ah, al, bh, bl = a >> n, a & mask, b >> n, b & mask
    high, low = karatsuba(ah, bh), karatsuba(al, bl)
    middle = karatsuba(ah + al, bh + bl) - high - low
    return (high << 2 * n) + (middle << n) + low


def to_base(n, base):
    digits = []
    while n:
        n, d = divmod(n, base)
        digits.append(d)
    return digits[::-1]


p, q = next_prime(10 ** 20), next_prime(10 ** 21)
print(p, q)
n, phi = p * q, (p - 1) * (q - 1)
d = pow(65537, -1, phi)
secret = 0
for c in 'attack':
    secret = secret << 8 | ord(c)
cipher = pow(secret, 65537, n)
print(cipher, pow(cipher, d, n) == secret)
print([x for x in (3, 5, 7, 11, 13, 17, 19, 23, 31, 61, 67, 89) if lucas_lehmer(x)])
print(e_digits(80), root(2, 60), root(10 ** 9 + 7, 20))
a, b = 3 ** 500, 7 ** 350 + 1
print(karatsuba(a, b) == a * b, a * b % 10 ** 20, len(to_base(a, 10 ** 9)), to_base(a, 12345)[:4], to_base(b, 2)[:8])
c = 1
for k in range(1, 40):
    c = c * (2 * (2 * k - 1)) // (k + 1)
print(c, [x for x in range(10 ** 12, 10 ** 12 + 100) if probably_prime(x)])
