"""Pseudo-random generators in integer arithmetic: congruential, xorshift, middle square, shuffle."""

state = 42


def random():
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
    return state >> 33


def below(n):
    return random() % n


def shuffle(items):
    for i in range(len(items) - 1, 0, -1):
        j = below(i + 1)
        items[i], items[j] = items[j], items[i]


def xorshift(x, n):
    for _ in range(n):
        x ^= (x << 13) & 0xffffffffffffffff
        x ^= x >> 7
        x ^= (x << 17) & 0xffffffffffffffff
    return x


def middle_square(x, n):
    seen = []
    for _ in range(n):
        x = int(str(x * x).zfill(8)[2:6])
        seen.append(x)
    return seen


print([random() for _ in range(5)])
deck = list(range(52))
shuffle(deck)
print(deck, sorted(deck) == list(range(52)))
buckets = [0] * 10
for _ in range(500):
    buckets[below(10)] += 1
print(buckets, sum(buckets))
print(xorshift(88172645463325252, 200), middle_square(1234, 12))
inside = 0
for _ in range(300):
    x = below(10000) / 10000
    y = below(10000) / 10000
    if x * x + y * y < 1:
        inside += 1
print(inside * 4 / 300)
