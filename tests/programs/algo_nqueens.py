"""Eight queens: counted by recursion on lists and on bit masks; the first board drawn."""


def place(n, row, columns, rising, falling, board, boards):
    if row == n:
        boards.append(board[:])
        return
    for column in range(n):
        if columns[column] or rising[row + column] or falling[row - column + n]:
            continue
        columns[column] = rising[row + column] = falling[row - column + n] = True
        board.append(column)
        place(n, row + 1, columns, rising, falling, board, boards)
        board.pop()
        columns[column] = rising[row + column] = falling[row - column + n] = False


def count(full, columns, left, right):
    if columns == full:
        return 1
    total = 0
    free = full & ~(columns | left | right)
    while free:
        bit = free & -free
        free ^= bit
        total += count(full, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return total


boards = []
place(6, 0, [False] * 6, [False] * 12, [False] * 13, [], boards)
print(len(boards), boards)
for column in boards[0]:
    print('.' * column + 'Q' + '.' * (5 - column))
print([count((1 << n) - 1, 0, 0, 0) for n in range(1, 8)])
