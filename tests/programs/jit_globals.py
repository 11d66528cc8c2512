"""Hot loops reading and writing globals and built-in names that change under way."""

step = 1
total = 0


def work(n):
    global total
    for i in range(n):
        total += step
        if i == n // 2:
            change(i)


def change(i):
    global step
    step = step + 1.5 if i % 2 else step * 3


for round_number in range(5):
    work(120 + round_number)
print(total, step)


def helper(x):
    return x + 1


def use_helper(n):
    s = 0
    for i in range(n):
        s = helper(s)
        if i == 150:
            replace()
    return s


def replace():
    global helper
    helper = lambda x: x + 1000


print(use_helper(300))


def lengths(n):
    s = 0
    for i in range(n):
        s += len('abc')
        if i == 200:
            hide()
        elif i == 250:
            show()
    return s


def hide():
    global len
    len = lambda x: 100


def show():
    global len
    del len


print(lengths(300), len('abc'))
limit = 100


def until():
    global limit
    n = 0
    while n < limit:
        n += 1
        if n == 50:
            limit = 200
        if n == 199:
            limit = 150.5
    return n


print(until(), limit)
max_seen = None


def track(x):
    global max_seen
    if max_seen is None or x > max_seen:
        max_seen = x


for i in range(300):
    track(i * 7919 % 293)
print(max_seen)
names = {}
for i in range(300):
    variable = i
    names[i % 3] = variable
    if i == 299:
        del variable
try:
    variable
except NameError as error:
    print(error, names)


def missing(n):
    caught = 0
    for i in range(n):
        try:
            appears
        except NameError:
            caught += 1
        if i == 200:
            define()
    return caught


def define():
    global appears
    appears = 1


print(missing(300))
