"""Control flow, scopes and evaluation order, as a code generator can get them wrong."""
def t1():
    out=[]
    for i in range(4):
        try:
            if i==1: continue
            if i==3: break
            out.append(i)
        finally:
            out.append('f%d'%i)
    else:
        out.append('else')
    return out
print(t1())
def t2():
    try:
        return 'a'
    finally:
        try:
            raise ValueError
        except ValueError as e:
            pass
print(t2())
def t3():
    for x in [1,2]:
        try:
            return x
        finally:
            break
    return 'after'
print(t3())
def t4():
    while True:
        try:
            try:
                1/0
            except ZeroDivisionError as e:
                try:
                    raise KeyError(1) from e
                finally:
                    print('fin')
        except KeyError as k:
            print(repr(k.__cause__), repr(k.__context__))
            break
t4()
def t5(a):
    r=[]
    r.append(a + (a := a+1) + a)
    r.append([a, (a := 10), a])
    r.append({a: (a := 3), a: 2})
    x=[1,2,3]
    x[a-3] += (a := 5)
    r.append(x)
    b = a if (a := 7) > 3 else 0
    r.append(b)
    return r, a
print(t5(1))
def t6():
    a,b,c=1,2,3
    a,b=b,a
    a,b,c=c,a,b
    d=[0,1,2]
    i=0
    i,d[i]=1,9
    [p,[q,*r]],*s = [1,[2,3,4]],5,6
    return a,b,c,i,d,p,q,r,s
print(t6())
def t7(xs, ys):
    return [y for x in xs if x or y for y in ys]
try: print(t7([0],[1]))
except UnboundLocalError as e: print(e)
print(t7([1,0],[3,4]))
print([(a,b,c) for a,(b,*c) in [(1,(2,3,4)),(5,(6,))]], {k:v for k,v in [(1,2)]}, {x for x in 'aab'} == {'a','b'})
def t8():
    def g(*a, k=1, **kw): return a,k,kw
    return g(*[1,2],3,*(4,),k=5,**{'z':1},y=2), g(), g(**{}), g(*'ab')
print(t8())
def t9(n):
    x=n
    x = x and x+1 or x-1
    y = 1 < x < 5 < n
    z = not (x == 2 and y) or None
    return x,y,z, 1 < n > 3, (n in (1,2)), not n is None
print([t9(i) for i in (-1,0,1,3,6)])
def t10():
    try:
        x
    except UnboundLocalError as e:
        print(e)
    for x in []: pass
    try: print(x)
    except UnboundLocalError as e: print(e)
    x=1
    del x
    try: del x
    except UnboundLocalError as e: print(e)
t10()
def t11():
    e='outer'
    try: raise ValueError(1)
    except ValueError as e: pass
    try: return e
    except UnboundLocalError as u: return str(u)
print(t11())
try: raise ValueError(2)
except ValueError as gl: pass
try: gl
except NameError as n: print(n)
def t12():
    res=[]
    for i in range(3):
        for j in range(3):
            if j==2: break
            if i==1: continue
            res.append((i,j))
        else: res.append('no')
    else: res.append('done')
    i=0
    while i<5:
        i+=1
        if i==2: continue
        if i==4: break
    else: res.append('never')
    return res,i
print(t12())
l=list(range(10)); l[2:8:2]=[0,0,0]; del l[::3]; l[1:2]+=[7,8]; print(l, l[-1:], l[:], l[::-1])
x=5; print(f'{x=} {x!r:>4} {x:{x}d} {{}} {"a" "b"!s} {x+1=:.2f}')
def t13(a, b=2, /, c=3, *d, e, f=6, **g): return a,b,c,d,e,f,g
print(t13(1,e=5), t13(1,2,3,4,5,e=1,z=9), (lambda x,*y,z=1:(x,y,z))(1,2,z=3))
def t14():
    try:
        try:
            raise ValueError('x')
        except TypeError: pass
        else: print('no')
        finally: print('f1')
    except Exception as e: return type(e).__name__, e.args
print(t14())
def t15():
    try: pass
    except: return 1
    else: return 2
    finally: print('fin')
print(t15())
def t16():
    try:
        raise KeyError('k')
    except KeyError:
        try: raise
        except KeyError as e: return repr(e)
print(t16())
i=[x for x in range(3)]
try: x1
except NameError as e: print(e)
print([y:=1, y**2], y, [z2 := q for q in range(3)], z2)
assert x == 5, 'no'
try: assert x == 6, 'msg'
except AssertionError as e: print(e)
a=b=c=[1]; a+=[2]; print(b is c, c)
print(1 if [] else 2 if {} else 3, (1,) + (2,), -2**2, 2**-1, not 1 == 2, 5 // -2, -5 % 3, ~5, 1_000, 0xff, 1e3)
def t17():
    global gg
    gg = 1
    gg += 2
    del gg
t17()
try: gg
except NameError as e: print(e)
def t18():
    s=0
    for k,(v,w) in {1:(2,3),4:(5,6)}.items(): s+=k*v*w
    for s2 in (s,): pass
    for i, d[0] in enumerate('ab') if False else []: pass
    return s,s2
print(t18())


# An exception from a finally body that runs on the way out passes the handlers that have been left.
def left_behind(a):
    for c in range(3):
        try:
            pass
        finally:
            try:
                break
            except (ZeroDivisionError, IndexError):
                print('not here')
            finally:
                a = a // 0
    return a


try:
    print(left_behind(1))
except ZeroDivisionError as error:
    print(error, error.__context__)


def named_left_behind():
    for n in range(2):
        try:
            try:
                raise ValueError(n)
            except ValueError as caught:
                continue
            finally:
                print([1][n + 5])
        except IndexError as error:
            print(n, error, repr(error.__context__))
    return 'end'


print(named_left_behind())
