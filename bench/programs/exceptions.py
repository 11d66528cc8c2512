"""Exceptions as control flow: missing keys, wrong types, ends of lists, and errors raised three calls down."""


def find(table, key):
    try:
        return table[key]
    except KeyError:
        return -1


def to_number(text):
    try:
        return int(text)
    except ValueError:
        try:
            return len(text)
        finally:
            text = None


def dive(depth, number):
    if depth == 0:
        if number % 3 == 0:
            raise ValueError(number)
        if number % 3 == 1:
            raise IndexError
        return number
    return dive(depth - 1, number) + 1


def total_until_end(items):
    total = at = 0
    while True:
        try:
            total += items[at]
        except IndexError:
            return total
        at += 1


def main(n):
    table = {}
    for key in range(0, 100, 3):
        table[key] = key * 2
    texts = ['12', 'x', '345', 'four', '']
    total = caught = 0
    for i in range(n):
        total += find(table, i % 100)
        total += to_number(texts[i % 5])
        try:
            total += dive(3, i)
        except (IndexError, ValueError) as error:
            caught += 1 + len(error.args)
        total += total_until_end([i, 1, 2])
    return total, caught
