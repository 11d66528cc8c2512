/* As collatz.py. */
#include <stdio.h>

static long steps(long start)
{
    long count = 0;
    while (start != 1) {
        start = start % 2 == 0 ? start / 2 : 3 * start + 1;
        count++;
    }
    return count;
}

void benchmark(long n, char *result, size_t room)
{
    long best = 0, longest = 0;
    for (long start = 1; start < n; start++) {
        long count = steps(start);
        if (count > longest) {
            best = start;
            longest = count;
        }
    }
    snprintf(result, room, "(%ld, %ld)", best, longest);
}
