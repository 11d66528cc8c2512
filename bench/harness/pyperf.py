"""As much of the package `pyperf` as the functions of pyperformance's files use."""

import time

perf_counter = time.perf_counter
