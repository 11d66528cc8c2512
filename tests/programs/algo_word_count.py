"""Word frequencies, letter frequencies, an index of lines, longest words."""

TEXT = '''
It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of
incredulity, it was the season of Light, it was the season of Darkness, it was
the spring of hope, it was the winter of despair.
'''


def words_of(text):
    words = []
    word = ''
    for c in text.lower():
        if c.isalpha():
            word += c
        elif word:
            words.append(word)
            word = ''
    if word:
        words.append(word)
    return words


counts = {}
for word in words_of(TEXT):
    if word in counts:
        counts[word] += 1
    else:
        counts[word] = 1
for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:8]:
    print(f'{word:<12}{count:>3} {"#" * count}')
letters = {}
for c in TEXT:
    if c.isalpha():
        letters[c.lower()] = letters.get(c.lower(), 0) + 1
print(sorted(letters, key=lambda c: (-letters[c], c))[:10], sum(letters.values()), len(letters))
index = {}
for number, line in enumerate(TEXT.splitlines()):
    for word in words_of(line):
        index.setdefault(word, [])
        if number not in index[word]:
            index[word].append(number)
print({word: lines for word, lines in index.items() if len(lines) > 2})
lengths = {}
for word in set(words_of(TEXT)):
    lengths.setdefault(len(word), []).append(word)
print({n: sorted(lengths[n]) for n in sorted(lengths, reverse=True)[:3]})
