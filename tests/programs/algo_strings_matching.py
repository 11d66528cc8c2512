"""Pattern matching: naive, Knuth-Morris-Pratt, Boyer-Moore-Horspool, wildcards, small regular expressions."""


def naive(text, pattern):
    return [i for i in range(len(text) - len(pattern) + 1) if text[i:i + len(pattern)] == pattern]


def kmp(text, pattern):
    table = [0] * len(pattern)
    k = 0
    for i in range(1, len(pattern)):
        while k and pattern[i] != pattern[k]:
            k = table[k - 1]
        if pattern[i] == pattern[k]:
            k += 1
        table[i] = k
    found = []
    k = 0
    for i, c in enumerate(text):
        while k and c != pattern[k]:
            k = table[k - 1]
        if c == pattern[k]:
            k += 1
        if k == len(pattern):
            found.append(i - k + 1)
            k = table[k - 1]
    return found


def horspool(text, pattern):
    m = len(pattern)
    skip = {}
    for i in range(m - 1):
        skip[pattern[i]] = m - 1 - i
    found = []
    at = 0
    while at + m <= len(text):
        if text[at:at + m] == pattern:
            found.append(at)
        at += skip.get(text[at + m - 1], m)
    return found


def wildcard(pattern, text):
    if not pattern:
        return not text
    if pattern[0] == '*':
        return wildcard(pattern[1:], text) or (text != '' and wildcard(pattern, text[1:]))
    return text != '' and pattern[0] in ('?', text[0]) and wildcard(pattern[1:], text[1:])


def match_here(pattern, text):
    if not pattern:
        return True
    if len(pattern) > 1 and pattern[1] == '*':
        i = 0
        while True:
            if match_here(pattern[2:], text[i:]):
                return True
            if i < len(text) and pattern[0] in ('.', text[i]):
                i += 1
            else:
                return False
    if pattern == '$':
        return text == ''
    return text != '' and pattern[0] in ('.', text[0]) and match_here(pattern[1:], text[1:])


def search(pattern, text):
    if pattern.startswith('^'):
        return match_here(pattern[1:], text)
    for i in range(len(text) + 1):
        if match_here(pattern, text[i:]):
            return True
    return False


text = 'abracadabra' * 6 + 'abrabrabracad'
for pattern in ('abra', 'cad', 'abrab', 'x', 'a', 'bracadabraabra'):
    found = naive(text, pattern)
    assert kmp(text, pattern) == found and horspool(text, pattern) == found
    print(pattern, len(found), found[:5])
for pattern, word in (('a*c', 'abbc'), ('a*c', 'abbd'), ('?b?', 'abc'), ('*', ''), ('**x*', 'aaxbb'), ('?', ''), ('*.py', 'main.py')):
    print(pattern, word, wildcard(pattern, word), end='; ')
print()
for pattern, word in (('^ab*c$', 'abbbc'), ('b.d', 'abcde'), ('^b', 'abc'), ('x*', ''), ('a.*z$', 'abcz'), ('a.*z$', 'abcy'), ('^$', ''), ('c$', 'abc')):
    print(pattern, word, search(pattern, word), end='; ')
print()
