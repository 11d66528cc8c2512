"""Many short-lived and some long-lived objects, cycles, deep structures, large lists and strings."""

kept = []
for i in range(500):
    temporary = [i, str(i), (i, [i]), {i: [i]}]
    temporary.append(temporary)
    if i % 50 == 0:
        kept.append(temporary)
print(len(kept), [k[0] for k in kept], [k[3][k[0]] for k in kept][-1], kept[3][4] is kept[3])


def chain(n):
    head = None
    for i in range(n):
        head = (i, head)
    return head


def length(chain):
    n = 0
    while chain is not None:
        n += 1
        chain = chain[1]
    return n


print(length(chain(2000)))
a = []
b = {'a': a}
a.append(b)
a = b = None
ring = [None] * 10
for i in range(10):
    ring[i] = [i, None]
for i in range(10):
    ring[i][1] = ring[(i + 1) % 10]
node = ring[0]
for i in range(300):
    node = node[1]
print(node[0])
table = {}
for i in range(300):
    table[i % 20] = [table.get((i - 1) % 20), i][1:] * 3
print(sum([sum(v) for v in table.values()]))
text = ''
for i in range(300):
    text = text + 'ab' if len(text) < 100 else text[50:]
print(len(text))
grown = []
for i in range(12):
    grown = grown + grown + [i]
print(len(grown), sum(grown))
numbers = [i * 2 ** 60 for i in range(200)]
for _ in range(5):
    numbers = [n // 3 + 2 ** 70 for n in numbers]
print(sum(numbers))
matrix = [[0.5 * i * j for j in range(30)] for i in range(30)]
for _ in range(3):
    matrix = [list(row) for row in zip(*matrix)]
print(sum([sum(row) for row in matrix]))
try:
    x = [0] * 10
    for i in range(300):
        x = [x, i]
        if i == 250:
            raise ValueError(x)
except ValueError as error:
    inner = error.args[0]
depth = 0
while isinstance(inner[0], list):
    inner = inner[0]
    depth += 1
print(depth, inner)
