"""Layout of source text: continuation lines, semicolons, comments, odd indentation, one-line bodies."""
# a comment before code
x = 1; y = 2;
z = x + \
    y
if x: print('one line'); print('two statements')
if x == 1 and \
   y == 2:
        print('deep indentation')
        if z:
         print('one space more')
# comment at another column
	# comment with a tab
def f(a,
      b = (1,
           2),    # a comment in the arguments
      *rest,
      ):
  """Docstring."""; return a, b, rest
print(f(1), f(1, 2, 3,),
)
while x < 3: x += 1
else: print('else on one line')
for i in range(2): pass
try: int('x')
except ValueError: print('one-line except')
finally: print('one-line finally')
values = [
    1, 2,  # first

    3,
    # between
    [4,
  5],
]
print(values, (
    'adjacent '
    'strings '   # with a comment
    f'and {x} ' r'raw\n'
), {
    'key':
        'value',
}['key'])
class_ = lambda: 0; print(class_())
if True:
    pass; pass
elif False: pass
else: pass

def g(): return 'no body lines'
def h():
    # only a comment and a string
    '''not a docstring only

    but the whole body'''
print(g(), h(), f.__doc__, h.__doc__.split(), g.__doc__)
a = b = (
    1
    if x
    else 2
)
print(a, b, (1), (1,), ((2)), not(False), -(-3), - - 3, ~ - 1, 1 if(x)else 2, [1][0], (lambda:(1, 2))()[1])
t = 1,
u = 1, 2, \
    3
print(t, u)
print("tab	inside", 'form\x0cfeed', '''a
b\
c''')
if x:
	print('indented with a tab')
	if y:
	        print('tab and spaces')
for i in range(300): z = z + i if i % 2 else z - 1; y = z
print(z, y)
def last(): pass
print(last())
