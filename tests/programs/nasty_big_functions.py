"""Long conditions, deep nesting of expressions and blocks, many branches."""


def choose(n):
    if n == 0:
        return 'zero'
    elif n == 1:
        return 'one'
    elif n == 2:
        return 'two'
    elif n == 3:
        return 'three'
    elif n == 4:
        return 'four'
    elif n == 5:
        return 'five'
    elif n == 6:
        return 'six'
    elif n == 7:
        return 'seven'
    elif n == 8:
        return 'eight'
    elif n == 9:
        return 'nine'
    elif n < 20 and (n % 2 == 0 or n % 3 == 0) and not (n == 12 or n == 18):
        return 'divisible'
    elif 20 <= n < 30 or n in (35, 37) or n > 90 and n != 95:
        return 'ranges'
    elif (n & 1) == (n >> 1 & 1) == (n >> 2 & 1):
        return 'bits'
    else:
        return 'rest'


def blocks(n):
    out = 0
    for a in range(2):
        if a < n:
            while True:
                try:
                    for b in range(2):
                        if b or a:
                            try:
                                for c in range(2):
                                    while c < 1:
                                        c += 1
                                        if a == b:
                                            try:
                                                for d in range(2):
                                                    if d:
                                                        for e in range(3):
                                                            if e == 1:
                                                                continue
                                                            out += a + b * 2 + c * 4 + d * 8 + e * 16
                                                            if out > 500:
                                                                raise ValueError(out)
                                            finally:
                                                out += 1
                                        else:
                                            out += 100
                            except KeyError:
                                out = -1
                    break
                except ValueError as error:
                    out = error.args[0] // 2
                    break
                finally:
                    out += 1000
    return out


def deep(x):
    return ((((((((((((((((((((((((((((((x + 1) * 2) - 3) // 2) + 4) * 3) % 1000) + 5) * 7) - 6) // 3) + 8) ^ 9) & 4095) | 1) << 2) >> 1) + 10) * 11) % 997) - 12) * 13) + 14) // 5) + 15) % 512) * 17) - 18) + 19) % 10007)


def ternaries(n):
    return 'a' if n < 10 else 'b' if n < 20 else 'c' if n < 30 else 'd' if n < 40 else 'e' if n < 50 else 'f' if n < 60 else 'g' if n < 70 else 'h' if n < 80 else 'i'


def logic(a, b, c, d):
    return (a and b or c and d) and not (a and c) or (not b and (c or d)) or (a == d and b != c)


print(''.join([choose(n)[0] for n in range(100)]))
print([blocks(n) for n in range(3)], [deep(x) for x in (0, 1, -5, 10 ** 20, True)], ''.join([ternaries(n) for n in range(0, 90, 3)]))
print(''.join([str(int(bool(logic(a, b, c, d)))) for a in (0, 1) for b in (0, 1) for c in (0, 1) for d in (0, 1)]))
total = 0
for i in range(300):
    total += deep(i) + len(choose(i % 100)) + ord(ternaries(i % 90)) + blocks(i % 3) % 7
print(total)
print([[[[[[[[[[[[[[[[[[[['deep']]]]]]]]]]]]]]]]]]]], ((((((((((1,),),),),),),),),),), {1: {2: {3: {4: {5: {6: {}}}}}}})
print(1 + (2 - (3 * (4 + (5 - (6 * (7 + (8 - (9 * (10 + (11 - (12 * (13 + (14 - 15))))))))))))), not not not not not 1, - - - - + + ~ ~ 5)
print([a + b + c for a in (1, 2) for b in (10, 20) for c in [x * 100 for x in (1, 2) if x > 1 or a > 1] if (lambda q: q % 3)(a + b + c)])
x = 1 if 0 else (2 if 0 else (3 if 0 else (4 if 1 else 5)))
print(x, (1, 2, 3)[(0, 1, 2)[(2, 1, 0)[0]]], 'abc'['xyz'.index('y')], {'a': {'b': [0, {'c': 'found'}]}}['a']['b'][1]['c'][1:3])
