"""Business rules: orders, discounts, taxes, invoices and a ledger that refuses bad entries."""

PRICES = {'pen': 1.20, 'book': 12.50, 'lamp': 39.99, 'desk': 199.00}
TAX = {'book': 0.07}
orders = [
    {'id': 1, 'customer': 'Ada', 'lines': [('pen', 10), ('book', 2)], 'express': False},
    {'id': 2, 'customer': 'Bo', 'lines': [('desk', 1), ('lamp', 2)], 'express': True},
    {'id': 3, 'customer': 'Ada', 'lines': [('book', 20)], 'express': False},
    {'id': 4, 'customer': 'Cy', 'lines': [], 'express': True},
    {'id': 5, 'customer': 'Di', 'lines': [('sofa', 1)], 'express': False},
    {'id': 6, 'customer': 'Ed', 'lines': [('pen', -3)], 'express': False},
]
rules = [
    ('large order', lambda order, net: net > 150, lambda order, net: net * 0.10),
    ('loyal customer', lambda order, net: order['customer'] == 'Ada', lambda order, net: 5.0),
    ('ten of one kind', lambda order, net: any([n >= 10 for _, n in order['lines']]), lambda order, net: net * 0.02),
]


def check(order):
    if not order['lines']:
        raise ValueError(f"order {order['id']} is empty")
    for name, number in order['lines']:
        if name not in PRICES:
            raise KeyError(name)
        if number <= 0:
            raise ValueError(f'{number} of {name}')


def price(order):
    check(order)
    net = sum([PRICES[name] * number for name, number in order['lines']])
    tax = sum([PRICES[name] * number * TAX.get(name, 0.19) for name, number in order['lines']])
    discounts = [(title, round(amount(order, net), 2)) for title, applies, amount in rules if applies(order, net)]
    shipping = 0 if net > 100 and not order['express'] else 4.90 + 10 * order['express']
    total = net - sum([d for _, d in discounts]) + tax + shipping
    return {'net': net, 'tax': tax, 'discounts': discounts, 'shipping': shipping, 'total': round(total, 2)}


revenue = {}
for order in orders:
    try:
        bill = price(order)
    except KeyError as error:
        print(f'order {order["id"]}: unknown article {error}')
    except ValueError as error:
        print(f'order {order["id"]}: refused, {error}')
    else:
        print(f"order {order['id']} for {order['customer']}: net {bill['net']:.2f}, tax {bill['tax']:.2f}, shipping {bill['shipping']:.2f}, total {bill['total']:>8.2f}")
        for title, amount in bill['discounts']:
            print(f'    {title:.<20}{-amount:>8.2f}')
        revenue[order['customer']] = revenue.get(order['customer'], 0) + bill['total']
print({name: round(total, 2) for name, total in sorted(revenue.items())})


def score(applicant):
    points = 0
    reasons = []
    age, income, debts, years = applicant
    if age < 18:
        return 0, ['too young']
    if income >= 50000:
        points += 30
    elif income >= 20000:
        points += 15
    else:
        reasons.append('low income')
    if debts > income / 2:
        points -= 20
        reasons.append('debts')
    points += min(years, 10) * 2
    if 25 <= age <= 60:
        points += 10
    return max(points, 0), reasons


tally = {}
for i in range(300):
    points, reasons = score((15 + i % 60, i * 733 % 90000, i * 457 % 40000, i % 23))
    grade = 'A' if points > 45 else 'B' if points > 25 else 'C' if points else 'D'
    tally[grade] = tally.get(grade, 0) + 1
    for reason in reasons:
        tally[reason] = tally.get(reason, 0) + 1
print(sorted(tally.items()))
