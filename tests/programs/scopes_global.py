"""Global variables read, written, declared; locals hide them; built-in names hidden."""

counter = 0
names = []


def increase(step=1):
    global counter
    counter += step
    return counter


def local_counter():
    counter = 100
    counter += 1
    return counter


def define():
    global made_here, also_made
    made_here = 'made'
    also_made = [1, 2]


def append_only(x):
    names.append(x)


for i in range(300):
    increase()
    append_only(i)
print(counter, local_counter(), counter, len(names))
print(increase(step=-301), counter)
define()
print(made_here, also_made)


def uses_later():
    return later * 2


try:
    uses_later()
except NameError as error:
    print(error)
later = 21
print(uses_later())
del later
try:
    print(later)
except NameError as error:
    print(error)


def hide_builtin():
    len = 5
    return len


print(hide_builtin(), len('abc'))
saved = len
len = lambda x: 'hidden'
print(len('abc'))
len = saved
print(len('abc'))
abs = 7
print(abs)
del abs
print(abs(-7))


def remove_global():
    global made_here
    del made_here


remove_global()
try:
    made_here
except NameError as error:
    print(error)

if __name__ == '__main__':
    print('main')
x = x_copy = 5
x += 1
print(x, x_copy)
