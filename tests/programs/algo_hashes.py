"""MD5, SHA-256 and base64 in plain integer arithmetic, on lists of small integers."""

import math


def md5(data):
    shifts = [7, 12, 17, 22] * 4 + [5, 9, 14, 20] * 4 + [4, 11, 16, 23] * 4 + [6, 10, 15, 21] * 4
    table = [int(abs(math.sin(i + 1)) * 2 ** 32) & 0xffffffff for i in range(64)]
    message = data + [0x80]
    while len(message) % 64 != 56:
        message.append(0)
    length = len(data) * 8
    for i in range(8):
        message.append(length >> 8 * i & 255)
    state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
    for start in range(0, len(message), 64):
        words = [message[i] | message[i + 1] << 8 | message[i + 2] << 16 | message[i + 3] << 24 for i in range(start, start + 64, 4)]
        a, b, c, d = state
        for i in range(64):
            if i < 16:
                f, g = b & c | ~b & d, i
            elif i < 32:
                f, g = d & b | ~d & c, (5 * i + 1) % 16
            elif i < 48:
                f, g = b ^ c ^ d, (3 * i + 5) % 16
            else:
                f, g = c ^ (b | ~d & 0xffffffff), 7 * i % 16
            f = f + a + table[i] + words[g] & 0xffffffff
            a, d, c = d, c, b
            b = b + (f << shifts[i] | f >> 32 - shifts[i]) & 0xffffffff
        state = [x + y & 0xffffffff for x, y in zip(state, (a, b, c, d))]
    return ''.join([f'{word >> 8 * i & 255:02x}' for word in state for i in range(4)])


def primes(n):
    found = []
    k = 2
    while len(found) < n:
        if all([k % p for p in found]):
            found.append(k)
        k += 1
    return found


def root_bits(p, k):
    n = p << 32 * k
    low, high = 0, 1 << 40
    while low < high:
        middle = (low + high + 1) // 2
        if middle ** k <= n:
            low = middle
        else:
            high = middle - 1
    return low & 0xffffffff


def turn(x, n):
    return (x >> n | x << 32 - n) & 0xffffffff


def sha256(data):
    ps = primes(64)
    k = [root_bits(p, 3) for p in ps]
    state = [root_bits(p, 2) for p in ps[:8]]
    message = data + [0x80]
    while len(message) % 64 != 56:
        message.append(0)
    for i in range(7, -1, -1):
        message.append(len(data) * 8 >> 8 * i & 255)
    for start in range(0, len(message), 64):
        w = [message[i] << 24 | message[i + 1] << 16 | message[i + 2] << 8 | message[i + 3] for i in range(start, start + 64, 4)]
        for i in range(16, 64):
            s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3
            s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10
            w.append(w[i - 16] + s0 + w[i - 7] + s1 & 0xffffffff)
        a, b, c, d, e, f, g, h = state
        for i in range(64):
            t1 = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + k[i] + w[i]
            t2 = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c)
            a, b, c, d, e, f, g, h = t1 + t2 & 0xffffffff, a, b, c, d + t1 & 0xffffffff, e, f, g
        state = [x + y & 0xffffffff for x, y in zip(state, (a, b, c, d, e, f, g, h))]
    return ''.join([f'{word:08x}' for word in state])


def base64(data):
    alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    out = ''
    for i in range(0, len(data), 3):
        chunk = data[i:i + 3]
        n = 0
        for byte in chunk + [0] * (3 - len(chunk)):
            n = n << 8 | byte
        word = ''.join([alphabet[n >> s & 63] for s in (18, 12, 6, 0)])
        out += word[:len(chunk) + 1] + '=' * (3 - len(chunk))
    return out


for text in ('', 'abc', 'The quick brown fox jumps over the lazy dog'):
    data = [ord(c) for c in text]
    print(repr(text), md5(data), sha256(data), base64(data))
