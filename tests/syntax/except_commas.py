try:
    x = 1
except ValueError, KeyError:
    pass
