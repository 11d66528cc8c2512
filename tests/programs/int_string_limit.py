"""The limit of 4300 digits on conversion between integers and decimal text."""

big = 10 ** 4299
print(len(str(big)), len(str(-big)), len(repr(big * 9)))
for attempt in (lambda: str(10 ** 4300), lambda: repr(-10 ** 5000), lambda: f'{10 ** 4300}', lambda: '%d' % (10 ** 4300), lambda: int('1' * 4301), lambda: int('-' + '1' * 5000), lambda: int('1' * 4300) % 97, lambda: len(hex(10 ** 5000)), lambda: len(f'{10 ** 5000:x}'),
                lambda: int('f' * 5000, 16).bit_length(), lambda: int('1' * 5000, 7), lambda: int('1_' * 4299 + '1') % 101, lambda: int('0' * 4301), lambda: [10 ** 4300], lambda: print(10 ** 4301), lambda: int(' ' * 10 + '7' * 4300 + '\n') % 1009):
    try:
        result = attempt()
        print(result if not isinstance(result, list) else str(result))
    except ValueError as error:
        print(error)
