"""Hand-written sorts: bubble, insertion, selection, shell, heap, quick, counting, radix."""


def bubble(a):
    n = len(a)
    swapped = True
    while swapped:
        swapped = False
        for i in range(1, n):
            if a[i - 1] > a[i]:
                a[i - 1], a[i] = a[i], a[i - 1]
                swapped = True
        n -= 1


def insertion(a):
    for i in range(1, len(a)):
        x = a[i]
        j = i - 1
        while j >= 0 and a[j] > x:
            a[j + 1] = a[j]
            j -= 1
        a[j + 1] = x


def selection(a):
    for i in range(len(a)):
        smallest = i
        for j in range(i + 1, len(a)):
            if a[j] < a[smallest]:
                smallest = j
        a[i], a[smallest] = a[smallest], a[i]


def shell(a):
    gap = len(a) // 2
    while gap:
        for i in range(gap, len(a)):
            x = a[i]
            j = i
            while j >= gap and a[j - gap] > x:
                a[j] = a[j - gap]
                j -= gap
            a[j] = x
        gap //= 2


def sift(a, start, end):
    root = start
    while 2 * root + 1 < end:
        child = 2 * root + 1
        if child + 1 < end and a[child] < a[child + 1]:
            child += 1
        if a[root] >= a[child]:
            return
        a[root], a[child] = a[child], a[root]
        root = child


def heap(a):
    for start in range(len(a) // 2 - 1, -1, -1):
        sift(a, start, len(a))
    for end in range(len(a) - 1, 0, -1):
        a[0], a[end] = a[end], a[0]
        sift(a, 0, end)


def quick(a, low=0, high=None):
    if high is None:
        high = len(a) - 1
    while low < high:
        pivot = a[(low + high) // 2]
        i, j = low, high
        while i <= j:
            while a[i] < pivot:
                i += 1
            while a[j] > pivot:
                j -= 1
            if i <= j:
                a[i], a[j] = a[j], a[i]
                i += 1
                j -= 1
        quick(a, low, j)
        low = i


def counting(a):
    counts = [0] * (max(a) + 1)
    for x in a:
        counts[x] += 1
    a[:] = [x for x, n in enumerate(counts) for _ in range(n)]


def radix(a):
    shift = 0
    while max(a) >> shift:
        buckets = [[] for _ in range(16)]
        for x in a:
            buckets[x >> shift & 15].append(x)
        a[:] = [x for bucket in buckets for x in bucket]
        shift += 4


data = [(i * 1103515245 + 12345 >> 7) % 199 for i in range(60)]
for sort in (bubble, insertion, selection, shell, heap, quick, counting, radix):
    copy = data[:]
    sort(copy)
    print(sort.__name__, copy == sorted(data), copy[:4], copy[-2:])
for sort in (insertion, quick, heap):
    words = 'pear fig apple kiwi date plum fig'.split()
    sort(words)
    floats = [2.5, -1, 3, 0.1, -1.5, 3.0]
    sort(floats)
    print(words, floats)
try:
    bubble([3, 'a', 1])
except TypeError as error:
    print(error)
