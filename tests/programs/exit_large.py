"""Exit statuses are taken modulo 256; raise SystemExit does the same as sys.exit."""

print('output comes first')
raise SystemExit(256 + 7)
