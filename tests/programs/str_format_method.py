"""str.format: fields by position, number, name, with attributes, indexes, conversions, specs."""

print('{} {}'.format(1, 'a'), '{0} {1} {0}'.format('x', 'y'), '{a}-{b}'.format(a=1, b=2), '{0}{k}'.format(1, k=2), '{{}} {{{}}}'.format(5), ''.format(), 'plain'.format(1, 2))
print('{0[0]} {0[1]} {1[k]} {d[a b]}'.format([10, 20], {'k': 'v'}, d={'a b': 3}), '{0[1][0]}'.format([0, [7]]), '{0.real} {0.imag}'.format(5))
print('{!r} {!s} {!a}'.format('é', 'é', 'é'), '{0!r:>6}|{0:<6}|{0:^6}|{0:*^7}'.format('ab'))
print('{:5d}|{:<5d}|{:05d}|{:+d}|{:,}|{:x}|{:#b}'.format(42, 42, 42, 42, 1234567, 255, 5))
print('{:.2f}|{:8.3f}|{:e}|{:g}|{:%}|{:010.2f}'.format(3.14159, 2.5, 12345.678, 1e10, 0.25, -3.5))
print('{:{}}|{:{w}.{p}f}|{:{fill}>{w}}'.format('a', 5, 3.14159, 'z', w=8, p=2, fill='.'))
for template, arguments in (('{}', ()), ('{1}', (1,)), ('{a}', ()), ('{', ()), ('}', ()), ('{0} {}', (1, 2)), ('{} {0}', (1, 2)), ('{!x}', (1,)), ('{:d}', ('a',)), ('{:s}', (1,)),
                            ('{0[5]}', ([1],)), ('{0[k]}', ([1],)), ('{0.nope}', (1,)), ('{:q}', (1,)), ('{:.2d}', (1,)), ('{0', (1,)), ('{:5.}', (1.0,))):
    try:
        print(template.format(*arguments))
    except (IndexError, KeyError, ValueError, TypeError, AttributeError) as error:
        print(template, type(error).__name__, error)
lines = []
for i in range(200):
    lines.append('{:>3}: {:<8}{:08.3f} {name!r}'.format(i, 'x' * (i % 5), i / 7, name='n' + str(i % 3)))
print(lines[0], lines[17], lines[199], sum([len(line) for line in lines]))
print(format(5), format(5, '03d'), format('a', '>3'), format(1.5, '.3f'), format(None), format([1], ''), format(True, 'd'))
try:
    format([1], '5')
except TypeError as error:
    print(error)
