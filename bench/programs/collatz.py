"""Int arithmetic and branches that no predictor learns: the start below n with the longest way to 1."""


def steps(start):
    count = 0
    while start != 1:
        if start % 2 == 0:
            start //= 2
        else:
            start = 3 * start + 1
        count += 1
    return count


def main(n):
    best = longest = 0
    for start in range(1, n):
        count = steps(start)
        if count > longest:
            best = start
            longest = count
    return best, longest
