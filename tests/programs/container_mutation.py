"""Containers changed while they are iterated over, iterators of iterators, ranges of big ints, hashes, deep comparisons."""



def t(f, *a):
    try:
        print(f.__name__, f(*a))
    except Exception as e:
        print(f.__name__, type(e).__name__, e)


def d1():
    d = {1: 1, 2: 2, 3: 3}
    out = []
    try:
        for k in d:
            out.append(k)
            d[k + 10] = 1
    except RuntimeError as e:
        return out, str(e)


def d2():
    d = {0: 0}
    for k in d:
        del d[k]
        d[k + 1] = 0
    return d


def d3():
    d = {1: 1, 2: 2}
    it = iter(d.items())
    out = [next(it)]
    d[3] = 3
    for i in range(2):
        try:
            out.append(next(it))
        except RuntimeError as e:
            out.append(str(e))
    del d[3]
    try:
        out.append(next(it))
    except RuntimeError as e:
        out.append(str(e))
    return out


def d4():
    d = {i: i for i in range(10)}
    out = []
    for k in d:
        out.append(k)
        d[k] = -k
    return out, d


def d5():
    d = {i: i for i in range(5)}
    it = reversed(d)
    out = [next(it)]
    d.pop(0)
    d['x'] = 1
    out.append(list(it))
    return out


def d6():
    d = {i: i for i in range(5)}
    it = iter(d)
    list(it)
    d[9] = 9
    return list(it), list(reversed(d.values())), list(reversed(d.items()))


def d7():
    d = {1: 1, 2: 2, 3: 3}
    it = iter(d)
    next(it)
    del d[1]
    d[4] = 4
    return list(it)


def s1():
    s = {1, 2, 3}
    for x in s:
        s.add(x + 10)


def s2():
    s = {1, 2, 3}
    it = iter(s)
    next(it)
    s.discard(1)
    s.add(9)
    return list(it)


def s3():
    s = {1, 2, 3}
    out = []
    for x in s:
        out.append(x)
        s.discard(x)
        s.add(x)
    return out


def s4():
    s = {1, 2}
    it = iter(s)
    list(it)
    s.add(3)
    return list(it)


def l1():
    a = [1, 2, 3]
    out = []
    for x in a:
        out.append(x)
        if x < 8:
            a.append(x + 3)
    return out, a


def l2():
    a = list(range(10))
    out = []
    for x in a:
        out.append(x)
        a.pop(0)
    return out, a


def l3():
    a = [1, 2, 3, 4]
    it = reversed(a)
    out = [next(it)]
    a.pop()
    a.pop()
    a.pop()
    return out, list(it), list(it)


def l4():
    a = [1, 2, 3, 4]
    it = reversed(a)
    a.append(5)
    return list(it)
A5 = [3, 1, 2]


def key(x):
    A5.append(x)
    return x


def l5():
    a = A5
    try:
        a.sort(key=key)
    except ValueError as e:
        return str(e), a


def l6():
    a = [3, 1, 2]
    a.extend(a)
    a[1:1] = a
    a += a
    return a


def z1():
    a = iter([1, 2, 3])
    b = iter([1])
    return list(zip(a, b)), list(a)


def z2():
    a = iter([1, 2, 3, 4, 5])
    return list(zip(a, a))


def z3():
    return [list(zip()), list(zip(strict=True)), list(zip([1], strict=True)), list(map(max, [1, 5], [4, 2], [3, 3]))]


def z4():
    it = enumerate('abc', 2**60)
    return list(it)


def z5():
    a = iter([1, 2, 3])
    return 2 in a, list(a), 5 in iter([1]), 3 not in map(abs, [-3, 4])


def z6():
    it = map(lambda x, y: (x, y), [1, 2, 3], 'ab')
    return next(it), list(it), next(it, 'end')


def z7():
    f = filter(lambda x: x % 2, range(10))
    return next(f), list(f)
OUT = []


def note(x):
    OUT.append(x)
    return x


def z8():
    out = OUT
    return any(map(note, [0, 0, 3, 4])), out, all(map(note, [1, 0, 5])), out, 3 in map(note, [7, 3, 9]), out


def z9():
    m = map(str, range(3))
    e = enumerate(m)
    z = zip(e, map(lambda x: x * x, range(10)))
    return [q for q in z], list(m)


def r1():
    r = range(10**20, 10**20 + 10, 3)
    return list(r), len(r), r[1], r[-1], 10**20 + 3 in r, 10**20 + 4 in r, list(reversed(r)), r.index(10**20 + 6), hash(r) == hash(range(10**20, 10**20 + 10, 3)), r == range(10**20, 10**20 + 12, 3)


def r2():
    return range(0, 10, 3) == range(0, 12, 3), range(0) == range(5, 5), hash(range(0)) == hash(range(3, 3)), range(5)[1:4], range(10)[::-2], range(10, 0, -3)[1:], range(2**70)[2**69:2**69 + 2], 3.0 in range(5), 2.5 in range(5), 'a' in range(3), True in range(3), range(5).index(True), range(3).count(1.0)


def r3():
    out = []
    for i in range(2**49 - 3, 2**49 + 3):
        out.append(i)
    for i in range(-2**49 + 2, -2**49 - 3, -2):
        out.append(i)
    for i in range(0, 2**49 - 1, 2**49 - 2):
        out.append(i)
    return out


def h1():
    return hash((1, 2, 3)), hash(()), hash((1, (2, 3))), hash(1.5), hash(-1), hash(-2), hash(2**61 - 1), hash(2**61), hash(-2**70), hash(float('inf')), hash(0.1), hash(1e300), hash(frozenset()), hash(frozenset({1, 2, 3})), hash(frozenset({(1, 2)})), hash(True), hash(range(5)), hash(slice(1, 2, 3)), hash(None), hash(-0.0), hash(1e16), hash(5e-324)


def c1():
    a = []
    for i in range(150):
        a = [a]
    b = []
    for i in range(150):
        b = [b]
    return a == b, a < b


def c2():
    return [1, 2] < [1, 2, 3], (1, 2) <= (1, 2), [1, 'a'] == [1, 'a'], {1: [1]} == {1: [1]}, {1, 2} <= {1, 2, 3}, {1: 2}.items() == {(1, 2)}, {1: 2}.keys() <= {1, 2}, {1} == frozenset({1}), [1.0] == [1], (1,) == [1], {1: 1}.keys() == {1: 2}.keys(), {1: 1}.values() == {1: 1}.values()


def c3():
    d = {'a': 1}
    v = d.values()
    return v == v, d.keys().isdisjoint(['b']), d.items() & [('a', 1)], d.items() - {('a', 1)}, [('a', 1)] in [d.items()], ('a', 1) in d.items(), ('a',) in d.items(), 1 in d.values()
for f in (d1, d2, d3, d4, d5, d6, d7, s1, s2, s3, s4, l1, l2, l3, l4, l5, l6, z1, z2, z3, z4, z5, z6, z7, z8, z9, r1, r2, r3, h1, c1, c2, c3):
    t(f)
