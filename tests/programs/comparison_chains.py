"""Chained comparisons: each operand evaluated once, evaluation stops early, all operators."""


def show(x):
    print(x, end=' ')
    return x


print(show(1) < show(2) < show(3))
print(show(3) < show(2) < show(1))
print(show(1) < show(1) <= show(1) == show(1) != show(0) > show(-5) >= show(-5))
print(show(1) in show([1, 2]) == show([1, 2]))
print(1 < 2 > 1 < 3, 1 == 1.0 == True, 3 > 2 == True, (3 > 2) == True, 1 < 3 < 2 or 5, not 1 < 2 < 3, 1 < (2 < 3), 'a' < 'b' < 'c', [] is not None is not len, 1 in [1] in [[1]], len is None is None)
try:
    print(1 < 'a' < show(2))
except TypeError as error:
    print(error)
print(2 < 1 < 'a')
result = show(0) < show(5) and show(5) < show(3) or show('else')
print(result)
if 0 <= 5 < 10 and not 10 <= 5 < 20:
    print('in range')
count = 0
for i in range(-100, 200):
    if 0 <= i < 100 != 50:
        count += 1
    elif i < 0 < 1 < 2:
        count += 1000
    while 0 < count % 7 < 3:
        count += 10000
print(count)
x = [1, 5, 3]
print(x[0] < x[1] > x[2], x == sorted(x) == [1, 3, 5], sorted(x) == [1, 3, 5] == [1, 3, 5])
