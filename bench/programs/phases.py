"""Types that change between phases: the same functions with ints, floats, strs, lists, big ints and a mixture."""


def combine(a, b):
    return a + b


def fold(items, start):
    result = start
    for item in items:
        result = combine(result, item)
    return result


def biggest(items):
    best = items[0]
    for item in items:
        if item > best:
            best = item
    return best


def scale(items, factor):
    result = []
    for item in items:
        result.append(item * factor)
    return result


def phase(items, start, factor):
    scaled = scale(items, factor)
    return fold(scaled, start), biggest(scaled)


def main(n):
    ints = list(range(50))
    floats = [i * 0.25 for i in ints]
    big = [i * 10 ** 18 for i in ints]
    texts = [chr(97 + i % 26) for i in ints]
    lists = [[i] for i in ints]
    mixed = [float(i) if i % 2 else i for i in ints]
    kinds = [(ints, 0), (floats, 0.0), (texts, ''), (mixed, 0), (lists, []), (big, 0)]
    checksum = 0
    # Long phases first, then shorter and shorter ones.
    length = n
    while length > 0:
        for items, start in kinds:
            for i in range(length):
                folded, best = phase(items, start, 1 + i % 2)
            if isinstance(folded, (str, list)):
                checksum += len(folded) * len(best)
            else:
                checksum += int(folded) % 1000 + int(best) % 1000
        length //= 2
    return checksum
