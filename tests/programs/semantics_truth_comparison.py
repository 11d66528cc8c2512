"""Equality and ordering across types, containers, identity shortcuts, recursion, hash agreement."""

values = [0, 0.0, -0.0, False, 1, 1.0, True, '', '0', 'a', None, (), (0,), [], [0], {}, {0: 0}, set(), {0}, range(0), range(1), 2 ** 70, 2.0 ** 70, float('inf')]
for a in values:
    print(''.join(['=' if a == b else '.' for b in values]), bool(a))
for a in values:
    row = ''
    for b in values:
        try:
            row += '<' if a < b else '-'
        except TypeError:
            row += 'x'
    print(row)
for a in values:
    for b in values:
        try:
            if a == b and hash(a) != hash(b):
                print('hashes differ', a, b)
        except TypeError:
            pass
nan = float('nan')
print([nan] == [nan], nan in [nan], (nan,) < (nan,), {nan: 1} == {nan: 1}, nan == nan, [nan].index(nan), [nan].count(nan), max([nan, 1.0]) is nan)
print((1, 2, 3) < (1, 2, 4), (1, 2) < (1, 2, 0), ('a', 5) < ('b', None), [1, [2, 3]] < [1, [2, 4]], (1, 'a') == (1.0, 'a'), [[]] == [()], ((),) == ((),), 'abc' < 'abd' < 'b', 'B' < 'a', '10' < '9', 'é' < 'f', '' < ' ')
print({'a': 1, 'b': [2]} == {'b': [2], 'a': 1.0}, {1: 2} == {1.0: 2.0}, {1, 2} == {2.0, 1.0}, {1} < {1, 2}, {1, 2} <= {2, 1}, {3} < {1, 2}, {1} != {True}, {'x': {}} == {'x': {}}, {} == set(), range(2, 2) == range(0))
a = [1]
a.append(a)
print(a == a, a != a, a[1] is a)
b = [1]
b.append(b)
try:
    print(a == b)
except RecursionError as error:
    print(type(error).__name__)
print(None == None, None is None, None != 0, NotImplemented is NotImplemented, ... is Ellipsis, ..., len == len, len != print, int == int, int != float, type(1) == int, ValueError == ValueError)
print(1 if [] else 2, not [], not [[]], [] or 0 or None or '', [] and 1, 1 and [] and 2, 'x' and 'y', bool(' '), bool(nan), bool(...), bool(len))
count = 0
for i in range(300):
    if (i, i) < (i, i + 1) and [i] <= [i] and str(i) != i and (i % 2 == 0) == (not i % 2):
        count += 1
    if i == float(i) and hash(i) == hash(float(i)) and {i: 1}[float(i)]:
        count += 1000
print(count)
