"""str.format_map: names from a dict that is not copied, and from what is no dict."""


def shown(template, *arguments):
    try:
        print(template, repr(template.format_map(*arguments)))
    except (TypeError, ValueError, KeyError, AttributeError, IndexError) as error:
        print(template, type(error).__name__, error)


shown('{a} {b:>5} {c!r} {{}}', {'a': 1, 'b': 2.5, 'c': 'x'})
shown('{a[0]} {a[1]!r:>5} {b[k][0]} {n.real}', {'a': 'xyz', 'b': {'k': [7]}, 'n': 5})
shown('{a:{b}} {a:{fill}^{width}}', {'a': 5, 'b': '>10', 'fill': '*', 'width': 6})
shown('{1a} {a b} {é}', {'1a': 5, 'a b': 6, 'é': 7})
shown('', {})
shown('plain', None)
for template in ('{a}', '{}', '{0}', '{!r}', '{.real}', '{[0]}', '{a:{}}', '{a.nope}', '{a[5]}', '{a', '}', '{', '{a!x}', '{a:q}', '{0} {}', '{missing}'):
    shown(template, {'a': 5, '': 1, 0: 2, '0': 3})
for mapping in ([1], (1,), 'x', range(3), {1, 2}, None, 5, 1.5, len, int, {'a': 1}.items()):
    shown('{a}', mapping)
    shown('{0}', mapping)
shown('x')
shown('x', {}, {})
for function in (lambda: str.format_map(1, {}), lambda: 'x'.format_map(mapping={})):
    try:
        print(function())
    except TypeError as error:
        print(error)
values = {'total': 0}
lines = []
for i in range(200):
    values['i'] = i
    values['total'] += i
    lines.append('{i:>4}: {total:,}'.format_map(values))
print(lines[0], lines[199], sum([len(line) for line in lines]))
