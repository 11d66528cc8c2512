# Calls with generator expressions of names that are not, or no longer, the built-in functions.


def show(*args, **kwargs):
    return [list(arg) if not isinstance(arg, (int, str)) else arg for arg in args], sorted(kwargs)


def total(n):
    return sum(i for i in range(n))


def extremes(values):
    return min(v for v in values), max(v for v in values)


def truths(values):
    return any(v for v in values), all(v for v in values)


def made(values):
    return list(v for v in values), set(v for v in values), dict((v, 1) for v in values), sorted(v for v in values)


for _ in range(60):
    total(20), extremes([2, 1]), truths([0, 1]), made([2, 1])
print(total(5), extremes([3, 4]), truths([0, 1]), made([2, 1]))

# A global of the name, from now on.
sum = show
print(total(5), sum((x for x in [1]), 5), sum((x for x in "ab"), start=6))
for _ in range(60):
    total(20)
print(total(3))
del sum
print(total(5), sum((x for x in [1]), 5))

min = max = show
print(extremes([3, 4]))
for _ in range(60):
    extremes([2, 1])
del min
print(extremes([3, 4]))
del max
print(extremes([3, 4]))

any, all = all, any
print(truths([0, 1]), truths([]), truths([1]))
del any, all
print(truths([0, 1]))

list = set = dict = sorted = tuple
print(made([2, 1]))
del list, set, dict, sorted
print(made([2, 1]))


# Nested, where the outer one is shadowed, and where the inner one is.
def nested(n):
    return sum(max(j for j in range(i + 1)) for i in range(n))


def length(values):
    return len([*values])


print(nested(4))
sum = length
print(nested(4))
max = length
print(nested(4))
del sum
print(nested(4))
del max
print(nested(4))


# What else a name may stand for.
sum = 5
try:
    total(3)
except TypeError as error:
    print(error)
sum = max
print(total(4))
del sum


def parameter(sum, values):
    return sum(values)


print(parameter(len, [1, 2]))


def raises(values):
    raise ValueError("shadowed")


sum = raises
try:
    total(3)
except ValueError as error:
    print(error)
del sum
print(total(3))

# A global that appears while the loop goes on is for the next call.
def sneaky(n):
    global sum
    if n == 2:
        sum = show
    return n


print(sum(sneaky(n) for n in range(4)))
print(total(3))
