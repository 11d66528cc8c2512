"""Random operations on lists, checked against plain models made of single-item steps."""

state = 7


def below(n):
    global state
    state = (state * 1103515245 + 12345) % 2 ** 31
    return (state >> 8) % n


def bound(n):
    k = below(4)
    return None if k == 0 else below(2 * n + 5) - n - 2


def indices(start, stop, step, n):
    if step is None:
        step = 1
    if step > 0:
        start = 0 if start is None else max(0, start + n) if start < 0 else min(start, n)
        stop = n if stop is None else max(0, stop + n) if stop < 0 else min(stop, n)
        out = []
        while start < stop:
            out.append(start)
            start += step
        return out
    start = n - 1 if start is None else max(-1, start + n) if start < 0 else min(start, n - 1)
    stop = -1 if stop is None else max(-1, stop + n) if stop < 0 else min(stop, n - 1)
    out = []
    while start > stop:
        out.append(start)
        start += step
    return out


checksum = 0
items = list(range(10))
for step_number in range(400):
    n = len(items)
    action = below(12)
    start, stop = bound(n), bound(n)
    step = (None, 1, 2, 3, -1, -2, -5)[below(7)]
    chosen = indices(start, stop, step, n)
    before = items[:]
    assert items[start:stop:step] == [items[i] for i in chosen]
    assert tuple(items)[start:stop:step] == tuple([items[i] for i in chosen])
    assert ''.join([chr(65 + i % 26) for i in range(n)])[start:stop:step] == ''.join([chr(65 + i % 26) for i in chosen])
    assert list(range(n))[start:stop:step] == list(range(n)[start:stop:step]) == chosen
    if action == 0:
        del items[start:stop:step]
        assert items == [x for i, x in enumerate(before) if i not in chosen]
    elif action == 1:
        new = [-i for i in range(len(chosen))]
        items[start:stop:step] = new
        if step not in (None, 1):
            assert [items[i] for i in chosen] == new
    elif action == 2:
        new = [step_number] * below(6)
        items[start:stop] = new
        cut = slice(start, stop).indices(n)
        assert items == before[:cut[0]] + new + before[max(cut[0], cut[1]):]
    elif action == 3:
        items.insert(start or 0, step_number)
        assert len(items) == n + 1 and items.count(step_number) >= 1
    elif action == 4 and n:
        i = below(n)
        assert items.pop(i) == before[i] and items == before[:i] + before[i + 1:]
    elif action == 5:
        items += [step_number, -step_number]
        assert items[:-2] == before
    elif action == 6:
        items.reverse()
        assert items == before[::-1] and items == list(reversed(before))
    elif action == 7:
        items.sort(key=lambda x: x % 7)
        assert sorted(items) == sorted(before) and all([items[i] % 7 <= items[i + 1] % 7 for i in range(n - 1)])
    elif action == 8 and n:
        x = before[below(n)]
        items.remove(x)
        at = before.index(x)
        assert items == before[:at] + before[at + 1:]
    elif action == 9 and n < 20:
        items *= 2
        assert items == before + before
    elif action == 10:
        items.extend(before[start:stop])
        assert len(items) == n + len(before[start:stop])
    else:
        items.append(step_number)
    if len(items) > 60:
        del items[::2]
    for x in items:
        checksum = (checksum * 31 + x + 1000) % 1000000007
print(checksum, items)
