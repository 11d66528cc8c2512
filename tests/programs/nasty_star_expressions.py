"""Stars in returns, loops, subscripts, displays and assignments."""


def pair(a, *rest):
    return a, *rest


def both(*a, **k):
    return *a, *k, *k.values()


print(pair(1), pair(1, 2, 3), both(1, x=2))
for x in *[1, 2], *'ab', (3, 4):
    print(x, end=' ')
print()
d = {(1, 2): 'pair', (1, 2, 3): 'triple', (): 'none'}
key = (1, 2)
print(d[*key], d[*key, 3], d[()])
d[*key, 4] = 'stored'
print(d[1, 2, 4])
del d[*key, 4]
print(len(d))
a = [*range(3), *[*range(2), *()], *{}.items()]
print(a, [*a, *a][::2], (*a,), sorted({*a}), {**{}, **{'k': 1}, 'z': 2, **{'k': 3}})
*a, = *range(3), *'xy'
print(a)
(*b, c), *d = [(1, 2, 3), 4, 5]
print(b, c, d)
[e, *[f, *g]] = 1, 2, 3, 4
print(e, f, g)
for h, *i in [(1, 2, 3), 'ab', [9]]:
    print(h, i, end=' ')
print()
for *j, (k, l) in [(1, 2, (3, 4)), ((5, 6),)]:
    print(j, k, l, end=' ')
print()
x = 1, *(2, 3)
y = *x, *x
print(x, y, len((*x, *y)))
print(*x, *y, sep=',')
print(max(*x, *y), [*map(str, x)], {*x, *y} == {1, 2, 3}, *[], *(), sep='|')
for bad in (lambda: [*5], lambda: {*None}, lambda: (*1.5, 2), lambda: {**[1]}, lambda: {**{1: 2}, **5}, lambda: [*[1], *len], lambda: both(**{'a': 1}, **{'a': 2}), lambda: both(*'ab', **{5: 1}), lambda: {**None}):
    try:
        bad()
    except TypeError as error:
        print(error)
total = 0
acc = ()
for n in range(300):
    first, *middle, last = n, *acc[-3:], n + 1
    acc = (*acc[-5:], last)
    total += first + sum(middle) - last
    q, *r = pair(*acc)
    total += len(r) * q
print(total, acc)
