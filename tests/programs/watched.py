# Functions, built-ins, modules and their attributes that change while code runs which takes them for constants.
import math
import sys


def one(x):
    return x + 1


def two(x):
    return x + 2


def use(n):
    total = 0
    for i in range(n):
        total += one(i)
    return total


print(use(300))
kept = one
one = two
print(use(300))
one = kept
print(use(300))


# In the course of the call, while the caller's frame waits for its return.
def change(at):
    global step
    if at == 150:
        step = faster
    return at


def slower(x):
    return x + 1


def faster(x):
    return x + 1000


step = slower


def steps(n):
    total = 0
    for i in range(n):
        total += step(change(i))
    return total


print(steps(100), steps(200), steps(100))


# By the function itself, between two uses; and by a function deeper down, in a recursion.
def itself(n):
    global leaf
    total = 0
    for i in range(n):
        total += leaf(i)
        if i == 120:
            leaf = two
        total += leaf(i)
    return total


leaf = one
print(itself(100), itself(200))


def down(n):
    global end
    if n == 0:
        if rounds == 7:
            end = two
        return end(0)
    below = down(n - 1)
    return below + end(n)


end = one
rounds = 0
results = []
while rounds < 12:
    results.append(down(40))
    rounds += 1
print(results)


# A built-in that gets hidden, shown again, and hidden again.
def lengths(xs):
    total = 0
    for x in xs:
        total += len(x)
    return total


words = ['a', 'bc', 'def'] * 60
print(lengths(words))
def seven(x):
    return 7


len = seven
print(lengths(words))
del len
print(lengths(words))


def hide(n):
    global abs
    total = 0
    for i in range(n):
        total += abs(-i)
        if i == 80:
            abs = one
    return total


print(hide(160))
del abs
print(hide(60), abs(-3))


# Attributes of modules.
def roots(n):
    total = 0
    for i in range(n):
        total += math.floor(math.sqrt(i))
    return total


print(roots(200))
saved = math.sqrt
try:
    math.sqrt = one
    print(roots(200))
    setattr(math, 'sqrt', two)
    print(roots(200))
finally:
    math.sqrt = saved
print(roots(200))


def changes_math(n):
    total = 0
    for i in range(n):
        total += math.floor(i)
        if i == 90:
            setattr(math, 'floor', two)
    return total


saved = math.floor
try:
    print(changes_math(150))
finally:
    math.floor = saved
print(changes_math(50))


# A module's name that gets another value, and one that is not assigned for a while.
def version(n):
    total = 0
    for i in range(n):
        total += sys.maxsize % 7
    return total


print(version(200))


class_like = one


def missing(n):
    total = 0
    for i in range(n):
        try:
            total += class_like(i)
        except NameError as e:
            total -= 1
    return total


print(missing(200))
del class_like
print(missing(200))
class_like = two
print(missing(200))


# A variable that functions use and another one stores to all the time.
def flip(n):
    global chosen
    total = 0
    for i in range(n):
        chosen = one if i % 2 else two
        total += call_chosen(i)
    return total


def call_chosen(x):
    return chosen(x)


print(flip(300))


# An int that is a constant for long, within arithmetic of 64 bits.
MASK = 0xFFFFFFFF


def mixed(n, x):
    for i in range(n):
        x = (x * 6364136223846793005 + 1442695040888963407) & MASK
    return x


print(mixed(200, 1))
MASK = 0xFFFF
print(mixed(200, 1))


def narrow(n, x):
    global MASK
    for i in range(n):
        x = (x * 6364136223846793005 + 1442695040888963407) & MASK
        if i == 77:
            MASK = 0xFF
    return x


print(narrow(200, 1))
