"""Short texts in hot loops: sums, parts, words, ends, letters' case; as long as words of the machine, shorter and longer."""

ALPHABET = 'abcdefghijklmnopqrstuvwxyz'


def sums():
    total = 0
    for n in range(19):
        for m in range(0, 34, 3):
            a = ALPHABET[:n] + 'XYZ'[:n // 5]
            b = ALPHABET[:m].upper()
            c = a + b
            c += '.'
            if c[:len(a)] != a or c[len(a):-1] != b or len(c) != len(a) + len(b) + 1:
                return n, m, c
            total += len(c)
    return total


def mixed():
    seen = []
    for a in ('', 'a', 'né', 'naïve', 'abcdefg', 'abcdefgh', 'ü' * 8, '\U0001F600'):
        for b in ('', 'z', 'ß', '-' * 7, '-' * 8, '-' * 9, '\ud800'):
            c = a + b
            seen.append((len(c), c.isascii(), c == ''.join([a, b]), hash(c) == hash(f'{a}{b}')))
    return seen


def words():
    lines = []
    for n in range(24):
        line = ' ' * (n % 3) + ('\t' * (n % 2 + 1)).join([ALPHABET[i % 26:i % 26 + i % 11] for i in range(n)]) + ' ' * (n % 5)
        found = line.split()
        if ' '.join(found).split(' ') != found and found:
            return line
        lines.append((len(found), sum([len(word) for word in found])))
    return lines


def ends():
    found = []
    for word in ('', '.', 'a', '.a', 'a.', '..a,b.,', ',,,,', 'abcdefgh.', '.' * 20 + 'x' + ',' * 20, 'x' * 70 + '.', 'é.', 'a\x00'):
        for chars in ('.', '.,', ',.abcdefg', '.,;:!?()', '.,;:!?()[]', '', 'é.', '\x00'):
            found.append((word.strip(chars), word.lstrip(chars), word.rstrip(chars)))
    for word in ('', ' ', ' a', 'a ', ' \t a b\n', '\x1c a', '\x85a', 'a\u3000'):
        found.append((word.strip(), word.lstrip(None), word.rstrip()))
    return found


def cases():
    found = []
    for word in ('', 'a', 'A', 'abc', 'abcdefgh', 'abcdefgH', 'abcdefghi', 'abcdefghI', '[@`{', 'ÀÉ', 'Straße', 'x' * 70, 'x' * 70 + 'X'):
        found.append((word.lower(), word.upper(), word.casefold(), word.capitalize()))
    long = 'x' * 600
    long += 'y' * 10
    found.append((long.lower() == long, len(long.upper()), (long + 'Z').lower()[-3:]))
    return found


def counted():
    counts = {}
    for i in range(500):
        word = ALPHABET[i % 7:i % 7 + i % 5] + ALPHABET[i // 9 % 26] + str(i % 13)
        counts[word] = counts.get(word, 0) + 1
        if i % 3 == 0:
            counts[word.upper()] = counts.get(word.upper(), -1) + 2
    return len(counts), sum(counts.values()), sorted(counts.items())[::20]


for _ in range(2):
    print(sums())
    print(mixed() == mixed(), mixed()[:9])
    print(words())
    print(ends() == ends(), len(ends()))
    print(cases())
    print(counted())
print([len(s) for triple in ends() for s in triple])
