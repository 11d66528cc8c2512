"""Names, references and copies: lists in lists, arguments, defaults, slices, loops over copies."""

a = [1, 2, [3, 4]]
b = a
c = a[:]
d = list(a)
e = a.copy()
f = [*a]
a[0] = 'changed'
a[2].append(5)
print(a, b, c, d, e, f, c[2] is a[2], b is a)


def mutate(x):
    x.append('in')
    x = ['new']
    x.append('lost')
    return x


g = []
print(mutate(g), g)


def rebind(n):
    n += 1
    return n


h = 5
print(rebind(h), h)
row = [0] * 3
grid = [row, row, row[:]]
grid[0][0] = 1
print(grid)
k = [[]] * 3
k[0].append(1)
k[1] = [2]
print(k)
m = {'a': [1]}
n = dict(m)
n['a'].append(2)
n['b'] = 3
print(m, n)
o = p = []
o += [1]
o = o + [2]
print(o, p)
t = ([], [])
t[0].append(1)
u = t + ([2],)
u[0].append(3)
print(t, u)
x = [1, 2, 3]
for i in x[:]:
    x.remove(i)
print(x)
y = [1, 2, 3]
z = y
y[:] = [9]
print(z)
y = [8]
print(z)
first = second = 0
first += 1
print(first, second)
q = [1, 2, 3]
q[0], q[1:] = q[1:], q[0:1]
print(q)
r = [1, 2]
r.append(r)
s = r[:]
print(r, s, r[2] is r, s[2] is r, len(s))
v = {}
v['self'] = v
print(v, v['self']['self'] is v)
w = (1, [])
w[1].append(w)
print(w)
loops = []
for i in range(3):
    entry = {'i': i}
    loops.append(entry)
    entry['j'] = i * 2
print(loops)
functions = []
for i in range(3):
    functions.append(lambda i=i: i * 10)
print([fn() for fn in functions])
swap = [1, 2, 3, 4]
swap[0], swap[1], swap[2], swap[3] = swap[3], swap[2], swap[1], swap[0]
print(swap)
index = [2, 0, 1]
index[index[0]], index[0] = index[0], index[index[0]]
print(index)
shared = [0]
holders = [shared for _ in range(5)]
for i in range(300):
    holders[i % 5][0] += i
print(shared, [h[0] for h in holders])
