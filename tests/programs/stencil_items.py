# Items of lists and tuples, by indices that are known and not, of one type and of several: read and written, and what comes
# of it where the type changes or the index is out of range. Each function is called by its name: so it is compiled.


def list_ints(a, i):
    return a[i] + 1


def list_floats(a, i):
    return a[i] + 0.5


def list_any(a, i):
    return a[i]


def list_first_int(a):
    return a[1] + 1


def list_first_float(a):
    return a[1] + 0.5


def list_first(a):
    return a[1]


def tuple_ints(a, i):
    return a[i] + 1


def tuple_floats(a, i):
    return a[i] + 0.5


def tuple_any(a, i):
    return a[i]


def tuple_first_int(a):
    return a[1] + 1


def tuple_first_float(a):
    return a[1] + 0.5


def tuple_first(a):
    return a[1]


def put_int(a, i, n):
    a[i] = n + 1
    return a


def put_float(a, i, x):
    a[i] = x + 0.5
    return a


def put(a, i, v):
    a[i] = v
    return a


ints, floats, mixed = [1, 2, 3], [1.5, 2.5, 3.5], ['a', 2, 3.5]

results = []
for a, i in [(ints, 2)] * 30 + [(floats, 0), (ints, 3), (ints, -1), (mixed, 0), (ints, 1)]:
    try:
        results.append(list_ints(a, i))
    except (IndexError, TypeError) as e:
        results.append(str(e))
print('list_ints', results[29:])

results = []
for a, i in [(floats, 2)] * 30 + [(ints, 0), (floats, 3), (floats, -3), (mixed, 0), (floats, 1)]:
    try:
        results.append(list_floats(a, i))
    except (IndexError, TypeError) as e:
        results.append(str(e))
print('list_floats', results[29:])

results = []
for a, i in [(mixed, 0), (mixed, 1), (mixed, 2)] * 30 + [(mixed, 3), (mixed, -4), (mixed, -1), (ints, 1)]:
    try:
        results.append(list_any(a, i))
    except (IndexError, TypeError) as e:
        results.append(str(e))
print('list_any', results[87:])

results = []
for a in [ints] * 30 + [floats, [1], [], mixed, ints]:
    try:
        results.append(list_first_int(a))
    except (IndexError, TypeError) as e:
        results.append(str(e))
print('list_first_int', results[29:])

results = []
for a in [floats] * 30 + [ints, [1.5], [], floats]:
    try:
        results.append(list_first_float(a))
    except (IndexError, TypeError) as e:
        results.append(str(e))
print('list_first_float', results[29:])

results = []
for a in [ints, floats, mixed] * 30 + [[1], [], mixed]:
    try:
        results.append(list_first(a))
    except (IndexError, TypeError) as e:
        results.append(str(e))
print('list_first', results[87:])

ints, floats, mixed = (1, 2, 3), (1.5, 2.5, 3.5), ('a', 2, 3.5)

results = []
for a, i in [(ints, 2)] * 30 + [(floats, 0), (ints, 3), (ints, -1), (mixed, 0), (ints, 1)]:
    try:
        results.append(tuple_ints(a, i))
    except (IndexError, TypeError) as e:
        results.append(str(e))
print('tuple_ints', results[29:])

results = []
for a, i in [(floats, 2)] * 30 + [(ints, 0), (floats, 3), (floats, -3), (mixed, 0), (floats, 1)]:
    try:
        results.append(tuple_floats(a, i))
    except (IndexError, TypeError) as e:
        results.append(str(e))
print('tuple_floats', results[29:])

results = []
for a, i in [(mixed, 0), (mixed, 1), (mixed, 2)] * 30 + [(mixed, 3), (mixed, -4), (mixed, -1), (ints, 1)]:
    try:
        results.append(tuple_any(a, i))
    except (IndexError, TypeError) as e:
        results.append(str(e))
print('tuple_any', results[87:])

results = []
for a in [ints] * 30 + [floats, (1,), (), mixed, ints]:
    try:
        results.append(tuple_first_int(a))
    except (IndexError, TypeError) as e:
        results.append(str(e))
print('tuple_first_int', results[29:])

results = []
for a in [floats] * 30 + [ints, (1.5,), (), floats]:
    try:
        results.append(tuple_first_float(a))
    except (IndexError, TypeError) as e:
        results.append(str(e))
print('tuple_first_float', results[29:])

results = []
for a in [ints, floats, mixed] * 30 + [(1,), (), mixed]:
    try:
        results.append(tuple_first(a))
    except (IndexError, TypeError) as e:
        results.append(str(e))
print('tuple_first', results[87:])

results = []
for a, i, n in [([1, 2, 3], 2, 4)] * 30 + [([1], 1, 4), ([1, 2], -1, 4), ([1], -2, 4), ([1], 0, 0.5), ([1], 0, 4)]:
    try:
        results.append(put_int(a, i, n))
    except (IndexError, TypeError) as e:
        results.append(str(e))
print('put_int', results[29:])

results = []
for a, i, x in [([1, 2, 3], 2, 4.5)] * 30 + [([1], 1, 0.5), ([1, 2], -1, 0.5), ([1], -2, 0.5), ([1], 0, 1), ([1], 0, 0.5)]:
    try:
        results.append(put_float(a, i, x))
    except (IndexError, TypeError) as e:
        results.append(str(e))
print('put_float', results[29:])

results = []
for a, i, v in [([1, 2, 3], 0, 'a'), ([1, 2, 3], 2, None)] * 30 + [([1], 1, 4), ([1, 2], -1, 4), ([1], -2, 4), ((1,), 0, 4)]:
    try:
        results.append(put(a, i, v))
    except (IndexError, TypeError) as e:
        results.append(str(e))
print('put', results[58:])
