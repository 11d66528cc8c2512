"""Lists, dictionaries, sets and strings that grow through many sizes and shrink again."""

for n in (0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65, 100, 127, 129, 255, 257, 500, 1000):
    items = []
    table = {}
    members = set()
    text = ''
    for i in range(n):
        items.append(i)
        table[i * 3] = i
        members.add(i * 5)
        text += chr(97 + i % 26)
    assert len(items) == len(table) == len(members) == len(text) == n
    assert sum(items) == sum(table.values()) == sum(members) // 5 == n * (n - 1) // 2
    assert list(table) == [i * 3 for i in range(n)]
    for i in range(n // 2):
        items.pop()
        table.pop(i * 3)
        members.discard(i * 5)
    text = text[n // 2:]
    assert len(items) == len(table) == len(members) == len(text)
    print(n, len(items), items[-1:], list(table)[:1], max(members, default=None), text[:1], end='; ')
print()
big = list(range(5000))
print(sum(big), big[::500], sum(big[1::2]), len(big + big), big.index(4999), big.count(77))
del big[1000:4000]
big[500:500] = range(100)
print(len(big), big[499], big[500], big[600], big[-1], sorted(big, reverse=True)[:3])
lookup = {str(i): i for i in range(2000)}
print(len(lookup), sum(lookup.values()), lookup['1999'], '2000' in lookup)
for i in range(0, 2000, 2):
    del lookup[str(i)]
print(len(lookup), list(lookup)[:3])
numbers = set(range(3000))
numbers -= set(range(0, 3000, 3))
print(len(numbers), sum(numbers), 5 in numbers, 6 in numbers)
line = 'abc' * 5000
print(len(line), line.count('ca'), line[7000:7006], line.find('cc'), len(line.replace('b', '')), len(line.split('a')))
nested = []
for i in range(200):
    nested = [nested, i]
depth = 0
while nested:
    nested = nested[0]
    depth += 1
print(depth)
rows = [[0] * 50 for _ in range(50)]
for i in range(50):
    for j in range(50):
        rows[i][j] = i * j
print(sum([sum(r) for r in rows]), rows[49][49], len([x for r in rows for x in r if x % 2]))
