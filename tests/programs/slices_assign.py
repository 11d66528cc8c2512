"""Assigning to and deleting slices of lists: every step, growing, shrinking, aliasing, errors."""

a = list(range(10))
a[2:4] = 'xyz'
print(a)
a[5:5] = [100, 200]
print(a)
a[:2] = []
print(a)
a[-2:] = (7,)
print(a)
a[len(a):] = [1, 2]
a[:0] = [0]
print(a)
a[100:] = ['end']
a[-100:0] = ['start']
print(a)
a[::2] = range(len(a[::2]))
print(a)
a[::-1] = list(a)
print(a)
a[1:6:2] = 'pqr'
print(a)
a[-1:-6:-2] = [1, 2, 3]
print(a)
a[3:1] = ['inserted']
print(a)
a[:] = a[::-1]
print(a)
a[2:5] = a
print(a)
a[::1] = [1, 2, 3]
print(a)
a[:] = []
print(a)
b = list(range(20))
del b[0]
del b[-1], b[5]
print(b)
del b[2:4]
print(b)
del b[::3]
print(b)
del b[-2:]
print(b)
del b[::-2]
print(b)
del b[10:], b[3:1], b[:0]
print(b)
del b[:]
print(b)
for bounds in ((0, 10, 2), (9, 0, -3), (None, None, -1), (5, 5, 2), (1, 9, 4)):
    c = list(range(10))
    del c[slice(*bounds)]
    print(c)
d = [1, 2, 3, 4]
for attempt in ((slice(None, None, 2), [1]), (slice(None, None, 2), [1, 2, 3]), (slice(0, 2), 5), (slice(None, None, -1), []), (slice(0, 0, 0), []), (slice(0, 1), None), (slice('a', None), [])):
    try:
        d[attempt[0]] = attempt[1]
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(d)
d[1:3] += [9, 9]
print(d)
d[::2] *= 1
d[0:1] *= 3
print(d)
alias = d
d[1:2] = [5] * 3
print(alias is d, alias)
sieve = [True] * 400
sieve[:2] = [False, False]
for i in range(2, 20):
    if sieve[i]:
        sieve[i * i::i] = [False] * len(range(i * i, 400, i))
print([i for i in range(400) if sieve[i]])
x = list(range(50))
for i in range(300):
    k = i % 7
    x[k:k + 3] = x[k + 3:k + 5] + [i]
    if len(x) < 40:
        x += [i] * 10
    del x[i % len(x)::13]
print(x)
