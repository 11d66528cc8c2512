"""An exception while a module is imported."""

print('importing')
import helper_broken
