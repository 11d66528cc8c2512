"""Accounts in dictionaries with transfers that fail half-way and are rolled back."""

accounts = {'a': 100, 'b': 50, 'c': 0}
journal = []


def withdraw(name, amount):
    if amount <= 0:
        raise ValueError('amount must be positive')
    if accounts[name] < amount:
        raise RuntimeError(f'{name} has only {accounts[name]}')
    accounts[name] -= amount


def deposit(name, amount):
    if name not in accounts:
        raise LookupError(f'no account {name}')
    if accounts[name] + amount > 500:
        raise OverflowError(name)
    accounts[name] += amount


def transfer(source, target, amount):
    before = dict(accounts)
    done = False
    try:
        withdraw(source, amount)
        deposit(target, amount)
        done = True
    finally:
        if not done:
            accounts.clear()
            accounts.update(before)
        journal.append((source, target, amount, 'done' if done else 'undone'))


for source, target, amount in (('a', 'b', 30), ('a', 'b', 300), ('b', 'x', 10), ('y', 'a', 5), ('c', 'a', -1), ('b', 'c', 80)):
    try:
        transfer(source, target, amount)
    except (ValueError, RuntimeError) as error:
        print('refused:', error)
    except KeyError as error:
        print('unknown source', error)
    except LookupError as error:
        print('unknown target:', error)
    print(accounts, sum(accounts.values()))
print(journal)
failures = {}
names = ['a', 'b', 'c', 'd']
for i in range(300):
    try:
        transfer(names[i % 4], names[i * 7 // 3 % 4], i * 13 % 60)
    except Exception as error:
        kind = type(error).__name__
        failures[kind] = failures.get(kind, 0) + 1
print(accounts, failures, len(journal), [entry for entry in journal if entry[3] == 'done'][-2:])
