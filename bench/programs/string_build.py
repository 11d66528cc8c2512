"""Strings made piece by piece: a report by `+=`, a cipher by characters, a table by `join`, hexadecimal by hand."""

LETTERS = 'abcdefghijklmnopqrstuvwxyz'
DIGITS = '0123456789abcdef'


def report(n):
    out = ''
    for i in range(n):
        out += 'line '
        out += str(i)
        out += ': '
        out += LETTERS[i % 26]
        out += '\n'
    return out


def shift(text, by):
    out = ''
    for c in text:
        if 'a' <= c <= 'z':
            out += LETTERS[(ord(c) - 97 + by) % 26]
        else:
            out += c
    return out


def table(n):
    rows = []
    for i in range(n):
        rows.append('|'.join([str(i), f'{i * i:08d}', LETTERS[i % 20:i % 20 + 5]]))
    return '\n'.join(rows)


def hexadecimal(number):
    out = ''
    while number:
        out = DIGITS[number & 15] + out
        number >>= 4
    return out


def main(n):
    text = report(n)
    secret = shift(text, 3)
    rows = table(n)
    codes = [hexadecimal(i * 2654435761 % 4294967296) for i in range(1, n)]
    checksum = 0
    for c in secret:
        checksum = (checksum * 31 + ord(c)) % 1000000007
    return len(text), checksum, shift(secret, 23) == text, rows.count('|'), rows[-14:], codes[-1]
