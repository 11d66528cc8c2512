"""raise from: the cause is printed first, with its own sentence."""


def read(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError(f'cannot read {text!r}') from error


def load(items):
    out = []
    for item in items:
        out.append(read(item))
    return out


print(load(['1', '2']))
load(['1', 'x'])
