"""Counters in bounded memory against plain ones."""

from hashlib import sha256
from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.stats import gauge
from cleaner.stats.gauge import KEPT, MOST, Commonest, Echoes, Gauge

VALUES = st.lists(st.integers(0, MOST), min_size=1, max_size=200)


def gauged(values):
    found = Gauge()
    for number, value in enumerate(values):
        found.add(value, str(number))
    return found


def digest(text):
    return sha256(text.encode()).hexdigest()


@given(VALUES)
def test_quantiles(values):
    found = gauged(values)
    assert found.quantile(0.5) == median_low(values)
    assert (found.quantile(0), found.quantile(1)) == (min(values), max(values))


@given(VALUES, st.integers(0, MOST), st.integers(0, MOST))
def test_the_extremes_are_those_of_a_full_list(values, floor, ceiling):
    found = gauged(values)
    low, high = found.quantile(0.25), found.quantile(0.75)
    ranked = sorted(enumerate(values), key=lambda pair: (-pair[1], pair[0]))[:KEPT]
    assert found.above(floor) == [
        (value, str(at)) for at, value in ranked if value >= floor and value > high + 3 * (high - low)
    ]
    ranked = sorted(enumerate(values), key=lambda pair: (pair[1], pair[0]))[:KEPT]
    assert found.below(ceiling) == [
        (value, str(at)) for at, value in ranked if value < ceiling and value < low - 3 * (high - low)
    ]


def test_values_out_of_range_count_as_the_nearest():
    assert gauged([-5, 10 * MOST]).counts == {0: 1, MOST: 1}


def test_a_gauge_of_nothing():
    assert (Gauge().quantile(0.5), Gauge().above(0), Gauge().below(MOST)) == (0, [], [])


def test_a_gauge_stays_small():
    found = gauged(number % 5000 for number in range(20_000))
    assert found.total == 20_000
    assert len(found.counts) <= MOST + 1
    assert len(found._high) == len(found._low) == KEPT


def test_common_names_stay_and_the_rest_is_counted(monkeypatch):
    monkeypatch.setattr(gauge, "_NAMES", 10)
    found = Commonest()
    for number in range(100):
        found.add("the daily")
        found.add(f"number {number}")
    assert found.counts["the daily"] == 100
    assert len(found.counts) <= 10
    assert found.counts.total() + found.rest == 200


def test_texts_that_stand_twice():
    found = Echoes()
    for number, text in enumerate("abcabadd"):
        found.add(digest(text), f"r{number}")
    assert found.surplus == 4
    assert found.groups == [(3, ["r0", "r3", "r5"]), (2, ["r1", "r4"]), (2, ["r6", "r7"])]


def test_of_very_many_texts_a_sample_tells_how_many_stand_twice(monkeypatch):
    monkeypatch.setattr(gauge, "_TEXTS", 500)
    found = Echoes()
    for _ in range(2):
        for number in range(10_000):
            found.add(digest(str(number)), str(number))
    assert len(found.seen) <= 500
    assert found.every > 1
    assert found.surplus == pytest.approx(10_000, rel=0.25)
