"""Trees of lists, tuples and dictionaries: building, walking, folding, balanced insertion."""


def insert(tree, key):
    if tree is None:
        return [key, None, None]
    if key < tree[0]:
        tree[1] = insert(tree[1], key)
    elif key > tree[0]:
        tree[2] = insert(tree[2], key)
    return tree


def walk(tree, out):
    if tree is not None:
        walk(tree[1], out)
        out.append(tree[0])
        walk(tree[2], out)
    return out


def height(tree):
    return 0 if tree is None else 1 + max(height(tree[1]), height(tree[2]))


def contains(tree, key):
    while tree is not None:
        if key == tree[0]:
            return True
        tree = tree[1] if key < tree[0] else tree[2]
    return False


def persistent(tree, key):
    if tree is None:
        return (None, key, None)
    left, k, right = tree
    if key < k:
        return (persistent(left, key), k, right)
    if key > k:
        return (left, k, persistent(right, key))
    return tree


def count(tree):
    return 0 if tree is None else count(tree[0]) + 1 + count(tree[2])


def make(depth):
    return (None, None) if depth == 0 else (make(depth - 1), make(depth - 1))


def check(tree):
    left, right = tree
    return 1 if left is None else 1 + check(left) + check(right)


def trie_add(trie, word):
    for c in word:
        trie = trie.setdefault(c, {})
    trie['$'] = True


def trie_words(trie, prefix=''):
    out = []
    for c in sorted(trie):
        if c == '$':
            out.append(prefix)
        else:
            out += trie_words(trie[c], prefix + c)
    return out


tree = None
for i in range(120):
    tree = insert(tree, i * 37 % 101)
print(walk(tree, []) == sorted(set([i * 37 % 101 for i in range(120)])), height(tree), contains(tree, 50), contains(tree, 101))
versions = [None]
for key in (5, 2, 8, 1, 9, 3, 5):
    versions.append(persistent(versions[-1], key))
print([count(v) for v in versions], versions[3], versions[-1] is versions[-2])
print(check(make(8)), [check(make(d)) for d in range(5)])
trie = {}
for word in 'tea ten to in inn i a team'.split():
    trie_add(trie, word)
print(trie_words(trie), trie['t']['e'])
arithmetic = ('+', ('*', 3, ('-', 10, 4)), ('neg', ('/', 9, 2)))


def evaluate(node):
    if not isinstance(node, tuple):
        return node
    operator, *operands = node
    values = [evaluate(o) for o in operands]
    if operator == 'neg':
        return -values[0]
    a, b = values
    return {'+': a + b, '-': a - b, '*': a * b}.get(operator, a / b if b else 0)


def show(node):
    if not isinstance(node, tuple):
        return str(node)
    if len(node) == 2:
        return f'-({show(node[1])})'
    return f'({show(node[1])} {node[0]} {show(node[2])})'


print(show(arithmetic), '=', evaluate(arithmetic))
