"""Methods and attributes of float."""

for x in (0.5, 3.0, -2.25, 1e20, 0.1, -0.0, 1e-300):
    print(x.is_integer(), x.as_integer_ratio(), x.conjugate(), x.real, x.imag)
for x in (0.5, 3.0, -2.25, 1e20, 0.1, 0.0, -0.0, 5e-324, 1e-310, float('inf'), float('nan')):
    print(x.hex(), end=' ')
print()
for text in ('0x1.8p1', '-0x1.999999999999ap-4', '0x.1', '1p3', 'inf', '0x1p-1074'):
    print(float.fromhex(text), end=' ')
print()
for x in (float('inf'), float('nan')):
    try:
        x.as_integer_ratio()
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
