"""An exception from deep calls through built-ins with callbacks: only Python frames are shown."""


def key(x):
    return 10 // (x - 3)


def rank(items):
    return sorted(items, key=key)


def run(groups):
    return list(map(rank, groups))


print(run([[1, 2], [5, 4]]))
print(run([[1, 2], [5, 3]]))
