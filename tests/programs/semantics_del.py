"""del of names, items, slices, several targets, in loops and functions."""

a = b = c = 1
del a, b
try:
    a
except NameError as error:
    print(error)
(d, e), f = (1, 2), 3
del (d, e), f
try:
    e
except NameError as error:
    print(error)
items = list(range(10))
del items[0], items[0], items[-1]
print(items)
del items[1:3], items[::2]
print(items)
table = {i: str(i) for i in range(5)}
del table[0], table[4]
print(table)
nested = {'a': [1, {'b': [2, 3]}]}
del nested['a'][1]['b'][0]
print(nested)
del nested['a'][1:]
print(nested)
del []
del ()


def local(x):
    y = x
    del x
    try:
        return x
    except UnboundLocalError as error:
        message = str(error)
    x = y + 1
    del y
    return x, message


print(local(5))


def in_loop():
    out = []
    for i in range(3):
        z = i
        del z
        try:
            out.append(z)
        except NameError:
            out.append('none')
        del i
    return out


print(in_loop())
queue = list(range(300))
steps = 0
while queue:
    del queue[len(queue) // 2]
    if len(queue) > 10:
        del queue[::7]
    steps += 1
print(steps)
words = {w: len(w) for w in 'a bb ccc dddd eeeee ffffff'.split()}
for w in list(words):
    if words[w] % 2:
        del words[w]
print(words)
x = [1, 2, 3]
y = x
del x
print(y)
for attempt in (0, 1, 2, 3, 4):
    try:
        if attempt == 0:
            del c, c
        elif attempt == 1:
            del y[7]
        elif attempt == 2:
            del table['nope']
        elif attempt == 3:
            del y['a']
        else:
            del (1, 2)[0:1]
    except (NameError, LookupError, TypeError) as error:
        print(type(error).__name__, error)
print(y)
try:
    del print
except NameError as error:
    print(error)
print = print
del print
print('the built-in one is left')
