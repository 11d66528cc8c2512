"""Conway's game of life on a list of lists and on a set of cells."""


def step_grid(grid):
    rows = len(grid)
    columns = len(grid[0])
    new = []
    for r in range(rows):
        row = []
        for c in range(columns):
            n = 0
            for dr in (-1, 0, 1):
                for dc in (-1, 0, 1):
                    if dr or dc:
                        n += grid[(r + dr) % rows][(c + dc) % columns]
            row.append(1 if n == 3 or n == 2 and grid[r][c] else 0)
        new.append(row)
    return new


def step_set(cells, rows, columns):
    counts = {}
    for r, c in cells:
        for dr in (-1, 0, 1):
            for dc in (-1, 0, 1):
                if (dr, dc) != (0, 0):
                    key = ((r + dr) % rows, (c + dc) % columns)
                    counts[key] = counts.get(key, 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or n == 2 and cell in cells}


def show(grid):
    for row in grid:
        print(''.join(['.#'[cell] for cell in row]))
    print()


rows, columns = 8, 10
grid = [[0] * columns for _ in range(rows)]
for r, c in ((0, 1), (1, 2), (2, 0), (2, 1), (2, 2), (5, 6), (5, 7), (5, 8)):
    grid[r][c] = 1
cells = {(r, c) for r in range(rows) for c in range(columns) if grid[r][c]}
show(grid)
for generation in range(8):
    grid = step_grid(grid)
    cells = step_set(cells, rows, columns)
    assert cells == {(r, c) for r in range(rows) for c in range(columns) if grid[r][c]}
show(grid)
print(sorted(cells))
