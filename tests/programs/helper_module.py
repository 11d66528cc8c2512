"""Imported by import_sibling; run by itself it prints its name."""

COUNTER = 1
NAMES = ['x', 'y']

print('helper_module runs as', __name__)


def add(a, b):
    return a + b


def change_counter(by):
    global COUNTER
    COUNTER += by


def get_counter():
    return COUNTER


def other():
    return other


def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


def call(function, *arguments):
    return function(*arguments)


if __name__ == '__main__':
    print('as a program')
