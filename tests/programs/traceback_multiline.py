"""An expression over several lines fails."""


def add(a,
        b):
    return (a
            + b
            + [])


values = [
    1,
    add(1,
        2),
]
