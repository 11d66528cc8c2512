"""What is known behind a join: no more than what every way there knows."""


def two_types(c, a, b):
    if c:
        x = a + 1
    else:
        x = b + 0.5
    return x * 2 + x


def same_type(a, b):
    if a > b:
        d = a - b
    else:
        d = b - a
    return d * 2 + a * d - b


def constants(c):
    if c == 0:
        x, y = 1, 7
    elif c == 1:
        x, y = 2, 7
    elif c == 2:
        x, y = 3.0, 7
    else:
        x, y = 1, 7
    return x + y, x * y, x is None


def at_the_end(n, up):
    # One way has been found below the bound, the other one may be anything.
    if n < 562949953421311:
        k = n
    else:
        k = n - up
    k = k + 1
    return k + 1


def and_or(a, b, c):
    x = a and b or c
    y = a or b and c
    return x, y, (x if y else a)


def add(x, y):
    return x + y


def twice(x, y):
    return add(x, x) + y


def chosen(f, a, b, n):
    return f(a if n & 2 else b, n) + add(b if n & 1 else a, n) + add(n, a and b)


def left(items, wanted):
    last = 0
    place = -1
    for i, item in enumerate(items):
        if item is None:
            continue
        if item == wanted:
            place = i
            break
        last = item
    else:
        last = 'none'
    return place, last


def pairs(a, b):
    out = []
    s = 0
    for x, y in zip(a, b):
        if x > y:
            s = s + x
        elif x == y:
            s = s + 0.5
        else:
            continue
        out.append(s)
    return s, out


def sums(rows):
    total = 0
    for row in rows:
        s = 0
        for x in row:
            if x:
                s += x
        total = total + s
        if s:
            total += 1
    return total


def deep(a, n):
    # More joins ahead than anything is written down about.
    r = a + 1
    if n > 0:
        if n > 1:
            if n > 2:
                if n > 3:
                    if n > 4:
                        if n > 5:
                            if n > 6:
                                if n > 7:
                                    if n > 8:
                                        if n > 9:
                                            r = 'ten'
                                        r = r + r
                                    else:
                                        r = 2.5
                                    r = r * 2
                                r = r * 1
                            r = r + r
                        else:
                            r = r + 0.25
                        r = r * 2
                    r = r * 1
                else:
                    r = r - 1
                r = r + r
            r = r * 2
        else:
            r = r + 7
        r = r * 1
    return r + r


def exhausted(items):
    # The list grows while it is gone through.
    k = 0
    for item in items:
        if k < 3:
            items.append(item + 1)
        k += 1
    return k, len(items)


def maybe(c, n):
    if c:
        x = n
    for i in range(2):
        n = n + i
    try:
        return x + n
    except UnboundLocalError as e:
        return str(e)


digest = 0


def note(result):
    global digest
    for letter in repr(result):
        digest = (digest * 31 + ord(letter)) % 1000000007


def main():
    for i in range(120):
        note(two_types(i % 3 == 0, i, i))
        note(same_type(i % 7, i % 5))
        note(same_type(i % 7 + 0.5, i % 5))
        note(constants(i % 4))
        note(at_the_end(562949953421300 + i % 13, i % 3))
        note(and_or(i % 2, i % 3, i % 5))
        note(and_or('' if i % 2 else 'a', [] if i % 3 else [i], None))
        note(chosen(add if i % 5 else twice, i, i + 1, i))
        if i > 80:
            note(chosen(twice, i + 0.5, i, i))
        note(left([1, None, 3, i % 9, 5], 4 if i % 2 else 7))
        note(pairs([1, 2, i % 4, 4.0], [0, 2, 3, i % 6]))
        note(sums([[1, 0, i], [0.5 if i % 5 == 0 else 1, 2], []]))
        note(deep(i, i % 12))
        note(exhausted([i, i + 1]))
        note(maybe(i % 10 != 9, i))
        if i % 10 == 9:
            print(i, digest)


main()
