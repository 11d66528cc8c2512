"""float() from text and numbers, round and int of floats."""

for text in ('1', '1.5', '-2.5e3', ' 7.25 ', '.5', '5.', '1e5', '1E-5', 'inf', '-inf', 'Infinity', 'nan', 'NaN', '+1.0', '1_000.5', '1e400', '-1e400',
             '1e-400', '0.1', '123456789012345678901234567890', '179769313486231570000000000000000000000e270', '2.4703282292062328e-324', '4.9406564584124654e-324',
             '9007199254740992.5', '9007199254740993', '0.500000000000000166533453693773481063544750213623046875'):
    print(float(text), end=' ')
print()
for text in ('', ' ', 'abc', '1.2.3', '1e', 'e5', '--1', '1 2', '0x10', '1__0', '_1', 'in f', '1,5', 'infx'):
    try:
        print(float(text))
    except ValueError as error:
        print(error)
for value in (None, [], {}):
    try:
        float(value)
    except TypeError as error:
        print(error)
print(float(), float(5), float(True), float(2 ** 53 + 1), float(2 ** 53 + 3), float(10 ** 22), float(10 ** 23), float(-2 ** 70 - 1), float(2 ** 64 - 1))
for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1e20, 0.49999999999999994, 4503599627370497.5):
    print(round(x), round(x, 0), round(x, 1), round(x, 2), round(x, -1), end='; ')
print()
print(round(1234.5678, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(15, -1), round(25, -1), round(5), round(12345, 3), round(10 ** 25 + 5 * 10 ** 9, -10))
print(round(1e300, 5), round(1.23456789e-7, 10), round(5e-324, 400), round(1e22, -22), round(-0.4), round(-0.04, 1), round(True), round(2.5, None), type(round(2.0)).__name__, type(round(2.0, 0)).__name__)
for x in (float('inf'), float('nan')):
    try:
        round(x)
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
    print(round(x, 2))
total = 0
for i in range(400):
    total += int(i / 3.0) + round(i / 7, 2) + round(i * 0.5)
print(round(total, 6))
