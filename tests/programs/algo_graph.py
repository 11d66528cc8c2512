"""Graphs: topological order, union-find, components, bridges of a maze, flood fill."""


def topological(edges):
    degree = {}
    after = {}
    for a, b in edges:
        degree.setdefault(a, 0)
        degree[b] = degree.get(b, 0) + 1
        after.setdefault(a, []).append(b)
    ready = sorted([n for n in degree if degree[n] == 0])
    order = []
    while ready:
        node = ready.pop(0)
        order.append(node)
        for b in after.get(node, []):
            degree[b] -= 1
            if degree[b] == 0:
                ready.append(b)
        ready.sort()
    if len(order) != len(degree):
        raise ValueError('cycle through ' + ', '.join(sorted([n for n in degree if degree[n]])))
    return order


def find(parent, x):
    while parent[x] != x:
        parent[x] = parent[parent[x]]
        x = parent[x]
    return x


def kruskal(n, edges):
    parent = list(range(n))
    total = 0
    chosen = []
    for weight, a, b in sorted(edges):
        ra, rb = find(parent, a), find(parent, b)
        if ra != rb:
            parent[ra] = rb
            total += weight
            chosen.append((a, b))
    return total, chosen


def components(graph):
    index = {}
    low = {}
    stack = []
    found = []
    for node in sorted(graph):
        if node not in index:
            visit(graph, node, index, low, stack, found)
    return found


def visit(graph, node, index, low, stack, found):
    index[node] = low[node] = len(index)
    stack.append(node)
    for other in graph[node]:
        if other not in index:
            visit(graph, other, index, low, stack, found)
            low[node] = min(low[node], low[other])
        elif other in stack:
            low[node] = min(low[node], index[other])
    if low[node] == index[node]:
        component = []
        while True:
            member = stack.pop()
            component.append(member)
            if member == node:
                break
        found.append(sorted(component))


def solve_maze(rows):
    start = end = None
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell == 'S':
                start = (r, c)
            elif cell == 'E':
                end = (r, c)
    before = {start: None}
    queue = [start]
    for r, c in queue:
        if (r, c) == end:
            break
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            spot = (r + dr, c + dc)
            if rows[spot[0]][spot[1]] != '#' and spot not in before:
                before[spot] = (r, c)
                queue.append(spot)
    else:
        return None
    path = []
    while end is not None:
        path.append(end)
        end = before[end]
    return path[::-1]


def flood(grid, r, c, colour):
    old = grid[r][c]
    stack = [(r, c)]
    painted = 0
    while stack:
        r, c = stack.pop()
        if 0 <= r < len(grid) and 0 <= c < len(grid[0]) and grid[r][c] == old != colour:
            grid[r][c] = colour
            painted += 1
            stack += [(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)]
    return painted


edges = [('shirt', 'tie'), ('tie', 'jacket'), ('trousers', 'shoes'), ('trousers', 'belt'), ('belt', 'jacket'), ('socks', 'shoes')]
print(topological(edges))
try:
    topological(edges + [('jacket', 'shirt')])
except ValueError as error:
    print(error)
print(kruskal(8, [((i * j * 7 + i) % 23, i, j) for i in range(8) for j in range(i)]))
print(components({1: [2], 2: [3], 3: [1], 4: [3, 5], 5: [4], 6: [6], 7: [5, 6]}))
maze = ['#########', '#S..#...#', '#.#.#.#.#', '#.#...#E#', '#########']
path = solve_maze(maze)
print(len(path), path)
print(solve_maze(['#####', '#S#E#', '#####']))
grid = [[int((r * c + r) % 5 > 1) for c in range(16)] for r in range(8)]
print(flood(grid, 3, 3, 7), flood(grid, 0, 0, 0))
print('\n'.join([''.join([str(x) for x in row]) for row in grid]))
