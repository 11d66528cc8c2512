for f(x) in [1]:
    pass
