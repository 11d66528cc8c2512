"""Augmented assignment evaluates its target once, reads before the value, and stores at the end."""

calls = []


def where(x):
    calls.append(x)
    return x


items = [1, 2, 3]
items[where(1)] += 10
items[where(-1)] *= 2
print(items, calls)
table = {'a': [1]}
table[where('a')] += [2]
table[where('a')][where(0)] -= 5
print(table, calls)
calls.clear()


def get():
    calls.append('get')
    return items


get()[where(0)] += where(7)
print(items, calls)
x = 5


def change():
    global x
    x = 100
    return 1


x += change()
print(x)
x = x + change()
print(x)
a = [1]
b = a
a += a
print(a, b is a)
a = a + a
print(a, b)
t = ([1],)
try:
    t[0] += [2]
except TypeError as error:
    print(error, t)
try:
    items[10] += where('value')
except IndexError as error:
    print(error, calls)
try:
    table['missing'] += where('never')
except KeyError as error:
    print(error, calls)
try:
    items[0] += 'a'
except TypeError as error:
    print(error, items)
s = 'ab'
r = s
s += 'c'
print(s, r)
n = m = 10
n -= 3
print(n, m)
items[0:2] += [7]
print(items)
items[::2] = items[::-2]
print(items)
z = [[0] * 2] * 2
z[0][0] += 1
print(z)
q = {1, 2}
w = q
q |= {3}
print(sorted(w), q is w)
q = q | {4}
print(sorted(w), q is w)
d = {'n': 0}
for i in range(300):
    d['n'] += i
    items[i % 3] = items[i % 3] if False else i
    get()[i % 2] += 1
print(d, items[:3], len(calls))
value = 1
value += value * 2 + value
value *= value - 1
value //= value // 3 or 1
print(value)
k = 0
data = [0] * 4


def bump():
    global k
    k += 1
    return k - 1


data[bump()] += bump()
data[bump()] = bump()
print(data, k)
