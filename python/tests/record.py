"""Records what CPython 3.13 says about the sources in data/errors.txt, or checks the record.

    python3.13 python/tests/record.py            writes data/errors.txt anew
    python3.13 python/tests/record.py --check    changes nothing, fails on a difference

A case is a line `>>> ` and the source as a Python string literal, then what CPython prints on
standard error when it is run as the file `t.py`. Add a case by adding its first line.
"""

import ast
import pathlib
import subprocess
import sys
import tempfile

DATA = pathlib.Path(__file__).resolve().parent / 'data' / 'errors.txt'


def said(folder, source):
    (pathlib.Path(folder) / 't.py').write_bytes(source.encode())
    done = subprocess.run([sys.executable, '-W', 'ignore', 't.py'], cwd=folder, capture_output=True, text=True)
    return done.stderr.replace(folder + '/', '')


def main():
    cases = [ast.literal_eval(line[4:]) for line in DATA.read_text().splitlines() if line.startswith('>>> ')]
    with tempfile.TemporaryDirectory() as folder:
        text = ''.join(f'>>> {ascii(source)}\n{said(folder, source)}' for source in cases)
    if sys.argv[1:] != ['--check']:
        DATA.write_text(text)
    elif text != DATA.read_text():
        sys.exit(f'{DATA.name} is not what this Python says')


main()
