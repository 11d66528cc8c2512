"""Text tools: wrapping, justifying, columns, Caesar and Vigenere, anagrams, Pig Latin, hex dump."""

TEXT = ('The quick brown fox jumps over the lazy dog while the five boxing wizards jump quickly and pack my box with five dozen liquor jugs before '
        'sphinx of black quartz judges my vow').split()


def wrap(words, width):
    lines = []
    line = ''
    for word in words:
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f'{line} {word}' if line else word
    if line:
        lines.append(line)
    return lines


def justify(line, width):
    words = line.split()
    if len(words) == 1:
        return line.ljust(width)
    spaces = width - sum([len(w) for w in words])
    gap, extra = divmod(spaces, len(words) - 1)
    out = words[0]
    for i, word in enumerate(words[1:]):
        out += ' ' * (gap + (i < extra)) + word
    return out


def vigenere(text, key, sign=1):
    out = []
    k = 0
    for c in text:
        if c.isalpha():
            base = ord('A') if c.isupper() else ord('a')
            out.append(chr((ord(c) - base + sign * (ord(key[k % len(key)]) - 97)) % 26 + base))
            k += 1
        else:
            out.append(c)
    return ''.join(out)


def pig(word):
    for i, c in enumerate(word):
        if c in 'aeiou':
            return word[i:] + word[:i] + ('way' if i == 0 else 'ay')
    return word + 'ay'


def hex_dump(text):
    for start in range(0, len(text), 16):
        chunk = text[start:start + 16]
        codes = ' '.join([f'{ord(c):02x}' for c in chunk])
        print(f'{start:04x}  {codes:<47}  {"".join([c if c.isprintable() else "." for c in chunk])}')


for line in wrap(TEXT, 30):
    print(f'|{justify(line, 30)}|')
secret = vigenere(' '.join(TEXT), 'lemon')
print(secret[:50], vigenere(secret, 'lemon', -1) == ' '.join(TEXT))
print(' '.join([pig(w.lower()) for w in TEXT[:12]]))
hex_dump('Hello,\tworld!\n' + ''.join(TEXT[:3]))
groups = {}
for word in 'listen silent enlist google elbow below state taste inlets'.split():
    groups.setdefault(''.join(sorted(word)), []).append(word)
print([g for g in groups.values() if len(g) > 1])
print(''.join([c.upper() if i % 2 else c for i, c in enumerate(' '.join(TEXT[:6]))]), ' '.join(TEXT[:5])[::-1].title())
table = [('name', 'qty', 'price'), ('apple', 3, 1.5), ('banana', 12, 0.25), ('cherry', 100, 12.125)]
widths = [max([len(str(row[i])) for row in table]) for i in range(3)]
for row in table:
    print(' | '.join([str(cell).ljust(w) if isinstance(cell, str) else str(cell).rjust(w) for cell, w in zip(row, widths)]))
