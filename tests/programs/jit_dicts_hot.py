"""Hot loops over dictionaries: counters, memo tables, graphs, deletion, changing key types."""

memo = {}


def fib(n):
    if n in memo:
        return memo[n]
    result = n if n < 2 else fib(n - 1) + fib(n - 2)
    memo[n] = result
    return result


def count(items):
    counts = {}
    for item in items:
        if item in counts:
            counts[item] += 1
        else:
            counts[item] = 1
    return counts


def invert(table):
    out = {}
    for key, value in table.items():
        out.setdefault(value, []).append(key)
    return out


print(fib(150), len(memo))
print(count('mississippi'), count([1, 1.0, True, 'a', 2, (1, 2), (1, 2), None]), count([i % 5 for i in range(300)]))
print(invert(count('the quick brown fox jumps')))
d = {}
for i in range(400):
    key = i % 40 if i % 3 else str(i % 40) if i % 2 else (i % 7, i % 5)
    d[key] = d.get(key, 0) + i
print(len(d), sum(d.values()), sum([k for k in d if isinstance(k, int)]), d[(3, 1)], d.get('10'))
removed = 0
for i in range(400):
    if d.pop(i % 45, None) is not None:
        removed += 1
    elif str(i % 40) in d and i % 11 == 0:
        del d[str(i % 40)]
print(removed, len(d), list(d)[:3])
grid = {}
for x in range(20):
    for y in range(20):
        grid[x, y] = x * y % 7
total = 0
for (x, y), v in grid.items():
    total += v * grid.get((y, x - 1), 1) + ((x + 1, y) in grid)
print(total, len(grid))
record = {'a': 1, 'b': 2.5, 'c': 'text'}
for i in range(300):
    record['a'] += 1
    record['b'] *= 1.01
    record['c'] = record['c'][1:] + record['c'][0]
    if i % 100 == 99:
        record[f'new{i}'] = i
print(record['a'], round(record['b'], 9), record['c'], list(record))
cache = {}
hits = 0
for i in range(500):
    k = i * i % 61
    if k in cache:
        hits += cache[k]
    else:
        cache[k] = k % 3
    if len(cache) > 20:
        cache.clear()
print(hits, len(cache))
words = {}
for w in ('to be or not to be that is the question ' * 10).split():
    words[w] = words.get(w, 0) + len(w)
print(words)
