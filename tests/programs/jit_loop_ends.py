# What a loop leaves of its variables: those that a turn writes before it reads them, wherever the loop is left, and constants
# that are kept over it.


def unbound(n, k):
    for i in range(n):
        if i == k:
            print("read", x)
        x = i * 2.5
        y = x + 1.0
    return x, y


def after_while(n):
    i = 0
    while i < n:
        x = i * 0.5
        i += 1
    return i, x


def deleted(n, k):
    s = 0.0
    for i in range(n):
        x = i * 0.5
        s += x
        if i == k:
            del x
        else:
            s += 1.0
    return s, x


def handled(n, d):
    s = 0.0
    x = y = -1.0
    try:
        for i in range(n):
            x = i * 1.5
            y = x / (d - i)
            s += y
    except ZeroDivisionError:
        return "handled", x, y, s
    return x, y, s


def handled_within(n, d):
    s = 0.0
    for i in range(n):
        try:
            x = i * 1.5
            s += x / (d - i)
        except ZeroDivisionError:
            s += x
    return x, s


def left(n, how, k):
    s = 0
    for i in range(n):
        a = i * 3
        b = a ^ 77777
        if i == k:
            if how == 0:
                break
            if how == 1:
                return "returned", a, b, s
            if how == 2:
                b = s / (a - a)
            if how == 3:
                continue
        s += b
    else:
        return "ended", s, i
    return "left", a, b, s, i


def mixed(n, k):
    s = 0.0
    for i in range(n):
        x = 0.5 if i != k else "text"
        s += 2.0 if x == 0.5 else 4.0
        y = x
    return s, y


def rebound(n):
    s = 0
    for i in range(n):
        s += i * 1000003
        i = 0.5
    return s, i


def unread(n, x):
    for _ in range(n):
        x = x * 0.5 + 3.0
    for _ in range(n):
        for _ in range(3):
            x = x - 1.0
    return x


def last_unread(n):
    for _ in range(n):
        pass
    return n


def stepped(first, end, step):
    s = 0
    for i in range(first, end, step):
        t = i * 3
        s += t & 5
    return s


def filled(n):
    items = [None] * n
    for i in range(n):
        items[i] = False
    for i in range(0, n, 3):
        items[i] = 12345678901
    for i in range(1, n, 3):
        items[i] = 2.5
    return items.count(False), items.count(12345678901), items.count(2.5), items[-3:]


def many(n):
    a = b = c = d = 0
    x = y = 1.0
    for i in range(n):
        a = (a ^ 11111) + i * 22222
        b = (b | 33333) ^ i * 44444
        c = (c ^ 55555) + (a & 66666)
        d = (d ^ 77777) + (b & 88888)
        x = x * 0.25 + 1.75
        y = y * 0.125 - x * 3
        a &= 0xFFFFFFF
        b &= 0xFFFFFFF
        c &= 0xFFFFFFF
        d &= 0xFFFFFFF
    return a, b, c, d, x, y


def nested(n):
    s = 0.0
    for i in range(n):
        r = i * 0.25
        for j in range(n):
            q = j * 0.75
            for k in range(3):
                p = q * 0.25 + r
                s += p * 1.5
        t = s * 0.5
    return s, t, p, q, r


def calls(n):
    s = 0.0
    for i in range(n):
        x = i * 0.5
        z = len(str(i))
        y = x * 2.5 + z
        s += y * 3.5
    return s, x, y


def overflows(n, x):
    for i in range(n):
        y = x * 3 ^ 99999
        x = y + x
    return x, y


def tried(f, *args):
    try:
        return f(*args)
    except (NameError, ZeroDivisionError, TypeError) as e:
        return type(e).__name__, str(e)


for turn in range(5):
    for n in (0, 1, 2, 9, 300):
        print(tried(unbound, n, -1), tried(unbound, n, 0), tried(unbound, n, 1), tried(after_while, n))
        print(tried(deleted, n, -1), tried(deleted, n, n - 1), tried(deleted, n, n // 2))
        print(handled(n, n + 1), handled(n, n - 1), handled(n, n // 2), tried(handled_within, n, n // 2))
        for how in range(4):
            print(tried(left, n, how, n // 2), tried(left, n, how, n - 1), tried(left, n, how, n))
        print(tried(mixed, n, -1), tried(mixed, n, n - 1), tried(rebound, n), unread(n, 2.5), last_unread(n))
        print(stepped(0, n, 1), stepped(n, 0, -1), stepped(0, n, 3), stepped(-n, n, 7), filled(n + 3))
        print(many(n), tried(nested, n // 9), tried(calls, n), tried(overflows, n // 3, 5))
