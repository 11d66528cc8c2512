"""RecursionError is caught, and the program goes on as before."""


def forever(n):
    return forever(n + 1)


def depth_of(n):
    try:
        return depth_of(n + 1)
    except RecursionError:
        return n


def ping(n):
    return pong(n + 1)


def pong(n):
    return ping(n + 1)


def cleanup(n):
    global cleanups
    try:
        return cleanup(n + 1)
    finally:
        cleanups += 1


cleanups = 0
for function in (forever, ping, cleanup):
    try:
        function(0)
    except RecursionError as error:
        print(type(error).__name__, str(error).startswith('maximum recursion depth exceeded'), isinstance(error, RuntimeError))
print(cleanups > 500)
first = depth_of(0)
print(first > 500, first < 100000, abs(depth_of(0) - first) < 5)


def bounded(n):
    return 0 if n == 0 else 1 + bounded(n - 1)


print(bounded(900))
print(sum([bounded(i) for i in range(0, 400, 20)]))
nested = []
for _ in range(300):
    nested = [nested]
text = repr(nested)
print(len(text), nested == nested, text.count('['))
caught = 0
for i in range(4):
    try:
        forever(i)
    except RecursionError:
        caught += 1
print(caught, bounded(100))
try:
    sorted([1, 2], key=forever)
except RecursionError:
    print('through a built-in')
try:
    list(map(forever, [1]))
except RecursionError:
    print('through map')
