"""Items of dicts by constant strs, where the key lies in one entry for long, and then does not."""


def name_of(record):
    return record['name']


def total_of(records):
    total = 0
    weight = 0.0
    for record in records:
        total += record['count']
        weight += record['weight'] * record['count']
    return total, weight


def first_of(record):
    found = record['first']
    return found['second']


def try_name(record):
    try:
        return name_of(record)
    except (KeyError, TypeError, IndexError) as e:
        return '%s: %s' % (type(e).__name__, e)


def plain(n):
    return {'id': n, 'name': 'plain %d' % n, 'count': n % 7, 'weight': n / 4}


def warm():
    records = [plain(n) for n in range(50)]
    for _ in range(40):
        last = [name_of(record) for record in records][-1]
    return last, total_of(records)


def elsewhere():
    """The key in other entries, in dicts of other sizes, or nowhere."""
    records = [
        {'name': 'alone'},
        {'id': 1, 'other': 2, 'name': 'behind'},
        {'name': 'before', 'id': 1},
        {},
        {'id': 1},
        {'id': 1, 'other': 2},
        {1: 'one', 'name': 'an int before'},
        {1: 'one', (2, 3): 'pair', None: 4, 'name': 'all sorts before'},
        dict([('id', 1), ('na' + 'me'[:2], 'made of pairs')]),
        {'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5, 'f': 6, 'g': 7, 'h': 8, 'i': 9, 'name': 'the tenth'},
    ]
    many = {str(n): n for n in range(300)}
    many['name'] = 'of many'
    records.append(many)
    print([try_name(r) for r in records])
    print([try_name(r) for r in ([1, 2], (3,), 'text', 7, None, {'name'}, 2.5)])


def came_and_went():
    """Keys deleted, put again, dicts grown and emptied between two looks."""
    out = []
    record = plain(3)
    for step in range(60):
        if step % 12 == 3:
            del record['name']
        elif step % 12 == 5:
            record['name'] = 'again %d' % step
        elif step % 12 == 6:
            for k in range(step):
                record['extra %d' % k] = k
        elif step % 12 == 8:
            record.clear()
        elif step % 12 == 9:
            record['name'] = 'first'
            record['id'] = 0
        elif step % 12 == 10:
            record.popitem()
        elif step % 12 == 11:
            record = plain(step)
        out.append(try_name(record))
    print(out)


def of_other_types():
    """Items that were ints or floats, and then are something else."""
    records = [plain(n) for n in range(100)]
    print({total_of(records) for _ in range(90)})
    for count, weight in ((True, 1.0), (2 ** 60, 0.5), (3, 4), (2.5, 1.5), (1, float('inf')), (0, 2 ** 70), (-5, False)):
        print(total_of([{'id': 0, 'name': '', 'count': count, 'weight': weight}] * 3))
    weight = total_of([{'id': 0, 'name': '', 'count': 1, 'weight': float('nan')}])[1]
    print(weight != weight)
    for count, weight in (('a', 1.0), (1, 'b'), (None, 2.0), (1, [])):
        try:
            print(total_of([plain(1), {'id': 0, 'name': '', 'count': count, 'weight': weight}]))
        except TypeError as e:
            print(e)
    try:
        total_of([plain(1), {'id': 0, 'name': '', 'count': 1}])
    except KeyError as e:
        print('KeyError', e)


def nested():
    inner = [{'second': n} for n in range(5)]
    outer = [{'first': record, 'more': 0} for record in inner]
    total = 0
    for n in range(4000):
        total += first_of(outer[n % 5])
    print(total)
    for record in ({'zeroth': 0, 'first': {'second': 'moved'}}, {'first': {'first': 0, 'second': 'moved too'}}):
        print(first_of(record))
    for record in ({'first': {}}, {'second': {}}, {'first': [1]}, {'first': None}):
        try:
            print(first_of(record))
        except (KeyError, TypeError) as e:
            print(type(e).__name__, e)


def own_key():
    """The key's slot is the result's, and the dict's slot too."""
    chain = {'next': None, 'value': 0}
    for n in range(1, 100):
        chain = {'next': chain, 'value': n}
    total = 0
    for _ in range(60):
        links = chain
        while links is not None:
            total += links['value']
            links = links['next']
    print(total)


def displays(n):
    """Dicts written out: few keys, many, equal ones, keys that are no strs."""
    few = {'a': n, 'b': n + 1}
    twice = {'a': n, 'b': 1, 'a': n + 2}
    mixed = {'a': 1, 1: n, 1.0: 2, True: 3, 'b': n}
    many = {'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5, 'f': n, 'g': 7}
    made = {'a' + str(n % 3): 1, 'a0': 2, 'a1': n}
    return [list(d.items()) for d in (few, twice, mixed, many, made, {})]


def unhashable(n):
    try:
        return {'a': n, ([],): 1}
    except TypeError as e:
        return str(e)


print(warm())
elsewhere()
print(warm()[0])
came_and_went()
of_other_types()
nested()
own_key()
for n in range(100):
    last = displays(n)
print(last)
print({unhashable(n) for n in range(80)})
