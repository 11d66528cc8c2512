"""Functions as values: in variables, lists, dictionaries, arguments, results."""


def add(a, b):
    return a + b


def subtract(a, b):
    return a - b


def apply(function, *args):
    return function(*args)


def choose(name):
    return operations[name]


def compose_apply(functions, x):
    for function in functions:
        x = function(x)
    return x


operations = {'+': add, '-': subtract, '*': lambda a, b: a * b, 'max': max}
for name, operation in operations.items():
    print(name, operation(7, 3), apply(operation, 2, 9))
print(choose('+') is add, choose('+')(1, 2))
print(compose_apply([abs, str, len], -12345), compose_apply([], 'same'))
print((lambda: 'no arguments')(), (lambda *a, k=1, **o: (a, k, o))(1, 2, k=3, z=4))
print([f(10) for f in (lambda x: x + 1, lambda x: x * 2, hex, float)])
print(callable(add), callable(len), callable(3), callable(int))

table = [add, subtract, lambda a, b: a * b % 1000, min]
value = 1
for i in range(400):
    value = table[i % 4](value + i, i // 3)
print(value)


def recursive_lambda_user(n):
    return fact(n)


fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(recursive_lambda_user(12))
add = subtract
print(add(10, 4), operations['+'](10, 4))
