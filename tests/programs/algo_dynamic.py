"""Dynamic programming: edit distance, knapsack, longest common subsequence, change, partitions."""


def levenshtein(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def knapsack(items, capacity):
    best = [0] * (capacity + 1)
    for weight, value in items:
        for w in range(capacity, weight - 1, -1):
            if best[w - weight] + value > best[w]:
                best[w] = best[w - weight] + value
    return best[capacity]


def common(a, b):
    table = [[''] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] == b[j]:
                table[i + 1][j + 1] = table[i][j] + a[i]
            else:
                table[i + 1][j + 1] = max(table[i][j + 1], table[i + 1][j], key=len)
    return table[-1][-1]


def change(amount, coins):
    ways = [1] + [0] * amount
    for coin in coins:
        for a in range(coin, amount + 1):
            ways[a] += ways[a - coin]
    return ways[amount]


def partitions(n, memo={}):
    if n < 0:
        return 0
    if n == 0:
        return 1
    if n not in memo:
        total = 0
        k = 1
        while k * (3 * k - 1) // 2 <= n:
            sign = 1 if k % 2 else -1
            total += sign * (partitions(n - k * (3 * k - 1) // 2) + partitions(n - k * (3 * k + 1) // 2))
            k += 1
        memo[n] = total
    return memo[n]


def longest_increasing(xs):
    best = []
    for i, x in enumerate(xs):
        longest = []
        for j in range(i):
            if xs[j] < x and len(best[j]) > len(longest):
                longest = best[j]
        best.append(longest + [x])
    return max(best, key=len)


print(levenshtein('kitten', 'sitting'), levenshtein('', 'abc'), levenshtein('intention', 'execution'), levenshtein('same', 'same'))
print(knapsack([(12, 4), (2, 2), (1, 1), (1, 2), (4, 10)], 15), knapsack([(i % 7 + 1, i * i % 13) for i in range(20)], 30))
print(common('AGGTABXYZ', 'GXTXAYBZ'), common('abc', 'xyz') == '')
print(change(100, [1, 5, 10, 25, 50]), change(60, [1, 2, 5, 10, 20]))
print([partitions(n) for n in range(15)], partitions(100))
print(longest_increasing([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9]))
