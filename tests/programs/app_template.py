"""A tiny text template with loops and conditions, like the example's but on lines."""


def substitute(text, scope):
    out = []
    while True:
        before, mark, rest = text.partition('{{')
        out.append(before)
        if not mark:
            return ''.join(out)
        path, mark, text = rest.partition('}}')
        if not mark:
            raise ValueError('unclosed {{')
        value = scope
        for step in path.strip().split('.'):
            value = value[int(step) if step.isdigit() else step]
        out.append(str(value))


def render(lines, scope, start=0, out=None):
    if out is None:
        out = []
    i = start
    while i < len(lines):
        line = lines[i].strip()
        if line == '%end':
            return i, out
        if line.startswith('%for '):
            name, items = line[5:].split(' in ')
            for item in scope[items]:
                end, _ = render(lines, {**scope, name: item}, i + 1, out)
            if not scope[items]:
                end = skip(lines, i + 1)
            i = end
        elif line.startswith('%if '):
            if scope.get(line[4:]):
                i, _ = render(lines, scope, i + 1, out)
            else:
                i = skip(lines, i + 1)
        else:
            out.append(substitute(lines[i], scope))
        i += 1
    return i, out


def skip(lines, i):
    depth = 1
    while True:
        line = lines[i].strip()
        if line.startswith(('%for ', '%if ')):
            depth += 1
        elif line == '%end':
            depth -= 1
            if not depth:
                return i
        i += 1


TEMPLATE = '''\
Dear {{ customer.name }},
%for item in items
  {{ item.0 }} x {{item.1}}
  %if urgent
    (urgent for {{ customer.name }})
  %end
%end
%for none in nothing
  never
%end
%if missing
  never
%end
{{ closing }}'''.split('\n')
scope = {'customer': {'name': 'Grace'}, 'items': [(2, 'tea'), (1, 'pot')], 'urgent': True, 'nothing': [], 'closing': 'Bye {not a mark}'}
print('\n'.join(render(TEMPLATE, scope)[1]))
for bad in ('{{ open', '{{ nope }}', '{{ items.9 }}', '{{ closing.x }}'):
    try:
        render([bad], scope)
    except (ValueError, KeyError, IndexError, TypeError) as error:
        print(type(error).__name__, error)
scope['items'] = [(i, f'item{i}') for i in range(60)]
text = '\n'.join(render(TEMPLATE, scope)[1])
print(len(text), text.count('urgent'))
