/* As sieve.py. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void benchmark(long n, char *result, size_t room)
{
    char *prime = malloc((size_t)n);
    if (prime == NULL)
        exit(1);
    memset(prime, 1, (size_t)n);
    prime[0] = prime[1] = 0;
    for (long i = 2; i * i < n; i++)
        if (prime[i])
            for (long multiple = i * i; multiple < n; multiple += i)
                prime[multiple] = 0;
    long count = 0, last = 0;
    for (long i = 0; i < n; i++) {
        if (prime[i]) {
            count++;
            last = i;
        }
    }
    free(prime);
    snprintf(result, room, "(%ld, %ld)", count, last);
}
