"""Names and docstrings of functions and of the module itself."""


def plain():
    """A docstring."""


def none():
    return 'text'


def outer():
    def inner():
        """Inside."""
        raise TypeError('x')
    return inner


def text():
    'single'
    return 1


print(__doc__, __name__, plain.__doc__, none.__doc__, text.__doc__, outer().__doc__)
print(plain.__name__, outer().__name__, (lambda: 0).__name__, len.__name__, int.__name__, outer().__qualname__, str.upper.__name__, [].append.__name__)
print(type(plain).__name__, type(len).__name__, type([].append).__name__, type(str.upper).__name__, type(lambda: 0).__name__)
for attempt in (lambda: outer()(1), lambda: (lambda a: 0)(), lambda: plain(1)):
    try:
        attempt()
    except TypeError as error:
        print(error)
renamed = plain
print(renamed.__name__, renamed is plain, plain == renamed, plain != none, {plain: 1}[renamed])
print(len, print, abs, str(sum), repr(max), int, [str], ValueError, type, object, range)
print(repr(plain).startswith('<function plain at 0x'), repr([].append).startswith('<built-in method append of list object at 0x'), str.upper, list.append, dict.get)
