"""raise from None hides the context."""


def convert(text):
    try:
        return {'one': 1}[text]
    except KeyError:
        raise ValueError('no such number', text) from None


print(convert('one'))
convert('two')
