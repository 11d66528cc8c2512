"""Methods and attributes of int, and what bool shares with it."""

for n in (0, 1, -1, 255, -256, 2 ** 70):
    print(n.bit_length(), n.bit_count(), n.conjugate(), n.real, n.imag, n.numerator, n.denominator, n.is_integer(), n.as_integer_ratio())
print((5).bit_length(), True.bit_length(), 0b1011.bit_count())
print(int.bit_length(1000), isinstance(True, int), isinstance(1, bool), isinstance(2 ** 100, int))
print(True + True, True * 3, False - 1, True / 2, True // 1, -True, +True, ~False, True << 3, True == 1, True < 2)
print(True and 5, False or 5, not True, True is True, (1 == 1) is True, True != 1, int(True), str(True), repr(False))
print([10, 20][True], 'ab'[False], {1: 'one'}[True], {True: 'yes'}[1], {1: 'a', True: 'b', 1.0: 'c'})
print(sum([True, False, True, True]), max(True, 2), min(False, -0.5), sorted([True, False, 1, 0]))
print(bool(), bool(0), bool(0.0), bool(''), bool('False'), bool([]), bool([0]), bool(None), bool(-1))
print(True & False, True | 2, True ^ True, f'{True:d} {True:>6} {False!r:>7} {True:5.1f}')
print(1 .real, 5 .bit_length(), 1.0.is_integer())
