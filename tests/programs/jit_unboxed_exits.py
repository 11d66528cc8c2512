"""Sums that leave the small range, of values that were boxed in registers."""


def one(x):
    return x
def f(a):
    # Both come from calls: boxed in registers, and one is unboxed there before the sum overflows.
    return one(a) + one(a)
big = 2 ** 48
for i in range(200):
    f(i)
print(f(big), f(big + 5), f(-big - 9), f(-big), f(1.5))
