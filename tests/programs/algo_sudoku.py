"""A sudoku by backtracking over the cell with the fewest choices."""

PUZZLE = '''
53. .7. ...
6.. 195 ...
.98 ... .6.
8.. .6. ..3
4.. 8.3 ..1
7.. .2. ..6
.6. ... 28.
... 419 ..5
... .8. .79
'''


def parse(text):
    return [[0 if c == '.' else int(c) for c in line.replace(' ', '')] for line in text.split('\n') if line]


def choices(grid, r, c):
    used = set(grid[r])
    for i in range(9):
        used.add(grid[i][c])
    br, bc = r // 3 * 3, c // 3 * 3
    for i in range(br, br + 3):
        used.update(grid[i][bc:bc + 3])
    return [d for d in range(1, 10) if d not in used]


def solve(grid):
    global visited
    visited += 1
    best = None
    for r in range(9):
        for c in range(9):
            if grid[r][c] == 0:
                options = choices(grid, r, c)
                if best is None or len(options) < len(best[2]):
                    best = (r, c, options)
                    if len(options) <= 1:
                        break
        if best is not None and len(best[2]) <= 1:
            break
    if best is None:
        return True
    r, c, options = best
    for d in options:
        grid[r][c] = d
        if solve(grid):
            return True
    grid[r][c] = 0
    return False


visited = 0
grid = parse(PUZZLE)
print(solve(grid), visited)
for row in grid:
    print(*row)
print(all([sorted(row) == list(range(1, 10)) for row in grid]), all([sorted(column) == list(range(1, 10)) for column in zip(*grid)]))
