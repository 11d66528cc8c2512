"""Fails while it is imported by traceback_import; so it does by itself."""


def prepare(size):
    return [None] * size


SIZE = '3'
TABLE = prepare(SIZE)
