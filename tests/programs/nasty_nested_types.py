"""Tuples of types in tuples, for isinstance, issubclass and except."""

types = (int,)
for i in range(150):
    types = (types, str) if i % 2 else (types,)
print(isinstance(1, types), isinstance('', types), isinstance(1.5, types), issubclass(bool, types), issubclass(list, types))
for wrong in ((int, 5), (str, (float, 'int')), [int], ((), ((),))):
    try:
        print(isinstance(1, wrong))
    except TypeError as e:
        print(e)
try:
    try:
        raise ValueError('x')
    except ((ValueError,), KeyError):
        print('never')
except TypeError as e:
    print(e)
errors = (KeyError,) * 1000 + (ValueError,)
try:
    raise ValueError('found')
except errors as e:
    print(e)
