"""+ * in == < indexing and the augmented forms of lists, with aliasing."""

a = [1, 2]
b = a
b += [3]
print(a, b, a is b)
b = b + [4]
print(a, b, a is b)
a *= 2
print(a, a * 0, a * -3, 2 * a, [[]] * 3, [0] * 5, [1, 2] + [], [] + [])
a += 'xy'
a += (7, 8)
a += range(2)
a += {'k': 1}
print(a)
c = [[0] * 3] * 2
c[0][1] = 5
print(c, c[0] is c[1])
d = [[0] * 3 for _ in range(2)]
d[0][1] = 5
print(d)
print([1, 2] == [1, 2], [1, 2] == [2, 1], [1, 2] != [1, 2, 3], [1] == [1.0], [True] == [1], [] == [], [[1], [2]] == [[1], [2]])
print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], [2] > [1, 9, 9], [] < [1], [1, 2] <= [1, 2], [1, 2] >= [1, 2, 3], ['a', 1] < ['b', 'x'], [1, 'a'] < [2, 3], [float('nan')] < [1.0])
print(2 in [1, 2], 3 in [1, 2], 3 not in [1, 2], [1] in [[1], 2], 1.0 in [1], None in [0, '', False], '1' in [1])
e = [10, 20, 30]
e[0] += 1
e[-1] *= 2
e[1], e[0] = e[0], e[1]
print(e, e[True], e[-3], e[~0])
f = []
f.append(f)
print(f, f[0] is f, len(f))
g = [1, f, {'self': f}]
print(g)
t = (1, [2, 3])
try:
    t[1] += [4]
except TypeError as error:
    print(error, t)
for index in (3, -4, 10 ** 30, None, 'a', 1.5, []):
    try:
        e[index] = 0
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
    try:
        print(e[index])
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
    try:
        del e[index]
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
x = [0] * 100
for i in range(1000):
    x[i % 100] += i
    x[-i % 100] -= 1
print(sum(x), x[:5], x[-1])
y = []
for i in range(300):
    y = y[-20:] + [i] if i % 2 else [i] + y[:20]
print(y)
