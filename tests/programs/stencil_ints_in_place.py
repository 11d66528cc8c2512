# Sums and differences that replace a value which only a register has: where they leave the range of small ints, the old one is still needed.


def add(a, b):
    s = a + b
    s = s + b
    return s


def sub(a, b):
    s = a - b
    s = s - b
    return s


def add_constant(a):
    s = a + 1
    s = s + 1
    return s


total = 0
for i in range(300):
    total += add(i, 2) + sub(i, 3) + add_constant(i)
print(total)

HALF = 1 << 48
for i in range(3):
    print(add(HALF, HALF // 2 + i), sub(-HALF, HALF // 2 + 1 + i), add_constant(2 * HALF - 2 + i))
