"""Records what CPython's str methods, conversions and formatting give.

    python3.13 tests/record_text.py > core/src/object/text/cases.txt

A line is a call in literals, a tab, and `= ascii(result)` or `! Type: message`.
"""

import itertools
import sys

assert sys.version_info[:2] == (3, 13)


def show(call, run):
    try:
        outcome = '= ' + ascii(run())
    except Exception as error:
        outcome = f'! {type(error).__name__}: ' + ascii(str(error))
    print(f'{call}\t{outcome}')


def method(name, receiver, *args):
    show(f'.{name}({ascii(receiver)}{"".join(", " + ascii(a) for a in args)})', lambda: getattr(receiver, name)(*args))


def function(name, *args):
    show(f'{name}({", ".join(ascii(a) for a in args)})', lambda: FUNCTIONS[name](*args))


FUNCTIONS = {
    'int': int, 'float': float, 'str': str, 'bool': bool, 'repr': repr, 'ascii': ascii, 'chr': chr, 'ord': ord, 'hex': hex, 'oct': oct, 'bin': bin, 'format': format,
    'mod': lambda f, a: f % a, 'template': lambda f, args, kwargs: f.format(*args, **kwargs), 'slice': lambda s, a, b, c: s[a:b:c],
}

TEXTS = ['', 'abcabc', 'aaaa', 'né😀né', 'x\ud83d\ude00y', ' \t a b\u2003c\n']
BOUNDS = [(), (1,), (None, 3), (1, -1), (2, 1), (7, 9), (-100, 10 ** 30)]

for text, sub in itertools.product(TEXTS, ['', 'a', 'bc', 'é', '\ude00']):
    for bounds in BOUNDS:
        for name in ('find', 'rfind', 'count', 'startswith', 'endswith'):
            method(name, text, sub, *bounds)
    method('index', text, sub)
    method('rindex', text, sub)
    for count in (-1, 1):
        for new in ('', '--é'):
            method('replace', text, sub, new, count)
    method('removeprefix', text, sub)
    method('removesuffix', text, sub)
    method('partition', text, sub)
    method('rpartition', text, sub)
    for count in (-1, 0, 1):
        method('split', text, sub, count)
        method('rsplit', text, sub, count)
for text in TEXTS + ['a\nb\r\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l', '\n', '\r\n', 'a\n\nb', '  x  y  z  ', '\x1f', '\u3000a\u3000']:
    for count in (-1, 0, 1, 2):
        method('split', text, None, count)
        method('rsplit', text, None, count)
    method('splitlines', text)
    method('splitlines', text, True)
    for name in ('strip', 'lstrip', 'rstrip'):
        method(name, text)
        for chars in (None, '', 'a', 'cba', ' é😀n'):
            method(name, text, chars)
    for width in (-1, 7, 8):
        for name in ('center', 'ljust', 'rjust'):
            method(name, text, width)
            method(name, text, width, 'é')
        method('zfill', text, width)
    method('join', text, [])
    method('join', text, ['one'])
    method('join', text, ['', 'é', 'z', ''])
    method('join', text, ('a', 'b'))
    for bounds in ((None, None, None), (None, None, -1), (1, -1, 2), (-1, None, -2), (5, 1, -1), (0, 100, 3)):
        function('slice', text, *bounds)
for text in ('+12', '-12', '+', '-', '--1', '', '\u22123'):
    method('zfill', text, 5)
for text in ('a\tb', '\t', 'abc\tde\tf\n\tx\r\ty', 'é\té😀\t|', '12345678\t9', 'a\n\tb'):
    for size in (8, 4, 1, 0, -3):
        method('expandtabs', text, size)
    method('expandtabs', text)

CASES = ['hello world', 'Hello World', 'HELLO', "they're bill's", 'x1y2Z3', '', '123', 'ß', 'ǆ', 'ǅ', 'ﬁ', 'İ', 'ı', 'ΑΣ', 'ΑΣ Σ', 'Σ', "ΑΣ'", 'ΑΣ.Β', 'ΌΣΟΣ', 'ΰ', 'ᾳ', 'ŉ', 'ა', 'Ა', 'ꮀ', 'Ꭰ', '𐐀', '𐐨',
         'Ⅳ', 'ª', 'ǰ', 'éÉ', '\ud800A', 'straße', 'ﬄ', 'ͅ', 'K', 'Å', 'ſ', 'ẞ', 'Ω', 'a\u0301B', 'ʰA', 'hello é wörld', '中文', '１２', '²', '½', '٣', '①', '一', 'Ⅻ', '_a1', '1a', 'a b', 'é', 'ℼ', '℘', '·', 'a·',
         '\u2028', '\x1f', '\x7f', '\xa0', '\xad', '\u200b', '\ue000', '\U000e0001', '\U0010ffff', '\u0378', '😀', ' ', '\t', '\u3000', 'ÿ', 'µ', 'Ÿ', 'ǈ', 'ᾈ', 'ᾀ', 'ΐ', '֊', 'ա', 'և', '𞤀', 'Aª', 'aǅ', 'ǅa', 'Ab Cd', 'AB', 'a B']
for text in CASES:
    for name in ('lower', 'upper', 'title', 'capitalize', 'swapcase', 'casefold', 'isalpha', 'isalnum', 'isdecimal', 'isdigit', 'isnumeric', 'isspace', 'islower', 'isupper', 'istitle', 'isascii', 'isprintable',
                 'isidentifier'):
        method(name, text)
    function('repr', text)
    function('ascii', text)

for call in (('find', 'a', 1), ('find', 'a', None), ('find', 'a', 'a', 'b'), ('index', 'a', 'b'), ('count', 'a', 1), ('startswith', 'a', 1), ('startswith', 'a', (1,)), ('startswith', 'ab', ('x', 'a')),
             ('endswith', 'a', None), ('endswith', 'ab', ()), ('split', 'a', 1), ('split', 'a', 'a', 1 << 70), ('split', 'a', 'a', None), ('partition', 'a', None), ('join', 'a', 1), ('join', 'a', [1]),
             ('join', 'a', ['b', None]), ('strip', 'a', 1), ('center', 'a', 'x'), ('center', 'a', 5, ''), ('center', 'a', 5, 1), ('center', 'a', 1 << 70), ('ljust', 'a', 5.0), ('zfill', 'a', None),
             ('expandtabs', 'a', 'x'), ('expandtabs', 'a', 1 << 40), ('removeprefix', 'a', 1), ('removesuffix', 'a', None), ('replace', 'a', 1, 'b'), ('replace', 'a', 'a', None), ('replace', 'a', 'a', 'b', 'c'),
             ('center', 'a', True), ('find', 'a', 'a', False), ('as_integer_ratio', 1.5), ('as_integer_ratio', -0.1), ('as_integer_ratio', 0.0), ('as_integer_ratio', 1e300), ('as_integer_ratio', 5e-324),
             ('as_integer_ratio', 7), ('as_integer_ratio', True), ('hex', 1.5), ('hex', -0.1), ('hex', 0.0), ('hex', 5e-324), ('is_integer', 1.5), ('is_integer', 2.0), ('is_integer', 1e300), ('is_integer', -5e15),
             ('is_integer', 3), ('bit_length', 0), ('bit_length', -255), ('bit_length', 1 << 100), ('bit_count', -255), ('bit_count', (1 << 100) - 1), ('conjugate', True), ('conjugate', 1.5)):
    method(*call)

for text in ('0', '12', ' 12\n', '-12', '+5', '', ' ', '1_000', '1__0', '_1', '1_', '0x1f', '0b11', '٣٤', '1.5', '1e5', '999999999999999', '-999999999999999', '1000000000000000', '9' * 40, '-' + '9' * 40, '- 1', '--1', 'abc',
             '1\ud800', 'é', '0' * 30, 'z' * 300, "a'b", '１２', '-0', '\x1c5\x1c'):
    function('int', text)
    function('float', text)
    for base in (0, 2, 16, 36, 1, 37, -1):
        function('int', text, base)
for text in ('1.5', '.5', '5.', '-.5e-3', 'inf', '-Infinity', 'nan', '1e400', '1e-400', '1_0.0_1', '1_e5', 'e5', '.', '1e', '0x10', ' 1.5 ', '1.7976931348623157e308', '2.2250738585072011e-308', 'infinit', '1\ud800'):
    function('float', text)
for value in (0, -1, 5, True, 1.9, -1.9, 1e20, -1e300, 10 ** 30, None, [], 'x', (1,), 2 ** 49, -2 ** 49, 2 ** 49 - 1, 2 ** 63, 0.1, 1e16, 1e15, 123456789.123, 1e-5, 1e-4, -0.0, 5e-324, {}, {'a': [1, (2,)], 3: None}, [''],
              ["'", '"', '\'"', '\\', '\n'], (1, 2), (), [[]], [True, None, 1.5]):
    for name in ('int', 'float', 'str', 'bool', 'repr', 'ascii', 'chr', 'ord', 'hex', 'oct', 'bin'):
        function(name, value)
for args in ((1 << 30,), (0x10FFFF,), (0xD800,), (-1,), (0x110000,), (1 << 70,), (1.5,)):
    function('chr', *args)
for args in (('a',), ('é',), ('\ud800',), ('😀',), ('',), ('ab',), ('\ud83d\ude00',)):
    function('ord', *args)
function('int', 10 ** 400 // 3)
function('float', 10 ** 400)
function('int', '12', 'a')
function('int', 12, 10)
function('int', 1.5, 10)
function('str', 'a', 'b')
function('str', 5, 'x')
function('str', 5, 5)

for spec in ('', '5', '<5', '^5', '>5', '=5', '05', '+', ' ', 'd', 'b', 'o', 'x', 'X', '#x', '#010b', ',', '_', '_b', ',d', '10,', 'c', 'e', 'f', '.2f', 'g', '%', 'n', 's', '.3', '.3s', 'é^9', '*<7.2', 'q', 'z', '5x5',
             '99999999999999999999', '.', '-', '08.3f', '+,.2f', '\ud800<5', ',_', '_,', ',x', '=+9', '^+9.1e'):
    for value in (0, 5, -42, 10 ** 25, True, 3.14159, -0.5, 1e300, 'abc', 'né😀', '', None, [1]):
        function('format', value, spec)
function('format', 1, 2)
function('format', 0xD800, 'c')
function('format', 0x110000, '^5c')
function('format', -1, 'c')

MOD = [('%s', 1), ('%s %s', (1, 2)), ('%s %s', 1), ('%s', (1, 2)), ('%', 1), ('%y', 1), ('%(a)s', 1), ('%(a)s', {}), ('%(a', {}), ('%(a)s %(b)r', {'a': 1, 'b': 'x'}), ('%d', 'a'), ('%d', 1.9), ('%x', 1.5), ('%c', 'ab'), ('%c', 65),
       ('%c', 1.5), ('%c', 1 << 30), ('%c', 'é'), ('%*d|', (5, 1)), ('%-*d|', (5, 1)), ('%*d|', (-5, 1)), ('%.*f', (2, 3.14159)), ('%*d', ('a', 1)), ('%.*f', ('a', 1.0)), ('%f', 'a'), ('%i', None), ('%05d|%-5d|%+d|% d', (1, 2, 3, 4)),
       ('%#x %#o %X %#X', (255, 8, 255, 255)), ('%.3s|%5.1s|%-5s|', ('abcdef', 'abc', 'é')), ('%r %a', ('é', 'é')), ('%%', ()), ('%%', 1), ('%5%', ()), ('%(x)%', {}), ('a', ()), ('a', 1), ('a', [1]), ('a', {}), ('a', 'x'), ('%s', [1]),
       ('%d', 10 ** 20), ('%d', 1e20), ('%e %g %G %E', (1.5, 1e-10, 1e-10, 12345.678)), ('%.5d|%#.5x|%.0d', (42, 42, 0)), ('%ld', 5), ('%s', '\ud800'), ('é%sé😀', 'x'), ('%s%z', 1), ('%é', 1), ('%()s', {'': 5}), ('%(a(b))s', {'a(b)': 5}),
       ('%.99999999999d', 1), ('%(a)s', [1]), ('%s %(a)s', {'a': 1}), ('%*s', (1 << 70, 1)), ('%.*d', (1 << 40, 1)), ('%d', True), ('%s', None), ('%s', (None,)), ('%x', -255), ('%08.3f|%-8.2f|%+8.1f', (3.14159, 2.5, 1.25)), ('%5c|%-5c|', ('a', 98)), ('%f', 10 ** 400)]
for text, args in MOD:
    function('mod', text, args)

TEMPLATES = [('{}', (), {}), ('{}', (1,), {}), ('{0}{1}{0}', (1, 'a'), {}), ('{a}', (), {}), ('{a}', (), {'a': 5}), ('{', (1,), {}), ('}', (1,), {}), ('a}b', (), {}), ('{{}}', (), {}), ('{{{}}}', (1,), {}), ('{0} {}', (1, 2), {}), ('{} {0}', (1, 2), {}),
             ('{0[a]}', ({'a': 5},), {}), ('{0[1]}', ([1, 2],), {}), ('{0[}', ([1],), {}), ('{0[]}', ([1],), {}), ('{0.}', (5,), {}), ('{0[1]x}', ([1, 2],), {}), ('{!x}', (5,), {}), ('{!}', (5,), {}), ('{!r', (5,), {}), ('{!rx}', (5,), {}),
             ('{!r:>5}', ('a',), {}), ('{:{}}', (5, 6), {}), ('{:{:{}}}', (5, 6, 7), {}), ('{0!r:{1}}', (5, 6), {}), ('{:d}', ('a',), {}), ('{99999999999999999999}', (1,), {}), ('{-1}', (1,), {}), ('{ 0}', (1,), {'': 1}), ('{0:}}', (1,), {}), ('{0:{}', (1,), {}),
             ('{a!s:>{w}}', (), {'a': 1, 'w': 5}), ('{!s:}', (None,), {}), ('{!é}', (1,), {}), ('{!\n}', (1,), {}), ('{{a}', (), {}), ('{a{b}', (1,), {}), ('é{:é^7}😀', ('x',), {}), ('{0[0][1]}', ([[1, 2]],), {}), ('{:}', (1.5,), {}), ('{0', (1,), {}), ('{0!', (1,), {}),
             ('{0[0', ([1],), {}), ('{٠}', ('x',), {}), ('{0:{1}{2}}', (5, '>', 6), {}), ('{a[b]}', (), {'a': {'b': 'c'}}), ('{:>{width}.{p}f}', (3.14159,), {'width': 10, 'p': 2}), ('{}{}', (1,), {}), ('{!a}', ('é',), {}), ('{', (), {}), ('{}}', (1,), {}), ('', (), {})]
for text, args, kwargs in TEMPLATES:
    function('template', text, args, kwargs)
