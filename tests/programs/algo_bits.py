"""Counting, reversing and scanning bits; checksums; binary codes."""


def count(n):
    c = 0
    while n:
        n &= n - 1
        c += 1
    return c


def reverse(n, width):
    out = 0
    for _ in range(width):
        out = out << 1 | n & 1
        n >>= 1
    return out


def crc32(text):
    crc = 0xffffffff
    for c in text:
        crc ^= ord(c)
        for _ in range(8):
            crc = crc >> 1 ^ 0xedb88320 if crc & 1 else crc >> 1
    return crc ^ 0xffffffff


def adler(text):
    a, b = 1, 0
    for c in text:
        a = (a + ord(c)) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def fnv(text):
    h = 0xcbf29ce484222325
    for c in text:
        h = (h ^ ord(c)) * 0x100000001b3 & 0xffffffffffffffff
    return h


def hamming(data):
    bits = [0] * 7
    bits[2], bits[4], bits[5], bits[6] = data
    bits[0] = bits[2] ^ bits[4] ^ bits[6]
    bits[1] = bits[2] ^ bits[5] ^ bits[6]
    bits[3] = bits[4] ^ bits[5] ^ bits[6]
    return bits


def correct(bits):
    position = 0
    for i in range(7):
        if bits[i]:
            position ^= i + 1
    if position:
        bits[position - 1] ^= 1
    return [bits[2], bits[4], bits[5], bits[6]]


print([count(n) for n in (0, 1, 255, 2 ** 70 - 1, 0x5555)], all([count(n) == bin(n).count('1') == n.bit_count() for n in range(300)]))
print([reverse(n, 8) for n in range(0, 256, 37)], reverse(1, 64))
print(hex(crc32('123456789')), hex(adler('Wikipedia')), hex(fnv('hello')), crc32(''))
for value in range(16):
    data = [value >> i & 1 for i in range(4)]
    for error in range(7):
        bits = hamming(data)
        bits[error] ^= 1
        assert correct(bits) == data
print('all corrected')
print([n ^ n >> 1 for n in range(16)], [n & -n for n in range(1, 17)], [(n - 1).bit_length() for n in range(1, 18)])
