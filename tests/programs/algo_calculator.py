"""Arithmetic expressions: a tokenizer, recursive descent, and a stack machine."""


def tokens_of(text):
    tokens = []
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == '.':
            j = i
            while j < len(text) and (text[j].isdigit() or text[j] == '.'):
                j += 1
            word = text[i:j]
            tokens.append(float(word) if '.' in word else int(word))
            i = j
        elif c.isalpha():
            j = i
            while j < len(text) and text[j].isalnum():
                j += 1
            tokens.append(text[i:j])
            i = j
        elif text[i:i + 2] in ('**', '//'):
            tokens.append(text[i:i + 2])
            i += 2
        elif c in '+-*/%()=':
            tokens.append(c)
            i += 1
        else:
            raise SyntaxError(f'bad character {c!r}')
    return tokens


def expression(tokens, code):
    term(tokens, code)
    while tokens and tokens[0] in ('+', '-'):
        operator = tokens.pop(0)
        term(tokens, code)
        code.append(operator)


def term(tokens, code):
    unary(tokens, code)
    while tokens and tokens[0] in ('*', '/', '//', '%'):
        operator = tokens.pop(0)
        unary(tokens, code)
        code.append(operator)


def unary(tokens, code):
    if tokens and tokens[0] == '-':
        tokens.pop(0)
        unary(tokens, code)
        code.append('neg')
    else:
        power(tokens, code)


def power(tokens, code):
    atom(tokens, code)
    if tokens and tokens[0] == '**':
        tokens.pop(0)
        unary(tokens, code)
        code.append('**')


def atom(tokens, code):
    if not tokens:
        raise SyntaxError('unexpected end')
    token = tokens.pop(0)
    if token == '(':
        expression(tokens, code)
        if not tokens or tokens.pop(0) != ')':
            raise SyntaxError('missing )')
    elif isinstance(token, str):
        if not token.isidentifier():
            raise SyntaxError(f'unexpected {token!r}')
        code.append(('load', token))
    else:
        code.append(('push', token))


BINARY = {
    '+': lambda a, b: a + b, '-': lambda a, b: a - b, '*': lambda a, b: a * b, '/': lambda a, b: a / b,
    '//': lambda a, b: a // b, '%': lambda a, b: a % b, '**': lambda a, b: a ** b,
}


def execute(code, variables):
    stack = []
    for instruction in code:
        if isinstance(instruction, tuple):
            kind, what = instruction
            stack.append(variables[what] if kind == 'load' else what)
        elif instruction == 'neg':
            stack.append(-stack.pop())
        else:
            b = stack.pop()
            a = stack.pop()
            stack.append(BINARY[instruction](a, b))
    return stack.pop()


def calculate(text, variables):
    tokens = tokens_of(text)
    name = None
    if len(tokens) > 2 and tokens[1] == '=':
        name = tokens[0]
        del tokens[:2]
    code = []
    expression(tokens, code)
    if tokens:
        raise SyntaxError(f'extra {tokens[0]!r}')
    value = execute(code, variables)
    if name:
        variables[name] = value
    return value


variables = {'pi': 3.14159}
for line in ('1 + 2 * 3', '(1 + 2) * 3', '2 ** 3 ** 2', '-2 ** 2', 'x = 7 // 2', 'x * x - x', '10 / 4', '7 % 3 - -1', '2 * pi * 1.5', '100 - 10 - 1', '1 / 0', '(1 + 2', '1 +', 'nope', '3 $ 4', '1 2', ') 1', '2 ** -1', '---5'):
    try:
        print(line, '=', calculate(line, variables))
    except (SyntaxError, ZeroDivisionError, KeyError) as error:
        print(line, type(error).__name__, error)
code = []
expression(tokens_of('n * n + 3 * n - 7 // (n + 1)'), code)
print(code, sum([execute(code, {'n': n}) for n in range(60)]))
