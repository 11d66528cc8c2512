# Texts of all lengths about the ends of words of eight bytes, and dicts that find them again.

LETTERS = 'aZ[`{@zA~!bY09xQ,.Mm\t \x1f\x0b' * 4


def cases(n):
    for start in range(2):
        s = LETTERS[start:start + n]
        print(n, start, repr(s.lower()), repr(s.upper()), repr(s.casefold()), repr(s.capitalize()))
        print(repr(s + s[:3]), repr(s[:1] + s), len(s + s), (s + s)[n:] == s)
        print(repr(s.strip()), repr(s.strip('aZ[\t ,.')), repr(s.lstrip('aé[Z')), repr(s.rstrip('')), repr(s.strip('a' * 70)))


def split():
    for text in ['', ' ', 'a', ' a', 'a ', 'a b', '  one  two\tthree\n\x1cfour\x1d\x1e\x1f five', 'eightlet ters and more of them',
                 'x' * 17 + ' ' + 'y' * 16 + '\v' + 'z' * 7, 'a\x0eb\x1bc!d\x08e', 'é a\xa0b', '\xa0']:
        print(text.split(), text.split(None, 1), text.rsplit(None, 1), text.split('\n'))


def grown(n):
    # A long sum lies in an array, from where its parts are taken.
    text = ''
    for i in range(n):
        text += 'Word%d, ' % i
    print(len(text), text.lower()[-20:], text.upper()[:20], text.strip(', ')[-9:], len(text.split()), text.split()[-1])
    table = {text: 1}
    return table[text + ''], table.get(text[:-1], 'none')


def looked_up(n):
    # The same keys, as the same objects and as others, at other places of small, middling and large dicts.
    keys = ['key%d' % i for i in range(n)]
    forwards, backwards, few = {}, {}, {}
    for k in keys:
        forwards[k] = len(forwards)
    for k in reversed(keys):
        backwards[k] = len(backwards)
    for k in keys[::7]:
        few[k] = few.get(k, 0) + 1
    total = 0
    for i in range(n):
        k = keys[i]
        other = 'key%d' % i
        total += forwards[k] * 3 + backwards[other] + few.get(k, 0) - few.get(other, 1)
        total += (forwards[other] == i) + (backwards[k] == n - 1 - i)
    for k in keys[::3]:
        del forwards[k]
    found = 0
    for k in keys:
        found += forwards.get(k, -1)
        found += k in forwards
    for k in keys[::3]:
        forwards[k] = 1
    for k in keys:
        found += forwards[k]
    forwards.clear()
    found += sum([forwards.get(k, 5) for k in keys])
    for k in keys[1:]:
        forwards[k] = 2
    return total, found, len(few), forwards.get(keys[0]), forwards.get(keys[-1]), list(forwards)[:2]


def percents(x, s):
    return ['%d' % x, '%s' % x, '%s' % s, '%i|%u' % (x, x), 'a%db%sc' % (x, s), '%5d|%-5s|%.1s' % (x, s, s), '%d%%' % x, '%s %d' % (s, True)]


for n in list(range(18)) + [32, 33, 64, 65]:
    cases(n)
split()
print(grown(3), grown(200))
for n in (1, 5, 6, 170, 400):
    print(looked_up(n))
for x in (0, -1, 7, 12345678901, 2 ** 49, -2 ** 49, 2 ** 70):
    print(percents(x, 'é%s' if x else 'text'))
print(', '.join(['a', 'é', '', 'x' * 40]), ''.join(['b' * 16, 'c']), '--'.join([]), '-'.join(('one',)), '\U0001f600'.join('abc'))
