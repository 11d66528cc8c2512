"""Strings that no memory can hold: MemoryError, with the arguments of the call as they were."""

HUGE = 999999999999999999
cases = [
    lambda: '{:>{}}'.format(1, HUGE),
    lambda: '{0:>999999999999999999}{name}'.format('x', name='y'),
    lambda: '%*d' % (HUGE, 1),
    lambda: '%999999999999999999s' % 'x',
    lambda: f'{1.5:{HUGE}}',
    lambda: 'x' * HUGE,
    lambda: 'a'.center(HUGE),
    lambda: 'a'.ljust(HUGE, 'é'),
    lambda: '-1'.zfill(HUGE),
    lambda: format(None, ''),
]
for case in cases:
    try:
        print(case())
    except MemoryError as error:
        print('MemoryError', error.args)
parts = ['a', 'b']
try:
    print('{}{:>999999999999999999}'.format(parts, *parts), sep='-')
except MemoryError:
    print(parts)
