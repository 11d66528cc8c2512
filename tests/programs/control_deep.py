"""Break and continue through several loops with conditions; loops inside functions."""


def search(limit):
    found = []
    for a in range(1, limit):
        for b in range(a, limit):
            c2 = a * a + b * b
            c = b
            while c * c < c2:
                c += 1
            if c * c == c2:
                if c >= limit:
                    break
                found.append((a, b, c))
                if len(found) == 8:
                    return found, 'full'
        else:
            continue
        continue
    else:
        return found, 'all'


def skip(n):
    seen = []
    i = 0
    while i < n:
        i += 1
        if i % 7 == 0:
            continue
        for d in (2, 3, 5):
            if i % d == 0:
                break
        else:
            seen.append(i)
            if len(seen) > 40:
                break
    return seen


print(search(20))
print(search(60))
print(skip(300))
print(sum(skip(80)))
