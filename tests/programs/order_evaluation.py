"""Order of evaluation: operands, arguments, subscripts, targets, displays, defaults."""


def t(x):
    print(x, end=' ')
    return x


def f(*args, **kwargs):
    print('call', end=' ')
    return 0


def end():
    print()


t(1) + t(2) * t(3) - t(4)
end()
t(2) ** t(3) ** t(1)
end()
f(t(1), t(2), *[t(3)], k=t(4), **{'l': t(5)}, m=t(6))
end()
t(f)(t(1)) if False else f(t('argument'))
end()
items = [0, 0, 0]
items[t(0)] = t(1)
end()
items[t(1)], items[t(2)] = t(3), t(4)
end()
(lambda: items)()[t(0)] += t(5)
end()
d = {t('k1'): t('v1'), t('k2'): t('v2'), **{t('k3'): t('v3')}}
end()
[t(1), *[t(2), t(3)], t(4)], {t(5)}, (t(6), t(7))
end()
t(1) < t(2) < t(3)
end()
t(5) < t(2) < t(3)
end()
t(0) or t('') or t('x') or t('never')
end()
t(1) and t(0) and t('never')
end()
t('then') if t(1) else t('never')
end()
items[t(0):t(2):t(1)]
end()
items[t(0):t(1)] = [t(9)]
end()
f'{t("a")}{t("b"):{t(5)}}{t("c")!r}'
end()
'%s %s' % (t(1), t(2))
end()


def g(a=t('default a'), *, b=t('default b')):
    return t('body')


end()
g(t('a'), b=t('b'))
end()
x = y = t('value')
end()
(lambda: d)()['new'] = items[t(0)] = t('both')
end()
del items[t(0)], d[t('k1')]
end()
[t(i) for i in t((1, 2, 3)) if t(i > 1)]
end()
{t(k): t(v) for k, v in [t((1, 2))]}
end()
assert t(True), t('never')
end()
try:
    assert t(False), t('message')
except AssertionError:
    end()
try:
    t(1) + t('a') + t('never')
except TypeError:
    end()
try:
    f(t(1), *t(5), t('never'))
except TypeError:
    end()
try:
    undefined_function(t('never evaluated'))
except NameError:
    end()
try:
    f.nothing(t('never evaluated'))
except AttributeError:
    end()
try:
    items[t(50)] = t('first')
except IndexError:
    end()
print(t('inner'), sep=t(''), end=t('\n'))
a = [1, 2, 3]
i = 0
i, a[i] = 1, 'i was 1'
print(i, a)
a = a[0] = [5]
print(a)
