"""Text and dicts: how often each word occurs in a text of n words, with punctuation and capitals."""

SYLLABLES = ['ba', 'ke', 'lo', 'mi', 'nu', 'ra', 'si', 'to', 'vu', 'ze']


def text_of(n):
    seed = 99
    lines = []
    line = []
    for i in range(n):
        seed = (seed * 48271) % 2147483647
        # Few words are frequent and many are rare.
        number = seed % (1 + seed // 7 % 400)
        word = SYLLABLES[number % 10] + SYLLABLES[number // 10 % 10] + SYLLABLES[number // 100]
        if i % 11 == 0:
            word = word.capitalize()
        if i % 7 == 3:
            word += ','
        if i % 11 == 10:
            word += '.'
        line.append(word)
        if len(line) == 12:
            lines.append(' '.join(line))
            line = []
    lines.append(' '.join(line))
    return '\n'.join(lines)


def count(text):
    counts = {}
    for line in text.split('\n'):
        for word in line.split():
            word = word.strip('.,').lower()
            counts[word] = counts.get(word, 0) + 1
    return counts


def by_frequency(item):
    return -item[1], item[0]


def main(n):
    counts = count(text_of(n))
    top = sorted(counts.items(), key=by_frequency)[:3]
    return len(counts), sum(counts.values()), ' '.join(['%s=%d' % pair for pair in top])
