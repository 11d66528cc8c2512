"""Recursion with backtracking: the ways of n queens on a board of n by n, none attacking another."""


def place(row, n, columns, rising, falling):
    if row == n:
        return 1
    ways = 0
    for column in range(n):
        up = row + column
        down = row - column + n
        if not (columns[column] or rising[up] or falling[down]):
            columns[column] = rising[up] = falling[down] = True
            ways += place(row + 1, n, columns, rising, falling)
            columns[column] = rising[up] = falling[down] = False
    return ways


def main(n):
    return place(0, n, [False] * n, [False] * (2 * n), [False] * (2 * n + 1))
