"""Pancake flipping over all permutations: list indexing, slices and small loops.

For each permutation of 1..n, the first k items are reversed, k being the first
item, until a 1 comes first. Printed are a checksum of the numbers of flips with
alternating signs and their maximum.

usage: fannkuch.py [n]   (9 unless told)
"""

import sys


def count_flips(permutation):
    """Flips until item 0 is in front; the items are 0..n here, not 1..n."""
    pile = permutation[:]
    flips = 0
    first = pile[0]
    while first:
        low = 0
        high = first
        while low < high:
            pile[low], pile[high] = pile[high], pile[low]
            low += 1
            high -= 1
        flips += 1
        first = pile[0]
    return flips


def fannkuch(n):
    """Goes through all permutations, each one exchange or rotation from the last."""
    permutation = list(range(n))
    turns = [0] * n
    checksum = 0
    most = 0
    sign = 1
    while True:
        if permutation[0]:
            flips = count_flips(permutation)
            checksum += sign * flips
            if flips > most:
                most = flips
        sign = -sign
        # The next permutation: the first `width` items rotate left; when they
        # have gone round once, so do one item more.
        width = 2
        while True:
            if width > n:
                return checksum, most
            front = permutation[0]
            for i in range(width - 1):
                permutation[i] = permutation[i + 1]
            permutation[width - 1] = front
            turns[width - 1] += 1
            if turns[width - 1] < width:
                break
            turns[width - 1] = 0
            width += 1


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    checksum, most = fannkuch(n)
    print(checksum)
    print(f'Pfannkuchen({n}) = {most}')


if __name__ == '__main__':
    main()
