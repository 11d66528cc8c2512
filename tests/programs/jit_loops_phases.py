# Loops whose iterable is now of one kind, now of another, and sums whose items are.
def f(it):
    t = 0
    for v in it:
        t += v
    return t
d = {i: i * 2 for i in range(50)}
for k in range(40):
    f(d.values()), f(d), f([1, 2, 3]), f(range(5)), f({1, 2}), f(reversed([1, 2])), f(()), f({})
    f(map(lambda x: x + 1, [1, 2])), f([0.5]), f(d.keys()), f(iter([1]))
def g(d):
    r = []
    for k in d:
        for v in d.values():
            if v > 5:
                break
            r.append((k, v))
        else:
            r.append(k)
    return r
for k in range(40):
    x = g({1: 2, 3: 4}), g({1: 20}), g({})
print(x)
def h(d):
    for k in d:
        d[k + 100] = 1
    return d
for k in range(40):
    try:
        h({k: 1})
    except RuntimeError as e:
        m = str(e)
print(m)
def total(fs):
    return sum(x for x in fs)
for k in range(40):
    a = total([0.1] * 10), total([1, 2]), total([1, 0.5]), total([0.5, 1]), total([]), total([True, 0.1]), total([2**60, 0.1, 0.2]), total([0.1, 2**70, 0.2])
print(a)
for k in range(40):
    a = total([float("inf"), 1.0]), total([float("nan")]), total([1e308, 1e308, -1e308]), total([-0.0]), total([1, 1e-17, 1e-17])
print(a)


def count(values, least):
    return sum(v >= least for v in values)


def best(values):
    return max(v for v in values), min(v for v in values)


for k in range(40):
    a = count([1, 5, 7], 5), count([0.5, 9], 1), count([], 0), count(["a", "b"], "b"), count(range(30), 7)
    b = best([1, 5, 3]), best([0.5, 2]), best("hello"), best([True, 2]), best(range(25))
print(a, b)
