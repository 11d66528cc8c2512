"""Nested f-strings, quotes reused inside, long expressions, specs made of several parts."""

name = 'x'
values = {'a': [1, 2.5], 'it': "it's"}
print(f'{values['a'][1]:.{values['a'][0]}f} {values["it"]} {f'{f"{name}"}'}')
print(f'{f'{f'{f'{1 + 1}'}'}'}', f'{'a' 'b'}', f'{"{"}', f'{'}'}', f'{{{'{'}}}', f'{':'}', f'{'!r'}', f'{"#"}', f'{'\n'}' == '\n')
print(f'''{
    name  # a comment
    + 'y'
}''', f"{(lambda v: v * 2)(3)}", f'{ {'k': 5}['k'] }', f'{[i for i in range(3)]}', f'{(1, 2)[0]}', f'{1 if name else 2}', f'{name != 'y'}', f'{name=='x'}', f'{1 <= 2}', f'{not name}', f'{-1}', f'{~1}', f'{3:>{'5'}}', f'{*[1, 2], 3}')
width, fill, align, precision = 12, '*', '^', 4
print(f'{3.14159265:{fill}{align}{width}.{precision}f}', f'{42:{'0' if width else ''}{8}{'x'}}', f'{'t':{fill}>{width // 2}}', f'{name!r:{fill}<{6}}')
print(f'{name = }', f'{name=!r:^9}', f'{ name =}', f'{values['a'][0]=}', f'{1+1 = :5}', f'{name.upper()=}', f'{f'{name}'=}')
print(f'a{name}b{name!s}c{name!r}d{name:3}e{name!a:>4}f', f'{name}{name}' f'{name}', 'x' f'{1}' 'y', f'' '', f'{1}' + f'{2}' * 2)
print(f'\N{BULLET} {name} \x41 \u00e9 \\ \' {{}}', rf'\N{name} \d{{2}}', fr'{name}\n', F'{name}', Rf'{name}\t')
table = [('alpha', 1, 0.5), ('beta', 22, 12.25), ('gamma', 333, 100.125)]
print('\n'.join([f'|{n:<8}|{c:>5}|{p:8.3f}|{f'{c * p:.1f}':^9}|' for n, c, p in table]))


def nested(depth):
    return f'{depth}' if depth == 0 else f'[{nested(depth - 1)}{depth:0{depth}d}]'


print(nested(6))
out = []
for i in range(300):
    out.append(f'{i:{i % 5 + 1}}{f'{i % 3}' if i % 2 else ''}')
print(len(''.join(out)), out[:7], out[-1])
