"""Primes by sieve, by trial division and by a wheel, agreeing with each other."""


def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
        i += 1
    return [i for i, flag in enumerate(flags) if flag]


def trial(n):
    found = []
    for candidate in range(2, n + 1):
        for p in found:
            if p * p > candidate:
                found.append(candidate)
                break
            if candidate % p == 0:
                break
        else:
            found.append(candidate)
    return found


def is_prime(n):
    if n < 2:
        return False
    if n % 2 == 0:
        return n == 2
    d = 3
    while d * d <= n:
        if n % d == 0:
            return False
        d += 2
    return True


def factors(n):
    out = []
    d = 2
    while n > 1:
        while n % d == 0:
            out.append(d)
            n //= d
        d += 1 if d == 2 else 2
        if d * d > n > 1:
            out.append(n)
            break
    return out


primes = sieve(1000)
print(len(primes), primes[:10], primes[-3:], sum(primes))
print(trial(1000) == primes, [n for n in range(1001) if is_prime(n)] == primes)
for n in (1, 2, 60, 97, 1001, 2 ** 20, 999999, 600851475143):
    print(n, factors(n))
print([p for p in primes if p + 2 in primes][:12])
