"""Format specifications for floats, in all forms."""

values = [0.0, -0.0, 1.0, -1.5, 3.14159265, 1234567.891, 1e-7, -2.5e20, 0.5, 2.675, 99.995, 1e16, float('inf'), float('-inf'), float('nan')]
for spec in ('', 'f', '.0f', '.1f', '.3f', '10.2f', '<10.2f', '^10.2f', '*>12.1f', '010.2f', '+.1f', ' .1f', ',', ',.2f', '_.1f', 'e', '.0e', '.3e', 'E', '12.2e', 'g', '.1g', '.3g', '.10g', '#g', '#.3g', 'G',
             '%', '.1%', '10', '<10', '=+12.1f', '.2', '.0', '.17g', 'z.1f', 'z.0f', '#.0f', '#.0e', 'F', '08', '+', '015,.2f', '^+11.1e', 'n', '.3n', '.5', '20.12', '#'):
    print(spec, '|'.join([format(v, spec) for v in values]), sep=' -> ')
for x in (0.05, 0.15, 0.25, 0.35, 0.45, 1.005, 1.015, 2.5, 3.5, 1e22, 1.5e300, 5e-324, 123456.5, 999999.5, 9999995.0, 0.00001234, 0.0001234, 100000.0, 1000000.0, 12345678.0):
    print(f'{x:.1f} {x:.2f} {x:.0f} {x:g} {x:.3g} {x:e} {x:.15g} {x:.1%}')
print(f'{1 / 3:.50f}', f'{0.1:.30f}', f'{1e300:.3f}'[:30], f'{5e-324:.10e}', f'{2 ** 0.5:.40g}', f'{1e23:.0f}', f'{1e-10:.8f}')
for spec in ('d', 'x', 'c', 's', ',n', '_e,', '.', '.f', '1.2.3', 'k'):
    try:
        print(spec, repr(format(1.5, spec)))
    except ValueError as error:
        print(spec, error)
total = 0
for i in range(300):
    x = (i - 150) / 7
    total += len(f'{x:.3f}{x:g}{x:10.2e}{x:+}') + f'{x:.2f}'.count('5')
print(total)
