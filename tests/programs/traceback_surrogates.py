"""Lone surrogates in the message of an uncaught exception are escaped on standard error."""

try:
    raise ValueError('a\ud800é\udfff\ud800b😀\udc00')
except ValueError as error:
    print(len(str(error)), ascii(str(error)))
raise ValueError('a\ud800é\udfff\ud800b😀\udc00')
