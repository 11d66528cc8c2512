/* As nbody.py. */
#include <math.h>
#include <stdio.h>

#define COUNT 5

struct body {
    double at[3], speed[3], mass;
};

static void make_system(struct body *bodies)
{
    static const double planets[COUNT - 1][3] = {
        {1.0, 0.02, 1e-5}, {2.1, 0.05, 3e-4}, {3.7, -0.03, 9e-4}, {6.4, 0.01, 5e-5}};
    bodies[0] = (struct body){.mass = 1.0};
    for (int i = 0; i < COUNT - 1; i++) {
        double distance = planets[i][0];
        double up = planets[i][1] * distance, speed = pow(distance, -0.5);
        bodies[i + 1] = (struct body){{distance, 0.0, up}, {0.0, speed, 0.0}, planets[i][2]};
    }
    double momentum[3] = {0.0, 0.0, 0.0};
    for (int i = 0; i < COUNT; i++)
        for (int k = 0; k < 3; k++)
            momentum[k] += bodies[i].speed[k] * bodies[i].mass;
    for (int k = 0; k < 3; k++)
        bodies[0].speed[k] = -momentum[k];
}

static void advance(struct body *bodies, double dt)
{
    for (int i = 0; i < COUNT; i++) {
        for (int j = i + 1; j < COUNT; j++) {
            double d[3], square = 0.0;
            for (int k = 0; k < 3; k++) {
                d[k] = bodies[i].at[k] - bodies[j].at[k];
                square += d[k] * d[k];
            }
            double pull = dt / (square * sqrt(square));
            for (int k = 0; k < 3; k++) {
                bodies[i].speed[k] -= d[k] * bodies[j].mass * pull;
                bodies[j].speed[k] += d[k] * bodies[i].mass * pull;
            }
        }
    }
    for (int i = 0; i < COUNT; i++)
        for (int k = 0; k < 3; k++)
            bodies[i].at[k] += dt * bodies[i].speed[k];
}

static double energy(const struct body *bodies)
{
    double total = 0.0;
    for (int i = 0; i < COUNT; i++) {
        const double *v = bodies[i].speed;
        total += 0.5 * bodies[i].mass * (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        for (int j = i + 1; j < COUNT; j++) {
            double square = 0.0;
            for (int k = 0; k < 3; k++) {
                double d = bodies[i].at[k] - bodies[j].at[k];
                square += d * d;
            }
            total -= bodies[i].mass * bodies[j].mass / sqrt(square);
        }
    }
    return total;
}

void benchmark(long n, char *result, size_t room)
{
    struct body bodies[COUNT];
    make_system(bodies);
    double before = energy(bodies);
    for (long i = 0; i < n; i++)
        advance(bodies, 0.004);
    snprintf(result, room, "%.9e %.9e", before, energy(bodies));
}
