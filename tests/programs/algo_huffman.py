"""Huffman codes, LZW and move-to-front, each undone again."""


def huffman(text):
    counts = {}
    for c in text:
        counts[c] = counts.get(c, 0) + 1
    heap = sorted([(n, c, c) for c, n in counts.items()])
    while len(heap) > 1:
        a, b = heap.pop(0), heap.pop(0)
        heap.append((a[0] + b[0], min(a[1], b[1]), (a[2], b[2])))
        heap.sort(key=lambda item: (item[0], item[1]))
    codes = {}
    assign(heap[0][2], '', codes)
    return codes, heap[0][2]


def assign(tree, prefix, codes):
    if isinstance(tree, tuple):
        assign(tree[0], prefix + '0', codes)
        assign(tree[1], prefix + '1', codes)
    else:
        codes[tree] = prefix or '0'


def decode(bits, tree):
    out = ''
    node = tree
    for bit in bits:
        node = node[int(bit)]
        if isinstance(node, str):
            out += node
            node = tree
    return out


def compress(text):
    table = {chr(i): i for i in range(128)}
    out = []
    word = ''
    for c in text:
        if word + c in table:
            word += c
        else:
            out.append(table[word])
            table[word + c] = len(table)
            word = c
    if word:
        out.append(table[word])
    return out


def expand(codes):
    table = {i: chr(i) for i in range(128)}
    word = out = table[codes[0]]
    for code in codes[1:]:
        entry = table[code] if code in table else word + word[0]
        out += entry
        table[len(table)] = word + entry[0]
        word = entry
    return out


def move_to_front(text):
    alphabet = [chr(i) for i in range(97, 123)] + [' ']
    out = []
    for c in text:
        i = alphabet.index(c)
        out.append(i)
        alphabet.insert(0, alphabet.pop(i))
    return out


text = 'she sells sea shells by the sea shore'
codes, tree = huffman(text)
print(sorted(codes.items(), key=lambda item: (len(item[1]), item[1])))
bits = ''.join([codes[c] for c in text])
print(bits, len(bits), len(text) * 8, decode(bits, tree) == text)
packed = compress(text * 4)
print(packed, len(packed), expand(packed) == text * 4)
print(move_to_front(text))
