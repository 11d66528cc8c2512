"""Return without a value, from nested loops, several values, falling off the end."""


def nothing():
    pass


def bare():
    return


def find(matrix, wanted):
    for r, row in enumerate(matrix):
        for c, value in enumerate(row):
            if value == wanted:
                return r, c
    return None


def classify(n):
    if n < 0:
        return 'negative'
    elif n == 0:
        return 'zero'
    elif n < 10:
        return 'small'
    else:
        return 'large'


def early(limit):
    n = 0
    while True:
        n += 1
        if n * n > limit:
            return n


print(nothing(), bare())
matrix = [[r * 10 + c for c in range(10)] for r in range(10)]
print(find(matrix, 57), find(matrix, 100), find([], 1))
print([classify(n) for n in (-5, 0, 5, 50)])
print([early(n) for n in (0, 1, 50, 100000)])
quotient, remainder = divmod(17, 5)
print(quotient, remainder)
counts = {}
for i in range(-150, 150):
    kind = classify(i)
    counts[kind] = counts.get(kind, 0) + 1
print(counts)
