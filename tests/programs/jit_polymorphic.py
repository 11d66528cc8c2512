"""Call sites and operators that see many types and functions in turn."""


def double(x):
    return x + x


def length(x):
    return len(x)


def first(x):
    return x[0]


def describe(x):
    if isinstance(x, bool):
        return 'bool'
    if isinstance(x, int):
        return 'int'
    if isinstance(x, float):
        return 'float'
    if isinstance(x, (list, tuple)):
        return 'sequence'
    return type(x).__name__


def call(f, x):
    return f(x)


def positional(a, b=2, *c):
    return a + b + len(c)


def keywords(a, *, b=3, **c):
    return a * b + len(c)


values = [1, 2.5, 'ab', [1, 2], (3, 4), True, 2 ** 60, '']
counts = {}
out = []
for i in range(400):
    x = values[i * 5 % 8]
    out.append(double(x))
    d = describe(x)
    counts[d] = counts.get(d, 0) + 1
    for f in (length, first):
        try:
            out.append(call(f, x))
        except (TypeError, IndexError) as error:
            counts[str(error)] = counts.get(str(error), 0) + 1
print(len(out), out[:20], counts)
functions = [abs, double, lambda x: x - 1, positional, keywords, float, lambda x, y=5: x * y, round, int]
x = 1
for i in range(400):
    f = functions[i % 9]
    x = call(f, x)
    if isinstance(x, (int, float)) and x > 10 ** 6:
        x = x % 1009
print(x)
total = 0
for i in range(300):
    total += positional(i) + positional(i, 1) + positional(i, 1, 2, 3) + keywords(i) + keywords(i, b=i) + keywords(i, c=1, d=2)
    if i % 50 == 49:
        def double(x):
            return x * 2 + 1
    total += double(i)
print(total)
methods = ['upper', 'lower']
s = 0
for i in range(300):
    v = values[i % 8]
    if type(v) is str:
        s += len(v.upper() + v.strip())
    elif type(v) is list:
        s += v.index(1) + v.count(2)
    elif type(v) is tuple:
        s += v.count(3)
print(s)
