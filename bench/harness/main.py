"""Calls the program beside this file again and again and prints of each call its seconds and its result.

usage: main.py CALLS SECONDS   (no further call begins when the seconds are over)
"""

import sys
import time

import subject


def measure(calls, seconds):
    call = subject.benchmark_call
    clock = time.perf_counter
    begun = clock()
    for _ in range(calls):
        start = clock()
        result = call()
        end = clock()
        print(end - start, result)
        if end - begun > seconds:
            break


measure(int(sys.argv[1]), float(sys.argv[2]))
