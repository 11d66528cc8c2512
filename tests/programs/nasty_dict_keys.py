"""Keys that are equal across types, collide in their hashes, are huge, nan, or cannot be keys."""

d = {}
for key in (1, 1.0, True, 0, False, 0.0, -0.0, -1, -2, -1.0, 2 ** 61 - 1, 2 ** 61, 2 ** 61 - 2, 2 ** 64, 2.0 ** 64, -2 ** 61, '1', '', (), ((),), (1,), (1.0,), (True,), None, 10 ** 30, 1e30, 0.1, 1 / 10, 'é', 'e\u0301', '\x00', '\x00\x00'):
    d[key] = d.get(key, 0) + 1
print(d, len(d))
for key in (True, 1, 0.0, False, -2.0, 2 ** 64, (True,), 10 ** 29 * 10, 'é'[0:1]):
    print(key in d, d.get(key), end=' ')
print()
print(hash(-1) == hash(-2), {-1: 'a', -2: 'b'}[-2], hash(2 ** 61 - 1), hash(0), {0: 'zero', 2 ** 61 - 1: 'wraps'}, hash(float(2 ** 61)), hash(1e300) == hash(int(1e300)), hash(0.5), hash(True))
nan = float('nan')
n = {nan: 1}
n[nan] = 2
print(len(n), n[nan], nan in n)
multiples = {}
for i in range(300):
    multiples[i * (2 ** 61 - 1)] = i
print(len(multiples), multiples[7 * (2 ** 61 - 1)], sum([hash(k) for k in multiples]))
powers = {1 << i: i for i in range(0, 300, 3)}
print(sum(powers.values()), powers[2 ** 99], powers.get(2 ** 100), powers.get(2.0 ** 120), 2.0 ** 297 in powers)
pairs = {(i, j): i * j for i in range(20) for j in range(20)}
print(sum(pairs.values()), pairs[3, 4], pairs[(3.0, True * 4)], (20, 0) in pairs)
words = {}
for i in range(300):
    words['key' + str(i % 77)] = words.get('key' + str(i % 77), '') + chr(97 + i % 26)
print(len(words), words['key5'], words['k' + 'ey' + '76'])
parts = {'abc': 1, 'é': 2}
print(parts['xabcx'[1:4]], parts['abécd'[2]], parts['éabc'[1:]], parts.get('abc '.strip()), parts[''.join(['a', 'b', 'c'])], parts['ABC'.lower()], parts['É'.lower()])
for key in ([], {}, set(), ([],), (1, {}), slice(0, [])):
    try:
        print({key: 1})
    except TypeError as error:
        print(error)
    try:
        d.get(key)
    except TypeError as error:
        print(error, end='; ')
    try:
        key in {1, 2}
    except TypeError as error:
        print(error)
s = {1, 1.0, True, '1', (1,), (1.0,), nan, nan, None}
print(len(s), 1.0 in s, (True,) in s, nan in s)
frozen = {frozenset([1, 2]): 'a'}
print(frozen[frozenset([2, 1])], frozenset([1]) in {frozenset([1.0])})
functions = {len: 'len', print: 'print', int: 'int', 'a'.upper: 'bound'}
print(functions[len], functions[int], functions.get(max), functions.get('a'.upper), functions.get('a'.lower))
