/* Calls the program it is linked with again and again and prints of each call its seconds and its result.
 * usage: main CALLS SECONDS SIZE   (no further call begins when the seconds are over) */

#define _POSIX_C_SOURCE 199309L

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* The program: writes its result as text. */
void benchmark(long size, char *result, size_t room);

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int main(int count, char **arguments)
{
    char result[200];
    if (count != 4)
        return 2;
    long calls = atol(arguments[1]), size = atol(arguments[3]);
    double seconds = atof(arguments[2]), begun = now();
    for (long i = 0; i < calls; i++) {
        double start = now();
        benchmark(size, result, sizeof result);
        double end = now();
        printf("%.9f %s\n", end - start, result);
        if (end - begun > seconds)
            break;
    }
    return 0;
}
