"""Non-ASCII text: lengths, slices, comparison, identifiers, combining characters."""

s = 'aé€😀z'
print(len(s), [c for c in s], s[1], s[3], s[-2], s[1:4], s[::-1], s[::2], s.upper(), s.find('😀'), s * 2)
print([ord(c) for c in s], s == 'a\xe9\u20ac\U0001f600z', s < 'b', s > 'aé€', sorted(s), max(s), min(s))
café = 'coffee'
π = 3.14
名前 = 'name'
print(café, π, 名前)


def größe(länge, *, höhe=2):
    return länge * höhe


print(größe(3), größe(länge=4, höhe=5))
ﬁeld = 'normalised'
print(field)
composed = 'é'
decomposed = 'e\u0301'
print(composed == decomposed, len(composed), len(decomposed), composed in 'née', decomposed in 'née')
text = 'Zürich, Kraków, Αθήνα, Москва, 東京, 🇨🇭'
words = text.split(', ')
print([len(w) for w in words], [w[::-1] for w in words[:5]], ' / '.join(words).title())
counts = {}
for c in text * 10:
    counts[c] = counts.get(c, 0) + 1
print(sorted(counts.items())[:5], len(counts), counts['ü'], counts['東'])
mixed = ''
for i in range(300):
    mixed += chr(0x40 + i * 13)
print(len(mixed), mixed[10], mixed[200], mixed[250:254], ord(mixed[299]), mixed.index(mixed[123]), sum([ord(mixed[i]) for i in range(0, 300, 7)]))
print('ß'.upper(), 'ŉ'.upper(), 'İ'.lower().__len__(), 'Σ'.lower(), 'ὈΔΥΣΣΕΎΣ'.lower(), 'ǆ'.title())
print(f'{"é":>4}|{"日本":^6}|{"😀":-<3}', '%5s|%-4s|' % ('é', '日'), 'é'.center(5, '·'))
