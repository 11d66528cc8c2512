"""Many pseudo-random integers of all sizes through every operator, checked by identities."""

state = 12345


def bits(n):
    global state
    out = 0
    for _ in range((n + 31) // 32):
        state = (state * 6364136223846793005 + 1442695040888963407) & 0xffffffffffffffff
        out = out << 32 | state >> 32
    return out & (1 << n) - 1


def number():
    n = bits(bits(8) % 200 + 1)
    return -n if bits(1) else n


checksum = 0


def mix(x):
    global checksum
    checksum = (checksum * 1000003 + x) % (2 ** 89 - 1)


for round_number in range(120):
    a, b, c = number(), number(), number()
    s = bits(7)
    assert (a + b) - b == a and (a - b) + b == a and a + b == b + a
    assert (a + b) * c == a * c + b * c
    assert a * a - b * b == (a - b) * (a + b)
    if b:
        q, r = divmod(a, b)
        assert q * b + r == a and (0 <= r < b or b < r <= 0) and a // b == q and a % b == r
        assert -(-a // b) == -((-a) // b) and (a * b) // b == a and (a * b) % b == 0 and (a * b + r) // b == a + r // b
        mix(q)
        mix(r)
    assert (a << s) >> s == a and a << s == a * 2 ** s and a >> s == a // 2 ** s
    assert a & b == ~(~a | ~b) and a ^ b == (a | b) - (a & b) and (a & ~b) | (a & b) == a
    assert int(str(a)) == a and int(hex(a), 16) == a and int(bin(a), 2) == a and int(oct(a), 8) == a
    assert (a < b) == (a - b < 0) and (a == b) == (not a - b) and (a <= b) == (not b < a)
    assert abs(a) == max(a, -a) and a.bit_length() == len(bin(abs(a))) - 2 + (not a) * -1
    assert pow(a, 3) == a * a * a
    if c:
        assert pow(a, s, abs(c) + 1) == a ** (s % 60) * a ** (s - s % 60) % (abs(c) + 1)
    assert hash(a) == (abs(a) % (2 ** 61 - 1) * (1 if a >= 0 else -1) if hash(a) != -2 else -2)
    mix(a * b + c)
    mix(a ^ b)
    mix(a & c)
    mix(b | c)
    mix(a << s)
    mix(b >> s % 64)
    mix(len(str(a * b * c)))
print(checksum)
for _ in range(8):
    a, b = number(), number()
    print(a, b, a + b, a - b, a * b, a // b if b else '-', a % b if b else '-', a & b, a | b, a ^ b, a >> 5, a << 5, -a, ~a, sep=' ')
