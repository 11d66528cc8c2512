"""A little data processing: records from text, grouping, joins, running totals, reports."""

DATA = '''\
2024-01-03;north;apples;12;0.50
2024-01-03;south;pears;7;0.75
2024-01-04;north;apples;3;0.55
2024-01-05;east;plums;40;0.10
2024-01-05;south;apples;x;0.50
2024-01-06;north;pears;9;0.70
2024-01-06;west
2024-01-07;east;plums;-4;0.10
2024-01-08;south;pears;11;0.80
'''
MANAGERS = {'north': 'Nora', 'south': 'Sam', 'west': 'Will'}


def parse(text):
    good, bad = [], []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            date, region, article, count, price = line.split(';')
            good.append({'date': tuple(map(int, date.split('-'))), 'region': region, 'article': article, 'count': int(count), 'price': float(price)})
        except ValueError as error:
            bad.append((number, str(error)))
    return good, bad


def group(records, key):
    groups = {}
    for record in records:
        groups.setdefault(key(record), []).append(record)
    return groups


records, errors = parse(DATA)
for number, error in errors:
    print(f'line {number}: {error}')
for name, key in (('region', lambda r: r['region']), ('article', lambda r: r['article']), ('week', lambda r: r['date'][2] // 7)):
    print(name)
    for value, members in sorted(group(records, key).items()):
        count = sum([m['count'] for m in members])
        worth = sum([m['count'] * m['price'] for m in members])
        print(f'  {value!s:<8}{count:>5}{worth:>9.2f} {MANAGERS.get(value, "-")}')
balance = 0
history = []
for record in records:
    balance += record['count']
    history.append((*record['date'][1:], balance))
print(history)
stock = {}
log = []
for i in range(300):
    article = ('nut', 'bolt', 'screw', 'nail')[i * i % 4]
    amount = (i * 37) % 23 - 9
    have = stock.get(article, 0)
    if have + amount < 0:
        log.append((i, article, have, amount))
        continue
    stock[article] = have + amount
print(stock, len(log), log[:3])
matrix = {(r, a): sum([x['count'] for x in records if x['region'] == r and x['article'] == a]) for r in ('north', 'south', 'east') for a in ('apples', 'pears', 'plums')}
print(matrix)
