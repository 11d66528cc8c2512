"""All methods and operators of set; printed sorted, since the order is not defined."""

a = {1, 2, 3}
b = {3, 4}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), sorted(b - a), a == {3, 2, 1}, a != b, a < b, {1} < a, a <= {1, 2, 3}, a >= {1}, a > a, {3} <= b, set() < a)
print(sorted(a.union(b, [9], 'x') - {'x'}), sorted(a.intersection(b, [3, 5])), sorted(a.difference([1], {2})), sorted(a.symmetric_difference([1, 7])), a.issubset([1, 2, 3, 4]), a.issuperset([1]), a.isdisjoint([7, 8]), a.isdisjoint(b), sorted(a.union()), sorted(a.copy()))
c = set()
print(c, len(c), bool(c), {5}, {'only'}, c.add(1), c.add(1), c, c.discard(7), c.remove(1), c, set('a'), set([2, 2]), set(range(0)), set({'k': 1}))
c.update([3, 1], (2,), 'a', {9: 9})
c.discard('a')
print(sorted(c), len(c), 3 in c, 'a' in c, 'b' not in c)
c |= {10}
c &= {1, 2, 10, 11}
c -= {1}
c ^= {2, 3}
print(sorted(c))
c.intersection_update([3, 4, 10])
c.difference_update([10])
c.symmetric_difference_update([1, 3])
print(c, c.pop(), c, c.clear(), c)
print({1, True, 1.0}, {0, False, 0.0}, len({1, '1', (1,), None}), {(1, 2)}, sorted({x % 5 for x in range(20)}), sum({1, 2, 3}), max({4, 9, 2}))
for attempt in (lambda: {[]}, lambda: set(5), lambda: set().pop(), lambda: {1}.remove(2), lambda: {1} | [2], lambda: {1} + {2}, lambda: {1} < [1], lambda: a[0], lambda: set().add({}), lambda: hash({1}), lambda: {1} & 5, lambda: {1}.union(5), lambda: set(1, 2),
                lambda: {1}.remove((1, 2)), lambda: {1}.add(), lambda: [] in {1}, lambda: {1} - 'a', lambda: {'a'}.issubset(5)):
    try:
        print(attempt())
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error)
e = {1, 2}
f = e
f |= {3}
print(sorted(e), e is f)
f = f | {4}
print(sorted(e), e is f)
try:
    for x in e:
        e.add(x + 10)
except RuntimeError as error:
    print(error)
seen = set()
repeats = 0
x = 1
for i in range(500):
    x = x * 75 % 257
    if x in seen:
        repeats += 1
        if repeats % 3 == 0:
            seen.discard(x)
    else:
        seen.add(x)
print(repeats, len(seen), sum(seen))
primes = set(range(2, 300))
for p in range(2, 18):
    if p in primes:
        primes -= set(range(p * p, 300, p))
print(sorted(primes)[-5:], len(primes))
frozen = frozenset([1, 2])
print(frozen == {1, 2}, {frozen: 'key'}[frozenset([2, 1])], sorted(frozen | {3}), frozenset(), frozenset([7]), hash(frozen) == hash(frozenset([2, 1])))
for name in ('copy', 'symmetric_difference_update'):
    print(name, set.symmetric_difference_update.__name__ == name)
toggled = {1, 2, 3}
set.symmetric_difference_update(toggled, [3, 4])
print(toggled)
