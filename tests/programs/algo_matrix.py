"""Matrices as lists of lists: product, transpose, power, determinant, Gauss, inverse."""


def multiply(a, b):
    return [[sum([a[i][k] * b[k][j] for k in range(len(b))]) for j in range(len(b[0]))] for i in range(len(a))]


def multiply_loops(a, b):
    n = len(a)
    m = len(b[0])
    out = [[0] * m for _ in range(n)]
    for i in range(n):
        row = a[i]
        for j in range(m):
            total = 0
            for k in range(len(b)):
                total += row[k] * b[k][j]
            out[i][j] = total
    return out


def identity(n):
    return [[int(i == j) for j in range(n)] for i in range(n)]


def power(a, n):
    result = identity(len(a))
    while n:
        if n & 1:
            result = multiply(result, a)
        a = multiply(a, a)
        n >>= 1
    return result


def determinant(a):
    if len(a) == 1:
        return a[0][0]
    return sum([(-1) ** j * a[0][j] * determinant([row[:j] + row[j + 1:] for row in a[1:]]) for j in range(len(a))])


def solve(a, b):
    n = len(a)
    rows = [row[:] + [value] for row, value in zip(a, b)]
    for i in range(n):
        pivot = i
        for r in range(i + 1, n):
            if abs(rows[r][i]) > abs(rows[pivot][i]):
                pivot = r
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, n):
            factor = rows[r][i] / rows[i][i]
            for c in range(i, n + 1):
                rows[r][c] -= factor * rows[i][c]
    x = [0.0] * n
    for i in range(n - 1, -1, -1):
        rest = rows[i][n]
        for c in range(i + 1, n):
            rest -= rows[i][c] * x[c]
        x[i] = rest / rows[i][i]
    return x


a = [[1, 2, 3], [4, 5, 6], [7, 8, 10]]
b = [[2, 0, -1], [1, 1, 0], [0, 3, 5]]
print(multiply(a, b), multiply(a, b) == multiply_loops(a, b), [list(row) for row in zip(*a)])
print(power([[1, 1], [1, 0]], 90), power(a, 5), power(b, 0))
print(determinant(a), determinant(b), determinant([[i * j + i - j * j + (i == j) * 7 for j in range(5)] for i in range(5)]))
print(['%.6f' % x for x in solve(a, [6, 15, 25])], ['%.6f' % x for x in solve([[2.0, 1.0], [1.0, 3.0]], [3, 5])])
big = [[(i * 7 + j * 3) % 11 - 5 for j in range(9)] for i in range(9)]
print(multiply_loops(big, big)[4], sum([sum(row) for row in power(big, 6)]))
floats = [[(i - j) / 4 for j in range(6)] for i in range(6)]
print(multiply_loops(floats, floats)[2])
