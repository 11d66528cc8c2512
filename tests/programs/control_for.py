"""for over every kind of iterable, with else, break, continue and odd targets."""

for container in ([1, 2], (3, 4), 'ab', {'k': 1, 'l': 2}, range(5, 7), enumerate('x'), zip([1], [2]),
                  reversed([1, 2]), {'q': 5}.items(), {'q': 5}.values(), map(str, [1]), {7}, iter([8, 9])):
    print([item for item in container], end=' ')
print()

for i in range(5):
    if i == 3:
        break
else:
    print('never')
print(i)
for i in []:
    pass
else:
    print('empty else', i)

total = 0
for i in range(30):
    for j in range(30):
        if j > i:
            break
        if (i + j) % 3:
            continue
        total += i * j
    else:
        total += 1
print(total, i, j)

box = [0, 0]
for box[0] in range(4):
    box[1] += box[0]
print(box)
table = {}
for table['last'], (a, *b) in [(1, (2, 3, 4)), (5, 'xyz')]:
    print(table, a, b)
for a, b in {'x': 1}.items():
    print(a, b)
for (a, b), c in zip([(1, 2), (3, 4)], 'pq'):
    print(a, b, c)

items = [1, 2, 3]
for item in items:
    if item < 50:
        items.append(item * 10)
print(items)
items = list(range(20))
for item in items:
    if item % 2:
        items.remove(item)
print(items)
for i in range(3):
    i = 10
    print(i, end=' ')
print(i)
for i in (lambda: [1, 2])():
    print(i, end=' ')
print()
for bad in (5, None, 1.5, len):
    try:
        for i in bad:
            pass
    except TypeError as error:
        print(error)
