"""Exceptions half-way: what has been done stays done, what has not does not happen."""

log = []


def step(name, fail=False):
    log.append(name)
    if fail:
        raise ValueError(name)
    return name


def show():
    print(log)
    log.clear()


for action in range(10):
    target = {'x': 0}
    items = [1, 2, 3]
    a = b = 'unset'
    try:
        if action == 0:
            a, b = step('one'), step('two', True)
        elif action == 1:
            a, (b, c) = 1, step('ab')
            a, (b, c) = 2, step('abc')
        elif action == 2:
            items.append(step('append', True))
        elif action == 3:
            target[step('key')] = step('value', True)
        elif action == 4:
            target[step('key', True)] = step('value')
        elif action == 5:
            items = [step('a'), step('b', True), step('c')]
        elif action == 6:
            target = {step('k'): step('v'), step('l'): step('m', True)}
        elif action == 7:
            for items[0] in (5, 6, step('in', True)):
                pass
        elif action == 8:
            a = b = step('chain', True)
        else:
            items[0], items[1], items[9] = 10, 20, 30
    except (ValueError, IndexError) as error:
        print(action, error, a, b, target, items, end=' ')
    show()


def fails_in_loop(n):
    done = []
    for i in range(n):
        try:
            done.append(i)
            if i % 4 == 3:
                raise KeyError(i)
            done.append(-i)
        except KeyError as error:
            done.append(error.args[0] * 100)
    return done


print(fails_in_loop(9))
it = iter([1, 2, 3, 4, 5])
try:
    a, b, c = it
except ValueError as error:
    print(error, list(it))
it = iter([1, 2, 3, 4, 5])
try:
    a, *b, c, d, e, f, g = it
except ValueError as error:
    print(error, list(it), a, b)
d = {}
try:
    d.update([(1, 2), (3, 4), 5, (6, 7)])
except TypeError as error:
    print(error, d)
l = [0]
try:
    l.extend(map(int, ['1', '2', 'x', '3']))
except ValueError as error:
    print(error, l)
try:
    l += map(int, ['7', 'y'])
except ValueError as error:
    print(error, l)
s = set()
try:
    s.update([1, 2, [], 3])
except TypeError as error:
    print(error, sorted(s))
try:
    l[1:2] = map(int, ['8', 'z'])
except ValueError as error:
    print(error, l)
try:
    print('before', int('x'), step('never'))
except ValueError as error:
    print(error)
show()
g = [3, 'a', 1]
try:
    g.sort()
except TypeError as error:
    print(error, len(g))
