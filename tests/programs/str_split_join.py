"""split, rsplit, partition, rpartition, splitlines, join."""

for text in ('a b  c', '  lead and trail  ', '', '   ', 'one', 'a\tb\nc\r\nd', 'x\u3000y\xa0z'):
    print(text.split(), text.rsplit(), text.split(' '), text.split(None, 1), text.rsplit(None, 1), text.split(maxsplit=1))
for text in ('a,b,,c', ',', '', 'abc', ',a,', 'a--b--c', '----'):
    print(text.split(','), text.rsplit(',', 1), text.split(',', 1), text.split(sep='--'), text.rsplit('--', 1), text.split(',', 0), text.split(',', -1))
for text in ('key=value=more', 'none', '=', '', 'a=='):
    print(text.partition('='), text.rpartition('='), text.partition('=='))
for text in ('a\nb', 'a\n', '\n', '', 'a\r\nb\rc\n\nd', 'x\x0by\x0cz\x1cq\x85w\u2028e', 'no end'):
    print(text.splitlines(), text.splitlines(True), text.splitlines(keepends=True))
print(','.join([]), ','.join(['a']), ', '.join(['a', 'b', 'c']), ''.join('xyz'), '-'.join({'k': 1, 'l': 2}), '<>'.join(('1', '', '2')), ''.join(['é', 'a', '😀']))
for bad in ([1], ['a', None], ['a', 'b', 3], 5, None):
    try:
        ','.join(bad)
    except TypeError as error:
        print(error)
for arguments in (('',), (5,), (None, 'x')):
    try:
        'a b'.split(*arguments)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    'a'.partition('')
except ValueError as error:
    print(error)
line = ' '.join([str(i) for i in range(300)])
words = line.split()
print(len(words), sum([int(w) for w in words]), len(line.split('9')), line.rsplit(' ', 2)[1:])
records = [f'{i};name{i};{i * 1.5}' for i in range(200)]
total = 0.0
for record in records:
    number, name, price = record.split(';')
    assert name.partition('e')[2] == number
    total += int(number) * float(price)
print(total)
