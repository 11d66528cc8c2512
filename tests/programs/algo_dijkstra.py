"""Shortest paths: Dijkstra with a sorted list and with a binary heap, Floyd-Warshall, breadth first."""


def push(heap, item):
    heap.append(item)
    i = len(heap) - 1
    while i > 0:
        parent = (i - 1) // 2
        if heap[parent] <= heap[i]:
            break
        heap[parent], heap[i] = heap[i], heap[parent]
        i = parent


def pop(heap):
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    i = 0
    while True:
        child = 2 * i + 1
        if child >= len(heap):
            return first
        if child + 1 < len(heap) and heap[child + 1] < heap[child]:
            child += 1
        if heap[i] <= heap[child]:
            return first
        heap[i], heap[child] = heap[child], heap[i]
        i = child


def dijkstra(graph, start):
    distance = {start: 0}
    previous = {}
    heap = [(0, start)]
    while heap:
        d, node = pop(heap)
        if d > distance[node]:
            continue
        for neighbour, weight in graph[node]:
            total = d + weight
            if neighbour not in distance or total < distance[neighbour]:
                distance[neighbour] = total
                previous[neighbour] = node
                push(heap, (total, neighbour))
    return distance, previous


def path(previous, end):
    nodes = [end]
    while end in previous:
        end = previous[end]
        nodes.insert(0, end)
    return nodes


def all_pairs(graph, n):
    infinity = float('inf')
    d = [[0 if i == j else infinity for j in range(n)] for i in range(n)]
    for i in range(n):
        for j, weight in graph[i]:
            d[i][j] = min(d[i][j], weight)
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if d[i][k] + d[k][j] < d[i][j]:
                    d[i][j] = d[i][k] + d[k][j]
    return d


def levels(graph, start):
    level = {start: 0}
    queue = [start]
    for node in queue:
        for neighbour, _ in graph[node]:
            if neighbour not in level:
                level[neighbour] = level[node] + 1
                queue.append(neighbour)
    return level


n = 12
graph = {i: [] for i in range(n)}
seed = 7
for i in range(n):
    for _ in range(3):
        seed = (seed * 1103515245 + 12345) % 2 ** 31
        graph[i].append(((seed >> 8) % n, (seed >> 16) % 20 + 1))
print(graph)
distance, previous = dijkstra(graph, 0)
print(sorted(distance.items()))
print([path(previous, end) for end in sorted(distance)])
table = all_pairs(graph, n)
print(all([table[0].index(table[0][i]) >= 0 and table[0][i] == distance.get(i, float('inf')) for i in range(n)]), table[3])
print(levels(graph, 0))
