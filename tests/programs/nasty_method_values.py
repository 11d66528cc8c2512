"""Bound methods as values: stored, compared, called later, passed to map and sorted, from literals."""

items = [3, 1, 2]
append = items.append
sort = items.sort
for i in range(300):
    append(i % 5)
    if i % 100 == 99:
        sort()
        del items[3:]
print(items, len(items))
upper, join, split = 'abc'.upper, '-'.join, 'a b c'.split
print(upper(), join(['x', 'y']), split(), split(' ', 1), ''.join(map(str.upper, 'xyz')), list(map('{:>3}'.format, [1, 22, 333])), list(map('abc'.find, 'cabz')))
d = {'a': 1, 'b': 2}
get, pop = d.get, d.pop
print(get('a'), get('z', 0), pop('a'), get('a'), d, sorted('bca', key='cab'.index), max('abc', key={'a': 3, 'b': 9, 'c': 1}.get), list(filter('aeiou'.count, 'education')))
print(items.append == items.append, items.append is items.append, [].append == [].append, upper == 'abc'.upper, len == len, str.upper is str.upper, str.upper == str.lower)
methods = {'strip': str.strip, 'title': str.title, 'rev': lambda s: s[::-1], 'len': len, 'bound': 'x'.join}
for name, method in methods.items():
    print(name, method('  some text '), end='; ')
print()
print(str.join(',', 'ab'), list.pop([1, 2]), dict.items({'k': 1}), int.bit_length(255), float.is_integer(2.0), tuple.index((5, 6), 6), set.union({1}, {2}) == {1, 2}, str.format('{}', 5), list.sort([2, 1]))
for bad in (lambda: str.upper(5), lambda: list.append((), 1), lambda: dict.get([], 1), lambda: str.upper(), lambda: list.append([]), lambda: 'a'.upper.nope, lambda: upper('x'), lambda: int.bit_length('x'), lambda: set.add([], 1), lambda: float.is_integer(2)):
    try:
        print(bad())
    except (TypeError, AttributeError) as error:
        print(error)
stack = []
push, pop = stack.append, stack.pop
for i in range(300):
    push(i)
    if i % 2:
        push(pop() + pop())
print(len(stack), sum(stack), stack[-3:])
chained = '  Mixed Case  '.strip().lower().replace(' ', '_').split('_')[1].capitalize().center(9, '*')
print(chained, {'a': [1]}.get('a', []).count(1), (1, 2, 1).count(1), 'x'.join('abc').upper().split('X'), ' '.join([]).strip() == '')
