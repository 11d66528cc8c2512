/* As mandelbrot.py. */
#include <stdio.h>

#define LIMIT 50

static long turns(double cx, double cy)
{
    double x = 0.0, y = 0.0;
    for (long i = 0; i < LIMIT; i++) {
        double xx = x * x, yy = y * y;
        if (xx + yy > 4.0)
            return i;
        y = 2.0 * x * y + cy;
        x = xx - yy + cx;
    }
    return LIMIT;
}

void benchmark(long n, char *result, size_t room)
{
    long total = 0, inside = 0;
    for (long row = 0; row < n; row++) {
        double cy = 2.0 * (double)row / (double)n - 1.0;
        for (long column = 0; column < n; column++) {
            long count = turns(3.0 * (double)column / (double)n - 2.0, cy);
            total += count;
            inside += count == LIMIT;
        }
    }
    snprintf(result, room, "(%ld, %ld)", total, inside);
}
