"""A small template engine: text is cut into parts once, and rendered with many contexts.

`{name}` stands for an escaped value and `{name.key}` for a part of one, `[list: body]` repeats its body with `item` set, and
`?name(body)` renders its body if the value is true.
"""

PAGE = '''<h1>{title}</h1>
?notice(<p class="notice">{notice}</p>
)<table>
[rows:<tr><td>{item.id}</td><td>{item.name}</td>?item.late(<td class="late">{item.days} days</td>)</tr>
]</table>
<p>{footer}</p>
'''


def parse(source, at, closing):
    """The parts from `at` up to the closing character, and the place behind it."""
    parts = []
    start = at
    while at < len(source):
        c = source[at]
        if c == closing:
            break
        if c in '{[?':
            if at > start:
                parts.append(('text', source[start:at]))
            if c == '{':
                end = source.index('}', at)
                parts.append(('value', source[at + 1:end].split('.')))
                at = end + 1
            elif c == '[':
                end = source.index(':', at)
                body, at_end = parse(source, end + 1, ']')
                parts.append(('each', source[at + 1:end].split('.'), body))
                at = at_end
            else:
                end = source.index('(', at)
                body, at_end = parse(source, end + 1, ')')
                parts.append(('when', source[at + 1:end].split('.'), body))
                at = at_end
            start = at
        else:
            at += 1
    if at > start:
        parts.append(('text', source[start:at]))
    return parts, at + 1


def look_up(path, context):
    value = context
    for name in path:
        value = value.get(name, '')
    return value


def escape(text):
    if '&' in text or '<' in text or '>' in text:
        return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return text


def render(parts, context, out):
    for part in parts:
        kind = part[0]
        if kind == 'text':
            out.append(part[1])
        elif kind == 'value':
            out.append(escape(str(look_up(part[1], context))))
        elif kind == 'each':
            for item in look_up(part[1], context):
                context['item'] = item
                render(part[2], context, out)
        elif look_up(part[1], context):
            render(part[2], context, out)


def main(n):
    parts, _ = parse(PAGE, 0, '')
    length = checksum = 0
    page = ''
    for number in range(n):
        rows = []
        for i in range(40):
            rows.append({'id': i, 'name': 'a<b' if i % 9 == 0 else 'name %d' % (i * number % 13),
                         'late': (i + number) % 4 == 0, 'days': i % 5})
        out = []
        render(parts, {'title': 'Page %d' % number, 'notice': '' if number % 3 else 'R&D',
                       'rows': rows, 'footer': number * 7}, out)
        page = ''.join(out)
        length += len(page)
        checksum = (checksum * 33 + len(page) * number) % 1000003
    return length, checksum, page.count('late'), page[:15]
