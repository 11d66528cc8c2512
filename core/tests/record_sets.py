"""Records the order of sets of numbers: each line is a sequence of operations and the order that comes out.

    python3.13 core/tests/record_sets.py > core/tests/data/set_order.tsv
"""

import random

random.seed(7)


def number():
    kind = random.random()
    if kind < 0.5:
        return random.randrange(40)
    if kind < 0.7:
        return random.randrange(-1000, 1000)
    if kind < 0.8:
        return random.randrange(2**49) * random.choice([1, -1])
    if kind < 0.9:
        return random.randrange(64) * 64
    return random.randrange(100) + 0.5


def shown(numbers):
    return ','.join(map(repr, numbers))


def line(length):
    s = set()
    ops = []
    for _ in range(length):
        op = random.choice('aaaaaaddpULL|&-^o&-^xnc')
        some = [number() for _ in range(random.choice([0, 1, 2, 3, 5, 8, 13, 40]))]
        if op in 'ad':
            x = random.choice(list(s)) if s and op == 'd' and random.random() < 0.7 else number()
            ops.append(f'{op} {x!r}')
            s.add(x) if op == 'a' else s.discard(x)
        elif op == 'p':
            ops.append('p')
            if s:
                s.pop()
        elif op == 'c':
            ops.append('c')
            s = s.copy()
        else:
            if random.random() < 0.5:
                some += random.sample(list(s), len(s) // 2)
            ops.append(f'{op} {shown(some)}')
            other = set(some)
            if op == 'U':
                s.update(other)
            elif op == 'L':
                s.update(some)
            elif op == '|':
                s = s | other
            elif op == '&':
                s &= other
            elif op == '-':
                s -= other
            elif op == '^':
                s ^= other
            elif op == 'o':
                s.difference_update(some)
            elif op == 'x':
                s = s ^ other
            elif op == 'n':
                s = s & other if random.random() < 2 else s
        if len(s) > 300:
            ops.append('- ' + shown(range(-1000, 1000)))
            s -= set(range(-1000, 1000))
    return ';'.join(ops) + '\t' + shown(s)


for i in range(100):
    print(line(random.randrange(1, 60)))
