"""The order in which numbers come out of sets, which is the same everywhere: tables as CPython has them."""
print({5, 100, 33, 64, 17, 1})
print({64, 32, 96, 1})
print({1, 33, 65, 97, 129, 161, 193})
x = 3
print({1, 33, 65, 97, 129, 161, x})
print({8, 0}, {16, 8, 0}, {24,16,8,0})
for i in {40, 8, 16, 24, 32, 0, 1}: print(i, end=' ')
print(5 in {1,2,5})
print({*[40, 8, 16, 24, 32, 0, 1]}, {-1, -2, 7, 15}, {(1,2), (3,4), (5,6)}, {1.5, 2.5, 0.25})
print({i * 7 % 101 for i in range(30)})
print(frozenset({30, 22, 14, 6, 1}), set(range(20, 0, -3)), set((9, 1, 17)), {1, 2} | {9, 17}, {1: 2}.keys() | {9, 17, 1})
print({True, 0, None, ...} - {...})
s = {1, 9, 25}
s.discard(9)
s.add(41)
s.add(33)
print(s, [s.pop() for _ in range(2)], s)
a = set(range(0, 400, 7))
a -= set(range(0, 400, 21))
a |= {1000, 2000, -1}
a ^= {7, 8, 9}
a &= set(range(-5, 1500))
print(a)
b = set()
for i in range(200):
    b.add(i * i % 97 - 30)
    if i % 3 == 0:
        b.discard(i - 40)
print(b, b - {1, 2, 3}, b & a, sorted(b) == sorted(list(b)))
print({0.5, 1.5, 2.25, 1e10, -3.75}, {(i, i + 1) for i in range(12)}, {frozenset({1}), frozenset({2}), frozenset()}, {None, 1, 2})
print([x for x in {300, 20, 1, 77, 1024}], [x for x in {7, 15}], {7, 15}, {7, 15, 23})
