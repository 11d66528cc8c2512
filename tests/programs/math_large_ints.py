"""Logarithms of ints that no float holds."""

import math

for n in (10**400, 2**1023, 2**1024, 2**1025 - 1, 3**2000, 10**4000, 7**5000):
    print(math.log(n), math.log2(n), math.log10(n), math.log(n, 10))
for n in (0, -1, -10**400):
    for f in (math.log, math.log2, math.log10):
        try:
            print(f(n))
        except ValueError as e:
            print(e)
for f in (math.sqrt, math.exp, math.log1p):
    try:
        print(f(10**400))
    except OverflowError as e:
        print(e)
