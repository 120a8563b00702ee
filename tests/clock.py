"""How long something takes, for tests that ask how the time grows; what it is in seconds, benchmarks ask."""

import gc
from time import process_time

NOTHING = 0.3
"""CPU seconds below which nobody asks how the time grew."""


def quickest(action, times=3):
    """The CPU time of the quickest of some runs, without the collector: its pauses grow with all that pytest holds."""
    taken = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(times):
            start = process_time()
            action()
            taken.append(process_time() - start)
    finally:
        gc.enable()
    return min(taken)


def assert_linear_time(long, short, ratio=10, what=""):
    """``long`` does four times the work of ``short``: linear is a ratio of 4, quadratic one of 16."""
    if quickest(long, 1) > NOTHING:
        assert quickest(long, 2) < ratio * quickest(short, 3), what
