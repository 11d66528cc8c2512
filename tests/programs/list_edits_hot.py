# Fronts of lists turned round where they are, methods kept bound, insert and pop, assignments to slices: in hot code.


def flips(pile, first):
    count = 0
    while first and count < 40:
        pile[:first + 1] = pile[first::-1]
        first = pile[0]
        count += 1
    return count, pile


def flip(pile, k):
    pile[:k + 1] = pile[k::-1]
    return pile


def flip_kept(pile, k):
    # The value is kept: nothing is done in place.
    a = pile[:k + 1] = pile[k::-1]
    return a, pile


def flip_other(pile, other, k):
    pile[:k + 1] = other[k::-1]
    return pile, other


def flip_more(pile, k):
    pile[:k + 2] = pile[k::-1]
    return pile


def flip_jump(pile, k, now):
    pile[:k + 1] = pile[k::-1] if now else pile
    return pile


def rotate(order, n):
    insert = order.insert
    pop = order.pop
    for at in range(n):
        insert(at % 5, pop(0))
        insert(-2, pop())
        insert(100, pop(-3))
        insert(True, pop(at % 7 - 3))
    return order


def drain(items):
    pop = items.pop
    out = []
    push = out.append
    while True:
        try:
            push(pop())
        except IndexError as e:
            return out, str(e)


def call(method, argument):
    return method(argument)


def pops(items, at):
    try:
        return items.pop(at)
    except (IndexError, TypeError, OverflowError) as e:
        return str(e)


def inserts(items, at):
    try:
        items.insert(at, 'x')
    except (TypeError, OverflowError) as e:
        return str(e)
    return items


def assign(items, lo, hi, step, v):
    try:
        items[lo:hi:step] = v
    except (TypeError, ValueError) as e:
        return str(e)
    return items


def cut(items, lo, hi):
    return items[lo:hi]


def turned(items, step):
    return items[::step]


def main():
    for n in range(1, 30):
        order = [(i * 7 + n // 2) % n for i in range(n)]
        print(flips(order, order[0]))
    for k in range(60):
        r = flip(list(range(20)), k % 20)
    print(r)
    for k in (19, 20, 25, -1, -5, -20, -21, 0, True, False):
        print(k, flip(list(range(20)), k))
    for k in range(40):
        flip([1, 2, 3], 3 + k)
    try:
        flip((1, 2, 3), 1)
    except TypeError as e:
        print(e)
    try:
        flip([1, 2, 3], 1.5)
    except TypeError as e:
        print(e)
    print(flip(['a', [], 2.5, None] * 5, 10))
    for k in range(40):
        a = flip_kept(list(range(9)), k % 9)
        b = flip_other(list(range(9)), list(range(10, 19)), k % 9)
        c = flip_more(list(range(9)), k % 9)
        d = flip_jump(list(range(9)), k % 9, k % 3)
        if k % 10 == 7:
            print(a, b, c, d)

    print(rotate(list(range(9)), 100))
    print(rotate(list(range(30)), 100))
    print(drain(list(range(50))))
    print(drain([]))
    a, b = [1, 2, 3], {1: 'one', 2: 'two'}
    for i in range(60):
        call(a.append, i)
        call(b.pop, 1)
        b[1] = i
    print(a, b)
    for method, argument in [(a.pop, 3), (b.get, 2), (a.index, 7), (len, a), (a.count, 9), (b.pop, 2), (a.append, 1)]:
        for i in range(4):
            print(call(method, argument) if i == 3 or method != b.pop else i)
            if method == b.pop:
                break
    for i in range(50):
        pops([1, 2, 3, 4], i % 4)
        inserts([1, 2, 3, 4], i % 4)
        assign([1, 2, 3, 4], i % 4, 3, None, [5, 6])
        cut(list(range(12)), i % 5, i % 17)
        turned([1, 2, 3], i % 2 * 2 - 1)
    for at in (0, -1, 3, -4, 4, -5, 10 ** 30, None, True, 'a'):
        print(at, pops([1, 2, 3, 4], at), pops([], at), inserts([1, 2, 3, 4], at))
    own = [1, 2, 3, 4, 5]
    for v in ((7, 8), 'abc', range(4), {1: 2}, [], iter([1, 2]), own, 5, None, map(str, [1])):
        print(assign([1, 2, 3, 4, 5], 1, 3, None, v))
    print(assign(own, 1, 3, None, own), assign(own, None, None, 2, (1, 2)), assign(own, None, None, -1, own))
    print(assign((1, 2), 0, 1, None, [1]), assign([1, 2], 'a', 1, None, [1]), assign([1, 2], 0, 1, 0, [1]))
    for lo, hi in ((-3, None), (None, -3), (5, 2), (-100, 100), (10 ** 20, None), (None, -10 ** 20), (True, 4)):
        print(cut(list(range(12)), lo, hi), cut('abcdefghijkl', lo, hi), cut(tuple(range(12)), lo, hi))
    print(turned(list(range(20)), 3), turned(list(range(20)), -3), turned([], -1), turned('abc', -1))


main()
