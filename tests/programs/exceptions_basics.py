"""try, except, else, finally in every combination, nested, with the right clause chosen."""


def run(action):
    trace = []
    try:
        trace.append('try')
        if action == 'zero':
            1 // 0
        elif action == 'key':
            {}['k']
        elif action == 'index':
            [][0]
        elif action == 'type':
            1 + 'a'
        elif action == 'value':
            int('x')
        elif action == 'name':
            nonexistent
        elif action == 'assert':
            assert action == '', 'message'
        elif action == 'raise':
            raise RuntimeError('raised', 5)
        elif action == 'attribute':
            action.nope
        trace.append('end')
    except ZeroDivisionError:
        trace.append('zero')
    except (KeyError, IndexError) as error:
        trace.append(repr(error))
    except LookupError:
        trace.append('never')
    except ArithmeticError:
        trace.append('never')
    except (ValueError, TypeError, NameError) as error:
        trace.append(type(error).__name__)
    except Exception as error:
        trace.append(('general', str(error), error.args))
    else:
        trace.append('else')
    finally:
        trace.append('finally')
    return trace


for action in ('none', 'zero', 'key', 'index', 'type', 'value', 'name', 'assert', 'raise', 'attribute'):
    print(action, run(action))


def nested(n):
    trace = ''
    try:
        trace += 'a'
        try:
            trace += 'b'
            if n == 1:
                raise ValueError
            try:
                trace += 'c'
                if n == 2:
                    raise KeyError
                trace += 'd'
            finally:
                trace += 'e'
            trace += 'f'
            if n == 3:
                raise IndexError
        except KeyError:
            trace += 'g'
            if n == 2:
                raise TypeError
        else:
            trace += 'h'
            if n == 4:
                raise OSError
        finally:
            trace += 'i'
        trace += 'j'
    except (ValueError, TypeError, LookupError) as error:
        trace += 'k' + type(error).__name__[0]
    except:
        trace += 'bare'
    return trace


print([nested(n) for n in range(5)])
counts = {}
for i in range(400):
    try:
        try:
            if i % 3 == 0:
                raise ValueError(i)
            if i % 5 == 0:
                [][i]
            x = 10 // (i % 7)
        except IndexError:
            kind = 'index'
        else:
            kind = 'fine'
        finally:
            counts['finally'] = counts.get('finally', 0) + 1
    except ValueError as error:
        kind = 'value' if error.args[0] % 2 else 'even value'
    except ZeroDivisionError:
        kind = 'zero'
    counts[kind] = counts.get(kind, 0) + 1
print(counts)
try:
    pass
finally:
    print('only finally')
try:
    pass
except:
    pass
else:
    print('only else')
try:
    try:
        raise ValueError('inner')
    finally:
        print('cleanup')
except ValueError as error:
    print('outer', error)
try:
    error
except NameError as e:
    print(e)
