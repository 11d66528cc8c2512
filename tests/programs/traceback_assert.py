"""A failed assert in a list comprehension inside a lambda."""

check = lambda items: [verify(item) for item in items]


def verify(item):
    assert isinstance(item, int) and item >= 0, f'bad item {item!r}'
    return item


print(check([1, 2]))
print(check([1, -2]))
