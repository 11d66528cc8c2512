"""Lists of lists of floats: the product of two n by n matrices, by the definition."""


def matrix(n, seed):
    rows = []
    for i in range(n):
        rows.append([((i * 31 + j * 17 + seed) % 101) / 50.0 - 1.0 for j in range(n)])
    return rows


def product(a, b):
    n = len(b)
    width = len(b[0])
    result = []
    for row in a:
        line = [0.0] * width
        for j in range(width):
            total = 0.0
            for k in range(n):
                total += row[k] * b[k][j]
            line[j] = total
        result.append(line)
    return result


def main(n):
    c = product(matrix(n, 3), matrix(n, 7))
    trace = 0.0
    for i in range(n):
        trace += c[i][i]
    return '%.6f %.6f' % (trace, c[n // 2][n // 3])
