"""Strings whose widest character changes: one, two and four bytes wide, by slicing, joining and replacing."""

ascii_text = 'plain'
latin = 'café'
wide = 'naïve €'
emoji = 'ok 😀'
for text in (ascii_text, latin, wide, emoji):
    for other in (ascii_text, latin, wide, emoji):
        joined = text + other
        print(len(joined), joined[len(text):] == other, joined.find(other), joined.rfind(text), joined.replace(other, '') == text.replace(other, ''), (text in joined, other in text), text < other, text == other, end='; ')
    print()
for text in (latin, wide, emoji):
    for i in range(len(text)):
        for j in range(i, len(text) + 1):
            piece = text[i:j]
            assert piece == ''.join([text[k] for k in range(i, j)])
            assert hash(piece) == hash(''.join(list(piece)))
            assert {piece: 1}[text[i:j]] == 1
    print([text[:-1], text[-1:], text[::-1], text[1::2], text * 2, text.upper(), text.title()], [text.index(c) for c in text])
narrow = '😀abc'[1:]
print(narrow == 'abc', {'abc': 1}[narrow], narrow.isascii(), narrow.upper(), len(narrow), narrow + 'd', narrow in '€abc')
text = 'abc'
for i, c in enumerate(['é', '€', '😀', 'x'] * 75):
    text = text + c
    if i % 7 == 0:
        text = text[3:]
    if i % 11 == 0:
        text = text.replace('😀', '')
    if i % 13 == 0:
        text = text.replace('€', 'é')
print(len(text), text.count('é'), text.count('€'), text.count('😀'), text.count('x'), text[-9:], text[100:104], text.rindex('é'))
total = 0
for i in range(len(text)):
    total = total * 7 + ord(text[i]) & 0xffffff
for c in reversed(text):
    total = total * 5 + ord(c) & 0xffffff
print(total, sorted(set(text)), max(text), min(text))
print('é'.join(['a', 'b']), '😀'.join('ab'), '€'.join(['é', '😀']), 'a😀b'.split('😀'), 'a€b€c'.partition('€'), 'xéx'.strip('x'), '😀x😀'.strip('😀'), 'é'.zfill(3), '%5s|%-3s' % ('😀', '€'), f'{"é":€^5}', 'AÉ'.lower(), 'ß'.upper(), 'ŉ'.title())
print('é' * 0 == '', ('é' * 300)[299], ('a' * 100 + '😀')[100], ('a' * 100 + '😀')[50:60], '\x7f\x80\xff\u0100\ud7ff\ue000\uffff\U00010000'.__len__())
