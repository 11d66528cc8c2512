"""Permutations, combinations, subsets, products, Gray codes, made without generators."""


def permutations(items):
    if not items:
        return [[]]
    return [[items[i]] + rest for i in range(len(items)) for rest in permutations(items[:i] + items[i + 1:])]


def next_permutation(items):
    i = len(items) - 2
    while i >= 0 and items[i] >= items[i + 1]:
        i -= 1
    if i < 0:
        return False
    j = len(items) - 1
    while items[j] <= items[i]:
        j -= 1
    items[i], items[j] = items[j], items[i]
    items[i + 1:] = items[:i:-1]
    return True


def combinations(items, k):
    if k == 0:
        return [()]
    out = []
    for i in range(len(items) - k + 1):
        for rest in combinations(items[i + 1:], k - 1):
            out.append((items[i],) + rest)
    return out


def subsets(items):
    out = [[]]
    for item in items:
        out += [subset + [item] for subset in out]
    return out


def product(*pools):
    out = [()]
    for pool in pools:
        out = [head + (tail,) for head in out for tail in pool]
    return out


def gray(n):
    codes = ['']
    for _ in range(n):
        codes = ['0' + c for c in codes] + ['1' + c for c in reversed(codes)]
    return codes


def heap_permute(items, n, out):
    if n == 1:
        out.append(tuple(items))
        return
    for i in range(n):
        heap_permute(items, n - 1, out)
        if n % 2:
            items[0], items[n - 1] = items[n - 1], items[0]
        else:
            items[i], items[n - 1] = items[n - 1], items[i]


print(permutations([1, 2, 3]), len(permutations(list('abcde'))))
p = [1, 2, 3, 4]
count = 1
while next_permutation(p):
    count += 1
print(count, p)
print(combinations('abcd', 2), len(combinations(range(8), 3)))
print(subsets([1, 2, 3]), len(subsets(list(range(7)))))
print(product('ab', (1, 2), [True]), len(product(range(3), range(4), range(5))))
print(gray(3), len(set(gray(6))))
out = []
heap_permute(list('wxyz'), 4, out)
print(len(out), len(set(out)), sorted(out)[5], out[:3])
