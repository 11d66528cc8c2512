"""Random numbers through all kinds of format specifications; checked by parsing back, then summed up."""

state = 2024


def below(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) & 0xffffffffffffffff
    return (state >> 33) % n


checksum = 0


def take(text):
    global checksum
    for c in text:
        checksum = (checksum * 131 + ord(c)) % 1000000000039
    return text


for i in range(150):
    n = below(10 ** (below(12) + 1)) - below(1000)
    x = n / (below(9999) + 1)
    fill = ('', '*', '0', ' ', 'é')[below(5)]
    align = '<>^='[below(4)] if fill else ''
    sign = ('', '+', '-', ' ')[below(4)]
    width = str(below(18)) if below(2) else ''
    group = ('', ',', '_')[below(3)]
    precision = '.' + str(below(8))
    integer = f'{n:{fill}{align}{sign}{width}{group}d}'
    fixed = f'{x:{fill}{align}{sign}{width}{group}{precision}f}'
    general = f'{x:{fill}{align}{sign}{width}{precision}g}'
    exponent = f'{x:{fill}{align}{sign}{width}{precision}e}'
    base = 'xXob'[below(4)]
    based = format(n, f'{fill}{align}{sign}#{width}{base}')
    plain = f'{x:{fill}{align}{sign}{width}}'
    percent = f'{x:{sign}{precision}%}'
    text = f'{str(n):{fill}{align if align != "=" else ">"}{width}{precision}s}'
    old = f'%{sign.replace("-", "")}{width}.{below(6)}{"dfeg"[below(4)]}' % x
    for piece in (integer, fixed, general, exponent, based, plain, percent, text, old):
        take(piece)
    assert int(f'{n:{sign}{group}d}'.replace(',', '').replace('_', '')) == n
    assert float(f'{x:.17g}') == x and abs(float(f'{x:.3f}') - x) <= 0.000501 and len(f'{n:>30}') == 30
    if i % 15 == 0:
        print(integer, fixed, general, exponent, based, plain, percent, text, old, sep='|')
print(checksum)
