"""if, elif, else, conditional expressions, and, or, not, and truth of every kind of value."""

for value in (None, True, False, 0, 1, -1, 0.0, -0.0, 0.1, float('nan'), '', ' ', '0', [], [0], (), (0,),
              {}, {0: 0}, set(), {0}, range(0), range(1), 10 ** 30, len, print):
    if value:
        kind = 'true'
    else:
        kind = 'false'
    print(kind, bool(value), not value, not not value, 'yes' if value else 'no', end='; ')
print()

print(0 or 'default', 1 or 'default', '' or [] or {} or 'last', 0 and 1, 1 and 2, 1 and 0 or 5)
print(None and missing, 1 or missing, not 1 or 2, not (1 and 0))
print((1 if 0 else 2 if 0 else 3), [1, 2][not 0], 'a' if [] else 'b' if '' else 'c')


def noisy(x):
    print('noisy', x, end=' ')
    return x


print(noisy(0) or noisy(1) and noisy(2))
print(noisy(0) and noisy(1) or noisy(3))
if noisy(1) and not noisy(0) or noisy(9):
    print('taken')

grades = ''
for score in range(0, 101, 5):
    if score >= 90:
        grades += 'A'
    elif score >= 75:
        grades += 'B'
    elif score >= 60:
        if score % 2:
            grades += 'c'
        else:
            grades += 'C'
    elif not score:
        grades += 'z'
    else:
        grades += 'F'
print(grades)
hits = 0
for i in range(500):
    if i % 3 == 0 and i % 5 == 0 or i % 7 == 0 and not i % 2 == 0:
        hits += i
    elif i > 450 or i < 10:
        hits -= 1
print(hits)
