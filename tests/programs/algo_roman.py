"""Roman numerals both ways, numbers in words, look-and-say, digits in many bases."""

SYMBOLS = [(1000, 'M'), (900, 'CM'), (500, 'D'), (400, 'CD'), (100, 'C'), (90, 'XC'), (50, 'L'), (40, 'XL'), (10, 'X'), (9, 'IX'), (5, 'V'), (4, 'IV'), (1, 'I')]
ONES = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split()
TENS = 'x x twenty thirty forty fifty sixty seventy eighty ninety'.split()


def roman(n):
    out = ''
    for value, symbol in SYMBOLS:
        while n >= value:
            out += symbol
            n -= value
    return out


def arabic(text):
    values = {symbol: value for value, symbol in SYMBOLS if len(symbol) == 1}
    total = 0
    for i, c in enumerate(text):
        value = values[c]
        if i + 1 < len(text) and values[text[i + 1]] > value:
            total -= value
        else:
            total += value
    return total


def words(n):
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + ('-' + ONES[n % 10] if n % 10 else '')
    if n < 1000:
        return ONES[n // 100] + ' hundred' + (' and ' + words(n % 100) if n % 100 else '')
    for size, name in ((10 ** 9, 'billion'), (10 ** 6, 'million'), (1000, 'thousand')):
        if n >= size:
            return words(n // size) + ' ' + name + (' ' + words(n % size) if n % size else '')


def look_and_say(text):
    out = ''
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        out += str(j - i) + text[i]
        i = j
    return out


def digits(n, base):
    out = []
    while True:
        n, d = divmod(n, base)
        out.append('0123456789abcdefghijklmnopqrstuvwxyz'[d])
        if not n:
            return ''.join(reversed(out))


print([roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)], all([arabic(roman(n)) == n for n in range(1, 400, 3)]))
for n in (0, 13, 21, 100, 342, 1001, 12345, 1000000, 987654321):
    print(words(n))
print(sum([len(words(n).replace(' ', '').replace('-', '')) for n in range(1, 200)]))
term = '1'
for _ in range(9):
    term = look_and_say(term)
print(term)
print(digits(255, 2), digits(255, 16), digits(10 ** 20, 36), all([int(digits(n, b), b) == n for n in range(0, 300, 11) for b in (2, 3, 10, 16, 36)]))
