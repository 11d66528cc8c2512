"""Reading slices of every sequence with every kind of bounds and step."""

bounds = (None, 0, 1, 3, 5, 9, -1, -3, -5, -9)
steps = (None, 1, 2, 3, -1, -2, -3, 7, -7)
items = [0, 1, 2, 3, 4]
text = 'abcde'
checksum = 0
for start in bounds:
    for stop in bounds:
        for step in steps:
            a = items[start:stop:step]
            b = text[start:stop:step]
            c = tuple(items)[start:stop:step]
            d = range(5)[start:stop:step]
            assert a == list(c) == list(d) == [ord(x) - 97 for x in b], (start, stop, step)
            for x in a:
                checksum = (checksum * 7 + x + 1) % 1000003
            checksum += len(a)
print(checksum)
print(items[:], items[1:], items[:2], items[-2:], items[::2], items[::-1], items[1:4:2], items[4:1:-1], items[10:], items[:10], items[3:1], items[-100:100], items[::10 ** 20], items[-10 ** 20:10 ** 20])
print(text[:], text[1:3], text[::-1], text[-3:-1], 'é€😀z'[1:3], 'é€😀z'[::-2], ''[1:2], text[2:2], range(10)[2:8:3], range(10)[::-1], range(0, 100, 7)[3:-3:2], range(5)[5:])
for bad in (0, 'a', 1.5):
    for sequence in (items, text, (1, 2), range(3)):
        try:
            sequence[::bad]
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
try:
    items['a':2]
except TypeError as error:
    print(error)
for thing in (5, None, {1: 2}, {1}, len):
    try:
        thing[1:2]
    except (TypeError, KeyError) as error:
        print(error)
s = slice(1, 4)
print(items[s], text[s], s, slice(None), slice(5), slice(1, None, -1), s.start, s.stop, s.step, s == slice(1, 4), slice(0, 10, 3).indices(7), items[True:])
copy = items[:]
copy.append(9)
print(items, copy, items[:] is items, items[1:][1:][1:], items[::-1][::-1] == items, text[1:4][::-1][:2])


def quick(xs):
    if len(xs) < 2:
        return xs
    return quick([x for x in xs[1:] if x < xs[0]]) + xs[:1] + quick([x for x in xs[1:] if x >= xs[0]])


print(quick([(i * 7919 + 13) % 101 for i in range(100)]))
