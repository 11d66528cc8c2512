"""Hot loops over attributes of modules: constants, functions and variables, which change under way."""

import math
import sys
import helper_numbers as numbers
import helper_module


def circle(n):
    total = 0.0
    for i in range(n):
        total += math.pi * i * i
        total -= math.e
    return total


print('%.9g' % circle(60))


def variables(n, at, value):
    total = 0
    for i in range(n):
        if i == at:
            numbers.scale = value
        total += numbers.scale * i + numbers.double(i)
    return total


print(variables(80, 40, 3))
print(variables(80, 40, 0.5))
print(variables(80, 40, True))
numbers.set_scale(7)
print(variables(80, -1, 0), numbers.scale)


def calls(n):
    total = 0
    for i in range(n):
        total += numbers.both(i, numbers.double(i)) + helper_module.add(i, 1)
        if i == 70:
            numbers.both = lambda x, y: y
    return total


print(calls(60), calls(90), calls(60))


def deep(n):
    return 1 if n < 2 else n * helper_module.fact(n - 1) + helper_module.add(deep(n - 1), 1)


print(deep(12))


def wrong(n):
    found = []
    for i in range(n):
        try:
            found.append(numbers.scale + i)
            if i == 30:
                del numbers.scale
            if i == 50:
                numbers.scale = -1
        except AttributeError as error:
            found.append(str(error))
    return found[29:33] + found[-3:]


print(wrong(70))


def missing(n):
    count = 0
    for i in range(n):
        try:
            numbers.later
        except AttributeError:
            count += 1
        if i == n // 2:
            numbers.later = i
    return count


print(missing(60))
del numbers.later

# What a module has beyond its own variables is set from outside.
numbers.added = 10
math.tenth = 0.1


def added(n):
    total = 0
    for i in range(n):
        total += numbers.added + math.tenth
        if i == 50:
            math.tenth = 100
        if i == 60:
            numbers.added = 0.25
    return total


print('%.6f' % added(40), '%.6f' % added(80), '%.6f' % added(80))


def removed(n):
    try:
        for i in range(n):
            math.tenth + i
            if i == 40:
                del math.tenth
    except AttributeError as error:
        return i, str(error)


print(removed(50))
square_root = math.sqrt


def replaced(n):
    """A module's function is replaced, and put back."""
    total = 0.0
    for i in range(n):
        total += math.sqrt(i)
        if i == 50:
            math.sqrt = lambda x: -x
        if i == 70:
            math.sqrt = square_root
    return total


print('%.6f' % replaced(40), '%.6f' % replaced(90), '%.6f' % replaced(90))


def other_module(n):
    """The name stands for another module, and for something that is no module."""
    global numbers
    kept, total = numbers, 0
    for i in range(n):
        total += numbers.NAMES if numbers is helper_module and i < 0 else 1
        if i == 40:
            numbers = helper_module
        if i >= 40:
            total += numbers.COUNTER
        else:
            total += numbers.added
    numbers = kept
    return total


print(other_module(80))


class_like = [1, 2]


def names(n):
    total = 0
    for i in range(n):
        total += len(numbers.__name__) + len(math.__name__) + len(numbers.name)
        total += class_like.index(2) + (sys.maxsize > 0)
    return total


print(names(60))


numbers.scale = 1.25


def argument(n):
    """Calls among the arguments of calls of modules' functions."""
    total = 0.0
    for i in range(n):
        total += math.sqrt(helper_module.add(i, i)) + math.atan2(helper_module.add(i, 1), numbers.double(1))
        total += abs(helper_module.add(i, -50))
        if i == 60:
            math.atan2 = numbers.both
    return total


kept = math.atan2
print('%.6f' % argument(50), '%.6f' % argument(90))
math.atan2 = kept
print('%.6f' % argument(30))


def last(n):
    for i in range(n):
        numbers.double(i)
        if i == 45:
            del numbers.double


last(50)
