"""None, is, is not, comparisons of different types, equality across types."""

print(None, [None], repr(None), str(None), None is None, None is not None, None == 0, None == False, None != '', bool(None))
a = [1, 2]
b = [1, 2]
c = a
print(a == b, a is b, a is c, a is not b, [] is [], () == (), {} == {})
print(1 == '1', 1 != '1', 'a' == ['a'], (1, 2) == [1, 2], {1: 2} == [1], 1.0 == 1, None == None, set() == {}, 'a' == 97)
for left, right in ((1, 'a'), ('a', 1), (None, 0), ([], ()), ({}, {}), (1.5, 'x'), (1, None), ('a', ['a']), (len, 1), ({1}, [1]), (range(3), range(4))):
    for symbol, compare in (('<', lambda x, y: x < y), ('<=', lambda x, y: x <= y), ('>', lambda x, y: x > y), ('>=', lambda x, y: x >= y)):
        try:
            print(compare(left, right), end=' ')
        except TypeError as error:
            print(error)
            break
print()


def implicit():
    pass


print(implicit() is None, [implicit(), implicit()])
results = []
for i in range(300):
    x = None if i % 3 else i
    if x is None:
        results.append(0)
    elif x is not None and x == i:
        results.append(1)
print(sum(results), len(results))
print(type(None).__name__, hash(None) == hash(None))
