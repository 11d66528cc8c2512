"""The marks under the failing part of a line, shown by the chain of one exception in another."""

table = {'a': {'b': [1, 2, 3]}}


def first():
    return table['a']['c'][0]


def second(x):
    return x + 1 - 'text' * 2


def third():
    return table.missing


def fourth():
    return 1 + undefined + 2


def fifth(f):
    return f(1)(2)


try:
    first()
except KeyError:
    try:
        second(5)
    except TypeError:
        try:
            third()
        except AttributeError:
            try:
                fourth()
            except NameError:
                fifth(lambda x: x)
