"""find, rfind, index, rindex, count, startswith, endswith, replace, removeprefix, removesuffix, in."""

text = 'the cat and the hat and the bat'
for part in ('the', 'at', 'xyz', '', 't', 'the cat and the hat and the bat', 'the cat and the hat and the bat!'):
    print(text.find(part), text.rfind(part), text.count(part), part in text, text.find(part, 5), text.rfind(part, 0, 12), text.count(part, 3, -3), text.find(part, -8))
for part in ('zz', 'q'):
    for method in (text.index, text.rindex):
        try:
            method(part)
        except ValueError as error:
            print(error)
print(text.index('and'), text.rindex('and'), text.index('a', 6), text.rindex('t', 0, 10))
print('aaaa'.count('aa'), 'aaaa'.find('aa', 1), 'abc'.count(''), ''.count(''), ''.find(''), 'abc'.find('', 3), 'abc'.find('', 4), 'abc'.rfind(''), 'abc'.count('', 2), ''.count('a'))
print(text.startswith('the'), text.startswith(('a', 'th')), text.startswith(()), text.startswith('cat', 4), text.startswith('cat', 4, 6), text.startswith(''), text.startswith('', 100), text.startswith('x', None, None))
print(text.endswith('bat'), text.endswith(('cat', 'hat')), text.endswith('ha', 0, -13), text.endswith(''), text.endswith(text), text.endswith('!' + text))
for bad in (5, ['a'], None, ('a', 1)):
    for method in (text.startswith, text.endswith):
        try:
            print(method(bad))
        except TypeError as error:
            print(error)
print(text.replace('the', 'a'), text.replace('the', 'one', 2), text.replace('at', ''), text.replace('q', 'z'), text.replace('t', 'tt', 0), text.replace('a', 'o', -1))
print('abc'.replace('', '-'), ''.replace('', 'x'), 'abc'.replace('', '-', 2), ''.replace('', 'x', 0), 'aaa'.replace('aa', 'b'), 'é€é'.replace('é', 'e'), 'abc'.replace('b', '', count=1))
print('prefix-body'.removeprefix('prefix-'), 'body'.removeprefix('x'), 'body-suffix'.removesuffix('-suffix'), 'body'.removesuffix(''), 'aaa'.removeprefix('a'), 'aaa'.removesuffix('aaaa'))
print('héllo wörld'.find('wö'), 'héllo'.find('l'), '😀a😀b'.find('b'), '😀a😀b'.rfind('😀'), '😀a😀b'.index('a'), '日本語'.count('本'))
haystack = 'ab' * 150 + 'abc' + 'ab' * 50
print(haystack.find('abc'), haystack.find('bab'), haystack.rfind('abab'), haystack.count('aba'), haystack.find('c', 303), haystack.replace('abc', '#').count('#'))
hits = 0
for i in range(300):
    if str(i) in haystack or haystack.startswith('ab', i):
        hits += 1
    if str(i).endswith(('7', '13')):
        hits += 1000
print(hits)
for method, arguments in ((text.find, ()), (text.find, (1,)), (text.replace, ('a',)), (text.count, (None,)), (text.replace, (1, 'a'))):
    try:
        method(*arguments)
    except TypeError as error:
        print(error)
