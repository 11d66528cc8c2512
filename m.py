def f(a):
 a[1]=a.get(1,0)+1
for i in range(9): f({1:2})
