"""sys.exit with a number, out of nested calls, through finally."""

import sys


def leave(n):
    try:
        if n == 0:
            sys.exit(3)
        leave(n - 1)
    except Exception:
        print('SystemExit is no Exception')
    finally:
        print('leaving', n)


for i in range(300):
    try:
        if i == 250:
            leave(3)
    except ValueError:
        print('never')
print('never')
