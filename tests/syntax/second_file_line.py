# a comment

"""text
of
lines"""

def f():
    if True:
        x = = 5
