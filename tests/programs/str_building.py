"""Building strings: in loops, by joining lists, reversing, run-length, palindromes."""


def reverse(s):
    out = ''
    for c in s:
        out = c + out
    return out


def run_lengths(s):
    out = []
    i = 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out.append((s[i], j - i))
        i = j
    return out


def encode(s):
    return ''.join([f'{n if n > 1 else ""}{c}' for c, n in run_lengths(s)])


def decode(s):
    out = ''
    number = ''
    for c in s:
        if c.isdigit():
            number += c
        else:
            out += c * int(number or 1)
            number = ''
    return out


def palindrome(s):
    s = ''.join([c for c in s.lower() if c.isalnum()])
    return s == s[::-1]


text = 'the quick brown fox ' * 12
print(reverse(text) == text[::-1], reverse('abc'), reverse(''))
sample = 'wwwwaaadexxxxxx' * 5
print(run_lengths(sample)[:6], encode(sample), decode(encode(sample)) == sample)
print([palindrome(s) for s in ('A man, a plan, a canal: Panama', 'no', '', 'Was it a car or a cat I saw?')])
parts = []
for i in range(250):
    parts.append(chr(ord('a') + i * 7 % 26))
joined = '-'.join(parts)
print(joined[:40], len(joined), joined.replace('-', '')[::17])
line = 'x'
for i in range(10):
    line = line + line
print(len(line), line == 'x' * 1024)
alphabet = ''
c = 'a'
while c <= 'z':
    alphabet += c
    c = chr(ord(c) + 1)
print(alphabet, alphabet[::-1].upper())
vowels = [w for w in text.split() if w[0] in 'aeiou' or w[-1] in 'aeiou']
print(len(vowels), ' '.join([w.capitalize() for w in text.split()[:4]]))
