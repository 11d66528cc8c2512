"""Random operations on dictionaries and sets, checked against lists of pairs."""

state = 3


def below(n):
    global state
    state = (state * 1103515245 + 12345) % 2 ** 31
    return (state >> 8) % n


def make_key(n):
    kind = n % 5
    if kind == 0:
        return n
    if kind == 1:
        return 'k' + str(n)
    if kind == 2:
        return (n, str(n))
    if kind == 3:
        return n / 4
    return -n * 2 ** 61


def find(pairs, key):
    for i, pair in enumerate(pairs):
        if pair[0] == key:
            return i
    return -1


checksum = 0
d = {}
model = []
s = set()
members = []
for step in range(500):
    key = make_key(below(40))
    action = below(10)
    at = find(model, key)
    if action < 4:
        d[key] = step
        if at < 0:
            model.append([key, step])
        else:
            model[at][1] = step
    elif action < 6:
        if at >= 0:
            del d[key]
            model.pop(at)
        else:
            assert d.pop(key, 'none') == 'none'
    elif action == 6:
        assert d.setdefault(key, -step) == (model[at][1] if at >= 0 else -step)
        if at < 0:
            model.append([key, -step])
    elif action == 7 and model:
        assert list(d.popitem()) == model.pop()
    elif action == 8:
        d = dict(d) if step % 2 else {**d}
    else:
        assert (key in d) == (at >= 0) and d.get(key) == (model[at][1] if at >= 0 else None)
    assert len(d) == len(model)
    if key in s:
        if action % 2:
            s.remove(key)
            members.remove(key)
    else:
        s.add(key)
        members.append(key)
    if step % 10 == 0:
        assert list(d) == [k for k, _ in model] and list(d.values()) == [v for _, v in model] and [list(i) for i in d.items()] == model
        assert list(reversed(d)) == [k for k, _ in reversed(model)]
        assert len(s) == len(members) and s == set(members) and all([m in s for m in members])
        assert s & set(d) == {m for m in members if m in d} == d.keys() & s
        assert s - set(d) == {m for m in members if m not in d} and len(s | set(d)) == len(s) + len(set(d) - s)
        assert s ^ set(d) == (s | set(d)) - (s & set(d))
    for v in d.values():
        checksum = (checksum * 17 + v) % 1000000007
print(checksum, len(d), len(s))
print(d)
