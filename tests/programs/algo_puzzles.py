"""Small classics: FizzBuzz, perfect numbers, Pascal, magic squares, spirals, Josephus, digits, Kaprekar."""


def fizz(n):
    return 'FizzBuzz' if n % 15 == 0 else 'Fizz' if n % 3 == 0 else 'Buzz' if n % 5 == 0 else str(n)


def divisors(n):
    return [d for d in range(1, n // 2 + 1) if n % d == 0]


def magic(n):
    square = [[0] * n for _ in range(n)]
    r, c = 0, n // 2
    for k in range(1, n * n + 1):
        square[r][c] = k
        nr, nc = (r - 1) % n, (c + 1) % n
        if square[nr][nc]:
            nr, nc = (r + 1) % n, c
        r, c = nr, nc
    return square


def spiral(n):
    grid = [[None] * n for _ in range(n)]
    r = c = 0
    dr, dc = 0, 1
    for k in range(n * n):
        grid[r][c] = k
        if not (0 <= r + dr < n and 0 <= c + dc < n and grid[r + dr][c + dc] is None):
            dr, dc = dc, -dr
        r += dr
        c += dc
    return grid


def josephus(n, k):
    people = list(range(1, n + 1))
    at = 0
    order = []
    while people:
        at = (at + k - 1) % len(people)
        order.append(people.pop(at))
    return order


def kaprekar(n):
    steps = 0
    while n != 6174:
        digits = sorted(f'{n:04d}')
        n = int(''.join(reversed(digits))) - int(''.join(digits))
        steps += 1
        if steps > 10:
            return None
    return steps


print(' '.join([fizz(n) for n in range(1, 31)]))
print([n for n in range(2, 500) if sum(divisors(n)) == n])
row = [1]
for _ in range(12):
    print(' '.join(map(str, row)).center(46).rstrip())
    row = [1] + [row[i] + row[i + 1] for i in range(len(row) - 1)] + [1]
square = magic(5)
print(square, {sum(r) for r in square} | {sum(c) for c in zip(*square)} | {sum([square[i][i] for i in range(5)])})
for r in spiral(5):
    print(''.join([f'{x:3}' for x in r]))
print(josephus(12, 3), josephus(41, 3)[-1])
print([kaprekar(n) for n in (3524, 1111, 1000, 9998)], [n for n in range(100, 1000) if sum([int(d) ** 3 for d in str(n)]) == n])
print([n for n in range(1, 200) if str(n * n).endswith(str(n))], [y for y in range(1890, 2030) if y % 4 == 0 and y % 100 != 0 or y % 400 == 0][::5])
happy = []
for n in range(1, 60):
    seen = set()
    m = n
    while m != 1 and m not in seen:
        seen.add(m)
        m = sum([int(d) ** 2 for d in str(m)])
    if m == 1:
        happy.append(n)
print(happy)
