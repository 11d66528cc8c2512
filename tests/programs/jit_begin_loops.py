# Loops over what a call makes, which nobody else sees: how they begin, and when the object has to be made after all.


def up(n):
    s = 0
    for i in range(n):
        s += i
    return s


def between(first, end):
    items = []
    for i in range(first, end):
        items.append(i)
    return items


def by_two(first, end):
    items = []
    for i in range(first, end, 2):
        items.append(i)
    return items


def down(n):
    items = []
    for i in range(n - 1, -1, -1):
        items.append(i)
    return items


def by(first, end, step):
    items = []
    for i in range(first, end, step):
        items.append(i)
        if len(items) == 6:
            break
    return items


def no_turn(n, items):
    i = 'none'
    for i in range(n, 0):
        items.append(i)
    else:
        items.append('else')
    return i


def nested(n):
    s = 0
    for i in range(n):
        for j in range(i):
            for k in range(j, i):
                s += i * j - k
    return s


def in_comprehensions(n):
    return (
        [i * i for i in range(n)],
        {i % 3 for i in range(n)},
        {i: j for i in range(n) for j in range(i) if j & 1},
        sum(i * 0.5 for i in range(n)),
        any(i == 3 for i in range(n)),
        max(-i for i in range(1, n)),
    )


def kept(n):
    r = range(n)
    s = 0
    for i in r:
        s += i
    for i in range(n):
        s += i
    return s, r, len(r)


def reads_state(n):
    # The bound is evaluated once, and the variable's changes are of no effect.
    items = []
    for i in range(n):
        n = 1
        items.append(i)
        i = 100
    return items, n, i


def raising(n):
    total = 0
    for i in range(n):
        try:
            for k in range(i):
                total += 10 // (k - 2)
        except ZeroDivisionError:
            total += 1000
    return total


def early(n):
    for i in range(n):
        for k in range(n):
            if i * k == 12:
                return i, k
    return None


def tried(make):
    try:
        return make()
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)


for turn in range(4):
    print(up(10), between(3, 6), between(-2, 1), by_two(1, 8), down(4), nested(9))
    print(by(0, 10, 3), by(10, 0, -4), by(0, -5, 1), no_turn(turn, items := []), items)
    print(in_comprehensions(6 + turn), kept(5), reads_state(3), raising(6), early(8))

# Other arguments than small ints.
BIG = 2 ** 49
for n in (5, True, BIG - 1, BIG, 2 ** 70):
    print(between(n - 2, n), by(n, 0, -n // 3), by(n - 1, n + 5, 1), by(-n, -n - 2, -1))
print(between(-BIG - 2, -BIG + 1), by(BIG - 3, BIG + 9, 2), by(BIG - 1, BIG * 2, BIG // 2), by(5, 2 ** 80, 2 ** 60))
for n in (2.0, 'a', None, [1]):
    print(tried(lambda: up(n)), tried(lambda: between(0, n)), tried(lambda: by(0, 3, n)))
print(tried(lambda: by(0, 3, 0)), tried(lambda: by(0, 3, False)), by(0, 3, True))
print(up(False), up(True), up(-3))


def bad_counts():
    results = []
    for wrong in range(5):
        try:
            if wrong == 0:
                for i in range():
                    results.append(i)
            elif wrong == 1:
                for i in range(1, 2, 3, 4):
                    results.append(i)
            elif wrong == 2:
                for i in range(stop=4):
                    results.append(i)
            elif wrong == 3:
                for i in range(*(2, 4)):
                    results.append(i)
            else:
                for i in range(2, **{}):
                    results.append(i)
        except TypeError:
            results.append('TypeError')
    return results


for _ in range(3):
    print(bad_counts())


# The name may be another's.
def shadowed(range, n):
    items = []
    for i in range(n):
        items.append(i)
    return items


def mine(n):
    return ('my', n)


for callee in (range, mine, list, range, str, mine):
    print(shadowed(callee, (1, 2) if callee is list else 3))


def of_a_name(n):
    items = []
    for i in span(n):
        items.append(i)
    return items


span = range
print([of_a_name(2) for _ in range(40)][-1])
span = mine
print([of_a_name(2) for _ in range(3)][-1])
span = range
print([of_a_name(2) for _ in range(3)][-1])


def replaced_within(n):
    items = []
    for i in range(n):
        for k in range(2):
            items.append(k)
        if i == n - 2:
            globals_of_mine()
    return items


def globals_of_mine():
    global range
    range = mine


for n in (40, 3):
    print(len(replaced_within(n)), replaced_within(n)[-4:])
del range
print(between(2, 4), up(6))


# What is seen when a loop does not begin.
def deep(n):
    for i in range(n):
        for k in range(i, 'x' if i == n - 1 else 2):
            pass


for n in (1, 2, 50):
    print(tried(lambda: deep(n)))


def at_the_end_of_the_stack(depth):
    s = 0
    for i in range(2):
        s += i
    return s + (at_the_end_of_the_stack(depth - 1) if depth else 0)


print(at_the_end_of_the_stack(300))
