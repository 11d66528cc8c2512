"""Formatting with %, in all forms, and its errors."""

print('%s %s' % ('a', 1), '%s' % 'x', '%s' % [1, 2], '%s' % (None,), '%d%%' % 50, '100%%' % (), '%r %a' % ('é', 'é'), '%c%c' % ('x', 65), '%s' % ((1, 2),))
print('%d %i %u' % (1, 2, 3), '%5d|%-5d|%05d|%+d|% d|%+5d|%-+5d|%+05d' % (42, 42, 42, 42, 42, 42, 42, 42), '%d' % -0.9, '%d' % 3.99, '%d' % True, '%d' % 10 ** 5, '%d' % 10 ** 30)
print('%x %X %#x %#X %o %#o' % (255, 255, 255, 255, 8, 8), '%08x' % 3735928559, '%#10x|%-#10x|%#010x' % (255, 255, 255), '%x' % -255, '%#o' % -8, '%5x|%.4x|%8.4x|%-8.4x|' % (10, 10, 10, 10))
print('%f %.2f %10.3f %-10.3f| %010.3f %+.1f % .1f %.0f %#.0f' % (1.5, 2.675, 3.14159, 3.14159, -3.14159, 1.25, 1.25, 2.5, 2.5))
print('%e %.2e %E %12.3e %g %.3g %G %#g %#.3g %g %g' % (12345.678, 0.00012, 1e10, 1.5, 1e10, 3.14159, 1e-10, 1.5, 1.0, 100000, 1000000))
print('%f %e %g %5.1f %F' % (float('inf'), float('-inf'), float('nan'), float('nan'), float('inf')), '%05.1f %+f' % (float('inf'), float('inf')), '%d' % 1e20, '%.3d|%5.3d|%.0d' % (7, 7, 0))
print('%5s|%-5s|%.2s|%5.1s|%-6.3s|' % ('ab', 'ab', 'abc', 'abc', 'abcdef'), '%5r|' % 'a', '%s' % 1.0, '%s' % 1e20, '%r' % 0.1, '%3c|%-3c|' % ('a', 'b'))
print('%(name)s is %(age)d, %(name)r %(h).1f%%' % {'name': 'Al', 'age': 5, 'h': 1.25, 'unused': 0}, '%(a)s' % {'a': (1, 2)}, '%(a b)s%(())s' % {'a b': 1, '()': 2})
print('%*d|%-*d|%.*f|%*.*f|' % (5, 42, 5, 42, 2, 3.14159, 8, 3, 2.71828), '%*s' % (-6, 'ab') + '|', 'no marks' % (), 'none' % {}, 'none' % [])
print('%ld %hd %Lf' % (1, 2, 3.0))
for template, arguments in (('%d', 'a'), ('%d', None), ('%f', 'a'), ('%x', 1.5), ('%s %s', ('a',)), ('%s', ('a', 'b')), ('%s', ()), ('plain', 1), ('%c', 'ab'), ('%c', -1), ('%c', 0x110000), ('%q', 1),
                            ('%', 1), ('%(a)s', 5), ('%(a)s', {}), ('%(a', {}), ('%5', 1), ('%d %d', 1), ('%c', 1.5), ('%*d', ('a', 1)), ('%d', [1]), ('%o', '8'), ('%d', float('inf')),
                            ('%d', float('nan')), ('%(a)s %s', {'a': 1})):
    try:
        print(template % arguments)
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        print(template, type(error).__name__, error)
s = '%s-%s'
s %= ('x', 'y')
print(s)
out = []
for i in range(250):
    out.append('%03d:%5.1f%%[%-4s]%x' % (i, i / 2.5, 'ab' * (i % 3), i * 257))
print(out[0], out[100], out[249], len(''.join(out)))
