"""An uncaught exception inside functions: file, lines, names and marks."""


def outer(x):
    print('outer', x)
    return middle(x) + 1


def middle(x):
    y = x * 2
    return inner(y, 0)


def inner(a, b):
    return a // b


print('start')
outer(21)
print('never')
