"""repr and str of strings: quotes, escapes, unprintable and non-ASCII characters, surrogates."""

for s in ('', 'plain', "it's", 'say "hi"', '''both ' and "''', 'tab\tnewline\nreturn\r', '\\', '\x00\x01\x1f\x7f\x80\xa0\xad', 'é€😀', '\u200b\u2028\ufeff', '\ue000',
          '\U000e0001', '\U0010ffff', 'mixed é\n'):
    print(repr(s), len(s), [s], ascii(s))
for code in (0xd800, 0xdbff, 0xdc00, 0xdfff):
    c = chr(code)
    print(repr(c), len(c), ord(c) == code, repr('a' + c + 'b'), c.isalpha(), c == '\\ud800', ascii(c))
print(chr(0xd83d) + chr(0xde00) == '😀', len(chr(0xd83d) + chr(0xde00)), repr(chr(0xd83d) + chr(0xde00)))
print(chr(0), len(chr(0)), chr(65), chr(0x10ffff) == '\U0010ffff', ord('\U0010ffff'))
for bad in (-1, 0x110000, 2 ** 70):
    try:
        chr(bad)
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
for bad in ('', 'ab', 5, None):
    try:
        ord(bad)
    except TypeError as error:
        print(error)
try:
    chr('a')
except TypeError as error:
    print(error)
for code in range(32, 400, 7):
    print(repr(chr(code)), end=' ')
print()
print(str(['a', "b'", {'k': 'v'}, ('t',), None, 1.5, True]), {1: 'é'}, ('',), [()], [[]], {'': {}})
print(repr(repr('a')), repr(repr("'")), str(repr('\n')))
