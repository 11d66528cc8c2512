"""A page-template engine: strings, dictionaries, lists and recursive calls.

A template is text with three kinds of marks:

    {{ path }}           the value at the path, with HTML's special characters escaped
    {{ path|safe }}      the value as it is; also upper, lower and length
    {% for x in path %} ... {% end %}
    {% if test %} ... {% elif test %} ... {% else %} ... {% end %}

A path is a name with dots (`row.cells`, `cell.0`); a test is a path, `not` and a
path, or two operands (paths, numbers, quoted words) with one of == != < > between.
Inside a loop, `loop.index` counts from 1, `loop.first` and `loop.last` are bools.

Each page is a table of 100 x 100 cells. Printed are some lines of the first page,
and the length and a checksum of each.

usage: template.py [pages [side]]   (16 pages, 100 cells a side unless told)
"""

import sys

PAGE = '''\
<html>
<head><title>{{ title }} - {{ site.name|upper }}</title></head>
<body>
{% if notice %}<p class="notice">{{ notice|safe }}</p>
{% elif site.quiet %}<!-- nothing to say -->
{% else %}<p>Welcome to {{ site.name }}</p>
{% end %}<table>
{% for row in rows %}<tr id="r{{ loop.index }}"{% if loop.first %} class="first"{% elif loop.last %} class="last"{% end %}>
{% for cell in row.cells %}<td{% if cell.kind == 'negative' %} class="red"{% elif cell.value > 900 %} class="big"{% end %}>\
{% if not cell.text %}{{ cell.value }}{% else %}{{ cell.text }}{% end %}</td>{% end %}
</tr>
{% end %}</table>
<p>{{ rows|length }} rows &middot; {{ site.words.0 }}, {{ site.words.1 }}</p>
</body>
</html>
'''


# ---- parsing -------------------------------------------------------------

def tokenize(source):
    """Splits a template into ('text' | 'value' | 'tag', content) pairs."""
    tokens = []
    position = 0
    while True:
        start = source.find('{', position)
        while start >= 0 and source[start + 1:start + 2] not in ('{', '%'):
            start = source.find('{', start + 1)
        if start < 0:
            if position < len(source):
                tokens.append(('text', source[position:]))
            return tokens
        if start > position:
            tokens.append(('text', source[position:start]))
        kind, closing = ('value', '}}') if source[start + 1] == '{' else ('tag', '%}')
        end = source.find(closing, start + 2)
        if end < 0:
            raise ValueError(f'mark at {start} is not closed')
        tokens.append((kind, source[start + 2:end].strip()))
        position = end + 2


def parse_path(text):
    steps = []
    for step in text.split('.'):
        if step.isdigit():
            steps.append(int(step))
        elif step.isidentifier():
            steps.append(step)
        else:
            raise ValueError(f'bad path {text!r}')
    return steps


def parse_operand(text):
    """('constant', value) or ('path', steps)."""
    if text.lstrip('-').isdigit():
        return ('constant', int(text))
    if text[0] in '\'"' and text[-1] == text[0] and len(text) > 1:
        return ('constant', text[1:-1])
    return ('path', parse_path(text))


def parse_test(text):
    words = text.split()
    if len(words) == 1:
        return ('truth', parse_operand(words[0]), None)
    if len(words) == 2 and words[0] == 'not':
        return ('not', parse_operand(words[1]), None)
    if len(words) == 3 and words[1] in ('==', '!=', '<', '>'):
        return (words[1], parse_operand(words[0]), parse_operand(words[2]))
    raise ValueError(f'bad test {text!r}')


def parse_block(tokens, position, closers):
    """Nodes up to a tag whose first word is in `closers`, that tag, and where it is."""
    nodes = []
    while position < len(tokens):
        kind, content = tokens[position]
        if kind == 'text':
            nodes.append(('text', content))
        elif kind == 'value':
            path, *filters = content.split('|')
            nodes.append(('value', parse_path(path), filters))
        else:
            word, _, rest = content.partition(' ')
            if word in closers:
                return nodes, content, position
            if word == 'for':
                name, between, path = rest.split()
                if between != 'in' or not name.isidentifier():
                    raise ValueError(f'bad loop {content!r}')
                body, _, position = parse_block(tokens, position + 1, ('end',))
                nodes.append(('for', name, parse_path(path), body))
            elif word == 'if':
                branches = []
                test = parse_test(rest)
                while True:
                    body, tag, position = parse_block(tokens, position + 1, ('elif', 'else', 'end'))
                    branches.append((test, body))
                    if tag == 'end':
                        break
                    if test is None:
                        raise ValueError(f'{tag!r} after else')
                    test = None if tag == 'else' else parse_test(tag[5:])
                nodes.append(('if', branches))
            else:
                raise ValueError(f'unknown tag {content!r}')
        position += 1
    if closers:
        raise ValueError(f'missing {" or ".join(closers)}')
    return nodes, '', position


def parse(source):
    return parse_block(tokenize(source), 0, ())[0]


# ---- rendering -----------------------------------------------------------

def escape(text):
    if '&' in text:
        text = text.replace('&', '&amp;')
    if '<' in text:
        text = text.replace('<', '&lt;')
    if '>' in text:
        text = text.replace('>', '&gt;')
    if '"' in text:
        text = text.replace('"', '&quot;')
    return text


FILTERS = {
    'upper': lambda value: str(value).upper(),
    'lower': lambda value: str(value).lower(),
    'length': len,
    'safe': str,
}


def look_up(steps, scope):
    value = scope
    for step in steps:
        value = value[step]
    return value


def operand_value(operand, scope):
    kind, what = operand
    return what if kind == 'constant' else look_up(what, scope)


def holds(test, scope):
    kind, left, right = test
    value = operand_value(left, scope)
    if kind == 'truth':
        return bool(value)
    if kind == 'not':
        return not value
    other = operand_value(right, scope)
    if kind == '==':
        return value == other
    if kind == '!=':
        return value != other
    if kind == '<':
        return value < other
    return value > other


def render_nodes(nodes, scope, out):
    for node in nodes:
        kind = node[0]
        if kind == 'text':
            out.append(node[1])
        elif kind == 'value':
            value = look_up(node[1], scope)
            for name in node[2]:
                value = FILTERS[name](value)
            if 'safe' in node[2]:
                out.append(value)
            else:
                out.append(escape(str(value)))
        elif kind == 'if':
            for test, body in node[1]:
                if test is None or holds(test, scope):
                    render_nodes(body, scope, out)
                    break
        else:
            _, name, path, body = node
            items = look_up(path, scope)
            inner = dict(scope)
            loop = {'index': 0, 'first': True, 'last': False}
            inner['loop'] = loop
            for index, item in enumerate(items):
                loop['index'] = index + 1
                loop['first'] = index == 0
                loop['last'] = index == len(items) - 1
                inner[name] = item
                render_nodes(body, inner, out)


def render(nodes, scope):
    out = []
    render_nodes(nodes, scope, out)
    return ''.join(out)


# ---- the pages -----------------------------------------------------------

def make_cell(number):
    number = number * 7919 % 10007 % 2000 - 1000
    text = ''
    if number % 10 == 3:
        text = f'{number} < "{number * 2}" & so on'
    return {
        'value': number,
        'kind': 'negative' if number < 0 else 'positive',
        'text': text,
    }


def make_scope(page, side):
    rows = [{'cells': [make_cell((page * side + r) * side + c) for c in range(side)]}
            for r in range(side)]
    notices = ['', 'The <b>table</b> is new', '']
    return {
        'title': f'Page {page + 1} <of many>',
        'notice': notices[page % 3],
        'site': {'name': 'Tables & Co', 'quiet': page % 2 == 1, 'words': ['fin', 'ende']},
        'rows': rows,
    }


def checksum(text):
    total = 0
    for line in text.split('\n'):
        for start in range(0, len(line), 40):
            total = (total * 31 + ord(line[start]) + len(line)) % 1000000007
    return total


def main():
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 16
    side = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    nodes = parse(PAGE)
    for page in range(pages):
        text = render(nodes, make_scope(page, side))
        if page == 0:
            lines = text.split('\n')
            for line in lines[:7] + lines[-8:]:
                print(line if len(line) < 100 else f'{line[:60]} ... {line[-37:]}')
        print(f'page {page + 1}: {len(text)} characters, checksum {checksum(text)}')


if __name__ == '__main__':
    main()
