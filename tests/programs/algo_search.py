"""Binary search, insertion, quick select, merging, two pointers, prefix sums."""


def find(items, wanted):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def insert_sorted(items, item):
    items.insert(find(items, item), item)


def select(items, k):
    items = items[:]
    while True:
        pivot = items[len(items) // 2]
        less = [x for x in items if x < pivot]
        same = items.count(pivot)
        if k < len(less):
            items = less
        elif k < len(less) + same:
            return pivot
        else:
            k -= len(less) + same
            items = [x for x in items if x > pivot]


def merge(a, b):
    out = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            out.append(a[i])
            i += 1
        else:
            out.append(b[j])
            j += 1
    return out + a[i:] + b[j:]


def merge_sort(items):
    if len(items) <= 1:
        return items
    middle = len(items) // 2
    return merge(merge_sort(items[:middle]), merge_sort(items[middle:]))


def pairs_with_sum(items, total):
    low, high = 0, len(items) - 1
    pairs = []
    while low < high:
        s = items[low] + items[high]
        if s == total:
            pairs.append((items[low], items[high]))
            low += 1
            high -= 1
        elif s < total:
            low += 1
        else:
            high -= 1
    return pairs


def best_window(items, width):
    window = best = sum(items[:width])
    for i in range(width, len(items)):
        window += items[i] - items[i - width]
        best = max(best, window)
    return best


data = [(i * 7919 + 31) % 503 for i in range(120)]
ordered = []
for x in data:
    insert_sorted(ordered, x)
print(ordered == sorted(data), merge_sort(data) == ordered, [find(ordered, x) for x in (0, 1, 250, 503, 600)])
print([select(data, k) == ordered[k] for k in range(0, 120, 17)], merge([1, 4, 6], [2, 3, 9, 10]))
print(pairs_with_sum(ordered, 500)[:5], best_window(data, 9))
prefix = [0]
for x in data:
    prefix.append(prefix[-1] + x)
print(prefix[-1], prefix[50] - prefix[20] == sum(data[20:50]))
low, high = 0.0, 2.0
for _ in range(60):
    middle = (low + high) / 2
    if middle * middle < 2:
        low = middle
    else:
        high = middle
print(low)
