"""Records what CPython 3.13 knows about characters into data/uni.tsv: a digest over all code points for each method of str, and
how the letters of some words with sigmas map.

Run with CPython 3.13:  python3.13 core/tests/record_uni.py
"""
import pathlib
import sys
import unicodedata

MASK = 2**64 - 1
# All up to the last assigned letters; of the rest, which is unassigned or of private use but for a few, all of one row and a sample.
CODES = [*range(0x33480), *range(0x33480, 0xE0000, 61), *range(0xE0000, 0xE0200), *range(0xE0200, sys.maxunicode + 1, 61), sys.maxunicode]


def digest(numbers):
    """FNV-1a over numbers."""
    value = 0xCBF29CE484222325
    for number in numbers:
        value = (value ^ number) * 0x100000001B3 & MASK
    return f"{value:016x}"


def mapped(function):
    for code in CODES:
        for character in function(chr(code)):
            yield ord(character)


TESTS = ["isalpha", "isalnum", "isdecimal", "isdigit", "isnumeric", "isspace", "isupper", "islower", "isprintable"]
with open(pathlib.Path(__file__).parent / "data" / "uni.tsv", "w", encoding="utf-8", newline="\n") as file:
    for name in TESTS:
        print(name, digest(getattr(chr(code), name)() for code in CODES), sep="\t", file=file)
    print("istitle", digest(unicodedata.category(chr(code)) == "Lt" for code in CODES), sep="\t", file=file)
    print("start", digest(chr(code).isidentifier() for code in CODES), sep="\t", file=file)
    print("part", digest(("a" + chr(code)).isidentifier() for code in CODES), sep="\t", file=file)
    print("splitlines", digest(len(("a" + chr(code) + "a").splitlines()) == 2 for code in CODES), sep="\t", file=file)
    print("decimal", digest(unicodedata.decimal(chr(code), 99) for code in CODES), sep="\t", file=file)
    for name in ["lower", "upper", "title", "casefold", "swapcase"]:
        print(name, digest(mapped(getattr(str, name))), sep="\t", file=file)
    # Characters that are skipped before and behind a sigma, as seen from outside.
    print("before", digest(("A" + chr(code) + "\u03a3").lower()[-1] == "\u03c2" for code in CODES), sep="\t", file=file)
    print("behind", digest(("A\u03a3" + chr(code) + "A").lower()[1] == "\u03c2" for code in CODES), sep="\t", file=file)
