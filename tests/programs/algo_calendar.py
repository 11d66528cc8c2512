"""Dates: leap years, weekdays, day numbers, a month's calendar, Easter, durations."""

NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_days(year, month):
    return 29 if month == 2 and leap(year) else DAYS[month - 1]


def number(year, month, day):
    if not 1 <= month <= 12 or not 1 <= day <= month_days(year, month):
        raise ValueError(f'no date {year}-{month}-{day}')
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400 + sum([month_days(year, m) for m in range(1, month)]) + day


def date(n):
    year = n * 400 // 146097 + 1
    while number(year, 1, 1) > n:
        year -= 1
    while number(year + 1, 1, 1) <= n:
        year += 1
    n -= number(year, 1, 1)
    month = 1
    while n >= month_days(year, month):
        n -= month_days(year, month)
        month += 1
    return year, month, n + 1


def weekday(year, month, day):
    return NAMES[(number(year, month, day) - 1) % 7]


def easter(year):
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return month, day + 1


def duration(seconds):
    parts = []
    for size, name in ((86400, 'day'), (3600, 'hour'), (60, 'minute'), (1, 'second')):
        n, seconds = divmod(seconds, size)
        if n:
            parts.append(f'{n} {name}{"s" if n > 1 else ""}')
    return ', '.join(parts) or 'nothing'


print(weekday(2000, 1, 1), weekday(1969, 7, 20), weekday(2024, 2, 29), [y for y in range(1890, 2110) if leap(y)][::9])
print(number(2024, 3, 1) - number(2024, 2, 1), number(2000, 1, 1), date(730120), date(1), date(738000))
print(all([number(*date(n)) == n for n in range(1, 800000, 7919)]))
first = NAMES.index(weekday(2024, 2, 1))
print(' '.join([n[:2] for n in NAMES]))
cells = ['  '] * first + [f'{d:2}' for d in range(1, month_days(2024, 2) + 1)]
for i in range(0, len(cells), 7):
    print(' '.join(cells[i:i + 7]))
print([easter(y) for y in (1961, 2000, 2024, 2025, 2038)])
for bad in ((2023, 2, 29), (2024, 13, 1), (2024, 4, 31), (2024, 0, 1)):
    try:
        number(*bad)
    except ValueError as error:
        print(error)
print(duration(0), duration(61), duration(90061), duration(86400 * 3 + 5), duration(7200), sep=' | ')
