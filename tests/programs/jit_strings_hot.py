"""Hot loops over strings: indexing, slicing, comparing, joining, counting, formatting."""


def vowels(text):
    n = 0
    for c in text:
        if c in 'aeiou':
            n += 1
    return n


def scan(text):
    i = 0
    words = digits = others = 0
    while i < len(text):
        c = text[i]
        if 'a' <= c <= 'z' or c == 'é':
            while i < len(text) and ('a' <= text[i] <= 'z' or text[i] == 'é'):
                i += 1
            words += 1
        elif '0' <= c <= '9':
            while i < len(text) and text[i].isdigit():
                i += 1
            digits += 1
        else:
            others += 1
            i += 1
    return words, digits, others


def tokens(text):
    out = []
    start = 0
    for i in range(len(text) + 1):
        if i == len(text) or text[i] == ' ':
            if i > start:
                out.append(text[start:i])
            start = i + 1
    return out


def accumulate(n, piece):
    s = ''
    for i in range(n):
        s += piece
        if len(s) > 50:
            s = s[25:]
    return s


def compare(words):
    longest = smallest = words[0]
    for w in words:
        if len(w) > len(longest):
            longest = w
        if w < smallest:
            smallest = w
    return longest, smallest


text = 'the 12 quick brown 345 foxes jumped over 6 lazy dogs; ' * 8
print(vowels(text), scan(text), scan('é1é' * 100), len(tokens(text)), compare(tokens(text)))
print(accumulate(300, 'abc'), accumulate(100, 'é€'), accumulate(50, '😀'))
h = 0
for c in text:
    h = (h * 31 + ord(c)) % 4294967296
print(h, hex(h))
out = ''
for i in range(300):
    out += f'{i % 10}' if i % 3 else chr(97 + i % 26) if i % 2 else str(i)
print(out[:60], len(out))
parts = []
for i in range(300):
    parts.append('%d-%s' % (i, 'x' * (i % 4)))
print(len(' '.join(parts)), parts[299])
n = 0
for i in range(300):
    s = str(i)
    if s == s[::-1]:
        n += 1
    if s[0] == s[-1] and s.startswith('1') != s.endswith('2'):
        n += 1000
print(n)
matrix = ''
for y in range(10):
    for x in range(30):
        matrix += '#' if (x ^ y) & 3 == 0 else '.'
    matrix += '\n'
print(matrix, matrix.count('#'))
word = 'start'
for i in range(400):
    word = word[1:] + chr((ord(word[0]) - 97 + i) % 26 + 97)
print(word)
