"""Importing modules that lie beside the script: once, by several names, with their globals."""

import helper_shapes
import helper_module
import helper_module as again
from helper_module import add, COUNTER, change_counter
from helper_shapes import area as surface, NAMES
import helper_words as words

print(helper_module is again, helper_module.__name__, add(2, 3), helper_module.add is add, COUNTER, helper_module.COUNTER)
change_counter(5)
print(COUNTER, helper_module.COUNTER, again.get_counter())
helper_module.COUNTER = 100
print(again.get_counter(), helper_module.other.__name__)
print(surface('square', 3), surface('circle', 1), helper_shapes.area('square', 2), NAMES, helper_shapes.__name__, words.count('a b a'), words.shapes is helper_shapes)
try:
    helper_module.nope
except AttributeError as error:
    print(error)
try:
    from helper_module import missing
except ImportError as error:
    print(type(error).__name__, str(error).split(' (')[0])
try:
    import helper_nothing
except ImportError as error:
    print(type(error).__name__, error)
try:
    surface('line', 1)
except KeyError as error:
    print('KeyError', error)
total = 0
for i in range(300):
    total = helper_module.add(total, i) + len(helper_module.NAMES)
    change_counter(1)
print(total, helper_module.COUNTER)
print(helper_module.fact(10), helper_module.call(add, 1, 2), [helper_module.fact(n) for n in range(5)])
