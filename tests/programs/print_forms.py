"""print with sep, end, no arguments, many arguments, odd values."""

print()
print('')
print('a', 'b')
print('a', 'b', sep='')
print('a', 'b', sep='--', end='!\n')
print('no newline', end='')
print(' continued')
print(1, 2.0, None, True, [1], (2,), {3: 4}, 'text', sep=', ')
print(*range(10), sep='')
print(*'abc', sep='\n')
print(*[], sep='x')
print('a\nb', 'c', sep='\n', end='\n\n')
print('x', sep=None, end=None)
print('tab', 'sep', sep='\t', flush=True)
print(print('inner'))
for i in range(5):
    print(i, end=' ' if i < 4 else '\n')
for bad in ({'sep': 1}, {'end': 5}, {'nope': 1}):
    try:
        print('a', **bad)
    except TypeError as error:
        print(error)
print(repr(print('q', end='')) + 'r')
for i in range(300):
    if i % 30 == 0:
        print(i, i * i, sep='^2=', end='; ')
print()
print('long ' * 50)
print('unicode: é € 😀', 'nul:\0:end')
