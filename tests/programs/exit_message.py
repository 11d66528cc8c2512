"""sys.exit with text: written on standard error, status 1."""

import sys

print('before')
sys.exit('the reason, with é')
