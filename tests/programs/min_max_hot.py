# min and max of a few values in hot code: ints, floats, both, strs, and what cannot be compared.


def both(a, b):
    return max(a, b), min(a, b)


def three(a, b, c):
    return max(a, b, c), min(a, b, c)


def many(a, b, c, d):
    return max(a, b, c, d, a, b, c), min(a, b, c, d, a, b, c, d), max(d, c, b, a, d, c, b, a)


def best(items):
    top = 0
    low = items[0]
    for item in items:
        top = max(top, item)
        low = min(low, item, 5)
    return top, low


def of_list(items):
    return max(items), min(items), max(*items), min(items, default=3)


def refused(a, b):
    try:
        return max(a, b)
    except TypeError as e:
        return str(e)


def main():
    for i in range(200):
        r = both(i, 100 - i), three(i % 7, i % 5, i % 3), many(i, i * i % 13, -i, 7), of_list([i, 2, 3])
    print(r)
    print(best([i * 7919 % 101 for i in range(300)]))
    print(best([i * 7919 % 101 / 2 for i in range(300)]))
    nan = float('nan')
    for a, b in ((1, 1.0), (1.0, 1), (True, 1), (1, True), (0.0, -0.0), (-0.0, 0.0), (nan, 1), (1, nan), ('a', 'b'),
                 ('ab', 'a'), ([1, 2], [1, 3]), ((1,), ()), (10 ** 20, 5), (5, 10 ** 20), (2 ** 49, 2 ** 49 - 1)):
        for _ in range(5):
            r = both(a, b)
        print(r)
    for i in range(100):
        r = refused(i, 3) if i % 10 else refused(i, 'a')
    print(r, refused('a', 1), refused(1, 'a'), refused(None, None), refused([], ()))
    print(three('b', 'c', 'a'), three(1.5, 2, True), many(1, 2.0, 3, 4.5))


main()


# What a comparison that raises comes after is paid for, and nothing else.
def greatest(a, b, c, d):
    try:
        return max(a, b, c, d)
    except TypeError as e:
        return str(e)


for k in range(200):
    last = greatest(k, k + 1, k, 2)
print(last)
for k in range(30):
    last = greatest(k, None, 1, 2), greatest(k, 1, None, 2), greatest(k, 1, 2, None)
print(last)
