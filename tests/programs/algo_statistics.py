"""Statistics: mean, median, modes, deviation, correlation, regression, histogram, percentiles."""

data = [(i * 7919 + 17) % 101 + (i % 7) / 4 for i in range(80)]
other = [x * 0.75 + (i * 31 % 13) for i, x in enumerate(data)]


def mean(xs):
    return sum(xs) / len(xs)


def median(xs):
    xs = sorted(xs)
    middle = len(xs) // 2
    return xs[middle] if len(xs) % 2 else (xs[middle - 1] + xs[middle]) / 2


def modes(xs):
    counts = {}
    for x in xs:
        counts[x] = counts.get(x, 0) + 1
    top = max(counts.values())
    return sorted([x for x, n in counts.items() if n == top]), top


def variance(xs):
    m = mean(xs)
    total = 0.0
    for x in xs:
        total += (x - m) * (x - m)
    return total / (len(xs) - 1)


def covariance(xs, ys):
    mx, my = mean(xs), mean(ys)
    return sum([(x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)]) / (len(xs) - 1)


def percentile(xs, p):
    xs = sorted(xs)
    position = (len(xs) - 1) * p / 100
    low = int(position)
    high = min(low + 1, len(xs) - 1)
    return xs[low] + (xs[high] - xs[low]) * (position - low)


def histogram(xs, bins):
    low, high = min(xs), max(xs)
    counts = [0] * bins
    for x in xs:
        counts[min(int((x - low) / (high - low) * bins), bins - 1)] += 1
    return counts


print(f'{mean(data):.6f} {median(data):.6f} {variance(data):.6f} {variance(data) ** 0.5:.6f}')
print(modes([int(x) % 10 for x in data]), [round(percentile(data, p), 4) for p in (0, 10, 25, 50, 90, 100)])
slope = covariance(data, other) / variance(data)
print(f'{slope:.6f} {mean(other) - slope * mean(data):.6f} {covariance(data, other) / (variance(data) * variance(other)) ** 0.5:.6f}')
for i, n in enumerate(histogram(data, 6)):
    print(f'{i} {"#" * n} {n}')
running = []
total = 0
for i, x in enumerate(data, 1):
    total += x
    running.append(total / i)
print([f'{x:.3f}' for x in running[::16]])
window = [sum(data[i:i + 5]) / 5 for i in range(len(data) - 4)]
print(f'{max(window):.4f} {min(window):.4f}', sorted(range(len(data)), key=lambda i: -data[i])[:5])
for bad in ([], [1]):
    try:
        variance(bad)
    except ZeroDivisionError as error:
        print(error)
try:
    covariance([1, 2], [1])
except ValueError as error:
    print(error)
