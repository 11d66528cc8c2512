"""strip, lstrip, rstrip, center, ljust, rjust, zfill, expandtabs."""

for s in ('  both  ', '\t\n x \r\n', '', '   ', 'none', '\u2003wide\xa0'):
    print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), repr(s.strip(None)))
for s in ('xxhixx', 'abcba', 'www.example.com', '....', 'éaé'):
    print(s.strip('x'), s.strip('ab'), s.lstrip('w.'), s.rstrip('moc.'), s.strip(''), s.strip('é'), sep='|')
for s in ('ab', 'abc', 'é', '', 'long enough'):
    for width in (-1, 0, 3, 4, 6, 7):
        print(s.center(width), s.ljust(width), s.rjust(width), s.center(width, '*'), s.ljust(width, '.'), s.rjust(width, '→'), sep='|', end=' ')
    print()
for s in ('42', '-42', '+42', '', '-', 'abc', '--1', '3.14', '-é'):
    print(s.zfill(5), s.zfill(0), s.zfill(len(s) + 1), end=' ')
print()
for s in ('a\tb', '\t', 'abcdefgh\tx', 'a\t\tb', '12\t345\t6\n7\t8', 'a\rb\tc', ''):
    print(repr(s.expandtabs()), repr(s.expandtabs(4)), repr(s.expandtabs(0)), repr(s.expandtabs(tabsize=1)), repr(s.expandtabs(-3)))
for arguments in ((), ('a',), (5, 'ab'), (5, ''), (5, 1), (5.0,)):
    try:
        'x'.center(*arguments)
    except TypeError as error:
        print(error)
try:
    'x'.strip(5)
except TypeError as error:
    print(error)
rows = []
for i in range(200):
    rows.append(str(i).rjust(4) + str(i * i).zfill(6) + ('*' * (i % 5)).ljust(5, '-').center(9))
print(rows[0], rows[73], rows[199], len(''.join(rows)), sum([len(r.strip(' -')) for r in rows]))
