"""Lists, dictionaries and sets changed while they are iterated, in every allowed and forbidden way."""

for change in ('add', 'delete', 'pop', 'clear', 'update', 'replace'):
    d = {i: i for i in range(5)}
    seen = []
    try:
        for k in d:
            seen.append(k)
            if k == 2:
                if change == 'add':
                    d['new'] = 1
                elif change == 'delete':
                    del d[4]
                elif change == 'pop':
                    d.popitem()
                elif change == 'clear':
                    d.clear()
                elif change == 'update':
                    d.update({8: 1, 9: 1})
                else:
                    d[3] = 'replaced'
    except RuntimeError as error:
        seen.append(str(error))
    print(change, seen, d)
for change in ('add', 'remove', 'clear', 'discard nothing'):
    s = {1, 2, 3}
    n = 0
    try:
        for x in s:
            n += 1
            if change == 'add':
                s.add(10)
            elif change == 'remove':
                s.remove(x)
            elif change == 'clear':
                s.clear()
            else:
                s.discard(99)
    except RuntimeError as error:
        print(error, end=' ')
    print(change, n)
for change in ('append', 'pop', 'pop first', 'insert', 'clear', 'reverse', 'sort', 'slice', 'double'):
    items = [4, 3, 2, 1, 0]
    seen = []
    for x in items:
        seen.append(x)
        if len(seen) > 12:
            break
        if x == 2:
            if change == 'append':
                items.append(9)
            elif change == 'pop':
                items.pop()
            elif change == 'pop first':
                items.pop(0)
            elif change == 'insert':
                items.insert(0, 7)
            elif change == 'clear':
                items.clear()
            elif change == 'reverse':
                items.reverse()
            elif change == 'sort':
                items.sort()
            elif change == 'slice':
                items[1:3] = []
            else:
                items += items
    print(change, seen, items)
d = {'a': 1, 'b': 2, 'c': 3}
for view in (d.keys, d.values, d.items):
    it = iter(view())
    next(it)
    d[len(d)] = 0
    try:
        next(it)
    except RuntimeError as error:
        print(error)
it = iter(d)
d['late'] = 1
del d['late']
print(next(it))
r = reversed([1, 2, 3])
print(next(r), list(r))
items = [1, 2, 3, 4]
r = reversed(items)
items.pop()
items.append(9)
print(list(r))
z = zip(items, items)
next(z)
items.clear()
print(list(z))
e = enumerate(items)
items.extend('ab')
print(list(e))
m = map(lambda x: items.append(x) or x, [1, 2])
print(list(m), items)
hits = 0
for i in range(300):
    d = {j: j for j in range(3)}
    try:
        for k in d:
            if i % 3 == k:
                d[i + 100] = i
    except RuntimeError:
        hits += 1
print(hits)
