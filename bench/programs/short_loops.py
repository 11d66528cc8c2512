"""A loop of ten iterations entered n times, each time by a call: entering must not cost more than it gains."""


def ten(start):
    total = start
    for i in range(10):
        total += i
    return total


def main(n):
    total = 0
    i = 0
    while i < n:
        total = ten(total) % 1000003
        i += 1
    return total
