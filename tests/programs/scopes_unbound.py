"""Unbound local variables and names, and their messages."""


def too_early():
    print(value)
    value = 1


def sometimes(flag):
    if flag:
        value = 'set'
    return value


def deleted():
    value = 1
    del value
    return value


def augmented():
    total += 1


def loop_variable(items):
    for item in items:
        pass
    return item


def exception_name():
    try:
        raise ValueError('gone')
    except ValueError as error:
        pass
    return error


def delete_twice():
    value = 1
    del value
    del value


for function in (too_early, deleted, augmented, exception_name, delete_twice):
    try:
        function()
    except UnboundLocalError as e:
        print(function.__name__, '|', e)
print(sometimes(True))
try:
    sometimes(False)
except NameError as e:
    print(type(e).__name__, e)
print(loop_variable([1, 2, 3]))
try:
    loop_variable([])
except UnboundLocalError as e:
    print(e)
try:
    undefined_name
except NameError as e:
    print(repr(e))
try:
    del undefined_name
except NameError as e:
    print(repr(e))
caught = 0
for i in range(300):
    try:
        sometimes(i % 3 == 0)
    except UnboundLocalError:
        caught += 1
print(caught)
