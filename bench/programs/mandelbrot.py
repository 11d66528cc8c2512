"""Float arithmetic on local variables: how many turns the points of an n by n grid stay near the origin."""

LIMIT = 50


def turns(cx, cy):
    x = y = 0.0
    for i in range(LIMIT):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return i
        y = 2.0 * x * y + cy
        x = xx - yy + cx
    return LIMIT


def main(n):
    total = inside = 0
    for row in range(n):
        cy = 2.0 * row / n - 1.0
        for column in range(n):
            count = turns(3.0 * column / n - 2.0, cy)
            total += count
            if count == LIMIT:
                inside += 1
    return total, inside
