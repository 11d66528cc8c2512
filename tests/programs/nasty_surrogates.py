"""Lone surrogates: made, compared, joined, searched, and refused by print."""

low = '\udc00'
high = chr(0xd800)
both = high + low
print(len(both), both == '\U00010000', repr(both), repr('\U00010000'), [ord(c) for c in both], both[::-1] == low + high)
for text in (high, low, 'a' + high + 'b', both):
    try:
        print(text)
    except UnicodeEncodeError as error:
        print(type(error).__name__, error)
print(high < low, high < '\ue000', high < '😀', '\uffff' < '😀', sorted([low, '😀', high, 'z', '\ue000']) == ['z', high, low, '\ue000', '😀'])
text = 'x' + high + 'y' + low + '😀'
print(len(text), text.find(low), text.index('y'), text.split(high) == ['x', 'y' + low + '😀'], text.replace(high, '-').replace(low, '+'), high in text, (high * 3).count(high), repr(text))
print({high: 1}[chr(0xd800)], hash(high) == hash('\ud800'), repr([high]), ascii(text), f'{high!r:>12}', '%r' % low, '{!a}'.format(low))
print(high.upper() == high, high.isalpha(), high.isprintable(), high.isspace(), (high + 'ab').title() == high + 'Ab', high.strip(low) == high, repr(high.center(5, '-')), repr(high.join('ab')))
s = ''
for i in range(0xd7f0, 0xd810):
    s += chr(i)
print(len(s), repr(s[14:18]), s[0] == '\ud7f0')
