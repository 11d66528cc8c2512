"""Float arithmetic on lists: a star and four planets under their own gravity, n steps of leapfrog.

A body is [x, y, z, vx, vy, vz, mass] in units of the star's mass, with made-up planets on nearly circular orbits.
"""


def system():
    bodies = [[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]]
    for distance, tilt, mass in ((1.0, 0.02, 1e-5), (2.1, 0.05, 3e-4), (3.7, -0.03, 9e-4), (6.4, 0.01, 5e-5)):
        speed = distance ** -0.5
        bodies.append([distance, 0.0, tilt * distance, 0.0, speed, 0.0, mass])
    px = py = pz = 0.0
    for x, y, z, vx, vy, vz, mass in bodies:
        px += vx * mass
        py += vy * mass
        pz += vz * mass
    star = bodies[0]
    star[3] = -px
    star[4] = -py
    star[5] = -pz
    return bodies


def pairs_of(bodies):
    pairs = []
    for i in range(len(bodies)):
        for j in range(i + 1, len(bodies)):
            pairs.append((bodies[i], bodies[j]))
    return pairs


def advance(bodies, pairs, dt, steps):
    for _ in range(steps):
        for a, b in pairs:
            dx = a[0] - b[0]
            dy = a[1] - b[1]
            dz = a[2] - b[2]
            pull = dt * (dx * dx + dy * dy + dz * dz) ** -1.5
            by_b = b[6] * pull
            by_a = a[6] * pull
            a[3] -= dx * by_b
            a[4] -= dy * by_b
            a[5] -= dz * by_b
            b[3] += dx * by_a
            b[4] += dy * by_a
            b[5] += dz * by_a
        for body in bodies:
            body[0] += dt * body[3]
            body[1] += dt * body[4]
            body[2] += dt * body[5]


def energy(bodies, pairs):
    total = 0.0
    for x, y, z, vx, vy, vz, mass in bodies:
        total += 0.5 * mass * (vx * vx + vy * vy + vz * vz)
    for a, b in pairs:
        dx = a[0] - b[0]
        dy = a[1] - b[1]
        dz = a[2] - b[2]
        total -= a[6] * b[6] / (dx * dx + dy * dy + dz * dz) ** 0.5
    return total


def main(n):
    bodies = system()
    pairs = pairs_of(bodies)
    before = energy(bodies, pairs)
    advance(bodies, pairs, 0.004, n)
    return '%.9e %.9e' % (before, energy(bodies, pairs))
