"""Positional, default, keyword, keyword-only, star and double-star parameters."""


def plain(a, b, c):
    return (a, b, c)


def defaults(a, b=2, c=3):
    return (a, b, c)


def keyword_only(a, *, b, c=30):
    return (a, b, c)


def positional_only(a, b=20, /, c=30):
    return (a, b, c)


def stars(*args, **kwargs):
    return args, sorted(kwargs.items())


def everything(a, b=2, /, c=3, *rest, d, e=5, **others):
    return (a, b, c, rest, d, e, sorted(others.items()))


print(plain(1, 2, 3), plain(1, c=3, b=2), plain(c=3, a=1, b=2))
print(defaults(1), defaults(1, 20), defaults(1, c=30), defaults(b=5, a=4))
print(keyword_only(1, b=2), keyword_only(b=5, a=4, c=6))
print(positional_only(1), positional_only(1, 2), positional_only(1, 2, 3), positional_only(1, c=9))
print(stars(), stars(1, 2), stars(x=1), stars(1, y=2, x=3))
print(everything(1, d=4))
print(everything(1, 20, 30, 40, 50, d=60, e=70, f=80, g=90))

numbers = [1, 2, 3]
names = {'b': 20, 'c': 30}
print(plain(*numbers), plain(1, **names), plain(*[1], **names))
print(stars(*numbers, 4, *(5, 6), **names, z=1, **{'y': 2}))
print(stars(*'abc', *range(3), *{'k': 1}))
print(everything(*range(6), **{'d': 1, 'q': 2}))

total = 0
for i in range(400):
    total += defaults(i)[2] + defaults(i, c=i)[2] + keyword_only(1, b=i)[1] + len(stars(i, i, k=i)[0])
print(total)
