"""Imported by import_attributes, which changes its globals from outside."""

scale = 2
half = 0.5
name = 'numbers'
later = None


def double(x):
    return x * scale


def both(x, y):
    return x + y * half


def set_scale(value):
    global scale
    scale = value


del later
