"""raise, raise from, bare raise, __cause__, __context__, __suppress_context__."""


def chain():
    try:
        try:
            try:
                1 // 0
            except ZeroDivisionError as a:
                raise ValueError('second') from a
        except ValueError as b:
            raise KeyError('third')
    except KeyError as c:
        return c


e = chain()
while e is not None:
    print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
    e = e.__context__
try:
    try:
        raise ValueError('hidden')
    except ValueError:
        raise TypeError('shown') from None
except TypeError as error:
    print(repr(error), error.__cause__, repr(error.__context__), error.__suppress_context__)
try:
    raise ValueError from KeyError
except ValueError as error:
    print(repr(error), repr(error.__cause__), error.__context__)
try:
    raise ValueError('x') from KeyError('y')
except ValueError as error:
    print(repr(error.__cause__), error.__context__, error.__suppress_context__)


def reraise(n):
    try:
        if n == 0:
            raise ValueError('bottom')
        reraise(n - 1)
    except ValueError:
        if n % 2:
            raise
        raise


try:
    reraise(5)
except ValueError as error:
    print(error, error.__context__)
try:
    try:
        raise KeyError('a')
    except KeyError as error:
        saved = error
        raise error
except KeyError as error:
    print(error is saved, error.__context__)
for bad in (lambda: fail(5), lambda: fail('text'), lambda: fail(None), lambda: fail(int), lambda: fail(ValueError, 5), lambda: fail(ValueError, 'x'), lambda: fail(ValueError, None), lambda: fail(ValueError, KeyError)):
    def fail(what, cause=len):
        if cause is len:
            raise what
        raise what from cause

    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error, repr(error.__cause__))


def bare():
    raise


try:
    bare()
except RuntimeError as error:
    print(error)
try:
    raise ValueError('kept')
except ValueError:
    try:
        bare()
    except ValueError as error:
        print('reraised', error)


def handler():
    try:
        raise IndexError('in handler')
    except IndexError:
        pass


try:
    try:
        raise ValueError('outer')
    except ValueError:
        handler()
        raise
except ValueError as error:
    print(error, error.__context__)
try:
    try:
        raise ValueError('one')
    finally:
        try:
            raise KeyError('two')
        except KeyError as error:
            print(repr(error.__context__))
except ValueError as error:
    print(repr(error), error.__context__)
count = 0
for i in range(300):
    try:
        try:
            raise ValueError(i)
        except ValueError as v:
            if i % 2:
                raise KeyError(i) from v
            raise
    except KeyError as k:
        count += k.__cause__.args[0]
    except ValueError as v:
        count += 1000000 * (v.__context__ is None)
print(count)
