# Calls that use up a generator expression: what is made when, and what is left unmade.


def say(value, result=None):
    print("say", value)
    return value if result is None else result


def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


# Sums.
def sum_of(values):
    return sum(value for value in values)


def sum_said(values):
    return sum(say(value) for value in values)


for values in ([], [1, 2, 3], [True, False, True], [1, 2.5, 3], [0.1] * 10, [1e16, 1.0, -1e16], [2**62, 2**62, 5],
               [2**49, 2**49, -1], [1, 2**70, 0.1, 0.2, 0.3], [0.1, 2**70, 0.2], [0.1, 2**60, 0.2, -2**60],
               [2**63, 0.1, 0.2, 0.3, -2.0**63], [-0.0], [-0.0, -0.0], [float("inf"), 1.0], [1e308, 1e308, -1e308],
               [float("inf"), float("-inf")], [float("nan"), 1], [0.1, True, 0.2, False, 0.3], [1e-17, 1, 1e-17],
               [1, 1e-17, 1e-17], [2**53, 1.0, 1.0, 1.0], (3, 4), "", {1: 2, 5: 6}, range(5), {7}):
    print(sum_of(values), sum(values), sum_of(values) == sum(values))
attempt(sum_said, [1, 2, "three", 4])
attempt(sum_said, [0.5, 2, None, 4])
attempt(sum_of, ["text"])
attempt(sum_of, [[1], [2]])
attempt(sum_of, 5)
attempt(sum_of, [1, 2, [3]])
print(sum((x for x in [[1], [2], []]), []), sum((x for x in [1, 2]), start=0.5), sum((x * 2 for x in (3, 4)), 10))
print(sum((x for x in [0.1] * 10), True), sum((x for x in [0.1] * 10), 2**64), sum((x for x in [0.1] * 10), 0.0))
attempt(lambda: sum((x for x in [1]), "a"))
print(sum([0.1] * 10, True), sum([0.1] * 10, 2**64), sum([2**63, 0.1, 0.2, 0.3, -2.0**63]))


# Short circuits.
def any_of(values):
    return any(say(value) for value in values)


def all_of(values):
    return all(say(value) for value in values)


for values in ([], [0, 1, 2], [1, 0, 2], [0, "", None], [1, "a", [0]], [0.0, 0.5], [[], (), {}], ["", "b", 1 // 1]):
    attempt(any_of, values)
    attempt(all_of, values)
print(any(x > 2 for x in [1, 2, 3, 1 / 2]), any(x > 5 for x in [1, 2]), all(x > 0 for x in [1, 2]), all(x > 1 for x in [1, 2]))
print(any(say(x) < 2 and say(x + 10) > 0 for x in [3, 1, 2]), all(say(x) < 2 or x == 3 for x in [3, 1, 2, 5]))
print(any(not x for x in [1, 0]), all(not x for x in [0, 0]), any(x is None for x in [1, None]), all(x in "ab" for x in "aab"))
print(any(True for x in []), any(True for x in [1]), all(False for x in [1]), any(1 for x in [1, 2] if x > 5), all(() for x in ()))
print(any(1 / x > 0 for x in [1, 0]), all(1 / x < 0 for x in [1, 0]))
attempt(lambda: any(1 / x > 1 for x in [1, 0]))
attempt(lambda: all(1 / x > 0 for x in [1, 0]))
rest = iter([1, 2, 3, 4, 5])
print(any(x == 2 for x in rest), list(rest))
rest = iter([1, 2, 3, 4, 5])
print(all(x < 3 for x in rest), list(rest))


# The least and the greatest: the first of those that are equal.
def least(values):
    return min(say(value) for value in values)


def greatest(values):
    return max(say(value) for value in values)


for values in ([3, 1, 2], [1, 1.0, True], [True, 1.0, 1], [None], [], ["b", "a"], [[2], [1, 5]], [2, "a", 1], [None, None],
               [0.0, -0.0], [-0.0, 0.0], [1, 2**70, 0.5], [(1, "a"), (1, "b")], [{1}, {1, 2}]):
    attempt(least, values)
    attempt(greatest, values)
nan = float("nan")
print(min(x for x in [nan, 1.0]), max(x for x in [nan, 1.0]), min(x for x in [1.0, nan]), max(x for x in [1.0, nan]))
print(min((x for x in []), default="none"), max((x for x in [1, 5]), default=None), max((x for x in "ab"), key=ord))
print(min((say(x) for x in [-3, 2]), key=abs), max((w for w in ["a", "ccc", "bb"]), key=len, default=""))
attempt(lambda: min((x for x in []), key=len))
attempt(lambda: max((x for x in [1, 2]), default=5, wrong=1))


# Containers.
print(list(say(x) for x in "ab"), tuple(x for x in (1, 2)), set(x % 3 for x in range(7)), frozenset(x for x in "a"))
print(dict((x, x * x) for x in range(3)), dict((k, v) for k, v in {"a": 1}.items()), dict(pair for pair in [(1, 2), "ab"]))
print(dict([say(x), say(-x)] for x in (1, 2)), dict((say(x), say(x + 1)) for x in (1, 1)), dict(((x, 1) for x in "ab"), b=2, c=3))
attempt(lambda: set(say(x) for x in [1, [2], 3]))
attempt(lambda: dict((say(x), 1) for x in [1, [2], 3]))
attempt(lambda: dict((1, 2, 3) for x in [1]))
attempt(lambda: dict(x for x in [1]))
print(sorted(x * x for x in [3, -1, 2]), sorted((x for x in "bca"), reverse=True), sorted((x for x in [3, -4, 1]), key=abs))
attempt(lambda: sorted(say(x) for x in [1, "a"]))
print(", ".join(str(x) for x in range(5)), "".join(c for c in "a-b-c" if c != "-"), repr("-".join(x for x in [])))
attempt(lambda: "-".join(say(x) for x in ["a", 1, "b"]))
separator = "+"
print(separator.join(say(x) for x in "ab"), "".join(sorted(c for c in "hello")), ("<" + ">").join(x.upper() for x in ["a", "b"]))
attempt(lambda: [].join(x for x in "ab"))
attempt(lambda: (5).join(x for x in say([])))
