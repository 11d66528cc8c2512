"""int() from text in every base, to text with hex, oct, bin, str; errors and their messages."""

for text in ('0', '-0', '+7', ' 42 ', '1_000', '007', '-12345678901234567890123', '\t5\n', '٣٤'):
    print(int(text), end=' ')
print()
for text, base in (('ff', 16), ('0xff', 16), ('0XFF', 0), ('0b101', 0), ('0o17', 0), ('z', 36), ('-101', 2),
                   ('0b11', 2), ('777', 8), ('12', 0), ('Zz', 36), ('f_f', 16), ('0x_f', 16), ('00', 0)):
    print(int(text, base), end=' ')
print()
for arguments in (('',), ('  ',), ('abc',), ('1.5',), ('1__0',), ('_1',), ('1_',), ('0x10',), ('- 1',), ('5 5',),
                  ('2', 2), ('9', 8), ('g', 16), ('012', 0), ('1', 1), ('1', 37), ('', 0), ('0x', 16)):
    try:
        print(int(*arguments))
    except ValueError as error:
        print(error)
for value in (None, [], {}, len):
    try:
        int(value)
    except TypeError as error:
        print(error)
for value in (1.9, -1.9, 1e20, -0.5, True, 2 ** 70):
    print(int(value), end=' ')
print(int(), int('10', base=3))
for value in (float('inf'), float('-inf'), float('nan')):
    try:
        int(value)
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
try:
    int(5, 10)
except TypeError as error:
    print(error)
for n in (0, 1, -1, 255, -255, 2 ** 40, -2 ** 70, True):
    print(hex(n), oct(n), bin(n), str(n), repr(n))
for bad in (1.0, 'a', None):
    for function in (hex, oct, bin):
        try:
            function(bad)
        except TypeError as error:
            print(error)
big = 7 ** 150
print(str(big), int(str(big)) == big, int(hex(big), 16) == big, len(bin(big)), int(str(-big)) == -big)
total = 0
for i in range(300):
    total += int(str(i * i)) - int(hex(i), 16) + int(bin(i), 0)
print(total)
print(hash(0), hash(1), hash(-1), hash(-2), hash(2 ** 61 - 1), hash(2 ** 61), hash(10 ** 30), hash(-10 ** 30), hash(True))
