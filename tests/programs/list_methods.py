"""All methods of list, and their errors."""

a = [3, 1, 2]
print(a.append(4), a, a.extend([5, 6]), a, a.extend('xy'), a, a.insert(0, 'first'), a, a.insert(-1, 'before last'), a, a.insert(100, 'end'), a, a.insert(-100, 'start'))
print(a.pop(), a.pop(0), a.pop(-2), a, a.remove('first'), a, a.index(2), a.count(1), a.reverse(), a)
b = a.copy()
b.clear()
print(a, b, a == b, len(b), a.copy() is a)
c = [5, 2, 8, 1, 9, 2]
print(c.sort(), c, c.sort(reverse=True), c, c.sort(key=lambda x: -x % 7), c, c.index(2, 2), c.index(9, -6, 6), c.count(2), c.count('2'))
c.extend(c)
c.extend(range(2))
c.extend({'k': 'v'})
print(c)
words = ['banana', 'Apple', 'cherry', 'date', 'Elder', 'fig']
words.sort()
print(words)
words.sort(key=str.lower)
print(words)
words.sort(key=len, reverse=True)
print(words)
for attempt in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].pop(-2), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1, 2].index(1, 1), lambda: [].append(), lambda: [].append(1, 2), lambda: [].extend(5),
                lambda: [].insert(1), lambda: [].insert('a', 1), lambda: [].pop('a'), lambda: [].sort(1), lambda: [1, 'a'].sort(), lambda: [].sort(foo=1), lambda: [3, 1].sort(key=5), lambda: [1].index(),
                lambda: [].clear(1), lambda: [None, 1].sort(), lambda: [[1], [None], ['a']].sort(), lambda: [].count(), lambda: words[50], lambda: words[words[0]], lambda: words[float()], lambda: [] + (), lambda: [] + 1, lambda: [1] * 'a',
                lambda: [] < (), lambda: [1] < ['a'], lambda: [None] < [None, None], lambda: [None] < [1], lambda: -[], lambda: [] - []):
    try:
        print(attempt())
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
stack = []
for i in range(400):
    stack.append(i)
    if i % 3 == 2:
        stack.pop()
        stack[-1] += 1
    if i % 50 == 49:
        stack.insert(len(stack) // 2, -i)
        stack.remove(stack[10])
print(len(stack), sum(stack), stack[:12], stack[-5:])
queue = list(range(5))
for i in range(200):
    queue.append(queue.pop(0) + queue[1])
print(queue[0] % 10 ** 9, len(queue))
