"""How long something takes, for tests that ask how the time grows; what it is in seconds, benchmarks ask."""

import gc
from itertools import accumulate
from time import process_time

NOTHING = 0.3
"""CPU seconds below which nobody asks how the time grew."""


def seconds(action):
    """The CPU time of one run, without the collector: its pauses grow with all that pytest holds."""
    gc.collect()
    gc.disable()
    try:
        start = process_time()
        action()
        return process_time() - start
    finally:
        gc.enable()


def assert_linear_time(long, short, ratio=10, what=""):
    """``long`` does four times the work of ``short``: linear is a ratio of 4, quadratic one of 16.

    Both are timed by turns until the quickest of each are in line, at most twelve times: a processor changes its pace
    by half within seconds, and then one short run can look twice as quick as the long ones after it.
    """
    if seconds(long) < NOTHING:
        return
    pairs = ((seconds(short), seconds(long)) for _ in range(12))
    quickest = accumulate(pairs, lambda best, pair: (min(best[0], pair[0]), min(best[1], pair[1])))
    assert any(whole < ratio * quarter for quarter, whole in quickest), what
