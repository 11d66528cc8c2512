"""The chain of contexts through handlers, calls, loops and re-raising."""


def chain(error):
    out = []
    while error is not None:
        out.append(repr(error))
        error = error.__context__
    return ' <- '.join(out)


def helper():
    try:
        raise IndexError('handled inside')
    except IndexError:
        pass
    raise KeyError('from helper')


try:
    raise ValueError('clean')
except ValueError as error:
    print(chain(error))
try:
    try:
        raise ValueError('first')
    except ValueError:
        helper()
except KeyError as error:
    print(chain(error))
try:
    try:
        try:
            raise ValueError(1)
        except ValueError:
            try:
                raise ValueError(2)
            except ValueError:
                pass
            raise ValueError(3)
    except ValueError:
        raise ValueError(4)
except ValueError as error:
    print(chain(error))


def loop():
    last = None
    for i in range(4):
        try:
            raise ValueError(i)
        except ValueError as error:
            last = error
    return last


print(chain(loop()))
try:
    try:
        raise ValueError('a')
    except ValueError as a:
        try:
            raise KeyError('b')
        except KeyError as b:
            raise a
except ValueError as error:
    print(chain(error), '|', chain(error.__context__))


def in_handler(depth):
    try:
        raise ValueError(depth)
    except ValueError:
        if depth:
            in_handler(depth - 1)
        else:
            raise RuntimeError('deepest')


try:
    in_handler(3)
except RuntimeError as error:
    print(chain(error))
try:
    try:
        1 / 0
    finally:
        [][5]
except IndexError as error:
    print(chain(error))
try:
    try:
        raise ValueError('replaced')
    except ValueError as error:
        error.__context__ = KeyError('put there')
        error.__cause__ = TypeError('cause')
        raise
except ValueError as error:
    print(chain(error), repr(error.__cause__), error.__suppress_context__)
try:
    try:
        raise ValueError('one')
    except ValueError as one:
        raise KeyError('two') from one
except KeyError as two:
    print(two.__cause__ is two.__context__, two.__suppress_context__, chain(two))
saved = KeyError('made before')
try:
    try:
        {}['x']
    except KeyError:
        raise saved
except KeyError as error:
    print(chain(error))
try:
    raise saved
except KeyError as error:
    print(chain(error))


def after_handler():
    try:
        int('x')
    except ValueError:
        pass
    try:
        [].pop()
    except IndexError as error:
        return chain(error)


print(after_handler())
errors = []
for i in range(200):
    try:
        try:
            raise ValueError(i)
        except ValueError:
            if i % 2:
                raise KeyError(i)
    except KeyError as error:
        errors.append(error)
print(len(errors), chain(errors[-1]), all([len(chain(e).split(' <- ')) == 2 for e in errors]))
