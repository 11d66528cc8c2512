"""The built-in exceptions: which catches which, str, repr, args."""

kinds = [ArithmeticError, AssertionError, AttributeError, EOFError, FloatingPointError, ImportError, IndexError, KeyError, LookupError, MemoryError, ModuleNotFoundError, NameError, NotImplementedError,
         OSError, OverflowError, RecursionError, RuntimeError, StopIteration, SyntaxError, SystemError, TypeError, UnboundLocalError, UnicodeError, ValueError, ZeroDivisionError, KeyboardInterrupt, SystemExit,
         GeneratorExit, IndentationError, TabError, Exception, BaseException, Warning, DeprecationWarning, UserWarning, RuntimeWarning, TimeoutError, FileNotFoundError, PermissionError, BufferError]
parents = [LookupError, ArithmeticError, RuntimeError, NameError, OSError, ImportError, SyntaxError, ValueError, Warning, Exception, BaseException]
for kind in kinds:
    caught = []
    for parent in parents:
        try:
            try:
                raise kind
            except parent:
                caught.append(parent.__name__)
        except BaseException:
            pass
    print(kind.__name__, caught)
for error in (ValueError(), ValueError('one'), ValueError('one', 2), KeyError('key'), KeyError(), KeyError('a', 'b'), IndexError("it's"), ValueError(None), ValueError(''), TypeError(5), RuntimeError([1, 'x']), KeyError((1, 2)), Exception('é\n'), ValueError(ValueError('in')),
              SystemExit(3), StopIteration('v'), AssertionError((1, 2)), ZeroDivisionError('x', 'y', 'z'), NameError('n'), OSError('plain'), OSError(2, 'No such file'), KeyboardInterrupt(), AttributeError('a'), ImportError('i')):
    print(str(error), repr(error), error.args, [error], f'{error}', '%s' % error, sep=' | ')
e = ValueError('a', 1)
e.args = ('changed',)
print(e, repr(e), isinstance(e, ValueError), isinstance(e, (KeyError, Exception)), e == ValueError('changed'), e == e, type(e) is ValueError)
print(SystemExit(3).code, SystemExit().code, StopIteration(7).value, OSError(2, 'text').errno, OSError(2, 'text').strerror, issubclass(KeyError, LookupError), issubclass(ValueError, (int, Exception)), issubclass(bool, int))
for bad in ('5', 'ValueError()', '[ValueError]'):
    try:
        try:
            raise TypeError('thrown')
        except (5 if bad == '5' else ValueError() if bad == 'ValueError()' else [ValueError]):
            pass
    except TypeError as error:
        print(error)
order = (LookupError, (KeyError, ZeroDivisionError), Exception)


def which(error):
    try:
        raise error
    except order[0]:
        return 0
    except order[1]:
        return 1
    except order[2]:
        return 2


hits = [0, 0, 0]
tests = [KeyError(1), ZeroDivisionError(), ValueError('v'), IndexError, RuntimeError]
for i in range(300):
    hits[which(tests[i % 5])] += 1
print(hits)
