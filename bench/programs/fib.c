/* As fib.py. */
#include <stdio.h>

static long fib(long n)
{
    if (n < 2)
        return n;
    return fib(n - 1) + fib(n - 2);
}

void benchmark(long n, char *result, size_t room)
{
    snprintf(result, room, "%ld", fib(n));
}
