"""f-strings: expressions, nesting, conversions, =, braces, quotes, adjacency."""

name = 'World'
n = 42
x = 3.14159
items = [1, 2, 3]
table = {'key': 'value', 'k2': [10, 20]}
print(f'Hello {name}!', f'{n}{n}', f'', f'{n + 1} {n * 2:>5} {-n}', f'{name!r} {name!s} {name!a} {"é"!a}')
print(f'{n=} {n = } {n + 1=} {name=} {name=!s} {x=:.2f} {x = :8.3f} {items[0]=} {table["key"]=}')
print(f'{{}} {{{n}}} {{n}} }}{{', f'{n:{5}}|{x:{8}.{3}}|{name:{"^"}{n // 4}}|{n:0{2 * 4}b}')
print(f'{items} {table} {(1, 2)} {None} {True} {len(items)} {sum(items) / len(items)} {[i * i for i in items]}')
print(f'{items[1]} {table["k2"][0]} {name.upper()} {name[0:3]} {"yes" if n > 40 else "no"} {n if x > 4 else (n, x)} {not n}')
print(f'{"nested " + f"{n + 1} and {f"{n + 2}"}"}' f' adjacent {n}' ' plain {n}' f"{'single in double'}")
print(f'''triple {n}
second line {
    n + 100
}''')
print(f'{n!r:>6}|{name!r:^9}|{x!s:<10}|{None!s:>6}', rf'raw \n {n}', f'\t{n}\n{n}\\', f'\x41{n}\u00e9')
print(f'{lambda_result(3) if (lambda_result := (lambda v: v * 2)) else 0}', f'{ {1: 2}[1] }', f'{ {"a", "a"} }')
print(f"{', '.join([str(i) for i in items])}", f"{'\n'.join(['a', 'b'])}", f'{n:,} {1234567:_} {n:#x}')
lines = []
for i in range(300):
    lines.append(f'{i}:{i * i:>6}{"!" if i % 2 else ""}{i / 3:.2f}')
print(lines[0], lines[7], lines[299], len(''.join(lines)))


def describe(thing, level=0):
    if isinstance(thing, list):
        return f"[{', '.join([f'{describe(t, level + 1)}@{level}' for t in thing])}]"
    return f'<{thing!r}>'


print(describe([1, ['a', [2.5]], None]))
for bad in (lambda: f'{1:d2}', lambda: f'{"a":d}', lambda: f'{1.5:d}', lambda: f'{[]:>5}', lambda: f'{None:5}', lambda: f'{1:s}', lambda: f'{"a":+}', lambda: f'{1:.3}', lambda: f'{"a":=5}',
            lambda: f'{"x":,}', lambda: f'{5:,b}', lambda: f'{1:c}{1114112:c}', lambda: f'{1:Q}', lambda: f'{1.0:Q}', lambda: f'{"":Q}', lambda: f'{1/0}', lambda: f'{(1, 2):>9}'):
    try:
        print(repr(bad()))
    except (ValueError, TypeError, OverflowError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
