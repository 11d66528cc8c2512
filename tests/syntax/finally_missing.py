def f():
    try:
        pass

print(1)
