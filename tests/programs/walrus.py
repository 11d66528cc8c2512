"""Assignment expressions outside comprehensions."""

if (n := len('hello')) > 3:
    print(n)
values = iter(range(50))
total = 0
while (v := next(values, None)) is not None:
    if v % 7 == 6:
        total += v
print(total, v)
print((a := 1) + (b := 2), a, b, [c := 5, c * 2], (d := [1, 2])[0], d)


def f(x, y=0):
    return x, y


print(f(e := 3), f(1, y=(g := 9)), e, g)
if not (found := {'a': 1}.get('b')) and (other := 'x'):
    print(found, other)


def local(n):
    while (n := n - 3) > 0:
        pass
    return n


print(local(300), f'{(w := 7)} {w:=5}', w)
x = (y := 3) < 5 < (z := 10)
print(x, y, z)


def reads(text):
    at = 0
    out = []
    while (end := text.find(';', at)) >= 0:
        if word := text[at:end].strip():
            out.append(word)
        at = end + 1
    return out, at, end


print(reads('a; b ;; c;' * 3))
(only := 'parenthesised')
print(only)
