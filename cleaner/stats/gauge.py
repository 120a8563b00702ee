"""Counters whose memory does not grow with what they count."""

from collections import Counter
from dataclasses import dataclass, field
from heapq import heappush, heappushpop

MOST = 1000
"""A gauge counts whole numbers from 0 to this; what is more counts as this."""

KEPT = 10
"""So many of the highest and of the lowest are remembered by name."""

_NAMES = 10_000
_TEXTS = 100_000
_SHOWN = 4


@dataclass(slots=True)
class Gauge:
    """How a whole number is distributed, and what it is highest and lowest for.

    >>> gauge = Gauge()
    >>> for value in (30, 31, 30, 900, 2, 31): gauge.add(value, f"report {value}")
    >>> gauge.quantile(0.5), gauge.above(100), gauge.below(10)
    (30, [(900, 'report 900')], [(2, 'report 2')])
    """

    counts: Counter[int] = field(default_factory=Counter)
    total: int = 0
    _high: list[tuple[int, int, str]] = field(default_factory=list)
    _low: list[tuple[int, int, str]] = field(default_factory=list)

    def add(self, value: int, name: str) -> None:
        """Count a value; ``name`` is whose it is. Of equal values the first are remembered."""
        value = min(max(value, 0), MOST)
        self.counts[value] += 1
        self.total += 1
        for heap, key in ((self._high, value), (self._low, -value)):
            entry = key, -self.total, name
            if len(heap) < KEPT:
                heappush(heap, entry)
            elif entry > heap[0]:
                heappushpop(heap, entry)

    def quantile(self, share: float) -> int:
        """Return the least value that this share of all values does not exceed; 0 where nothing was counted."""
        wanted, seen = share * self.total, 0
        for value in sorted(self.counts):
            seen += self.counts[value]
            if seen >= wanted:
                return value
        return 0

    def above(self, floor: int) -> list[tuple[int, str]]:
        """Return the highest that are ``floor`` or more and far from the middle half, the highest first."""
        low, high = self.quantile(0.25), self.quantile(0.75)
        fence = max(floor - 1, high + 3 * (high - low))
        return [(value, name) for value, _, name in sorted(self._high, reverse=True) if value > fence]

    def below(self, ceiling: int) -> list[tuple[int, str]]:
        """Return the lowest that are less than ``ceiling`` and far from the middle half, the lowest first."""
        low, high = self.quantile(0.25), self.quantile(0.75)
        fence = min(ceiling, low - 3 * (high - low))
        return [(-value, name) for value, _, name in sorted(self._low, reverse=True) if -value < fence]


@dataclass(slots=True)
class Commonest:
    """Counts names; of very many different ones the rarest are given up, and ``rest`` says how many they had."""

    counts: Counter[str] = field(default_factory=Counter)
    rest: int = 0

    def add(self, name: str) -> None:
        """Count a name."""
        self.counts[name] += 1
        if len(self.counts) > _NAMES:
            common = Counter(dict(self.counts.most_common(_NAMES // 2)))
            self.rest += self.counts.total() - common.total()
            self.counts = common


@dataclass(slots=True)
class Echoes:
    """Which texts stand more than once, told by their digests.

    All are remembered as long as they are not too many; then every second one, every fourth and so on. Which ones
    depends on their digests alone, so that all copies of a text are seen or none.
    """

    every: int = 1
    seen: dict[int, list[str]] = field(default_factory=dict)
    times: Counter[int] = field(default_factory=Counter)

    def add(self, digest: str, name: str) -> None:
        """Count a text by its SHA-256 in hexadecimal."""
        key = int(digest[:16], 16)
        if key % self.every:
            return
        self.times[key] += 1
        names = self.seen.setdefault(key, [])
        if len(names) < _SHOWN:
            names.append(name)
        if len(self.seen) > _TEXTS:
            self.every *= 2
            self.seen = {key: names for key, names in self.seen.items() if not key % self.every}
            self.times = Counter({key: self.times[key] for key in self.seen})

    @property
    def surplus(self) -> int:
        """How many texts stand already elsewhere; an estimate where ``every`` is not 1."""
        return self.every * sum(times - 1 for times in self.times.values())

    @property
    def groups(self) -> list[tuple[int, list[str]]]:
        """How often a text stands and the first names of those that hold it, the most frequent first."""
        found = [(times, self.seen[key]) for key, times in self.times.items() if times > 1]
        return sorted(found, key=lambda group: -group[0])
