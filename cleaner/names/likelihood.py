"""How likely it is that a personal name stands somewhere, and where it ends: a model of words against one of names.

A run of characters is either words (a unigram model: the most likely way of cutting it into words) or a name and then
words (how often each character is a surname, and the first or second of a given name). Both are binary logarithms, so
that their difference, the odds, is in bits: 10 bits say that a name is a thousand times as likely as words. The
tables, ``data/words.txt`` and ``data/given.txt``, say where they come from. All functions read folded text.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple

from cleaner.names.tables import compound_surnames, never_given, rare_surnames, surnames, words
from cleaner.scan import lazy, places_of

SURE = 6
"""With odds of so many bits a name is one whatever stands around it."""

RARE = 5
"""So many bits a surname takes off that is far more often another word."""

_DOUBT = 4  # bits more where no known title stands before it
_AHEAD = 6  # so many characters behind the longer name are cut into words
_RUN = lazy("[\u3400-\u9fff]*")
_LONGEST = 4  # characters of a word
_ASPECTS = "\u7740\u4e86\u8fc7"
_CLOSE = 12  # bits between two names of which other places decide
_SIGHT, _PLACES = 10_000, 8  # so far around, in so many places

# What the tables do not say, in bits; chosen by hand, and held against the pages in fixtures/metadata.
_UNKNOWN = 30  # a character that is no word by itself
_SOUND = 9  # a character that stands for a sound
_DOING = 15  # a verb of one character with the particle behind it (端着)
_SPOKEN = 12  # a word that leads to speech, at most: behind a name it is likelier than elsewhere
_UNSEEN = {"surname": 17, "first": 17, "second": 17, "only": 13}  # a character that no name has there
_NEVER = {"surname": 0, "first": 3, "second": 8, "only": 8}  # more for a particle or the like
_COMPOUND = 10  # any compound surname
_DOUBLED = 12  # a given name of one character twice


class Reading(NamedTuple):
    """A name that ends at ``end``, and by how many bits it is likelier than words."""

    end: int
    odds: int


def readings(text: str, start: int) -> list[Reading]:
    """Return the names that may begin here, with one and with two characters behind the surname, the likelier first.

    Where the text alone leaves it open, the other places decide in which the text, so far as it is near, has the same.
    Nothing where no surname stands here, or nothing behind it.
    """
    both = _readings(_run(text, start))
    total = {one.end: one.odds for one in both}
    if len(both) > 1 and abs(both[0].odds - both[1].odds) < _CLOSE:
        total = _together(text, start, [one.end for one in both])
    found = sorted(both, key=lambda one: -total[one.end])
    return [Reading(start + one.end, one.odds) for one in found]


def _run(text: str, start: int) -> str:
    """Return the Han characters from here that a reading takes in."""
    found = _RUN.match(text, start, start + 4 + _AHEAD)
    return found[0] if found else ""


def _together(text: str, start: int, sizes: list[int]) -> dict[int, int]:
    """Return the odds of the names of these sizes in all near places together."""
    short, longer = (text[start : start + size] for size in sizes)
    near = max(0, start - _SIGHT)
    total = dict.fromkeys(sizes, 0)
    for place in islice(places_of(short, text[near : start + _SIGHT]), _PLACES):
        at = near + place
        for size, odds in _readings(_run(text, at)):
            if size == sizes[0] or text.startswith(longer, at):
                total[size] += odds
    return total


@lru_cache(20_000)
def _readings(run: str) -> tuple[Reading, ...]:
    """Return the odds of the names that the run may begin with, the shorter one first; ends are those in the run."""
    size = 2 if run[:2] in compound_surnames() else 1
    bits = _surname_bits(run[:size])
    if bits is None:
        return ()
    run = run[: size + 2 + _AHEAD]
    as_words = _bits_of_words(run)
    found: list[Reading] = []
    for length in (1, 2):
        given = run[size : size + length]
        if len(given) == length:
            name = bits + _bits_of_given(given, size) + _bits_of_words(run[size + length :])
            found.append(Reading(size + length, as_words - name))
    return tuple(found)


def _surname_bits(surname: str) -> int | None:
    if len(surname) > 1:
        return _COMPOUND
    if surname in rare_surnames():
        return _bits("surname", surname) + RARE
    return _bits("surname", surname) if surname in surnames() else None


def _bits_of_given(given: str, size: int) -> int:
    """Return the bits of a given name behind a surname of ``size`` characters: behind a compound one it is short."""
    alone = 1 if size > 1 else 2
    if len(given) == 1:
        return alone + _bits("only", given)
    apart = _bits("first", given[0]) + _bits("second", given[1])
    return 2 - alone + (min(apart, _DOUBLED) if given[0] == given[1] else apart)


def words_of(run: str) -> tuple[str, ...]:
    """Return the most likely way of cutting a run of Han characters into words.

    >>> words_of("在山下开饭馆")
    ('在', '山下', '开', '饭馆')
    """
    least: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for end in range(1, len(run) + 1):
        starts = [at for at in range(max(0, end - _LONGEST), end) if at == end - 1 or run[at:end] in _words()]
        bits, at = min((least[at][0] + _bits_of_words(run[at:end]), at) for at in starts)
        least.append((bits, (*least[at][1], run[at:end])))
    return least[-1][1]


@lru_cache(20_000)
def _bits_of_words(run: str) -> int:
    """Return the bits of the most likely way of cutting a run into words: the loop that all names wait for."""
    table, least = _words(), [0]
    for end in range(1, len(run) + 1):
        best = least[-1] + table.get(run[end - 1], _UNKNOWN)
        for start in range(max(0, end - _LONGEST), end - 1):
            if (bits := table.get(run[start:end])) and least[start] + bits < best:
                best = least[start] + bits
        if end > 1 and run[end - 1] in _ASPECTS:
            best = min(best, least[end - 2] + _DOING)
        least.append(best)
    return least[-1]


def is_sure(text: str, start: int) -> bool:
    """Say whether a name begins here beyond doubt, so that no title in front of it is needed to say so."""
    found = readings(text, start)
    return bool(found) and found[0].odds >= SURE + _DOUBT


def is_words(run: str) -> bool:
    """Say whether these characters are likely to be words of everyday speech rather than sounds.

    >>> is_words("\u793e\u4f1a\u7ecf\u6d4e"), is_words("\u70ed\u5b5c\u4e07\u53e4\u4e3d")
    (True, False)
    """
    return _bits_of_words(run) < _SOUND * len(run)


def _bits(place: str, character: str) -> int:
    rare = _NEVER[place] if character in never_given() else 0
    return _given()[place].get(character, _UNSEEN[place]) + rare


@cache
def acting_words() -> frozenset[str]:
    """Return words of two characters that begin like a name: verbs, adverbs and the like. Source: data/given.txt."""
    return frozenset(word for _, run in _parts()["acts"] for word in re.findall("..", run))


@cache
def _words() -> Mapping[str, int]:
    """Word -> bits. Source: data/words.txt, whose header says how; what leads to speech is likelier behind names."""
    found: dict[str, int] = {}
    for line in _lines("words.txt"):
        bits, size, run = line.split()
        n = int(size)
        found.update(dict.fromkeys(re.findall("." * n, run), int(bits)))
    for word in (*words("offices", "verb"), *words("offices", "gap")):
        found[word] = min(found.get(word, _SPOKEN), _SPOKEN)
    return found


@cache
def _given() -> Mapping[str, Mapping[str, int]]:
    """Place in a name -> character -> bits. Source: data/given.txt, whose header says how."""
    tables = {part: rows for part, rows in _parts().items() if part != "acts"}
    return {part: {character: bits for bits, run in rows for character in run} for part, rows in tables.items()}


@cache
def _parts() -> Mapping[str, list[tuple[int, str]]]:
    """Return the rows of each part of data/given.txt."""
    found: dict[str, list[tuple[int, str]]] = {}
    for line in _lines("given.txt"):
        if line.startswith("["):
            rows = found.setdefault(line.strip("[]"), [])
        else:
            bits, run = line.split()
            rows.append((int(bits), run))
    return found


def _lines(name: str) -> list[str]:
    text = files("cleaner").joinpath("data", name).read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]
