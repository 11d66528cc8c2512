# Lists that a slice makes shorter in a loop over their indices: what was proved where the loop began must not be relied on.


def over_range(items, part, when):
    total = 0
    for i in range(len(items)):
        total += items[i]
        if i == when:
            items[part] = []
    return total


def counted(items, part, when):
    total = i = 0
    n = len(items)
    while i < n:
        total += items[i]
        if i >= when:
            items[part] = []
        i += 1
    return total


def by_another_name(items, alias, part):
    total = 0
    for i in range(len(items)):
        total += items[i]
        alias[part] = []
    return total


def told(f, *arguments):
    try:
        return f(*arguments)
    except IndexError as error:
        return error


for k in range(60):
    for f in (over_range, counted):
        items = list(range(40))
        print(told(f, items, slice(20, None), 1000 if k < 40 else 5), len(items))
    items = list(range(40))
    print(told(by_another_name, items, items, slice(20, None)), len(items))
    print(told(by_another_name, list(range(20)), items, slice(1000, None)))
