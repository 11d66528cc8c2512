"""Case methods and the is-methods, on ASCII and beyond."""

words = ['hello', 'Hello World', 'HELLO', 'hELLO wORLD', "it's they're", 'x1y2', '1abc', '', ' ', 'straße', 'ÉCOLE', 'ΑΣ', 'ﬁ', 'ǆ', 'İ', 'ŉ', 'Ωmega', 'i̇']
for s in words:
    print([s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold()])
samples = ['abc', 'ABC', 'Abc', 'abc1', '123', '12.5', '', ' ', '\t\n', 'a b', 'é', '²', '½', '٣', '五', 'Ⅷ', 'A1', '1A', 'Title Case', 'not Title', 'ǅ', '_id', 'id-1', 'class',
           'ñ1', '\x00', '\n', 'a\nb', '\xa0', 'ªº', 'x²']
for s in samples:
    print(repr(s), ''.join(['1' if m else '0' for m in (s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(), s.isupper(), s.islower(),
                                                         s.istitle(), s.isidentifier(), s.isprintable(), s.isascii())]))
count = 0
for code in range(0x800):
    c = chr(code)
    if c.isalpha():
        count += 1
    if c.isupper() != (c.lower() != c):
        count += 10000
print(count)
total = 0
for code in range(128):
    c = chr(code)
    total = total * 2 + (c.isupper() + 2 * c.islower() + c.isdigit() * 3 + c.isspace() * 5 + c.isprintable() + c.isalnum()) & 0xffffff
    assert len(c.upper()) == len(c.lower()) == 1
print(total)


def caesar(text, shift):
    out = ''
    for c in text:
        if c.isupper():
            c = chr((ord(c) - 65 + shift) % 26 + 65)
        elif c.islower():
            c = chr((ord(c) - 97 + shift) % 26 + 97)
        out += c
    return out


message = 'The Quick Brown Fox Jumps Over The Lazy Dog. ' * 6
print(caesar(message, 3)[:45], caesar(caesar(message, 7), -7) == message, message.swapcase()[:45])
