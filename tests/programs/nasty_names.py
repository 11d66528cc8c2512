"""Odd names: soft keywords, underscores, names of built-ins, mangled-looking and long names."""

match = 1
case = 2
type_ = type
_ = 3
__ = 4
__private = 5
self = 6
print(match, case, _, __, __private, self)
match = {'case': [1, 2]}
print(match['case'][0], match)
case = lambda match: match + 1
print(case(1), case (2), -case(3))
match, case = case, match
print(match(5), case)


def type(x):
    return 'mine'


print(type(5), type_(5).__name__)
del type
print(type(5).__name__)
list_, str = list, str
print(str(5), list_('ab'))


def shadow(list, dict, print_=print):
    int = float
    str = repr
    print_(list, dict, int('1'), str('x'))


shadow([1], {})
a_very_long_name_that_goes_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_to_be_long = 'long'
print(a_very_long_name_that_goes_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_and_on_to_be_long)
True_ = False
none = None
print(True_, none, not True_)


def f(match, case=2, *, type=3, _=4, **self):
    return match + case + type + _, self


print(f(1), f(match=1, type=0, _=0, case=0, self=9, cls=8))
l1 = O0 = 10
Il = O = o = 0
print(l1, O0, Il, O, o)
for _ in range(3):
    for _ in range(5, 7):
        pass
print(_)
print_function = print
print_function('alias')
x1 = x_1 = _1 = 7
print(x1 + x_1 + _1)
max = max
print(max(1, 2))


def uses_before(n):
    min = n
    return min


print(uses_before(3), min(4, 5))
é = è = 'accents'
Δx, μ = 0.5, 2
print(é, Δx * μ)
