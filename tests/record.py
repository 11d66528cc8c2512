"""Records what CPython 3.13 prints for the programs, or checks the records.

    python3 tests/record.py            records everything again
    python3 tests/record.py --check    runs everything, changes nothing, fails on a difference
    python3 tests/record.py NAME...    only programs/NAME.py or syntax/NAME.py

The interpreter is $PYTHON, or the one this runs on; it must be CPython 3.13.

programs/NAME.py   is run in its folder as `python3 NAME.py`. NAME.out is its standard
                   output. If the exit status is not 0, NAME.status holds it and NAME.err
                   the standard error; else there must be nothing on standard error.
syntax/NAME.py     likewise, and must be refused: NAME.err is the standard error.
examples           each of EXAMPLES below; examples/NAME[-ARGUMENT...].out.

In .err files the folder is cut from the paths, so that `File "NAME.py"` is left.
Each program is run under two hash seeds and must print the same under both.
"""

import os
import pathlib
import subprocess
import sys

TESTS = pathlib.Path(__file__).resolve().parent
PYTHON = os.environ.get('PYTHON', sys.executable)

unfit = []

EXAMPLES = [
    ('fib', []), ('fib', ['12']),
    ('nbody', []), ('nbody', ['20']),
    ('fannkuch', []), ('fannkuch', ['5']),
    ('template', []), ('template', ['2', '4']),
]


def run(folder, name, arguments, seed):
    done = subprocess.run(
        [PYTHON, f'{name}.py', *arguments], cwd=folder, capture_output=True, timeout=60,
        stdin=subprocess.DEVNULL,
        env={'PYTHONHASHSEED': seed, 'PYTHONDONTWRITEBYTECODE': '1', 'PYTHONUTF8': '1'})
    error = done.stderr.replace(f'{folder}{os.sep}'.encode(), b'')
    return done.stdout, error, done.returncode


def expect(folder, name, arguments=()):
    """What the program prints: ending of the record's name -> its bytes (None: no such file)."""
    results = {run(folder, name, list(arguments), seed) for seed in ('1', '22')}
    if len(results) != 1:
        raise ValueError('the output depends on the hash seed')
    out, error, status = results.pop()
    if folder.name == 'syntax':
        if out or status != 1 or not error.rstrip().splitlines()[-1].split(b':')[0].endswith(b'Error'):
            raise ValueError('not refused as a syntax error')
        return {'err': error}
    if status == 0 and error:
        raise ValueError(f'wrote on standard error:\n{error.decode()}')
    failed = status != 0
    return {'out': out, 'err': error if failed else None,
            'status': f'{status}\n'.encode() if failed else None}


def records(folder, names):
    """Each program's path and its expectations; a program that is no fit record is named and skipped."""
    for path in sorted(folder.glob('*.py')):
        if not names or path.stem in names:
            try:
                yield path, expect(folder, path.stem)
            except ValueError as error:
                unfit.append(path)
                print(f'{path.relative_to(TESTS)}: {error}')


def settle(path, content, check):
    """Writes or removes one record, or compares it; true if it was as it should be."""
    old = path.read_bytes() if path.exists() else None
    if old == content:
        return True
    print(f'{"differs" if check else "recorded"}: {path.relative_to(TESTS)}')
    if not check:
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
    return False


def main():
    version = subprocess.run([PYTHON, '-c', 'import sys; print(sys.implementation.name, *sys.version_info[:2])'],
                             capture_output=True, text=True).stdout.strip()
    if version != 'cpython 3 13':
        sys.exit(f'{PYTHON} is {version}, not CPython 3.13; set PYTHON')
    check = '--check' in sys.argv
    names = [name for name in sys.argv[1:] if name != '--check']
    right = True
    for kind in ('programs', 'syntax'):
        for path, expected in records(TESTS / kind, names):
            for ending, content in expected.items():
                right &= settle(path.with_suffix(f'.{ending}'), content, check)
    for name, arguments in EXAMPLES:
        if not names or name in names:
            out = expect(TESTS.parent / 'examples', name, arguments)['out']
            right &= settle(TESTS / 'examples' / ('-'.join([name, *arguments]) + '.out'), out, check)
    if unfit or check and not right:
        sys.exit(1)


if __name__ == '__main__':
    main()
