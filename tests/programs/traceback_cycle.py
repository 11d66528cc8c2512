"""Exceptions whose causes and contexts lead back to themselves: each is printed once."""

first = ValueError('first')
second = KeyError('second')
try:
    try:
        raise first
    except ValueError as e:
        raise second from e
except KeyError:
    pass
try:
    try:
        raise second
    except KeyError as e:
        raise first from e
except ValueError as e:
    print(e.__cause__ is second, second.__cause__ is first)
raise first
