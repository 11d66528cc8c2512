# What messages about calls name: the callee of a star that is no iterable, the keyword that was meant. And when the items
# of a star are taken.
import math
import time


def f(*args, **kwargs):
    return args, kwargs


def g(color, size=1, *, depth=2):
    return color, size, depth


def h(a, b, /, alpha=1, beta=2):
    return a, b, alpha, beta


def k(ab, xyz=1):
    return ab, xyz


def n(naïve=1, é=2):
    return naïve, é


def attempt(what, act):
    try:
        print(what, act())
    except Exception as e:
        print(what, type(e).__name__, e)


attempt("f", lambda: f(*5))
attempt("f first", lambda: f(1, *5))
attempt("f behind", lambda: f(*5, 1))
attempt("f two", lambda: f(*5, *[1]))
attempt("f keywords", lambda: f(*5, a=1))
attempt("f both", lambda: f(*None, **{}))
attempt("f mapping", lambda: f(*[1], **5))
attempt("lambda", lambda: (lambda: 0)(*5))
attempt("print", lambda: print(*5))
attempt("int", lambda: int(*5))
attempt("math", lambda: math.sin(*5))
attempt("time", lambda: time.time(*5))
attempt("method", lambda: "".join(*5))
attempt("method of a type", lambda: str.join(*5))
attempt("method **", lambda: [].append(**5))
attempt("exception", lambda: ValueError(*1.5))
nothing = [1, 2]
attempt("no function", lambda: nothing(*5))
number = 3.5
attempt("no function **", lambda: number(**5))
attempt("list", lambda: [*5])

attempt("colour", lambda: g(1, colour=2))
attempt("only colour", lambda: g(colour=2))
attempt("sise", lambda: g(1, sise=1))
attempt("dept", lambda: g(1, dept=3))
attempt("zzzzzz", lambda: g(1, zzzzzz=3))
attempt("Color", lambda: g(Color=1))
attempt("COLOR", lambda: g(COLOR=1))
attempt("mapping", lambda: g(1, **{"colr": 2}))
attempt("alpa", lambda: h(1, 2, alpa=1))
attempt("aa", lambda: h(1, 2, aa=1))
attempt("b", lambda: k(1, b=1))
attempt("x", lambda: k(1, x=2))
attempt("xy", lambda: k(1, xy=2))
attempt("naive", lambda: n(naive=1))
attempt("è", lambda: n(è=1))
attempt("long", lambda: n(**{"x" * 100: 1}))
attempt("sort", lambda: [1].sort(revers=True))
attempt("print", lambda: print(1, ed=2))
attempt("split", lambda: "a".split(se=1))
attempt("int", lambda: int("1", bas=2))
attempt("round", lambda: round(1.5, ndigit=1))
attempt("sum", lambda: sum([1], strt=1))
attempt("max", lambda: max([1], keyy=1))
attempt("zip", lambda: zip([1], stric=True))
attempt("list", lambda: list(x=1))


def say(x):
    print("say", x)
    return x


# The items are taken behind the keywords if the star stands alone, else in their turn.
print(f(*map(say, [1, 2]), a=say(3)))
print(f(say(0), *map(say, [1, 2]), a=say(3)))
print(f(*map(say, [1, 2]), **{"a": say(3)}))
print(f(*{1: 2}), f(*"ab"), f(*range(3)), f(*(1, 2)), f(*[]), f(*{7}))
