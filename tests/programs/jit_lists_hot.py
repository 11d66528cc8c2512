"""Hot loops over lists that grow, shrink, change element types and are aliased."""


def push_pop(n):
    stack = []
    total = 0
    for i in range(n):
        stack.append(i)
        if i % 3 == 0:
            total += stack.pop()
            if stack and i % 2 == 0:
                total -= stack.pop(0)
    return total, len(stack), stack[:3]


def rotate(items, n):
    for _ in range(n):
        first = items[0]
        for i in range(len(items) - 1):
            items[i] = items[i + 1]
        items[-1] = first
    return items


def fill(n):
    items = [0] * n
    for i in range(n):
        items[i] = i * i
    for i in range(n):
        items[-i - 1] += 0.5 if i % 2 else 1
    for i in range(0, n, 10):
        items[i] = str(i)
    return items


def prefix(items):
    for i in range(1, len(items)):
        items[i] += items[i - 1]
    return items


def swap_all(a, b):
    for i in range(len(a)):
        a[i], b[i] = b[i], a[i]


def shrinking(items):
    seen = 0
    for x in items:
        seen += 1
        if x % 3 == 0:
            items.pop()
    return seen, len(items)


def growing(items):
    for x in items:
        if len(items) < 300:
            items.append(x + 1)
    return len(items), items[-1]


def cleared(items):
    out = []
    for x in items:
        out.append(x)
        if x == 50:
            items.clear()
        if x == 5:
            items[:] = items[::2]
    return len(out), items


print(push_pop(400), rotate(list(range(7)), 100), fill(60)[:22])
print(prefix(list(range(250)))[-1], prefix([0.5] * 250)[-1], prefix(['a'] * 20)[-1], prefix([[1]] * 5), prefix([2 ** 47] * 20)[-1])
a, b = [1] * 50, ['b'] * 50
swap_all(a, b)
swap_all(a, a)
print(a[0], b[0], a[49])
print(shrinking(list(range(300))), growing([1, 2]), cleared(list(range(200))))
table = [[] for _ in range(10)]
for i in range(500):
    table[i * 7 % 10].append(i)
    table[i % 10] = table[i % 10][-5:]
print(table)
x = list(range(300))
s = 0
for i in range(len(x)):
    x[i] -= x[-1 - i]
    s += x[i] * (x[i - 1] if i else 1)
print(s, x[150])
z = [0]
for i in range(300):
    try:
        z[i % 5] += i
    except IndexError:
        z.append(i)
print(z)
pairs = [(i, str(i)) for i in range(200)]
n = 0
for number, text in pairs:
    n += number + len(text)
print(n)
