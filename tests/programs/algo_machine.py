"""Interpreters: a stack machine, a register machine, a tape machine, and a state machine."""


def brain(program, data=''):
    jumps = {}
    stack = []
    for i, c in enumerate(program):
        if c == '[':
            stack.append(i)
        elif c == ']':
            j = stack.pop()
            jumps[i], jumps[j] = j, i
    tape = [0] * 50
    at = pc = steps = 0
    out = []
    while pc < len(program):
        c = program[pc]
        if c == '>':
            at += 1
        elif c == '<':
            at -= 1
        elif c == '+':
            tape[at] = (tape[at] + 1) % 256
        elif c == '-':
            tape[at] = (tape[at] - 1) % 256
        elif c == '.':
            out.append(chr(tape[at]))
        elif c == '[' and not tape[at]:
            pc = jumps[pc]
        elif c == ']' and tape[at]:
            pc = jumps[pc]
        pc += 1
        steps += 1
    return ''.join(out), steps


def stack_machine(code):
    stack = []
    pc = 0
    variables = {}
    out = []
    while True:
        operation, *rest = code[pc]
        pc += 1
        if operation == 'push':
            stack.append(rest[0])
        elif operation == 'load':
            stack.append(variables[rest[0]])
        elif operation == 'store':
            variables[rest[0]] = stack.pop()
        elif operation == 'add':
            stack.append(stack.pop() + stack.pop())
        elif operation == 'mul':
            stack.append(stack.pop() * stack.pop())
        elif operation == 'less':
            b = stack.pop()
            stack.append(stack.pop() < b)
        elif operation == 'jump':
            pc = rest[0]
        elif operation == 'branch':
            if stack.pop():
                pc = rest[0]
        elif operation == 'print':
            out.append(stack.pop())
        elif operation == 'halt':
            return out, variables
        else:
            raise RuntimeError(f'bad operation {operation}')


def registers(lines):
    values = {'a': 0, 'b': 0, 'c': 0}
    pc = 0
    while 0 <= pc < len(lines):
        match_words = lines[pc].split()
        word, *args = match_words
        if word == 'set':
            values[args[0]] = values[args[1]] if args[1] in values else int(args[1])
        elif word == 'inc':
            values[args[0]] += 1
        elif word == 'dec':
            values[args[0]] -= 1
        elif word == 'jnz':
            if values[args[0]] if args[0] in values else int(args[0]):
                pc += int(args[1])
                continue
        pc += 1
    return values


print(brain('++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.'))
print(stack_machine([('push', 0), ('store', 'i'), ('push', 1), ('store', 'p'), ('load', 'i'), ('push', 30), ('less',), ('branch', 10), ('load', 'p'), ('jump', 19), ('load', 'p'), ('push', 3), ('mul',), ('store', 'p'), ('load', 'i'),
                     ('push', 1), ('add',), ('store', 'i'), ('jump', 4), ('print',), ('halt',)]))
print(registers(['set a 20', 'set b 0', 'inc b', 'inc b', 'dec a', 'jnz a -3', 'set c b', 'jnz 0 5']))
try:
    stack_machine([('nonsense',)])
except RuntimeError as error:
    print(error)


def comments_removed(text):
    state = 'code'
    out = ''
    for c in text:
        if state == 'code':
            if c == '#':
                state = 'comment'
            else:
                if c in '"\'':
                    state = c
                out += c
        elif state == 'comment':
            if c == '\n':
                state = 'code'
                out += c
        else:
            if c == state:
                state = 'code'
            out += c
    return out


print(comments_removed('a = 1 # one\nb = "#no" # yes\n# all\nc = \'#\'\n'))
