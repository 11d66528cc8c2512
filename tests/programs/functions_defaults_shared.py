"""Default values are made once, when the def is executed."""


def collect(item, into=[]):
    into.append(item)
    return into


def count(key, table={}):
    table[key] = table.get(key, 0) + 1
    return table


print(collect(1), collect(2), collect(3, []), collect(4))
for word in 'a b a c b a'.split():
    last = count(word)
print(last)

base = 10


def with_base(x, y=base * 2):
    return x + y


base = 1000
print(with_base(1))


def make():
    def inner(n, seen=[]):
        seen.append(n)
        return len(seen)
    return inner


first = make()
second = make()
print(first(1), first(2), second(3), first(4))

for i in range(300):
    collect(i)
print(len(collect(0)))
print(make.__name__, first.__name__)
