"""What each wrong use of a container says."""

a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    del t[0]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    del t[0:1]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    del s[0]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    del r[0]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    del se[0]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    t[0]=1
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    t[0:1]=1
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a[0:1]=5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a[0:1:1]=5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a[0:2:2]=5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a[::2]=[1]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a[::-1]=5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a["x"]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a["x"]=1
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    del a["x"]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a[1.0]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a[2**70]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a[2**70]=1
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    del a[2**70]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    t["x"]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    t[None]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    s["x"]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    s[2**70]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    s[1.0]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    r["x"]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    r[5]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    r[2**70]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se[0]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se[0]=1
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d[[]]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d[[]]=1
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    del d[[]]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    del d[1]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d[1]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d[1:2]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d[1:2]=3; print(d)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    5[0]=1
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    del 5[0]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    len[0]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    int[0]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a[0:"x"]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a[::0]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a[::0]=[]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    del a[::0]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a[1.5:]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    t[::0]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    s[::0]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    r[::0]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    del d[1:2]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    del se[1:2]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se[1:2]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se[1:2]=3
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    del 5[1:2]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    5[1:2]=1
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    iter(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    next(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    next([])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    for x in 5: pass
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    [*5]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    (*5,)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    {*5}
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    {**5}
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    x,y=5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    x,*y=5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    x,y=(1,2,3)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    x,y=(1,)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    x,*y,z=(1,)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    list(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    tuple(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    set(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    frozenset(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    dict(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    dict([5])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    dict([[1,2,3]])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    dict(["abc"])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    dict([[[],1]])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    sorted(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    reversed(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    reversed(se)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    reversed(iter([]))
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    enumerate(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    enumerate([], "x")
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    zip(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    zip([],5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    map(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    map(5,5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    map(None,[1])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    list(map(None,[1]))
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    filter(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    filter(5,5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    filter(None,5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    list(filter(5,[1]))
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    range()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    range(1.0)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    range(1,2,0)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    range("x")
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    range(1,2,3,4)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    slice()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    len(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    len()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    iter(5,5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    iter()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    next()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.index(9)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.index("x",1,2)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.index()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.index(1,"x")
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.remove(9)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.pop(9)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.pop("x")
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.pop(2**70)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    [].pop()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.insert("x",1)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.insert(1)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.append()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.append(1,2)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.extend(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.sort(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.sort(key=5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.sort(reverse="x")
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.sort(foo=1)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    sorted([1],key=5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    sorted([1],5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    sorted()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    sorted([1,"a"])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    [1,None].sort()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.count()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.copy(1)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.clear(1)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a.reverse(1)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    t.index(9)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    t.count()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    t.index("x",5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se.add()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se.add([])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se.remove(9)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se.remove([])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se.discard([])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    set().pop()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se.update(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se.union(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se.intersection(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se.difference(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se.symmetric_difference(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se.symmetric_difference()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se.issubset(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se.issuperset(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se.isdisjoint(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se|[1]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se|=[1]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se&5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se-5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se^5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se<[1]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    se<5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    frozenset().add(1)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.pop(1)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.pop()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.popitem()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.get()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.get([])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.setdefault()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.setdefault([])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.update(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.update([5])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.update([[1]])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.update(1,2)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d|5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d|=5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d|[1]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d|=[1]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d|=[(1,2)]; print(d)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    dict.fromkeys(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    dict.fromkeys()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    dict.fromkeys([[]])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d<d
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a<5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a<t
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    t<5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    r<r
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.keys()|5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.keys()&5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.keys()-5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.keys()^5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    5|d.keys()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.keys()<5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.values()|d
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    hash(a)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    hash(d)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    hash(se)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    hash(d.keys())
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    hash(d.items())
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    hash(slice(1,[]))
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    hash((1,[]))
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    1 in 5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    1 in "a"
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    [] in se
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    [] in d
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a+t
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    t+a
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a+5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a*1.0
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a*a
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a*2**70
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    t*2**70
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a-a
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a+=5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    t+=5
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    t+=a
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a*="x"
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    r+r
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    1<"a"
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    None<None
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    a<None
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    [1]<["a"]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    (1,)<("a",)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    {1:1}<{}
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    list(1,2)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    list(x=1)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    tuple(1,2)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    set(1,2)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    dict(1,2)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    list(zip([1],[1,2],strict=True))
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    list(zip([1,2],[1],strict=True))
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    list(zip([1],[1],[1,2],strict=True))
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    list(zip([1,2],[1,2],[1],strict=True))
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    r.index(9)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    r.index("x")
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    r.count()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    range(10).index(2**70)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    slice(1,2).indices(-1)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    slice(1,2).indices("x")
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    slice(1,2,0).indices(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    range(2**70)[2**80]
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    len(range(2**70))
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    list.append(5,1)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    dict.get(5,1)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    set.add(5,1)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    str.upper(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    enumerate()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    reversed()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    reversed(1,2)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.fromkeys()
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    [].index(1.5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.keys().isdisjoint(5)
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.items().isdisjoint([1])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
a, t, s, r, d, se = [1, 2, 3], (1, 2), 'ab', range(3), {}, {1}
try:
    d.values().isdisjoint([1])
    print('ok')
except Exception as e:
    print(type(e).__name__, e)
