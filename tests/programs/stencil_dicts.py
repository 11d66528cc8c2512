"""Items of dicts by constant strs: where they always were, and then elsewhere, of another type, or nowhere."""


def text(d):
    return d['key'], d['text']


def number(d):
    return d['key'] + d['int']


def ratio(d):
    return d['key'] * d['float']


def attempt(f, d):
    try:
        return f(d)
    except (KeyError, TypeError) as e:
        return type(e).__name__, str(e)


def made(n):
    return {'key': n, 'text': str(n), 'int': n + 1, 'float': n / 8}


for n in range(30):
    last = text(made(n)), number(made(n)), ratio(made(n))
print(last)

OTHERS = [
    {'key': 5},
    {'key': 6, 'float': 0.5, 'int': 7, 'text': 'moved'},
    {'key': 8, 'text': None, 'int': 2.5, 'float': 3},
    {'key': 9, 'text': 'nan', 'int': 2 ** 70, 'float': float('inf')},
    {},
    {'text': 'first', 'key': 1, 'int': True, 'float': False},
    ['key'],
]
for other in OTHERS:
    print([attempt(f, other) for f in (text, number, ratio)])
