"""assert with and without messages, with conditions that have effects."""


def check(value):
    assert value > 0
    assert value < 100, f'{value} is too large'
    assert value != 50, ('tuple', value)
    assert value != 60, None
    return value


for value in (1, 0, 100, 50, 60, 99, -5):
    try:
        print(check(value))
    except AssertionError as error:
        print(repr(error), str(error), error.args)
calls = []


def message():
    calls.append('message')
    return 'made'


assert True, message()
print(calls)
try:
    assert calls, message()
except AssertionError as error:
    print(error, calls)
try:
    assert not (1, 2)
except AssertionError as error:
    print(error == error, len(error.args))
try:
    assert [] is None, 1 / 0
except ZeroDivisionError as error:
    print(error)
passed = 0
for i in range(400):
    try:
        assert i % 7, i
        passed += 1
    except AssertionError as error:
        passed -= error.args[0]
print(passed)
AssertionError = None
try:
    assert 1 + 1 == 3, 'the built-in one is raised'
except Exception as error:
    print(type(error).__name__, error)
