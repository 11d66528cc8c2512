# Variables that a loop carries in registers, read before they get an item of a list, or a difference: the old value must survive where
# that is not what was expected.


def picks(rows, k, turns):
    x, total = 0.5, 0.0
    for i in range(turns):
        row = rows[i & 3]
        total += x
        x = row[k]
    return total, x


def firsts(rows, turns):
    x, total = 0.5, 0.0
    for i in range(turns):
        row = rows[i & 3]
        total += x
        x = row[0]
    return total, x


def walks(items, turns):
    x, total = 0.5, 0.0
    for i in range(turns):
        total += x
        x = items[i & 7]
    return total, x


def counts(items):
    x, total = 0.5, 0.0
    for i in range(len(items)):
        total += x
        x = items[i]
    return total, x


def picks_ints(rows, k, turns):
    at, total = 0, 0
    for i in range(turns):
        row = rows[i & 3]
        total += at
        at = row[k]
    return total, at


def counts_ints(items):
    at, total = 0, 0
    for i in range(len(items)):
        total += at
        at = items[i]
    return total, at


def stays(items, turns):
    x, total = 0.5, 0.0
    for i in range(turns):
        items[0] = total
        total += x
        x = items[1]
    return total, x


def follows(rows, turns):
    at, total = 0, 0
    for i in range(turns):
        row = rows[at]
        total += at
        at = row[0]
    return total, at


def turns_round(items, turns):
    at, total = 0, 0
    for i in range(turns):
        items[0] = i
        total += at
        at = items[1]
    return total, at


def falls(number, by, turns):
    odd = 0
    for i in range(turns):
        odd ^= number & 1
        number -= by
    return number, odd


def all_of(f, *arguments):
    try:
        print(f.__name__, f(*arguments))
    except (TypeError, IndexError) as error:
        print(f.__name__, error)


for k in range(40):
    rows = [[0.5, k / 2, 2], [1.5, 2.5, 1], [2.5, k * 1.5, 3], [3.5, 0.25, 0]]
    all_of(picks, rows, 1, 30)
    all_of(firsts, rows, 30)
    all_of(walks, [k * 0.5 for k in range(8)], 30)
    all_of(counts, [k * 0.5 for k in range(30)])
    all_of(picks_ints, [[1, k], [2, 3], [k, 5], [7, 11]], 1, 30)
    all_of(counts_ints, list(range(k, k + 20)))
    all_of(stays, [1.0, k * 0.5], 30)
    all_of(follows, [[2], [3], [1], [0]], 30)
    all_of(turns_round, [0, k], 30)
    all_of(falls, -(1 << 48), k, 30)
odd = [[0.5, 1], [2.5, 'no float'], [1.5, 2.5], [3, 4.5]]
for k in range(20):
    all_of(picks, odd, 1, 30)
    all_of(firsts, odd, 30)
    all_of(picks, odd, 2, 30)
    all_of(firsts, [[], [1.0], [2.0], [3.0]], 30)
    all_of(walks, [0.5, 1.5, 2.5, 3, 4.5, 'no', 6.5, 7.5], 30)
    all_of(walks, [0.5, 1.5, 2.5], 30)
    all_of(counts, [0.5, 1.5, 2.5, 3, 4.5])
    all_of(counts, [0.5] * 9 + ['no', 1.5])
    all_of(picks_ints, [[1, k], [2, 3], [k, 5.5], [7, 11]], 1, 30)
    all_of(picks_ints, [[1, k], [2, 3], [k, 'no'], [7, 11]], 1, 30)
    all_of(counts_ints, [1, 2, 3, 4.5, 5])
    all_of(counts_ints, [1, 2, 3, 'no', 5])
    all_of(stays, [1.0, 2 + k % 2], 30)
    all_of(stays, [1.0, 'no'], 30)
    all_of(follows, [[2], [3], [1.0], [0]], 30)
    all_of(follows, [[2], [3], ['no'], [0]], 30)
    all_of(follows, [[2], [], [1], [0]], 30)
    all_of(turns_round, [0, 1.5], 30)
    all_of(turns_round, [0, 'no'], 30)
    all_of(falls, -(1 << 49) + 1000, 100, 30)
    all_of(falls, -(1 << 49) + 1000, 100.5, 30)
