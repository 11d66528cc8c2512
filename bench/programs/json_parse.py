"""A JSON parser written in Python: functions that take the text and a place and return a value and the place behind."""


def skip(text, at):
    while text[at] in ' \n\t':
        at += 1
    return at


def parse_string(text, at):
    """The string whose opening quote is just before `at`."""
    start = at
    while text[at] != '"' and text[at] != '\\':
        at += 1
    if text[at] == '"':
        return text[start:at], at + 1
    pieces = [text[start:at]]
    while text[at] != '"':
        if text[at] == '\\':
            escape = text[at + 1]
            if escape == 'u':
                pieces.append(chr(int(text[at + 2:at + 6], 16)))
                at += 6
            else:
                pieces.append({'n': '\n', 't': '\t'}.get(escape, escape))
                at += 2
        else:
            pieces.append(text[at])
            at += 1
    return ''.join(pieces), at + 1


def parse_number(text, at):
    start = at
    whole = True
    while text[at] in '-+.eE0123456789':
        if text[at] in '.eE':
            whole = False
        at += 1
    digits = text[start:at]
    return (int(digits) if whole else float(digits)), at


def parse_list(text, at):
    result = []
    at = skip(text, at)
    if text[at] == ']':
        return result, at + 1
    while True:
        value, at = parse_value(text, at)
        result.append(value)
        at = skip(text, at)
        if text[at] == ']':
            return result, at + 1
        if text[at] != ',':
            raise ValueError('comma expected at %d' % at)
        at += 1


def parse_object(text, at):
    result = {}
    at = skip(text, at)
    if text[at] == '}':
        return result, at + 1
    while True:
        at = skip(text, at)
        if text[at] != '"':
            raise ValueError('key expected at %d' % at)
        key, at = parse_string(text, at + 1)
        at = skip(text, at)
        if text[at] != ':':
            raise ValueError('colon expected at %d' % at)
        value, at = parse_value(text, at + 1)
        result[key] = value
        at = skip(text, at)
        if text[at] == '}':
            return result, at + 1
        if text[at] != ',':
            raise ValueError('comma expected at %d' % at)
        at += 1


def parse_value(text, at):
    at = skip(text, at)
    c = text[at]
    if c == '"':
        return parse_string(text, at + 1)
    if c == '{':
        return parse_object(text, at + 1)
    if c == '[':
        return parse_list(text, at + 1)
    if c == 't' and text[at:at + 4] == 'true':
        return True, at + 4
    if c == 'f' and text[at:at + 5] == 'false':
        return False, at + 5
    if c == 'n' and text[at:at + 4] == 'null':
        return None, at + 4
    return parse_number(text, at)


def document(n):
    items = []
    for i in range(n):
        items.append('{"id": %d, "name": "item %d", "price": %d.%02d, "tags": ["a%d", "b\\u0041", "line\\n"],\n'
                     '  "stock": {"here": %s, "left": null, "rooms": [%d, -%d, 1.5e2]}}'
                     % (i, i * 7 % 100, i % 90, i % 100, i % 5, 'true' if i % 2 else 'false', i, i))
    return '[' + ',\n '.join(items) + ']'


def main(n):
    text = document(n)
    values, end = parse_value(text, 0)
    total = 0.0
    here = 0
    for value in values:
        total += value['price'] + value['stock']['rooms'][2]
        if value['stock']['here']:
            here += 1
        if value['tags'][1] != 'bA' or value['stock']['left'] is not None:
            raise ValueError('parsed wrongly')
    return len(values), end == len(text), '%.2f' % total, here, sorted(values[-1].keys())
