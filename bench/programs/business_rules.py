"""Rules over records: discounts, shipping, tax and fraud checks for n orders, rules as dicts and as functions."""

RATES = {'AT': 0.2, 'DE': 0.19, 'FR': 0.2, 'LU': 0.17, 'US': 0.0}
SHIPPING = {'AT': 4.5, 'DE': 3.9, 'FR': 6.0, 'LU': 5.5, 'US': 19.0}

DISCOUNTS = [
    {'name': 'bulk', 'field': 'quantity', 'op': '>=', 'value': 40, 'percent': 8},
    {'name': 'large', 'field': 'subtotal', 'op': '>', 'value': 900.0, 'percent': 5},
    {'name': 'gold', 'field': 'tier', 'op': '==', 'value': 'gold', 'percent': 6},
    {'name': 'home', 'field': 'country', 'op': 'in', 'value': ('AT', 'DE'), 'percent': 1},
]


def matches(rule, order):
    value = order[rule['field']]
    op = rule['op']
    if op == '==':
        return value == rule['value']
    if op == '>':
        return value > rule['value']
    if op == '>=':
        return value >= rule['value']
    return value in rule['value']


def subtotal_of(order):
    total = 0.0
    count = 0
    for line in order['lines']:
        total += line['price'] * line['quantity']
        count += line['quantity']
    order['subtotal'] = total
    order['quantity'] = count


def discount_of(order):
    percent = 0
    applied = []
    for rule in DISCOUNTS:
        if matches(rule, order):
            percent += rule['percent']
            applied.append(rule['name'])
    order['applied'] = applied
    return min(percent, 12)


def suspicious(order):
    reasons = set()
    if order['subtotal'] > 1500.0 and order['tier'] == 'new':
        reasons.add('large first order')
    if order['country'] == 'US' and order['quantity'] > 60:
        reasons.add('far and many')
    for line in order['lines']:
        if line['price'] > 95.0 and line['quantity'] > 8:
            reasons.add('dear goods')
    return len(reasons) > 1


def process(order):
    subtotal_of(order)
    net = order['subtotal'] * (100 - discount_of(order)) / 100
    shipping = 0.0 if net > 500.0 and order['country'] != 'US' else SHIPPING[order['country']]
    order['total'] = net + shipping + net * RATES[order['country']]
    order['state'] = 'held' if suspicious(order) else 'accepted'
    return order


def make_order(number):
    countries = ('AT', 'DE', 'FR', 'LU', 'US')
    tiers = ('new', 'plain', 'gold')
    lines = []
    for i in range(1 + number % 6):
        lines.append({'price': (number * 37 + i * 11) % 1000 / 10.0, 'quantity': 1 + (number * 7 + i * 5) % 23})
    return {'country': countries[number * 3 % 5], 'tier': tiers[number // 2 % 3], 'lines': lines}


def main(n):
    revenue = {}
    held = 0
    applied = {}
    for number in range(n):
        order = process(make_order(number))
        if order['state'] == 'held':
            held += 1
            continue
        country = order['country']
        revenue[country] = revenue.get(country, 0.0) + order['total']
        for name in order['applied']:
            applied[name] = applied.get(name, 0) + 1
    return held, ' '.join(['%s=%.2f' % (c, revenue[c]) for c in sorted(revenue)]), sorted(applied.items())
