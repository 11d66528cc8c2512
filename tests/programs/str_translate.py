"""str.translate with every kind of table, str.maketrans in its three forms, and what they refuse."""


def shown(function, *arguments):
    try:
        print(repr(function(*arguments)))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


tables = [{97: None}, {97: 'xyz'}, {97: 98}, {97: True}, {97: ''}, {'a': 'b'}, {}, {8364: 'EUR', 233: 'e', 128512: 0x1F601}, {97: 0xD83D, 98: 0xDE00, 99: 0x10FFFF}]
tables += [[0] * 3, ['x'] * 200, (None,) * 98, range(200), range(1, 10 ** 30), range(0), 'abc' * 40, 'é' * 98]
for table in tables:
    for text in ('', 'abc a', 'é€a😀'):
        shown(text.translate, table)
for table in (None, 5, 1.5, len, int, {1}, {97: 1.5}, {97: []}, {97: -1}, {97: 0x110000}, {97: 1 << 70}, {97: -1 << 70}, [1.5] * 100):
    shown('abc'.translate, table)
    shown(''.translate, table)
shown('a'.translate)
shown('a'.translate, {}, {})
shown(str.translate, 1, {})

for arguments in ((), (1,), ('ab',), ({},), ({'a': 1, 98: 'x', 'é': None},), ({'ab': 1},), ({'': 1},), ({1.5: 1},), ({None: 1},), ({True: 1},), ({'a': 1, 97: 2},),
                  ('ab', 'xy'), ('ab', 'x'), ('aa', 'xy'), ('', ''), ('ab', 'xy', 'z'), ('ab', 'xy', 'zaé'), ('é😀', 'e€'), ('ab', 1), (1, 'x'), (1, 1), ({}, 'x'), ('ab', None),
                  ('ab', 'xy', 1), ('ab', 'xy', None), ('ab', 'x', 1), ('ab', {}, 1), ({}, 'x', 'y'), ('a', 'x', 'b', 'c')):
    shown(str.maketrans, *arguments)
print('text'.maketrans('ab', 'xy'), ''.maketrans({'a': None}), str.maketrans.__name__)

rotate = str.maketrans('abcdefghijklmnopqrstuvwxyz', 'nopqrstuvwxyzabcdefghijklm', ' \n')
text = 'the quick brown fox jumps over the lazy dog, é and all\n'
print(text.translate(rotate), text.translate(rotate).translate(rotate))
total = 0
for i in range(300):
    line = (text * (i % 7)).translate(rotate)
    total += len(line) + line.count('g')
print(total, len(('a' * 5000).translate({97: 'xyz'})))
