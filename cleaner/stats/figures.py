"""Counts over records, read once, one after the other; no record is kept."""

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from cleaner.record import FIELDS, Record
from cleaner.stats.gauge import KEPT, Commonest, Echoes, Gauge
from cleaner.stats.letters import foreign, language, letters

_YEAR = re.compile("(\\d{4})(?:-(\\d{2}))?")
_DAY = re.compile("\\d{4}-\\d{2}-\\d{2}")
LOG = 100
"""Lengths are gauged as 100 times their decimal logarithm: 200 is 100 characters, 300 is 1,000."""


@dataclass(slots=True)
class Deeds:
    """What a rule or a stage did: how often, to how many characters, in how many reports."""

    edits: int = 0
    removed: int = 0
    changed: int = 0
    added: int = 0
    reports: int = 0

    def add(self, old: int, new: int) -> None:
        """Count an edit by the lengths of what was there and what came for it."""
        self.edits += 1
        self.changed += min(old, new)
        self.removed += max(0, old - new)
        self.added += max(0, new - old)

    def join(self, other: "Deeds") -> None:
        """Add what another one counted in one report."""
        self.edits += other.edits
        self.changed += other.changed
        self.removed += other.removed
        self.added += other.added
        self.reports += 1


class Measure(NamedTuple):
    """Something that tells a report to look at: what is said of it, and from where on it is worth a look at all.

    ``{}`` in ``says`` is the value. ``unit`` is 10 where the gauge counts
    thousandths and per cent are told, LOG where it counts logarithms.
    """

    says: str
    floor: int
    unit: int = 1
    low: bool = False


MEASURES = {
    "removed": Measure("{} % of it was removed", 200, 10),
    "edits": Measure("{} edits to 100 characters", 10),
    "foreign": Measure("{} % of its letters are not Chinese", 200, 10),
    "remarks": Measure("{} remarks of the stages", 3),
    "line": Measure("a paragraph of {} characters", 320, LOG),
    "length": Measure("{} characters of text", 400, LOG),
    "shortness": Measure("only {} characters of text", 170, LOG, low=True),
}
"""What is measured of every report, of saved pages and of texts apart."""


@dataclass(slots=True)
class Figures:
    """All that is counted. ``rules`` goes by stage and rule; ``gauges`` by kind of page and measure."""

    reports: int = 0
    pages: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    unledgered: int = 0
    uncertain: int = 0
    bytes: int = 0
    source: int = 0
    text: int = 0
    rules: dict[tuple[str, str], Deeds] = field(default_factory=dict)
    stages: dict[str, Deeds] = field(default_factory=dict)
    filled: Counter[str] = field(default_factory=Counter)
    dates: dict[str, Counter[str]] = field(default_factory=lambda: {"date": Counter(), "published": Counter()})
    languages: Counter[tuple[str, str]] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)
    outlets: Commonest = field(default_factory=Commonest)
    echoes: Echoes = field(default_factory=Echoes)
    gauges: dict[str, dict[str, Gauge]] = field(default_factory=dict)
    odd: list[tuple[str, str]] = field(default_factory=list)
    _odd: Counter[str] = field(default_factory=Counter)

    def add(self, record: Record) -> None:
        """Count a record."""
        self.pages += record.place.index == 0
        self.bytes += (record.source.size or 0) if record.place.index == 0 else 0
        self.source += record.place.end - record.place.start
        self.unledgered += record.steps is None
        self.uncertain += bool(record.remarks)
        done = self._add_steps(record)
        for state, reason in (("error", record.error), ("dropped", record.dropped)):
            if reason:
                self.failed[state] += 1
                self._note(record.id, state, f"{state}: {reason.reason} [{reason.rule}]")
        if record.error or record.dropped:
            return
        self.reports += 1
        self.text += len(record.text)
        self.echoes.add(record.text_digest, record.id)
        found = letters(record.text)
        self.letters.update(found)
        self._add_metadata(record, language(found))
        self._measure(record, done, foreign(found))

    def _add_steps(self, record: Record) -> Deeds:
        """Count what was done to a record and return it in all."""
        own: dict[tuple[str, str], Deeds] = {}
        for step in record.steps or ():
            for start, end, _, new, rule in step.patch.hunks:
                own.setdefault((step.stage, rule), Deeds()).add(end - start, len(new))
        stages: dict[str, Deeds] = {}
        whole = Deeds()
        for (stage, rule), deeds in own.items():
            self.rules.setdefault((stage, rule), Deeds()).join(deeds)
            stages.setdefault(stage, Deeds()).join(deeds)
            whole.join(deeds)
        for stage, deeds in stages.items():
            self.stages.setdefault(stage, Deeds()).join(deeds)
        return whole

    def _add_metadata(self, record: Record, tongue: str) -> None:
        said = record.metadata
        self.filled.update(label for label in FIELDS if said.get(label))
        for label, periods in self.dates.items():
            if found := _YEAR.match(str(said.get(label) or "")):
                periods[found[0]] += 1
        self.languages[tongue, str(said.get("script") or "")] += 1
        if outlet := said.get("outlet"):
            self.outlets.add(str(outlet))
        date, published = str(said.get("date") or ""), str(said.get("published") or "")
        if _DAY.fullmatch(date) and _DAY.fullmatch(published) and published < date:
            self._note(record.id, "dates", f"of {date}, but published {published}")

    def _measure(self, record: Record, done: Deeds, strange: int) -> None:
        size, length = record.place.end - record.place.start, len(record.text)
        known = size > 0 and record.steps is not None
        values = {
            "removed": round(1000 * done.removed / size) if known else None,
            "edits": round(100 * done.edits / size) if known else None,
            "foreign": strange,
            "remarks": len(record.remarks),
            "line": _log(max(map(len, record.text.split("\n")))),
            "length": _log(length),
            "shortness": _log(length),
        }
        kind = "html" if "html" in record.source.media_type else "text"
        gauges = self.gauges.setdefault(kind, {measure: Gauge() for measure in MEASURES})
        for measure, value in values.items():
            if value is not None:
                gauges[measure].add(value, record.id)

    def _note(self, name: str, kind: str, why: str) -> None:
        """Remember the first reports of a kind that are odd in themselves."""
        self._odd[kind] += 1
        if self._odd[kind] <= KEPT:
            self.odd.append((name, why))


def outliers(figures: Figures) -> list[tuple[str, list[str]]]:
    """Return the reports to look at and why: what failed, then what lies far from most in some measure."""
    found: dict[str, list[str]] = {}
    for name, why in figures.odd:
        found.setdefault(name, []).append(why)
    for gauges in figures.gauges.values():
        for label, measure in MEASURES.items():
            gauge = gauges[label]
            far = gauge.below(measure.floor) if measure.low else gauge.above(measure.floor)
            middle = _told(gauge.quantile(0.5), measure.unit)
            for value, name in far:
                told = measure.says.format(_told(value, measure.unit))
                found.setdefault(name, []).append(f"{told} (median {middle})")
    return list(found.items())


def _log(length: int) -> int:
    return round(LOG * math.log10(max(1, length)))


def _told(value: int, unit: int) -> str:
    if unit == LOG:
        exact = 10 ** (value / LOG)
        return f"about {round(exact, -max(0, int(math.log10(exact)) - 1)):,.0f}"
    return f"{value / unit:.1f}" if unit > 1 else str(value)
