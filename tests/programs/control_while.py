"""while with else, break, continue, nested loops, complicated conditions."""

n = 0
while n < 3:
    n += 1
else:
    print('ended', n)

while True:
    n += 1
    if n > 10:
        break
else:
    print('never')
print(n)

odd_sum = 0
n = 0
while n < 400:
    n += 1
    if n % 2 == 0:
        continue
    if n > 350:
        break
    odd_sum += n
print(n, odd_sum)

found = []
p = 2
while len(found) < 30:
    d = 2
    while d * d <= p:
        if p % d == 0:
            break
        d += 1
    else:
        found.append(p)
    p += 1
print(found)

while False:
    print('never')
else:
    print('else of a loop that never ran')

x = 27
steps = 0
while x != 1 and steps < 1000:
    x = x // 2 if x % 2 == 0 else 3 * x + 1
    steps += 1
print(steps)

stack = [1]
while stack:
    top = stack.pop()
    if top < 200:
        stack.append(top * 2)
        if top % 3 == 1:
            stack.append(top * 3)
print(top)

i = 5
while i:
    i -= 1
    while i % 2:
        i -= 1
        if i < 2:
            break
    else:
        continue
    print('inner broke at', i)
    break
else:
    print('outer ended')
