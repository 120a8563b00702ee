"""The most likely text behind bytes that were read wrong, where some bytes are unknown or were dropped."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import combinations, pairwise, product
from typing import NamedTuple

from cleaner.mojibake.bigram import LOST, alone, behind
from cleaner.mojibake.roundtrip import LOST_BYTES, Misreading, Slot, characters_of, slots

_SWITCH = 12.0  # bits of going over from text that stays to text that was read wrong, or back
_DROPPED = 3.5  # bits of a byte that left no trace
_UNLIKELY = 5.0  # bits of a value that the wrong reading would not have lost there
_FOREIGN = 6.0  # bits of guessing a letter that is not Han
_OPEN = 6.0  # bits of a mark that something must follow, at the end of a damaged run
_OPENERS = "\uff0c\u3001\uff08\u300a\u201c"
_BEAM = 6
_BEHIND = 30.0  # bits by which a reading may be behind the best one
_CHOICES = 24  # characters that an unknown byte is tried as, the most common ones
_LENGTHS = {**dict.fromkeys(range(0xC2, 0xE0), 2), **dict.fromkeys(range(0xE0, 0xF0), 3)}
_DROPPED_SLOT = Slot(LOST_BYTES, 0, False)
_LENGTHS |= dict.fromkeys(range(0xF0, 0xF5), 4)


class Reading(NamedTuple):
    """A character that may start at a slot. ``guessed``: one of its bytes was unknown; ``bits``: what that costs."""

    character: str
    end: int  # the slot behind it
    repaired: bool
    guessed: bool = False
    bits: float = 0.0


class Span(NamedTuple):
    """A damaged span of the text and what it should be; of its characters, how many were guessed and how many lost."""

    start: int
    end: int
    new: str
    guessed: int
    lost: int


class _Link(NamedTuple):
    """The last character of a reading of the slots so far, the link before it, and the bits of all of them."""

    before: "_Link | None"
    at: int
    reading: Reading
    bits: float


class Lattice(NamedTuple):
    """A text, the bytes it was made of, and the encoding these were in.

    ``dropped``: bytes that cp1252 does not define may be missing without a trace. ``certainty``: by how many bits the
    character put in for an unknown byte must beat the next best; else it is U+FFFD.
    """

    text: str
    slots: Sequence[Slot]
    right: str
    dropped: bool
    certainty: float

    @classmethod
    def of(cls, text: str, misreading: Misreading, dropped: bool = False, certainty: float = 2.0) -> "Lattice":
        """Take a text that may have been read wrong in this way. Time and memory are linear in its length."""
        return cls(text, slots(text, misreading), misreading.right, dropped, certainty)

    def spans(self) -> Iterator[Span]:
        """Yield the spans that are more likely a misreading of other text than what they are, with that text."""
        links: list[_Link] = []
        best = self._search()
        while best and best.before:
            links.append(best)
            best = best.before
        run: list[_Link] = []
        for link in self._settled(links[::-1]):
            if link.reading.repaired:
                run.append(link)
            else:
                yield from self._span(run)
                run = []
        yield from self._span(run)

    def _search(self) -> _Link | None:
        """Return the cheapest reading of all slots."""
        waiting: list[dict[tuple[str, bool], _Link]] = [{} for _ in range(len(self.slots) + 1)]
        waiting[0]["", False] = _Link(None, 0, Reading("", 0, False), 0.0)
        for at in range(len(self.slots)):
            ahead = nsmallest(_BEAM, waiting[at].values(), key=lambda link: link.bits)
            waiting[at] = {}
            readings = self._readings(at) if ahead else []
            ahead = [link for link in ahead if link.bits <= ahead[0].bits + _BEHIND]
            for link in ahead:
                for reading in readings:
                    bits = link.bits + reading.bits + _bits(link.reading, reading)
                    key = reading.character, reading.repaired
                    known = waiting[reading.end].get(key)
                    if known is None or bits < known.bits:
                        waiting[reading.end][key] = _Link(link, at, reading, bits)
        return min(waiting[-1].values(), key=_bits_at_end, default=None)

    def _readings(self, at: int) -> list[Reading]:
        """Return what may start at a slot."""
        slot = self.slots[at]
        found = []
        if slot.first:
            end = at + 1
            while end < len(self.slots) and not self.slots[end].first:
                end += 1
            found.append(Reading(self.text[slot.place], end, False))
        found += [Reading(chr(value), at + 1, True) for value in slot.values if value < 0x80]
        if slot.values and slot.values[-1] >= 0x80:
            made = list(self._utf8(at) if self.right == "utf-8" else self._double(at))
            if not made or any(reading.guessed for reading in made):
                found.append(Reading("\ufffd", at + 1, True))
            found += made
        return found

    def _double(self, at: int) -> Iterator[Reading]:
        """Yield the characters of two bytes; none if both are unknown."""
        two = self.slots[at : at + 2]
        if len(two) < 2 or all(len(slot.values) > 1 for slot in two):
            return
        table = characters_of(self.right)
        found = [(table[key], _unlikely(two, key)) for key in map(bytes, _ways(two)) if key in table]
        yield from _chosen(found, at + 2, any(len(slot.values) > 1 for slot in two))

    def _utf8(self, at: int) -> Iterator[Reading]:
        """Yield the characters of a sequence in UTF-8 whose first byte is known."""
        values = self.slots[at].values
        length = _LENGTHS.get(values[0], 0)
        if len(values) > 1 or length == 0:
            return
        for missing in range(min(length, 3) if self.dropped else 1):
            end = at + length - missing
            rest = self.slots[at + 1 : end]
            if len(rest) < length - 1 - missing:
                continue
            for places in combinations(range(length - 1), missing):
                behind = iter(rest)
                tail = [_DROPPED_SLOT if place in places else next(behind) for place in range(length - 1)]
                found = _sequences(values[0], *((slot.values, slot.likely) for slot in tail))
                yield from _chosen(found, end, any(len(slot.values) > 1 for slot in tail), missing * _DROPPED)

    def _settled(self, links: Sequence[_Link]) -> Iterator[_Link]:
        """Put U+FFFD for what was guessed without certainty."""
        for link, after in pairwise([*links, None]):
            if link and link.reading.guessed and self._margin(link, after.reading if after else None) < self.certainty:
                link = link._replace(reading=link.reading._replace(character="\ufffd"))
            if link:
                yield link

    def _margin(self, link: _Link, after: Reading | None) -> float:
        """Return by how many bits a guessed character beats the next best between its neighbours."""
        last = link.before.reading.character if link.before else ""

        def bits(reading: Reading) -> float:
            character = reading.character
            ending = behind(character, after.character) if after else 0.0
            if not (after and after.repaired) and character in _OPENERS:
                ending += _OPEN
            return reading.bits + behind(last, character) + ending

        mine = link.reading
        readings = (other for other in self._readings(link.at) if other.guessed and other.end == mine.end)
        return min((bits(other) for other in readings if other.character != mine.character), default=100.0) - bits(mine)

    def _span(self, run: list[_Link]) -> Iterator[Span]:
        """Make a span of a run of repaired characters, without the ASCII at its ends that is the same either way."""
        same = [link.reading.character.isascii() and len(self.slots[link.at].values) == 1 for link in run]
        if all(same):
            return
        run = run[same.index(False) : len(same) - same[::-1].index(False)]
        new, lost, width = "", 0, 3 if self.right == "utf-8" else 2
        for link in run:
            one_byte = link.reading.character == "\ufffd" and link.reading.end == link.at + 1
            new += "" if one_byte and lost % width else link.reading.character  # some bytes make one lost character
            lost = lost + 1 if one_byte else 0
        end = run[-1].reading.end
        place = self.slots[end].place if end < len(self.slots) else len(self.text)
        guessed = sum(link.reading.guessed and link.reading.character != "\ufffd" for link in run)
        yield Span(self.slots[run[0].at].place, place, new, guessed, new.count("\ufffd"))


def _bits(last: Reading, reading: Reading) -> float:
    """Return the bits of a character behind another."""
    bits = 0.0 if last.repaired == reading.repaired else _SWITCH
    if last.repaired and not reading.repaired and last.character in _OPENERS:
        bits += _OPEN
    if reading.repaired and reading.character == "\ufffd":
        return bits + LOST
    return bits + behind(last.character, reading.character)


def _bits_at_end(link: _Link) -> float:
    """Return the bits of a reading at the end of a line."""
    return link.bits + (_OPEN if link.reading.character in _OPENERS else 0.0)


def _chosen(found: Sequence[tuple[str, float]], end: int, guessed: bool, bits: float = 0.0) -> Iterator[Reading]:
    """Yield readings of the characters; of many the most common."""
    if guessed:
        foreign = ((character, more + _foreign(character)) for character, more in found)
        found = nsmallest(_CHOICES, foreign, key=lambda one: alone(one[0]) + one[1])
    for character, more in found:
        yield Reading(character, end, True, guessed, bits + more)


def _foreign(character: str) -> float:
    """Return the bits more of a letter that is not Han: cheap where it stands, but nothing to guess."""
    return _FOREIGN if character.isalpha() and not "\u3400" <= character <= "\u9fff" else 0.0


def _ways(read: Sequence[Slot]) -> Iterator[tuple[int, ...]]:
    """Yield the ways to fill the slots."""
    return product(*(slot.values for slot in read))


def _unlikely(read: Sequence[Slot], data: Sequence[int]) -> float:
    """Return the bits of the bytes that the wrong reading would not have lost."""
    return sum(_UNLIKELY for slot, value in zip(read, data, strict=True) if slot.likely and value not in slot.likely)


@lru_cache(maxsize=10_000)
def _sequences(lead: int, *tail: tuple[bytes, bytes | None]) -> list[tuple[str, float]]:
    """Return the characters that the possible bytes make in UTF-8, each with the bits of unlikely ones; few of many."""
    read = [Slot(bytes(v for v in values if 0x80 <= v < 0xC0), 0, False, likely) for values, likely in tail]
    found = []
    for rest in _ways(read) if len(read) < 3 or all(len(slot.values) == 1 for slot in read) else ():
        try:
            found.append((bytes((lead, *rest)).decode(), _unlikely(read, rest)))
        except UnicodeError:
            continue
    return nsmallest(_CHOICES, found, key=lambda one: alone(one[0]) + one[1])
