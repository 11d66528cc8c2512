"""sys.exit without argument, caught exits, and exits as exceptions."""

import sys

for argument in (None, 0, 5, 'text', 2.5, [1]):
    try:
        sys.exit(argument)
    except SystemExit as error:
        print(repr(error), error.code, error.args)
try:
    sys.exit(1, 2)
except TypeError as error:
    print(error)
try:
    try:
        sys.exit(9)
    finally:
        print('finally')
except BaseException as error:
    print(type(error).__name__, error)
try:
    raise SystemExit
except SystemExit as error:
    print(error.code)
print('end')
sys.exit()
print('never')
