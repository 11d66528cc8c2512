"""List, set and dict comprehensions: nested, with conditions, their scope, several fors."""

print([x * x for x in range(10)], [x for x in range(20) if x % 3 == 0], [x for x in range(30) if x % 2 if x % 3], [x if x % 2 else -x for x in range(6)])
print([(x, y) for x in range(3) for y in range(x)], [x * y for x in range(1, 4) if x != 2 for y in (10, 20) if x + y != 13], [[y for y in range(x)] for x in range(4)])
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [x for row in matrix for x in row], [sum(row) for row in matrix], [x for row in matrix if row[0] > 1 for x in row if x != 5])
print(sorted({x % 7 for x in range(50)}), {x: x * x for x in range(5)}, {k: v for k, v in zip('abc', range(3)) if v}, {v: k for k, v in {'a': 1, 'b': 2}.items()}, {x for x in ''}, {x: {y: x * y for y in range(2)} for x in range(2)})
x = 'outer'
print([x for x in range(3)], x, [x + str(i) for i in range(2)])
i = 5
print([i for i in range(i)], i, [j for j in [i]], [[i for i in range(3)] for i in range(2)], i)
print([a + b for a, b in [(1, 2), (3, 4)]], [a for a, *b in ['xyz', 'q']], [k for k in {'m': 1}], [c for c in 'text' if c not in 'aeiou'], [lambda: 0 for _ in range(2)][1]())


def inside(n, factor):
    offset = 100
    result = [k * factor + offset for k in range(n) if k != offset]
    nested = [[k * m * factor for m in range(k)] for k in range(n)]
    table = {k: [m + offset for m in range(k)] for k in range(n)}
    return result, nested, table, {k + factor for k in range(1)}


print(inside(4, 3))


def shadow(k):
    items = [k for k in range(k)]
    return items, k


print(shadow(3))
total = 0
for n in range(30):
    total += sum([a * b for a in range(n) if a % 2 for b in range(a, n) if (a + b) % 3 == 0])
print(total)
try:
    [1 // z for z in (2, 1, 0, 5)]
except ZeroDivisionError as error:
    print(error)
try:
    [undefined for _ in range(3)]
except NameError as error:
    print(error)
try:
    [z for z in 5]
except TypeError as error:
    print(error)
try:
    {[]: z for z in range(2)}
except TypeError as error:
    print(error)
try:
    z
except NameError as error:
    print(error)
print([(a, b, c) for c in range(1, 30) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c])
print([y for x in range(5) for y in [x * 2] if y > 2], [last for last in [[1], [2, 3]][-1]])
print(len([0 for a in range(10) for b in range(10) for c in range(5)]))
