"""Misspelt keyword arguments: the message proposes the nearest parameter."""


def draw(width, height, colour='red', *, outline=1):
    return width, height, colour, outline


for attempt in (lambda: draw(1, 2, color='blue'), lambda: draw(1, heigth=2), lambda: draw(1, 2, outlin=3), lambda: draw(1, 2, unrelated_name=3), lambda: draw(wdith=1, height=2)):
    try:
        print(attempt())
    except TypeError as error:
        print(error)
