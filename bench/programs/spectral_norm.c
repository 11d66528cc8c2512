/* As spectral_norm.py. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static double entry(long i, long j)
{
    long diagonal = i + j;
    return 1.0 / (double)(diagonal * (diagonal + 1) / 2 + i + 1);
}

static void times(const double *vector, double *result, long n)
{
    for (long i = 0; i < n; i++) {
        double total = 0.0;
        for (long j = 0; j < n; j++)
            total += entry(i, j) * vector[j];
        result[i] = total;
    }
}

static void times_transposed(const double *vector, double *result, long n)
{
    for (long i = 0; i < n; i++) {
        double total = 0.0;
        for (long j = 0; j < n; j++)
            total += entry(j, i) * vector[j];
        result[i] = total;
    }
}

void benchmark(long n, char *result, size_t room)
{
    double *u = calloc((size_t)n * 3, sizeof *u), *v = u + n, *between = v + n;
    if (u == NULL)
        exit(1);
    for (long i = 0; i < n; i++)
        u[i] = 1.0;
    for (int turn = 0; turn < 10; turn++) {
        times(u, between, n);
        times_transposed(between, v, n);
        times(v, between, n);
        times_transposed(between, u, n);
    }
    double uv = 0.0, vv = 0.0;
    for (long i = 0; i < n; i++) {
        uv += u[i] * v[i];
        vv += v[i] * v[i];
    }
    free(u);
    snprintf(result, room, "%.9f", sqrt(uv / vv));
}
