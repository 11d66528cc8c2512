"""Variables of loops after the loop, changes to them inside, and to what is looped over."""

for i in range(3):
    pass
print(i)
for i in []:
    pass
print(i)
for i, (j, k) in enumerate([(1, 2), (3, 4)]):
    pass
print(i, j, k)
for n in range(5):
    n = n * 10
print(n)
limit = 3
for n in range(limit):
    limit = 100
print(n)
items = [1, 2, 3]
for x in items:
    items = 'rebound'
print(x, items)
data = [1, 2, 3, 4]
for index in range(len(data)):
    if index < len(data) and data[index] % 2:
        del data[index]
print(data, index)
data = [5, 1, 4, 1]
for x in data:
    if x == 1:
        data.remove(1)
print(data, x)
data = [1, 2, 3]
for x in reversed(data):
    data.append(x)
    if len(data) > 8:
        break
print(data)
d = {'a': 1, 'b': 2}
for key in d:
    d[key] += 10
print(d, key)
text = 'abc'
for c in text:
    text += c
print(text, c)
x = 'outer'
y = [x for x in range(3)]
print(x, y)


def inner():
    for q in range(3):
        if q == 1:
            break
    return q


print(inner())
i = 10
while i > 0:
    i -= 3
print(i)
for a in range(2):
    for a in range(5, 7):
        pass
    print(a, end=' ')
print(a)
total = 0
for total in range(5):
    total += 100
print(total)
for d['key'] in range(3):
    pass
print(d)
it = iter(range(10))
for p in it:
    next(it, None)
    if p > 5:
        break
print(p, list(it))
z = zip(range(3), range(5))
for p, q in z:
    pass
print(p, q)
left = iter([1, 2, 3])
right = iter('ab')
print(list(zip(left, right)), next(left, 'used'), next(right, 'empty'))
for _ in range(3):
    _ = 'x'
print(_)
del p
try:
    p
except NameError as error:
    print(error)
e = 'before'
try:
    raise ValueError
except ValueError as e:
    pass
try:
    e
except NameError as error:
    print(error)
for i in range(300):
    for j in range(i, i + 2):
        if j == 250:
            break
    else:
        continue
    break
print(i, j)
