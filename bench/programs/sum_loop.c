/* As sum_loop.py. */
#include <stdio.h>

void benchmark(long n, char *result, size_t room)
{
    /* Read anew each turn, or the compiler would know the product. */
    volatile double x = 0.5, c = 1.25;
    double s = 0.0;
    for (long i = 0; i < n; i++)
        s += x * c;
    snprintf(result, room, "%.1f", s);
}
