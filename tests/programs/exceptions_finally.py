"""finally with return, break and continue in it and around it; overriding exceptions."""


def returns():
    try:
        return 'try'
    finally:
        print('cleaning', end=' ')


def overrides():
    try:
        return 'try'
    finally:
        return 'finally'


def swallows():
    try:
        raise ValueError
    finally:
        return 'swallowed'


def in_loop():
    trace = []
    for i in range(6):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            trace.append(i)
        finally:
            trace.append(f'f{i}')
    else:
        trace.append('else')
    return trace


def break_in_finally():
    for i in range(5):
        try:
            raise ValueError(i)
        finally:
            if i == 2:
                break
            continue
    return i


def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


def list_changed():
    x = [1]
    try:
        return x
    finally:
        x.append(2)


def three_levels():
    trace = []
    try:
        try:
            try:
                trace.append(1)
                return trace
            finally:
                trace.append(2)
        finally:
            trace.append(3)
    finally:
        trace.append(4)


def raise_in_finally():
    try:
        try:
            raise ValueError('first')
        finally:
            raise KeyError('second')
    except KeyError as error:
        return repr(error), repr(error.__context__)


def return_in_except():
    try:
        1 / 0
    except ZeroDivisionError:
        return 'from except'
    else:
        return 'from else'
    finally:
        print('done', end=' ')


def return_in_else():
    try:
        pass
    except ValueError:
        return 'from except'
    else:
        return 'from else'
    finally:
        print('done', end=' ')


def loop_return():
    while True:
        try:
            try:
                return 'out'
            finally:
                print('inner', end=' ')
        finally:
            print('outer', end=' ')


def finally_loop():
    total = 0
    try:
        total += 1
    finally:
        for i in range(3):
            if i == 1:
                continue
            total += 10
        while True:
            break
    return total


def nested_break():
    trace = []
    for i in range(3):
        for j in range(3):
            try:
                if j == 1:
                    break
                try:
                    if i == 1:
                        continue
                finally:
                    trace.append((i, j, 'in'))
            finally:
                trace.append((i, j, 'out'))
    return trace


print(returns())
print(overrides(), swallows(), in_loop(), break_in_finally(), value_kept(), list_changed(), three_levels())
print(raise_in_finally())
print(return_in_except())
print(return_in_else())
print(loop_return())
print(finally_loop(), nested_break())


def often(n):
    kept = 0
    for i in range(n):
        try:
            if i % 4 == 0:
                continue
            try:
                if i % 4 == 1:
                    raise KeyError
            except KeyError:
                kept += 1
                continue
            finally:
                kept += 100
            if i > 350:
                return kept, i
        finally:
            kept += 10000
    return kept, n


print(often(300), often(400))
