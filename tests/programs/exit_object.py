"""sys.exit with an object that is no number: printed on standard error, status 1."""

import sys

sys.exit([1, 'two', (3.5, None)])
