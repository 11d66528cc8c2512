"""The sun and its four giants under gravity: floating-point arithmetic on lists.

Time is counted in days, distance in astronomical units, mass in solar masses
times 4 * pi ** 2 (with years as the unit of time inside). The total energy,
printed before and after, shows how well the integrator conserves it.

usage: nbody.py [steps]  (150000 unless told)
"""

import math
import sys

DAYS_PER_YEAR = 365.24
SOLAR_MASS = 4.0 * math.pi * math.pi

# A body is [x, y, z, vx, vy, vz, mass].
X, Y, Z, VX, VY, VZ, MASS = range(7)


def body(position, velocity_per_day, mass):
    """A body from its position, its velocity per day and its mass in suns."""
    velocity = [v * DAYS_PER_YEAR for v in velocity_per_day]
    return [*position, *velocity, mass * SOLAR_MASS]


def solar_system():
    return [
        body((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 1.0),
        # Jupiter
        body((4.84143144246472090, -1.16032004402742839, -0.103622044471123109),
             (0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023),
             0.000954791938424326609),
        # Saturn
        body((8.34336671824457987, 4.12479856412430479, -0.403523417114321381),
             (-0.00276742510726411155, 0.00499852801234917238, 0.0000230417297573763929),
             0.000285885980666130812),
        # Uranus
        body((12.8943695621391310, -15.1111514016986312, -0.223307578892655734),
             (0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556),
             0.0000436624404335156298),
        # Neptune
        body((15.3796971148509165, -25.9193146099879641, 0.179258772950371181),
             (0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870),
             0.0000515138902046611451),
    ]


def pairs_of(bodies):
    pairs = []
    for i in range(len(bodies)):
        for j in range(i + 1, len(bodies)):
            pairs.append((bodies[i], bodies[j]))
    return pairs


def cancel_drift(bodies):
    """Gives the sun the velocity that brings the total momentum to zero."""
    sun = bodies[0]
    for axis in (VX, VY, VZ):
        momentum = 0.0
        for other in bodies:
            momentum += other[axis] * other[MASS]
        sun[axis] = -momentum / sun[MASS]


def energy(bodies, pairs):
    total = 0.0
    for x, y, z, vx, vy, vz, mass in bodies:
        total += 0.5 * mass * (vx * vx + vy * vy + vz * vz)
    for a, b in pairs:
        dx = a[X] - b[X]
        dy = a[Y] - b[Y]
        dz = a[Z] - b[Z]
        total -= a[MASS] * b[MASS] / math.sqrt(dx * dx + dy * dy + dz * dz)
    return total


def advance(bodies, pairs, dt, steps):
    for _ in range(steps):
        for a, b in pairs:
            dx = a[0] - b[0]
            dy = a[1] - b[1]
            dz = a[2] - b[2]
            square = dx * dx + dy * dy + dz * dz
            pull = dt / (square * math.sqrt(square))
            toward_b = b[6] * pull
            a[3] -= dx * toward_b
            a[4] -= dy * toward_b
            a[5] -= dz * toward_b
            toward_a = a[6] * pull
            b[3] += dx * toward_a
            b[4] += dy * toward_a
            b[5] += dz * toward_a
        for planet in bodies:
            planet[0] += dt * planet[3]
            planet[1] += dt * planet[4]
            planet[2] += dt * planet[5]


def main():
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 150000
    bodies = solar_system()
    pairs = pairs_of(bodies)
    cancel_drift(bodies)
    print('%.9f' % energy(bodies, pairs))
    advance(bodies, pairs, 0.01, steps)
    print('%.9f' % energy(bodies, pairs))


if __name__ == '__main__':
    main()
