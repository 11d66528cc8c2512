"""The smallest numeric loop: one multiplication, one addition and one comparison a turn, on local variables."""


def main(n):
    x = 0.5
    c = 1.25
    s = 0.0
    i = 0
    while i < n:
        s += x * c
        i += 1
    return s
