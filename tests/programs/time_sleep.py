# time.sleep: that time passes, and what is no duration.
import time

before = time.monotonic_ns()
print(time.sleep(0.002), time.sleep(0), time.sleep(True) if before < 0 else None, time.sleep(-0.0))
print(time.monotonic_ns() - before >= 2_000_000)
for wrong in (-1, -1e-12, float("nan"), float("inf"), 1e300, -1e300, 10**30, -(10**30), 2.0**63 / 1e9, "x", None, [1]):
    try:
        time.sleep(wrong)
    except Exception as e:
        print(type(e).__name__, e)
for call in (lambda: time.sleep(), lambda: time.sleep(1, 2), lambda: time.sleep(secs=1), lambda: time.time(1)):
    try:
        call()
    except TypeError as e:
        print(e)
for i in range(300):
    time.sleep(0)
print(time.sleep, time.sleep.__name__)
