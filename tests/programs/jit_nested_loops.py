"""Nested hot loops entered in the middle, with breaks, else branches, and many variables."""


def many(n):
    a = b = c = d = e = f = g = h = 0
    i = 0
    while i < n:
        a += i
        b += a & 3
        c ^= b
        d = c - a
        e += d % 7
        f = max(f, e)
        g, h = h + 1, g
        i += 1
        j = 0
        while j < i % 5:
            a, b = b, a
            c += j * d
            j += 1
        else:
            h += 1
    return a, b, c, d, e, f, g, h


def triangle(n):
    count = 0
    for i in range(n):
        for j in range(i):
            for k in range(j):
                if (i ^ j ^ k) & 1:
                    continue
                if i + j + k > 2 * n:
                    break
                count += 1
            else:
                count += 1000
    return count


def early_return(n):
    for i in range(n):
        for j in range(n):
            if i * j == n * 3:
                return i, j
    return None


def downward(n):
    out = 0
    for i in range(n, 0, -1):
        for j in range(i, -i, -3):
            out += i * j
    return out


def loop_with_calls(n):
    total = 0
    for i in range(n):
        total += triangle(i % 4) + (early_return(i) or (0, 1))[1]
    return total


print(many(300), triangle(20), early_return(12), early_return(7), downward(40), loop_with_calls(60))
grid = [[(r * c) % 9 for c in range(25)] for r in range(25)]
best = (0, 0, 0)
for r in range(1, 24):
    row = grid[r]
    for c in range(1, 24):
        s = grid[r - 1][c] + grid[r + 1][c] + row[c - 1] + row[c + 1] - row[c]
        if s > best[0]:
            best = (s, r, c)
        grid[r][c] = s % 10
print(best, grid[12])
i = 0
total = 0
while True:
    i += 1
    if i % 2:
        continue
    for j in range(i):
        if j > 5:
            break
        total += j
    else:
        total += 100
        continue
    if i > 120:
        break
print(i, total)
