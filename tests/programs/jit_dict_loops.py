"""Loops over dicts and their views in compiled code, and whatever can happen to the dict on the way."""


def keys(d):
    found = []
    for k in d:
        found.append(k)
    return found


def keys_of_view(d):
    n = 0
    for k in d.keys():
        n += len(k)
    return n


def values(d):
    t = 0
    for v in d.values():
        t += v
    return t


def items(d):
    t = 0
    for k, v in d.items():
        t += len(k) * v
    return t


def whole_items(d):
    t = ()
    for item in d.items():
        t = max(t, item)
    return t


def mixed(xs):
    n = 0
    for x in xs:
        n += 1
        last = x
    return n, last


def nested(d):
    pairs = 0
    for k, v in d.items():
        for l, w in d.items():
            if v < w:
                pairs += 1
        for w in d.values():
            pairs -= w == v
    return pairs


def changes(d, what, at):
    seen = []
    for n, v in d.items():
        seen.append((n, v))
        if n == at:
            if what == 'grows':
                d['new'] = -1
            elif what == 'shrinks':
                del d[at]
            elif what == 'swaps':
                del d[at]
                d['new'] = -1
            elif what == 'clears':
                d.clear()
            elif what == 'sets':
                d['n9'] = -9
            elif what == 'swaps all':
                copy = list(d)
                for key in copy:
                    del d[key]
                for key in copy:
                    d[key + key] = 5
    return seen


def many(d):
    t = 0
    for _ in range(3):
        for v in d.values():
            t += v
    return t


def floats(d, rounds):
    t = 0.0
    for _ in range(rounds):
        for x in d.values():
            t += x * 0.5
        for x, y in d.items():
            t -= x + y
    return t


words = {'a': 1, 'bc': 2, 'def': 3, 'g': -4}
for _ in range(90):
    a, b, c, d, e = keys(words), keys_of_view(words), values(words), items(words), whole_items(words)
print(a, b, c, d, e)
print(keys({}), values({}), items({}), whole_items({}))
words['h'] = 2 ** 60
print(values(words), items(words), nested(words))
for _ in range(50):
    nested(words)
del words['a'], words['def']
words['a'] = 7
print(keys(words), keys_of_view(words), values(words), items(words), whole_items(words), nested(words))

for xs in [words, words.keys(), words.values(), words.items(), [1, 2], 'ab', {1, 2}, range(5), words, (8, 9)] * 2:
    for _ in range(40):
        result = mixed(xs)
    print(type(xs).__name__, result)

for what in ['nothing', 'sets', 'grows', 'shrinks', 'swaps', 'clears', 'swaps all']:
    for at in ['n0', 'n5', 'n9']:
        for _ in range(9):
            d = {'n%d' % k: k for k in range(10)}
            try:
                result = changes(d, what, at)
            except RuntimeError as error:
                result = error
        print(what, at, result, len(d))

big = {k: k & 3 for k in range(300)}
print(many(big))
for k in range(0, 300, 10):
    del big[k]
print(many(big), many({}))
print(floats({0.5: 1.5, 2.5: 3.0}, 60), floats({0.5: 1.5, 2: 3.0, True: 2}, 50))
