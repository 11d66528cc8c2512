"""One long list: the primes below n, by crossing out."""


def main(n):
    prime = [True] * n
    prime[0] = prime[1] = False
    i = 2
    while i * i < n:
        if prime[i]:
            for multiple in range(i * i, n, i):
                prime[multiple] = False
        i += 1
    count = last = 0
    for i in range(n):
        if prime[i]:
            count += 1
            last = i
    return count, last
