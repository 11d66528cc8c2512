"""Error messages of string methods and conversions, and attribute errors."""

for attempt in (lambda: 'a'.nope, lambda: 'a'.upper(1), lambda: 'a'.join(), lambda: 'a'.join('b', 'c'), lambda: 'abc'.index('z'), lambda: 'a'.split(sep=1), lambda: 'a'.zfill('x'), lambda: str(1, 2, 3, 4),
                lambda: 'a'.replace('b'), lambda: ''.join(1), lambda: 'a'.ljust(), lambda: 'x'.startswith(), lambda: 'x'.find(), lambda: 'x'.nope(), lambda: (5).nope, lambda: [].nope, lambda: None.nope,
                lambda: (1.5).nope(), lambda: {}.nope, lambda: ().append(1), lambda: len(5), lambda: len(), lambda: len([], []), lambda: str.upper(5), lambda: str.upper(), lambda: ord('ab'),
                lambda: int('12', 'x'), lambda: 'a' 'b'.foo, lambda: (lambda: 0).nope, lambda: len.nope, lambda: int.nope):
    try:
        print(attempt())
    except (TypeError, AttributeError, ValueError) as error:
        print(type(error).__name__, error)
print(str.upper('abc'), str.join('-', ['a', 'b']), list.append([], 1), dict.get({1: 2}, 1), str.split('a b'))
upper = 'method'.upper
print(upper(), [f() for f in ('a'.upper, 'B'.lower, ' c '.strip)], list(map(str.upper, ['x', 'y'])), list(map('-'.join, ['ab', 'cd'])))
append = [].append
for i in range(300):
    append(i)
print(append(5))
try:
    'abc'.x = 5
except AttributeError as error:
    print(error)
