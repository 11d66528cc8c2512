# Characters and comparisons of strs in hot loops, lists that grow there, and what comes to such places otherwise: other types,
# longer texts, characters that are not ASCII, indices that are out of range.


def letters(text, n):
    count = 0
    for k in range(n):
        if text[k % 5] == 'a':
            count += 1
    return count


def tried(f, *args):
    try:
        return f(*args)
    except (AttributeError, IndexError, TypeError, KeyError, ValueError, ZeroDivisionError) as e:
        return type(e).__name__, str(e)


def at(text, k):
    return text[k]


def item(container, key):
    return container[key]


def same(x, y):
    if x == y:
        return 'same'
    if x != 'other':
        return 'different'
    return 'other'


def equal(x, y):
    return x == y, x != y


def is_space(c):
    return c in ' \n\t', c not in 'xyz'


def code(c):
    return ord(c) + 1


def lower(c):
    if 'a' <= c <= 'z':
        return 1
    return 2 if c < '0' or c > 'y' else 3


def walk(text):
    out = []
    for c in text:
        out.append(c)
    return '.'.join(out)


def truth(x):
    if x:
        return 'true' if not not x else '?'
    return 'false' if not x else '?'


def grown(n):
    out = []
    for k in range(n):
        out.append(k)
    return len(out), [k * 2 for k in out][-1]


def keyed(d, key, v):
    d[key] = v
    d['twice'] = d.get(key, 0) + d.get('none', 1)
    return d[key]


def sliced(x, lo, hi):
    return x[lo:hi]


def joined(a, b):
    text = a + b
    text += b
    return text, '%s-%s' % (a, b), f'{a}{b!r:>4}'


def ordered(a, b):
    return a < b, a <= b, a > b, a >= b


def found(x, container):
    return x in container, x not in container


def methods(s, l, d):
    l.append(s.upper())
    return s.find('b'), s.split(), l.index(s.upper()), sorted(d.items()), list(d.keys())


def products(a, b):
    return a * b, a - b, a % b


print(letters('abcab', 400))
hot = 'hello, world'
print([is_space(c) for c in ['q', '\n', 'z', 'q', '', 'z'] * 2])
for k in range(300):
    at(hot, k % len(hot))
    item({'a': k, 'b': 1}, 'a')
    same('other' if k % 3 else 'one', 'one')
    equal('a', 'bc' if k % 2 else 'a')
    is_space(' ' if k % 2 else 'q')
    code('a')
    lower('m' if k % 2 else '!')
    truth('text' if k % 2 else '')
    keyed({'a': 1, 'twice': 2}, 'a', k)
    sliced('abcdef', 1, 3)
    joined('ab', 'c')
    ordered('ab', 'ac')
    found('a', ['b', 'a'])
    methods('a b', ['x'], {'k': 1})
    products(2.0, k + 1)
walk(hot * 30)
print(at(hot, 0), at(hot, 11), tried(at, hot, 12), at(hot, -1), tried(at, hot, -13), tried(at, hot, 'x'))
print(at('näh', 1), at('näh', 2), at(['a', 'b'], 1), at((1, 2), 0), tried(at, None, 0), at({0: 'zero'}, 0))
print([at('naïve ünï', k) for k in range(9)])
print(item({'a': 5, 'b': 6}, 'b'), tried(item, {'a': 5}, 'c'), item([1, 2, 3], -1), tried(item, [1], 5), tried(item, 5, 5))
print(item({'ab': 7}, ''.join(['a', 'b'])), item({k: k for k in range(500)}, 499), tried(item, {}, []), item('abc', slice(1, 3)))
print(item({str(k): k for k in range(300)}, '299'), item({1: 'one', True: 'yes'}, 1.0))
print(same('one', ''.join(['o', 'n', 'e'])), same(''.join(['o', 'th', 'er']), 'one'), same(1, 1.0), same(None, 'x'), same([], []))
print(equal('ab', ''.join(['a', 'b'])), equal('ab', ''.join(['a', 'c'])), equal(1, 'a'), equal('ä', 'ä'), equal((1, 2), (1, 2)))
print(is_space('\t'), is_space('x'), is_space(''), is_space('\n\t'), is_space('ä'), is_space('\x7f'), tried(is_space, 5))
print(code('z'), code('ä'), tried(code, 'ab'), tried(code, ''), tried(code, 5))
print(lower('a'), lower('z'), lower('`'), lower('{'), lower('5'), lower(''), lower('zz'), lower('ä'), tried(lower, 5))
print(walk('abc'), walk(''), walk('näh'), walk(['x', 'y']), walk(('p', 'q')), walk({'k': 1}), tried(walk, 5))
built = ''
for k in range(200):
    built += 'piece %d;' % k
print(len(walk(built)), at(built, 700), built[600], [built[k] for k in range(1000, 1010)])
print(truth([]), truth([0]), truth(()), truth((0,)), truth({}), truth('x'), truth(0), truth(0.5), truth(None), truth(range(0)))
print(grown(1), grown(3), grown(1000))
print(keyed({}, 'new', 4), tried(keyed, {}, [], 1), tried(keyed, 5, 5, 5), keyed({'twice': 0}, 'twice', 9), tried(keyed, 'abc', 0, 'x'))
print(sliced('näh', 1, 2), sliced([1, 2, 3], 0, 2), sliced((1, 2, 3), 1, 9), sliced(range(9), 2, 5), tried(sliced, 5, 1, 2))
print(tried(sliced, 'abc', 'a', 'b'), sliced('abc', None, None), sliced('abc', -2, None))
print(joined('ä', 'ö'), joined('x' * 40, 'y' * 40)[0][38:42], tried(joined, [1], [2]), tried(joined, 1, 'a'), tried(joined, (1,), (2,)))
print(ordered('b', 'a'), ordered(1, 2.5), ordered([1], [2]), tried(ordered, 'a', 1), ordered({1}, {1, 2}), ordered(2 ** 60, 2 ** 61))
print(found('b', 'abc'), found(2, (1, 2)), found('k', {'k': 1}), found(3, {1, 2}), found(5, range(9)), tried(found, 1, 'a'), tried(found, 1, 2))
numbers = iter([1, 2, 3, 4, 5])
print(found(2, numbers), list(numbers))
print(methods('abab', [], {}), tried(methods, 5, [], {}), tried(methods, 'b', (), {}), tried(methods, 'b', [], []))
print(products(3, 2), products(2.5, 2), products(2 ** 60, 3), tried(products, 'a', 2), tried(products, 1, 0))


def appended(target, n):
    for k in range(n):
        target.append(k)
    return target


class_like = {'append': 1}
print(len(appended([], 500)), appended([9], 2), tried(appended, (1,), 2), tried(appended, class_like, 1))


def nested(texts, out):
    for text in texts:
        out.append(text.upper().strip().lower() + str(len(text)))
    return out


print(nested(['a', ' b ', 'ccc'] * 40, [])[-3:])


def frozen(s, n):
    for k in range(n):
        s.union([k])
    return len(s.union([1000]))


print(frozen({1, 2}, 100), frozen(frozenset({1}), 100))


def totals(rows):
    total = 0
    for row in rows:
        total += row['price'] * row['count']
        row['seen'] = total
    return total


rows = [{'price': 1.5, 'count': k, 'seen': 0} for k in range(200)]
print(totals(rows), rows[-1], totals([{'price': 2, 'count': 3}]), tried(totals, [{'price': 2}]))


def itself(x, n):
    # Whoever is compared with itself is not looked into, whatever compares.
    count = 0
    for k in range(n):
        if x != x:
            count += 1
        count += (x == x) + (x in [x])
    return count


print(itself([1, 2, [3] * 20] * 30, 50), itself(float('nan'), 50), itself({'k': [1] * 99}, 50), itself('text', 50))


def smallest(rows):
    total = 0
    for row in rows:
        total += min(row[0], 5) + len(set()) + len({'k': row}) + row[1].get('none', 2) + row[1].get('some')
    return total


print(smallest([[k, {'some': k}] for k in range(100)]), tried(smallest, [[1, {}]]), tried(smallest, [[1, []]]))
