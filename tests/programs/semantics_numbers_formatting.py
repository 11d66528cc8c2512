"""Numbers as text in corner cases: negative zero, huge and tiny values, padding, rounding."""

zero = -0.0
print(zero, str(zero), repr(zero), f'{zero}', f'{zero:.1f}', f'{zero:+.1f}', f'{zero:g}', f'{zero:e}', f'{zero:5}', f'{zero:05}', '%s %r %f %d %g %+.0f' % (zero, zero, zero, zero, zero, zero), [zero], zero == 0, int(zero), abs(zero), -zero, zero + 0, zero * 1, zero - 0, 0 - zero, round(zero, 2), round(-0.4), round(-0.04, 1))
print(-0, -0.0 + -0.0, 0.0 * -1, 0 * -1, -0.0 // 1, -0.0 % 5, 5 % -0.5, -5 % 0.5, 0.0 // -1, min(0, -0.0), max(-0.0, 0), sum([-0.0]), sum([-0.0, -0.0]), -0.0 ** 2, (-0.0) ** 3, (-0.0) ** 2, 1e-400, -1e-400)
print(f'{-0.04:.1f} {-0.5:.0f} {0.5:.0f} {1.5:.0f} {2.5:.0f} {-0.0001:.2f} {-0.0001:z.2f}', '%.0f %.1f' % (-0.4, -0.04))
print(1e15, 1e16, 123456789012345680.0, 1e15 + 0.5, 9999999999999998.0, 0.0001, 0.00001, 1e-4 / 10, 100000.0 * 10 ** 11, 12345678901234567890, 1.0e0, 1e1, 1e2, 2e-7)
print(f'{1e15} {1e16} {1e16:f} {1e16:g} {123456:g} {1234567:g} {0.0001:g} {0.00001:g} {1e16:.3} {1234.5:.3} {1234.5:.10} {1e5:.1} {0.1:.1} {99.99:.2} {1e10:n}')
print(0.1 + 0.7, 0.1 * 3, 1.1 + 2.2, 1 / 3, 2 / 3, 10 / 3, 1e16 + 1, 1e16 + 2, 4.35 * 100, 1.005 * 1000, 0.57 * 100, 1.15 * 100, 3 * 1.1)
print(round(0.5), round(1.5), round(2.5), round(0.125, 2), round(0.375, 2), round(2.675, 2), round(1.005, 2), round(5e-5, 4), round(1e15 + 0.5), round(123.456, -1), round(150, -2), round(250, -2), round(-150, -2), round(1e-320, 322))
print(5 // 0.3, 5 % 0.3, -5 // 0.3, -5 % 0.3, 1e20 // 1, 1e20 % 3, 2 ** 53 % 3.0, 7.0 // 2, -7.0 // 2, 7 // -2.0, 0.3 % 0.1, 1 % 0.1)
print(10 ** 15, 10 ** 16, -10 ** 20, 10 ** 15 / 1, 10 ** 22 / 1, 10 ** 23 / 1, 2 ** 63 / 1, float(2 ** 63 + 1025), float(2 ** 53 + 1), 2 ** 53 + 1.0, (2 ** 53 + 1) * 1.0, int(1e22), int(1e23), int(-1e15 - 0.5))
print(str(True), f'{True}', f'{True:d}', f'{True:5}', f'{True:.1f}', f'{False:x}', '%d %s %5.1f' % (True, False, True), True + 0.5, [True], repr(False), f'{None}', '%s' % None)
print(1_000, 0xFF, 0b11, 0o17, 1_0.0_1, 1e1_0, 0x_f, 00, 0_0, 0XaB, 0B1, 0O7, .5e1, 5.e-1)
print(int('0b101', 0), int('-0x1F', 16), int(' \n12\t'), int('１２'), float('１.５'), float(' -1_0.5e-1 '), int('0_1'), float('1e-5'), float('.1e1'), int(-7.9), int('-0'), float('-0'))
lines = []
for i in range(-20, 20):
    x = i / 8
    lines.append(f'{x:>7.2f}{x:<8.1f}{x:^9.3g}{round(x)}{round(x, 1)}{int(x)}{x // 1}{x % 1}')
print('\n'.join(lines[::5]))
print(sum([len(line) for line in lines]))
print(int('9' * 50) + 1, int('-' + '1' * 40), len(str(2 ** 5000)), str(3 ** 200)[-20:], 10 ** 100 // 7 ** 50, hex(10 ** 30), f'{10 ** 30:,}', f'{2 ** 70:x}', '%d' % 2 ** 0, '%x' % 2 ** 0, -2 ** 63, 2 ** 64 - 1)
