"""String literals, escapes, concatenation, repetition, indexing, iteration, containment."""

print('single', "double", '''triple
two lines''', """a "quoted" word""", 'it\'s', "tab\there", 'back\\slash', r'raw\n', 'a' 'b' "c")
print('\x41\u00e9\u20ac\U0001f600\101\0'.__len__(), '\N{GREEK SMALL LETTER ALPHA}', '\a\b\f\v\r'.split(), len('\
joined'))
s = 'hello, world'
print(s + '!' * 3, 'ab' * 0, 'ab' * -1, 3 * 'xy', s[0], s[-1], s[4], s[-5], len(s), len(''))
print('lo' in s, 'xyz' in s, '' in s, 'h' not in s, '' in '', 'a' in '')
for c in 'héy€😀':
    print(c, ord(c), end=' ')
print()
for index in (12, -13, 100):
    try:
        s[index]
    except IndexError as error:
        print(error)
for compute in (lambda: 'a' + 1, lambda: 1 + 'a', lambda: 'a' * 'b', lambda: 'a' * 1.5, lambda: 'a' - 'b', lambda: -'a', lambda: s['x'],
                lambda: s[float()], lambda: 1 in 'abc', lambda: 'a' < 1, lambda: None + 'a', lambda: 'a' + None, lambda: 'a' / 2, lambda: s()):
    try:
        compute()
    except TypeError as error:
        print(error)
try:
    s[0] = 'J'
except TypeError as error:
    print(error)
try:
    del s[0]
except TypeError as error:
    print(error)
print('abc' < 'abd', 'abc' < 'ab', 'Z' < 'a', 'é' > 'z', '' < 'a', 'a' == 'a', 'a' != 'b', 'abc' >= 'abc', '😀' > '\uffff', '10' < '9')
text = ''
for i in range(400):
    text += chr(97 + i % 26)
    if i % 50 == 49:
        text += 'é'
print(len(text), text[:30], text[-3:], text.count('a'), text.index('é'), text[53:20:-5])
total = 0
for c in text:
    total = total * 3 + ord(c) & 0xffff
for i in range(len(text)):
    total += ord(text[i]) * i
print(total)
s += ' again'
t = s
s *= 2
print(s, t, str(), str('x') is not None)
