"""All places of a text in which people who are known are named."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cleaner.names.known import Person
from cleaner.names.mention import Mention
from cleaner.names.person import Name
from cleaner.scan import places_of

_FEW = 40  # names sought one after the other, as no pattern has to be made for that; more are sought with one


class Place(NamedTuple):
    """Where someone is named: the title and the name, or the name alone."""

    start: int
    end: int
    key: str


class Voice(NamedTuple):
    """The name of someone who speaks, and the rule that says so."""

    name: Name
    rule: str


def places(folded: str, found: Iterable[Mention], known: Mapping[str, Person]) -> list[Place]:
    """Return all places where the people who are known are named, in order."""
    told = [Place(min(m.office.start, m.name.start), max(m.office.end, m.name.end), m.name.text) for m in found]
    told.sort()
    names = [key for key in known if len(key) > 1]
    if not names:
        return told
    covered = [place.start for place in told]
    alone = []
    last = 0
    for start, key in sorted(_occurrences(folded, names), key=lambda one: (one[0], -len(one[1]))):
        at = bisect_left(covered, start + 1) - 1
        if start >= last and (at < 0 or told[at].end < start + len(key)):
            alone.append(Place(start, start + len(key), key))
            last = start + len(key)
    return sorted([*told, *alone])


def _occurrences(folded: str, names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield where the names stand."""
    if len(names) > _FEW:
        pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
        yield from ((match.start(), match[0]) for match in pattern.finditer(folded))
        return
    for name in names:
        yield from ((at, name) for at in places_of(name, folded))


def voice_at(place: Place) -> Voice:
    """Return the voice of who is named in a place."""
    return Voice(Name(place.start, place.end, place.key), "people.quotation")
