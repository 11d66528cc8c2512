"""Exceptions without text, with several arguments, and with text of several lines."""


def fail(kind):
    if kind == 0:
        raise ValueError
    if kind == 1:
        raise KeyError('key')
    if kind == 2:
        raise IndexError(1, 'two', None)
    raise RuntimeError('line one\nline two')


try:
    fail(0)
except ValueError:
    try:
        fail(1)
    except KeyError:
        try:
            fail(2)
        except IndexError:
            fail(3)
