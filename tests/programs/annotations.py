"""Annotations of variables, parameters and results have no effect on what runs."""

x: int = 5
y: str = 6
z: 'anything goes' = [1]
count: int
try:
    count
except NameError as error:
    print(error)


def f(a: int, b: str = 'b', *args: float, c: bool = False, **kwargs: dict) -> list:
    local: int = a
    unset: str
    (d): int = 3
    try:
        unset
    except UnboundLocalError as error:
        print(error)
    return [local, b, args, c, kwargs, d]


print(x, y, z, f(1), f('one', 2, 3.5, c=None, e=4))
items = [0]
items[0]: int = 9
print(items)


def g(n: int) -> int:
    total: int = 0
    i: int
    for i in range(n):
        total += i
    return total


print(g(300))
