"""`SystemExit` with several arguments: the status is the tuple of them, which is a message."""

import sys

for e in (SystemExit(), SystemExit(5), SystemExit(5, 6), SystemExit(None), SystemExit('text')):
    print(repr(e), e.code, e.args)
try:
    sys.exit((1, 2))
except SystemExit as e:
    print(e.code, e.args)
raise SystemExit(5, 6)
