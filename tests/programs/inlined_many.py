"""More calls of small functions than can be inlined, and functions that call more than they have instructions."""


def f0(x, y):
    return x * 1 + y


def f1(x, y):
    return x * 2 + y


def f2(x, y):
    return x * 3 + y


def f3(x, y):
    return x * 4 + y


def f4(x, y):
    return x * 5 + y


def f5(x, y):
    return x * 6 + y


def f6(x, y):
    return x * 7 + y


def many(x):
    s = 0
    s += f0(x, 0)
    s += f1(x, 1)
    s += f2(x, 2)
    s += f3(x, 3)
    s += f4(x, 4)
    s += f5(x, 5)
    s += f6(x, 6)
    s += f0(x, 7)
    s += f1(x, 8)
    s += f2(x, 9)
    s += f3(x, 10)
    s += f4(x, 11)
    s += f5(x, 12)
    s += f6(x, 13)
    s += f0(x, 14)
    s += f1(x, 15)
    s += f2(x, 16)
    s += f3(x, 17)
    s += f4(x, 18)
    s += f5(x, 19)
    s += f6(x, 20)
    s += f0(x, 21)
    s += f1(x, 22)
    s += f2(x, 23)
    s += f3(x, 24)
    s += f4(x, 25)
    s += f5(x, 26)
    s += f6(x, 27)
    s += f0(x, 28)
    s += f1(x, 29)
    s += f2(x, 30)
    s += f3(x, 31)
    s += f4(x, 32)
    s += f5(x, 33)
    s += f6(x, 34)
    s += f0(x, 35)
    s += f1(x, 36)
    s += f2(x, 37)
    s += f3(x, 38)
    s += f4(x, 39)
    s += f5(x, 40)
    s += f6(x, 41)
    s += f0(x, 42)
    s += f1(x, 43)
    s += f2(x, 44)
    s += f3(x, 45)
    s += f4(x, 46)
    s += f5(x, 47)
    s += f6(x, 48)
    s += f0(x, 49)
    s += f1(x, 50)
    s += f2(x, 51)
    s += f3(x, 52)
    s += f4(x, 53)
    s += f5(x, 54)
    s += f6(x, 55)
    s += f0(x, 56)
    s += f1(x, 57)
    s += f2(x, 58)
    s += f3(x, 59)
    s += f4(x, 60)
    s += f5(x, 61)
    s += f6(x, 62)
    s += f0(x, 63)
    s += f1(x, 64)
    s += f2(x, 65)
    s += f3(x, 66)
    s += f4(x, 67)
    s += f5(x, 68)
    s += f6(x, 69)
    s += f0(x, 70)
    s += f1(x, 71)
    s += f2(x, 72)
    s += f3(x, 73)
    s += f4(x, 74)
    s += f5(x, 75)
    s += f6(x, 76)
    s += f0(x, 77)
    s += f1(x, 78)
    s += f2(x, 79)
    s += f3(x, 80)
    s += f4(x, 81)
    s += f5(x, 82)
    s += f6(x, 83)
    s += f0(x, 84)
    s += f1(x, 85)
    s += f2(x, 86)
    s += f3(x, 87)
    s += f4(x, 88)
    s += f5(x, 89)
    s += f6(x, 90)
    s += f0(x, 91)
    s += f1(x, 92)
    s += f2(x, 93)
    s += f3(x, 94)
    s += f4(x, 95)
    s += f5(x, 96)
    s += f6(x, 97)
    s += f0(x, 98)
    s += f1(x, 99)
    return s


def looped0(x):
    for _ in range(2):
        x += 0
    return x


def looped1(x):
    for _ in range(2):
        x += 1
    return x


def looped2(x):
    for _ in range(2):
        x += 2
    return x


def looped3(x):
    for _ in range(2):
        x += 3
    return x


def a(x):
    return looped0(x) + looped1(x) + looped2(x)


def b(x):
    return looped1(x) + looped3(x)


def short(x):
    return b(x) + a(x)


def shorter(x):
    return short(x)


for k in range(60):
    result = many(k), shorter(k), shorter(k + 0.5)
print(result)
