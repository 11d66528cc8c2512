"""Format specifications for integers, in all forms."""

values = [0, 7, -7, 42, -1234567, 10 ** 20, True]
for spec in ('', 'd', '5', '5d', '<9', '>9', '^9', '*^9', '=+9', '09', '+', '-', ' ', '+d', ' d', ',', '_', '15,', '015,', '<15_d', 'b', '#b', 'o', '#o', 'x', 'X', '#x', '#X', '#010x', '_b', '_x',
             '#_X', '012_b', '^+12,d', '→^9', '0<9', '0=9', '>+09', 'n', 'e', '.2e', 'f', '.1f', '12.3f', 'g', '.3g', '%', '.1%', '+,.2f', 'E', 'G', '_.1f', 'z.1f', '#.0f'):
    print(spec, '|'.join([format(v, spec) for v in values]), sep=' -> ')
print(f'{65:c}|{8364:c}|{97:5c}|{97:<3c}|{128512:c}|{97:^5c}')
print(f'{2 ** 100:x}', f'{-2 ** 100:#b}'[:20], f'{2 ** 100:_}', f'{10 ** 30:e}', f'{10 ** 30:g}', f'{-10 ** 17:,.3f}', f'{2 ** 64:_x}')
for spec in ('.2', '.2d', '+c', ',x', '_n', 's', '5s', 'k', '5.3x', '#c', '1_,', '<<<', 'dd', '-5', '05.1', ',_'):
    try:
        print(spec, repr(format(5, spec)))
    except ValueError as error:
        print(spec, error)
total = 0
for i in range(-150, 150):
    s = f'{i:+06d}{i:x}{i:^7}{i * 1000:,}'
    total += len(s) * (i & 3) + s.count('0')
print(total)
