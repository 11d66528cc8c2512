"""Small lists and slices: the most flips of a pile's front that any order of n pancakes needs.

The orders are gone through by rotating longer and longer fronts; a flip is the assignment of a reversed slice.
"""


def flips_of(order):
    pile = order[:]
    count = 0
    first = pile[0]
    while first:
        pile[:first + 1] = pile[first::-1]
        first = pile[0]
        count += 1
    return count


def main(n):
    order = list(range(n))
    left = list(range(1, n + 1))
    most = 0
    checksum = 0
    even = True
    while True:
        flips = flips_of(order)
        most = max(most, flips)
        checksum += flips if even else -flips
        even = not even
        at = 1
        while at < n:
            order.insert(at, order.pop(0))
            left[at] -= 1
            if left[at] > 0:
                break
            left[at] = at + 1
            at += 1
        else:
            return checksum, most
