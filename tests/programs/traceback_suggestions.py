"""Uncaught NameError: the traceback proposes the nearest name."""

counter = 5


def work():
    total_amount = counter
    return total_amuont


try:
    countre
except NameError as error:
    print(error)
work()
