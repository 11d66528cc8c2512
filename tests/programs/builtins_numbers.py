"""abs, round, divmod, pow, hex, oct, bin, hash, id, bool, int, float on all number types."""

for x in (0, 5, -5, 2.5, -2.5, -0.0, True, 2 ** 70, -2 ** 70, float('-inf')):
    print(abs(x), -x, +x, bool(x), float(x), str(x), repr(x), end='; ')
print()
for a in (7, -7, 7.5, -7.5, True, 2 ** 70):
    for b in (2, -2, 2.5, -2.5):
        print(divmod(a, b), end=' ')
    print()
print([round(x) for x in (0.5, 1.5, 2.5, 3.5, -0.5, -1.5, -2.5, 2.6, -2.6, 7)], [round(x, -1) for x in (5, 15, 25, 35, -5, -15, 14, 16, 104, 105, 1e3 + 5)], [round(x, 1) for x in (0.05, 0.15, 0.25, 0.35, 1.45, -0.25)], round(12345.678, -2), round(5, 10), round(2 ** 70, -5), round(-0.4))
print(pow(2, 10), pow(2, -1), pow(2.0, 3), pow(2, 0.5), pow(5, 3, 7), pow(-5, 3, 7), pow(2, 100, 1), pow(base=2, exp=5, mod=3), pow(0, 0), pow(10, 20, 2 ** 65))
for attempt in (lambda: abs('a'), lambda: abs(None), lambda: abs([]), lambda: round('a'), lambda: round(1.5, 'a'), lambda: round(1.5, 1.0), lambda: round(), lambda: round(5, None), lambda: divmod(1, 'a'), lambda: divmod(1), lambda: divmod(1.5, 0), lambda: pow('a', 2), lambda: pow(2, 'a'), lambda: pow(2, 2, 0), lambda: pow(2.0, 2, 3),
                lambda: pow(2, 2.0, 3), lambda: pow(0, -1), lambda: pow(0.0, -1), lambda: pow(4, -1, 6), lambda: hash([]), lambda: hash({}), lambda: hash(set()), lambda: hash(([],)), lambda: hash(slice(0)) and 'hashable', lambda: bool(1, 2), lambda: abs(), lambda: chr(-1), lambda: chr(1.5), lambda: bin('a'), lambda: int(None), lambda: float('x'), lambda: int('1.5')):
    try:
        print(attempt())
    except (TypeError, ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
print(hash(5), hash(-1), hash(5.0) == hash(5), hash(True), hash(2 ** 61), hash(0.5) == hash(1 / 2), hash('') == hash(''), hash('abc') == hash('a' + 'bc'), hash((1, 2)) == hash((1, 2)), hash(None) == hash(None), isinstance(id(5), int), id([]) != 0)
a = []
b = a
print(id(a) == id(b), id(a) == id([1]), id(len) == id(len))
total = 0
for i in range(-200, 200):
    q, r = divmod(i * 7, 13)
    total += q * 3 - r + abs(i) % 5 + round(i / 4) + (hash(i) == i) + len(bin(i)) + pow(i, 3, 11)
print(total)
