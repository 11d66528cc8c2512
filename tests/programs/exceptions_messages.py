"""Messages of the errors that calls, subscripts and operators raise."""


def none():
    pass


def one(a):
    pass


def two(a, b):
    pass


def three(a, b, c):
    pass


def defaulted(a, b=1):
    pass


def two_defaults(a, b=1, c=2):
    pass


def keyword(a, *, k):
    pass


def keywords(*, k, l, m=1):
    pass


def positional(a, b, /):
    pass


def mixed(a, /, b, *, c):
    pass


def starred(a, *rest):
    pass


items = [1, 2, 3]
table = {'a': 1}
five = 5
text = 'abc'
nothing = None
pair = (1, 2)
attempts = [
    lambda: none(1), lambda: none(1, 2), lambda: one(), lambda: one(1, 2), lambda: two(), lambda: two(1), lambda: two(1, 2, 3), lambda: three(), lambda: three(1), lambda: defaulted(), lambda: defaulted(1, 2, 3),
    lambda: two_defaults(1, 2, 3, 4), lambda: keyword(1), lambda: keyword(1, 2), lambda: keyword(1, 2, k=3), lambda: keywords(), lambda: keywords(k=1), lambda: keywords(1, k=1, l=2), lambda: keywords(k=1, l=2, n=3),
    lambda: one(b=1), lambda: one(1, a=1), lambda: one(a=1, b=2), lambda: two(1, a=2), lambda: positional(a=1, b=2), lambda: positional(1, b=2), lambda: mixed(a=1, b=2, c=3), lambda: mixed(1, 2), lambda: mixed(1, 2, 3),
    lambda: starred(), lambda: none(x=1), lambda: none(*[1, 2]), lambda: one(**{'b': 1}), lambda: one(**5), lambda: one(*items), lambda: one(1, **{'a': 2}), lambda: two(a=1, **{'a': 2}), lambda: one(**{1: 2}),
    lambda: one(**[]), lambda: (lambda x: x)(), lambda: (lambda: 0)(1),
    lambda: five(), lambda: text(), lambda: nothing(), lambda: items(), lambda: table['a'](), lambda: items[0](1),
    lambda: items['0'], lambda: items[1.5], lambda: items[None], lambda: items[3], lambda: items[-4], lambda: table['b'], lambda: table[0], lambda: table[[]], lambda: five[0], lambda: nothing[0], lambda: len[0], lambda: text[5], lambda: pair[2], lambda: pair['a'],
    lambda: 5 .x, lambda: None.x, lambda: items.x, lambda: none.x, lambda: table.x(),
    lambda: 1 in 5, lambda: 1 in None, lambda: 'a' in 5, lambda: 5 in 'abc', lambda: items < 5, lambda: {} < {}, lambda: None < None, lambda: none < one, lambda: 1 < None,
]
for number, attempt in enumerate(attempts):
    try:
        print(attempt())
    except Exception as error:
        print(number, type(error).__name__, error)
for statement in range(9):
    try:
        if statement == 0:
            items[5] = 1
        elif statement == 1:
            items['a'] = 1
        elif statement == 2:
            5 .x = 1
        elif statement == 3:
            None[0] = 1
        elif statement == 4:
            del items[9]
        elif statement == 5:
            del table['q']
        elif statement == 6:
            del (1, 2)[0]
        elif statement == 7:
            del 'a'[0]
        else:
            items.x = 1
    except Exception as error:
        print(statement, type(error).__name__, error)
