"""A parser and printer of JSON-like text, with errors that say where."""


def skip(text, at):
    while at < len(text) and text[at] in ' \n\t\r':
        at += 1
    return at


def parse(text):
    value, at = parse_value(text, skip(text, 0))
    at = skip(text, at)
    if at != len(text):
        raise ValueError(f'extra text at {at}')
    return value


def parse_value(text, at):
    if at >= len(text):
        raise ValueError('unexpected end')
    c = text[at]
    if c == '{':
        return parse_object(text, skip(text, at + 1))
    if c == '[':
        return parse_array(text, skip(text, at + 1))
    if c == '"':
        return parse_string(text, at + 1)
    for word, value in (('true', True), ('false', False), ('null', None)):
        if text.startswith(word, at):
            return value, at + len(word)
    if c == '-' or c.isdigit():
        return parse_number(text, at)
    raise ValueError(f'unexpected {c!r} at {at}')


def parse_number(text, at):
    start = at
    while at < len(text) and (text[at].isdigit() or text[at] in '+-.eE'):
        at += 1
    word = text[start:at]
    try:
        return (float(word) if '.' in word or 'e' in word or 'E' in word else int(word)), at
    except ValueError:
        raise ValueError(f'bad number {word!r} at {start}') from None


def parse_string(text, at):
    out = []
    while True:
        if at >= len(text):
            raise ValueError('string without end')
        c = text[at]
        if c == '"':
            return ''.join(out), at + 1
        if c == '\\':
            at += 1
            c = text[at]
            if c == 'u':
                out.append(chr(int(text[at + 1:at + 5], 16)))
                at += 4
            else:
                out.append({'n': '\n', 't': '\t', 'b': '\b', 'r': '\r', 'f': '\f'}.get(c, c))
        else:
            out.append(c)
        at += 1


def parse_array(text, at):
    items = []
    if text[at:at + 1] == ']':
        return items, at + 1
    while True:
        item, at = parse_value(text, at)
        items.append(item)
        at = skip(text, at)
        c = text[at:at + 1]
        at = skip(text, at + 1)
        if c == ']':
            return items, at
        if c != ',':
            raise ValueError(f'expected , or ] at {at - 1}')


def parse_object(text, at):
    table = {}
    if text[at:at + 1] == '}':
        return table, at + 1
    while True:
        if text[at:at + 1] != '"':
            raise ValueError(f'expected a name at {at}')
        key, at = parse_string(text, at + 1)
        at = skip(text, at)
        if text[at:at + 1] != ':':
            raise ValueError(f'expected : at {at}')
        table[key], at = parse_value(text, skip(text, at + 1))
        at = skip(text, at)
        c = text[at:at + 1]
        at = skip(text, at + 1)
        if c == '}':
            return table, at
        if c != ',':
            raise ValueError(f'expected , or }} at {at - 1}')


def dump(value):
    if value is None:
        return 'null'
    if value is True:
        return 'true'
    if value is False:
        return 'false'
    if isinstance(value, str):
        return '"' + value.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n') + '"'
    if isinstance(value, list):
        return '[' + ', '.join([dump(item) for item in value]) + ']'
    if isinstance(value, dict):
        return '{' + ', '.join([f'{dump(k)}: {dump(v)}' for k, v in value.items()]) + '}'
    return str(value)


source = '''
{"name": "widget \\"one\\"", "tags": ["a", "b\\u0041\\n", ""], "price": 12.50, "count": -3,
 "nested": {"deep": [[], {}, [1, [2, [3]]]], "none": null}, "yes": true, "no": false, "big": 123456789012345678901, "exp": 1e3}
'''
value = parse(source)
print(value)
text = dump(value)
print(text, parse(text) == value)
for bad in ('', '{', '[1 2]', '{"a" 1}', '{a: 1}', '"open', '[1, 2', 'nul', '1.2.3', '[] []', '[1,]', '{"a": 1,}', '-'):
    try:
        print(parse(bad))
    except (ValueError, IndexError) as error:
        print(repr(bad), error)
rows = [{'id': i, 'square': i * i, 'half': i / 2, 'even': i % 2 == 0, 'label': 'x' * (i % 4)} for i in range(12)]
print(parse(dump(rows)) == rows, len(dump(rows)))
