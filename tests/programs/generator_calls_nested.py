# Calls that use up a generator expression: targets, conditions, names, order, and loops that are compiled.


def say(value, result=None):
    print("say", value)
    return value if result is None else result


def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)



# Targets, conditions, several loops, one within another.
pairs = [(1, "a"), (2, "b"), (3, "c")]
print(sum(n for n, _ in pairs), "".join(c * n for n, c in pairs), max(n for n, c in pairs if c != "c"))
print(sum(a * b + c for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]), sum(first for first, *rest in ["123", [4, 5]] if first == 4))
print(sum(x * y for x in range(4) for y in range(x)), list((x, y) for x in range(3) if x != 1 for y in "ab" if x or y == "b"))
print(sum(sum(y for y in range(x)) for x in range(5)), any(all(x != y for y in (1, 2)) for x in (1, 2, 3)))
print(max(max(row) for row in [[1, 5], [3]]), max(max(x for x in row) for row in [[1, 5], [3]]))
print(", ".join("".join(str(y) for y in range(x)) for x in range(4)), sum(len(set(c for c in w)) for w in ["aab", "abc"]))
print(sum(x for x in [y * 2 for y in range(3)]), [sum(y for y in range(x)) for x in range(4)], {x: max(y for y in (x, 2)) for x in range(4)})
print(sum(sum(sum(z for z in range(y)) for y in range(x)) for x in range(6)))
print(sum(i * x for i, x in enumerate([5, 6, 7])), any(x == y for x, y in zip("abc", "xbz")), sum(x for x in reversed([1, 2])))


# Names: the first iterable belongs to what is around, the variables do not.
x = [1, 2, 3]
print(sum(x for x in x), x)


def names(x):
    y = max(x for x in range(x))
    total = sum(z for x in [(1, 2), (3,)] for z in x)
    return x, y, total


print(names(4))
total = 0
print(sum(total := total + n for n in [1, 2, 3]), total)


def walrus(values):
    found = any((last := value) > 2 for value in values)
    return found, last


print(walrus([1, 2, 3, 4]), walrus([1]))
attempt(lambda: sum(undefined_name for i in [1]))
attempt(lambda: sum(i for i in undefined_name))
attempt(lambda: sum(j for i in [[1]] for j in j))


# The order in which things are evaluated.
attempt(lambda: sum((say(i) for i in say([1, 2])), say(10)))
attempt(lambda: sorted((say(i) for i in say([2, 1])), key=say(abs), reverse=say(True)))
attempt(lambda: sorted((say(i) for i in say(5)), key=say(abs)))
attempt(lambda: max((say(i) for i in [1, 2]), default=1 // 0))

# Changed underneath.
items = [1, 2, 3]
print(list(items.append(x) or x for x in items if len(items) < 8), items)
table = {1: 1}
attempt(lambda: sum(table.setdefault(k + 1, 1) for k in table))

# Long ones, so that the loops are compiled.
def many(n):
    squares = sum(i * i for i in range(n))
    halves = sum(i * 0.5 for i in range(n))
    mixed = sum(i if i % 3 else i * 0.1 for i in range(n))
    count = sum(i % 7 == 0 for i in range(n))
    found = any(i * i > n * n - 2 * n for i in range(n))
    below = all(i < n for i in range(n))
    most = max((i * 7919) % n for i in range(n))
    least = min((i * 7919) % n - 0.5 for i in range(n))
    text = "".join(chr(97 + i % 26) for i in range(n))
    words = {i: sum(j for j in range(i % 5)) for i in range(n)}
    large = sum(i * 2**45 for i in range(n))
    return squares, halves, mixed, count, found, below, most, least, len(text), sum(words.values()), large


for n in (1, 10, 400, 10, 400):
    print(many(n))
