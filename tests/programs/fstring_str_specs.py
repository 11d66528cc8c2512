"""Format specifications for strings, bools, None and containers."""

values = ['', 'a', 'abc', 'longer text', 'é€']
for spec in ('', 's', '5', '<5', '>5', '^5', '*<6', '-^7s', '.2', '.2s', '5.1', '>8.3s', '^3', '0', '05', '=^4', '{<4', '}>4'):
    print(spec, '|'.join([format(v, spec) for v in values]), sep=' -> ')
for spec in ('d', '+', ' ', '=5', ',', '_', 'x', '.', '5d', '#', 'z', '=+5', '05d', 'ss', 'f', '#s', ' s'):
    try:
        print(spec, repr(format('abc', spec)))
    except ValueError as error:
        print(spec, error)
print(f'{True}|{True!s:>6}|{True:>6}|{False:d}|{None}|{None!s:^8}|{[1, "a"]!s:>12}|{(1,)!r:<6}|{ {} !r}')
for thing in ([], (), {}, None, {1}, range(2), len, int):
    for spec in ('', '5'):
        try:
            print(len(format(thing, spec)) > 0, end=' ')
        except TypeError as error:
            print(error)
width = 7
precision = 3
text = 'formatting'
print(f'{text:{width}.{precision}}|{text:>{width}.{precision}s}|{text:{"*"}^{width * 2}}|{text!r:.{precision}}|{text[:3]:>{len(text)}}')
rows = [('apple', 3, 0.5), ('kiwi', 12, 0.25), ('watermelon', 1, 3.0)]
print(f'{"name":<12}{"count":>6}{"price":>8}')
for row in rows * 70:
    line = f'{row[0]:<12}{row[1]:>6}{row[2]:>8.2f}'
    if row is rows[0]:
        first = line
print(first, line, sep='\n')
