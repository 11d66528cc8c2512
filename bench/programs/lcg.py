"""Arithmetic of 64 bits: products that leave every small int and come back by masks and shifts."""

MASK = (1 << 64) - 1


def main(n):
    state = 42
    hits = [0] * 16
    low = 1.0
    for _ in range(n):
        state = (state * 6364136223846793005 + 1442695040888963407) & MASK
        mixed = ((state >> 18) ^ state) >> 27 & 0xFFFFFFFF
        hits[mixed >> 28] += 1
        unit = mixed / 4294967296.0
        if unit < low:
            low = unit
    return state, min(hits), max(hits), '%.9f' % low
