"""sys and time: what is deterministic of them; forms of import."""

import math
import sys
import time
import math as m, sys as s
from math import sqrt, floor as down
from sys import maxsize

print(sys.maxsize, maxsize == 2 ** 63 - 1, len(sys.argv), sys.argv[0].endswith('sys_time_modules.py'), type(sys.argv).__name__, s is sys, m is math, sqrt(16), down(2.7), m.sqrt is sqrt)
a = time.time()
b = time.monotonic()
c = time.perf_counter()
print(type(a).__name__, type(b).__name__, type(c).__name__, a > 1.6e9, time.monotonic() >= b, time.perf_counter() >= c, type(time.time_ns()).__name__, type(time.perf_counter_ns()).__name__)
before = time.perf_counter()
total = 0
for i in range(500):
    total += i
    now = time.perf_counter()
    assert now >= before
    before = now
print(total)
for attempt in (lambda: sys.nope, lambda: time.nope, lambda: math.nope, lambda: math()):
    try:
        attempt()
    except (AttributeError, TypeError) as error:
        print(error)
try:
    import no_such_module
except ImportError as error:
    print(type(error).__name__, error)
try:
    from math import nope
except ImportError as error:
    print(type(error).__name__, str(error)[:34])


def inside():
    import math as local_math
    from math import pi
    return local_math.floor(pi)


print(inside(), __name__, math.__name__, sys.__name__, type(math).__name__)
print(sys.version_info[0], sys.version_info >= (3, 10))
