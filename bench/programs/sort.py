"""Lists sorted in four ways: merging, a heap, insertion into short runs, and the built-in with a key."""


def numbers(n, seed):
    result = []
    for _ in range(n):
        seed = (seed * 16807) % 2147483647
        result.append(seed % 100000)
    return result


def merge_sort(items):
    if len(items) <= 8:
        return insertion_sort(items)
    middle = len(items) // 2
    left = merge_sort(items[:middle])
    right = merge_sort(items[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    merged.extend(left[i:])
    merged.extend(right[j:])
    return merged


def insertion_sort(items):
    items = items[:]
    for i in range(1, len(items)):
        item = items[i]
        j = i
        while j > 0 and items[j - 1] > item:
            items[j] = items[j - 1]
            j -= 1
        items[j] = item
    return items


def sift(heap, root, end):
    item = heap[root]
    while True:
        child = 2 * root + 1
        if child >= end:
            break
        if child + 1 < end and heap[child + 1] > heap[child]:
            child += 1
        if heap[child] <= item:
            break
        heap[root] = heap[child]
        root = child
    heap[root] = item


def heap_sort(items):
    heap = items[:]
    for root in range(len(heap) // 2 - 1, -1, -1):
        sift(heap, root, len(heap))
    for end in range(len(heap) - 1, 0, -1):
        heap[0], heap[end] = heap[end], heap[0]
        sift(heap, 0, end)
    return heap


def digits_reversed(number):
    result = 0
    while number:
        result = result * 10 + number % 10
        number //= 10
    return result


def main(n):
    items = numbers(n, 12345)
    merged = merge_sort(items)
    heaped = heap_sort(items)
    by_key = sorted(items, key=digits_reversed)
    checksum = 0
    for i, item in enumerate(by_key):
        checksum = (checksum + i * item) % 1000003
    return merged == heaped, merged == sorted(items), merged[0], merged[n // 2], checksum
