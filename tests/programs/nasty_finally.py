"""finally against return values, loops and exceptions, in the awkward combinations."""

log = []


def note(x):
    log.append(x)
    return x


def value_first():
    try:
        return note('value')
    finally:
        note('after the value')


def raise_in_except():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raise ValueError('from except')
        finally:
            note('inner finally')
    except ValueError as error:
        return str(error), type(error.__context__).__name__


def raise_in_else():
    try:
        try:
            pass
        except ValueError:
            return 'wrong'
        else:
            raise ValueError('from else')
        finally:
            note('finally')
    except ValueError as error:
        return str(error)


def return_replaced_by_raise():
    try:
        try:
            return 'lost'
        finally:
            raise KeyError('instead')
    except KeyError as error:
        return error.args, error.__context__


def continue_drops_exception():
    out = []
    for i in range(4):
        try:
            if i % 2:
                raise ValueError(i)
            out.append(i)
        finally:
            out.append('f')
            continue
    return out


def break_drops_return():
    while True:
        try:
            return 'dropped'
        finally:
            break
    return 'after the loop'


def return_in_loop_in_finally():
    try:
        raise ValueError
    finally:
        for i in range(5):
            if i == 3:
                return i


def finally_sees_locals():
    x = 1
    try:
        x = 2
        y = 3
        raise KeyError
    except KeyError as x:
        pass
    finally:
        try:
            return x
        except UnboundLocalError:
            return ('x is gone', y)


def loops_through():
    out = []
    for a in range(3):
        try:
            for b in range(3):
                try:
                    for c in range(3):
                        try:
                            if c == 1:
                                break
                            if b == 1:
                                continue
                            if a == 2:
                                return out
                            out.append((a, b, c))
                        finally:
                            out.append('c')
                finally:
                    out.append('b')
        finally:
            out.append('a')


def nested_returns(n):
    try:
        if n:
            return nested_returns(n - 1) + 1
        return 0
    finally:
        note(n)


def exception_saved():
    saved = None
    try:
        raise ValueError('kept')
    except ValueError as error:
        saved = error
    try:
        raise saved
    except ValueError as error:
        return error is saved, error.__context__


def swap_in_finally():
    pair = [1, 2]
    try:
        return pair, pair[:]
    finally:
        pair.reverse()


def deep_else():
    for i in range(2):
        try:
            for j in range(2):
                if j == 5:
                    break
            else:
                continue
            note('not reached')
        finally:
            note(('else', i))
    else:
        return 'both else'


for function in (value_first, raise_in_except, raise_in_else, return_replaced_by_raise, continue_drops_exception, break_drops_return, return_in_loop_in_finally, finally_sees_locals, loops_through, exception_saved, swap_in_finally, deep_else):
    print(function.__name__, function(), log)
    log.clear()
print(nested_returns(5), log)
counts = [0, 0, 0]
for i in range(300):
    try:
        try:
            if i % 3 == 0:
                raise ValueError
            if i % 3 == 1:
                continue
        finally:
            counts[0] += 1
            if i % 5 == 0:
                raise KeyError
        counts[1] += 1
    except (ValueError, KeyError) as error:
        counts[2] += 1 + (error.__context__ is not None) * 1000
print(counts)
