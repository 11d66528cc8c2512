# Counters that cannot overflow, and those that can: at the ends of small ints (2^49), reassigned, shared, in phases.
TOP = 2**49 - 1
BOTTOM = -2**49


def count_up(i, n):
    turns = 0
    while i < n:
        i += 1
        turns += 1
        if turns > 300:
            break
    return i, turns


def count_up_to(i, n):
    turns = 0
    while i <= n:
        i += 1
        turns += 1
        if turns > 300:
            break
    return i, turns


def count_down(i, n):
    turns = 0
    while i > n:
        i -= 1
        turns += 1
        if turns > 300:
            break
    return i, turns


def two_steps(i, n):
    turns = 0
    while i < n:
        i += 2
        turns += 1
        if turns > 300:
            break
    return i, turns


def both_sides(i, n):
    least = most = i
    for turn in range(300):
        if i < n:
            i += 1
            most = i + 1
            least = i - 1
        elif i > n:
            i -= 1
            most = i + 1
            least = i - 1
        else:
            most = i + 1
            least = i - 1
    return i, least, most


def neighbours(start, stop, step):
    total = []
    for i in range(start, stop, step):
        total.append((i - 1, i + 1, i + 2, i - 2))
        if len(total) > 200:
            break
    return total[0], total[-1], len(total)


def reassigned(n, jump):
    i = turns = 0
    while i < n:
        if turns == 150:
            i = jump
        i += 1
        turns += 1
        if turns > 300:
            break
    return i, turns


def shared(n):
    i = 0
    seen = []
    while i < n:
        j = i
        i += 1
        j += 2
        k = j - 3
        seen.append(i + j + k)
    return sum(seen)


def compared_with_constants(values):
    found = []
    for x in values:
        if x < 562949953421310:
            found.append(x + 1)
        if x < 562949953421311:
            found.append(x + 1)
        if not x < 562949953421311:
            found.append(x + 1)
        if x > -562949953421312:
            found.append(x - 1)
        if x >= -562949953421312:
            found.append(x - 1)
        if 5 > x:
            found.append(x + 1 - 1)
    return found


def masked(values):
    found = []
    for x in values:
        found.append((x & 255) + 1)
        found.append((x % 7) - 1)
        found.append((x % 8) + 562949953421311)
        found.append((x >> 1) + 3)
        found.append((x >> 1) - 3)
        found.append((x // 4) * 2 + 1)
        found.append((x & 562949953421311) + 1)
        found.append((x % 562949953421311) + 1)
        found.append((x % -7) - 1)
        found.append((x & -8) - 8)
    return found


def shrinking(values):
    other = values
    i = 0
    out = []
    while i < len(values):
        out.append(values[len(values) - 1])
        if i % 3 == 0:
            other.pop()
        i += 1
    return i, out


def over_the_end(values):
    out = []
    for i in range(len(values)):
        try:
            out.append(values[i + 1] + values[i - 1])
        except IndexError:
            out.append(i)
    return out


def phases(values, n):
    total = 0
    for x in values:
        i = x
        while i < n:
            i += 1
            total += 1
            if total % 50 == 0:
                break
    return total, i


for i, n in [
    (0, 100),
    (TOP - 100, TOP),
    (TOP - 100, TOP + 1),
    (TOP - 10, TOP + 200),
    (BOTTOM, BOTTOM + 100),
    (BOTTOM - 50, BOTTOM + 50),
    (TOP, TOP),
    (-50, 50),
    (0.5, 100),
]:
    for turn in range(3):
        print(count_up(i, n), count_up_to(i, n), two_steps(i, n), both_sides(i, n))

for i, n in [(100, 0), (BOTTOM + 100, BOTTOM), (BOTTOM + 100, BOTTOM - 1), (BOTTOM + 10, BOTTOM - 200), (TOP, TOP - 100), (TOP + 50, TOP - 50)]:
    for turn in range(3):
        print(count_down(i, n), both_sides(i, n))

for start, stop, step in [
    (0, 500, 1),
    (TOP - 150, TOP, 1),
    (TOP - 150, TOP + 50, 1),
    (BOTTOM, BOTTOM + 100, 1),
    (BOTTOM + 100, BOTTOM, -1),
    (BOTTOM + 100, BOTTOM - 100, -1),
    (TOP, TOP - 100, -1),
    (TOP - 100, TOP, 7),
    (TOP - 1000, TOP, TOP - 2),
]:
    for turn in range(3):
        print(neighbours(start, stop, step))

for jump in [0, 100, TOP - 1, TOP, TOP + 1, BOTTOM, 2.5]:
    print(reassigned(TOP, jump), reassigned(400, jump))

print(shared(1000), shared(10))
EDGES = [0, 1, -1, 4, 5, 6, TOP - 2, TOP - 1, TOP, TOP + 1, TOP + 2, BOTTOM - 2, BOTTOM - 1, BOTTOM, BOTTOM + 1, BOTTOM + 2]
for turn in range(40):
    small = compared_with_constants([turn, -turn, turn * 7]), masked([turn, -turn, turn * 1000])
print(small)
for turn in range(3):
    print(compared_with_constants(EDGES))
    print(masked(EDGES))
print(shrinking(list(range(300))))
print(over_the_end(list(range(200)))[-3:], over_the_end([1]), over_the_end([]))
print(phases([0, 10, 90, TOP - 20, 3.5, TOP], 100), phases([TOP - 30, TOP - 1, TOP, BOTTOM], TOP), phases([TOP - 30] * 60, TOP + 1))
