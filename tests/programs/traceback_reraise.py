"""A bare raise keeps the place of the first raise; finally runs before the traceback."""


def work(n):
    if n > 2:
        raise LookupError('too far', n)
    return n


def loop():
    for i in range(10):
        try:
            work(i)
        except LookupError as error:
            print('seen', error.args)
            raise
        finally:
            print('finally', i)


loop()
