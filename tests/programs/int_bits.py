"""Shifts and bit operations, negative and large operands included."""

values = [0, 1, -1, 5, -6, 255, -256, 2 ** 31 - 1, -2 ** 31, 2 ** 49, -2 ** 49 - 1, 2 ** 64 - 1, -2 ** 64, 10 ** 30]
for a in values:
    print(a, ~a, a << 1, a << 33, a << 70, a >> 1, a >> 33, a >> 70, a >> 1000)
for a in values:
    print([a & b for b in values])
    print([a | b for b in values])
    print([a ^ b for b in values])
for a in values:
    for b in values:
        assert (a & b) + (a | b) == a + b
        assert (a ^ b) == (a | b) - (a & b)
        assert ~(a & b) == ~a | ~b
print(1 << 0, 0 << 100, 0 << 10 ** 20, 0 >> 10 ** 20, -1 >> 10 ** 20, 5 >> 10 ** 20)
for shift in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 10 ** 30 << -5):
    try:
        shift()
    except ValueError as error:
        print(error)
print([n.bit_length() for n in values], [n.bit_count() for n in values])
x = 0x12345678
for i in range(300):
    x ^= x << 13 & 0xffffffff
    x ^= x >> 17
    x ^= x << 5 & 0xffffffff
print(hex(x))
state = 1
for i in range(64):
    state = state << 1 | (state >> 62 ^ state >> 61) & 1
print(state)
mask = -1
for i in range(0, 200, 7):
    mask &= ~(1 << i)
print(mask, bin(mask & 2 ** 64 - 1))
x = 5
x <<= 60
x |= 3
x >>= 58
x &= 0xfe
x ^= -1
print(x, True & 6, True | False, True ^ True, type(True & 1).__name__, type(True & False).__name__, ~True)
