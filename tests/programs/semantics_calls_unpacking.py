"""Star and double-star arguments: merging, order, errors, evaluation, copies."""


def f(*args, **kwargs):
    return args, kwargs


def g(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs


def named(first, second):
    return first - second


print(f(*[1, 2], *(3,), *'ab', *range(2), *{}, *{'k': 1}), f(**{'a': 1}, b=2, **{'c': 3}), f(1, *[2], 3, *[4], x=5, **{'y': 6}))
print(g(1, c=3), g(1, 5, 6, c=3, e=5), g(c=3, a=1), g(*[1, 2, 3], **{'c': 4, 'z': 5}), g(1, **{'c': 3, 'b': 7}))
print(named(**{'second': 1, 'first': 5}), named(*[5], **{'second': 1}), named(second=1, *[5]), named(first=1, **{'second': 5}))
args = [1, 2]
kwargs = {'a': 1}
received = f(*args, **kwargs)
received[1]['b'] = 2
print(kwargs, received, f(*args)[0] == (1, 2), f(**kwargs)[1] is kwargs)


def keep(*args, **kwargs):
    kwargs['added'] = True
    return args, kwargs


print(keep(*args, **kwargs), kwargs)
for attempt in (lambda: g(), lambda: g(1), lambda: g(c=1), lambda: g(1, 2, b=3, c=4), lambda: f(**1), lambda: f(**{1: 2}), lambda: f(a=1, **{'a': 2}), lambda: f(**{'a': 1}, **{'a': 2}), lambda: named(1, 2, 3), lambda: named(1), lambda: named(1, third=2), lambda: named(1, first=2),
                lambda: named(*[1, 2, 3]), lambda: named(**{'first': 1}), lambda: f(**None), lambda: f(*[1], *2), lambda: f(1, 2, *3), lambda: f(**[('a', 1)]), lambda: len(*[]), lambda: len(*['a', 'b']), lambda: len(**{'x': 1}), lambda: print(**{'sep': ''}), lambda: max(*[]),
                lambda: sorted(*[[2, 1]], **{'reverse': True}), lambda: max(*[3, 5], **{'key': lambda x: -x}), lambda: 'a'.join(*[['b', 'c']]), lambda: int(*['ff'], **{'base': 16}), lambda: (lambda a, /, b: 0)(a=1, b=2), lambda: (lambda *, k: k)(1), lambda: (lambda *a: a)(*'xy', *'z')):
    try:
        print(attempt())
    except TypeError as error:
        print(error)


def collect(first, *rest):
    return first if not rest else first + collect(*rest)


def forward(*args, **kwargs):
    return g(*args, **kwargs)


def tail(n, *rest):
    return len(rest) if n == 0 else tail(n - 1, n, *rest)


print(collect(*range(1, 50)), forward(1, 2, 3, c=4, q=5), forward(c=0, a=9), tail(30))
total = 0
for i in range(300):
    pair = (i, i % 7)
    options = {'c': i} if i % 2 else {'c': 1, 'd': i}
    a, b, rest, c, d, extra = g(*pair, *range(i % 3), **options)
    total += a * b + sum(rest) + c + d
    total += named(*pair) + named(**{'first': i, 'second': 1})
print(total)
x, *y = f(*'abc')[0]
print(x, y, [*f(1)[0], *f(2)[0]], {**f(a=1)[1], **f(a=2)[1]})
