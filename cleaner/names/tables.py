"""The word lists of names and offices, read from ``cleaner/data`` when first needed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

_NOT_BEFORE = {
    "问": "慰访询疑学顾责请设", "道": (
        "知街轨渠频报味大人厚地公管赛车跑水步古茶柔"
    ), "称": "人名职自简统戏宣声号堪对昵俗", "讲": "演宣听主", "指": "手食拇泛",
    "喊": "呼叫呐", "聊": "无闲", "答": "问应解报", "说": "学小传假邪",
}
"""What stands before the character of a verb of speaking in other words."""


@cache
def words(table: str, section: str) -> tuple[str, ...]:
    """Return the words of a section of ``cleaner/data/<table>.txt``, the longest first, each once."""
    return tuple(sorted(dict.fromkeys(_sections(table)[section]), key=len, reverse=True))


@cache
def word_set(table: str, section: str) -> frozenset[str]:
    """Return the words of a section of ``cleaner/data/<table>.txt``."""
    return frozenset(words(table, section))


def ends_with(table: str, section: str, text: str, start: int, end: int) -> bool:
    """Tell whether a word of a section ends at ``end``, and begins at ``start`` or behind it."""
    return text.endswith(_by_last(table, section).get(text[end - 1 : end], ()), start, end)


@cache
def _by_last(table: str, section: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in words(table, section):
        found[word[-1]] = (*found.get(word[-1], ()), word)
    return found


@cache
def alternatives(table: str, section: str) -> str:
    """Return a pattern for any word of a section, the longest first, to stand inside a larger one."""
    return any_of(words(table, section))


def any_of(choices: Iterable[str]) -> str:
    """Return a pattern for the first of these words, the longest given first; what begins alike is tried once.

    >>> any_of(["abc", "ab", "x"])
    '(?:a(?:bc|b)|x)'
    """
    by_first: dict[str, list[str]] = {}
    for word in choices:
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    parts = (
        re.escape(first) + (f"(?:{'|'.join(rest)})" if len(rest) > 1 else rest[0]) for first, rest in by_first.items()
    )
    return f"(?:{'|'.join(parts)})"


@cache
def verbs() -> str:
    """Return a pattern for the verbs of speaking; one of a single character is not the end of another word (慰问)."""
    longer = any_of(word for word in words("offices", "verb") if len(word) > 1)
    single = [ (
        f"(?<![{_NOT_BEFORE[word]}]){word}"
    ) if word in _NOT_BEFORE else word for word in words("offices", "verb") if len(word) == 1]
    return f"(?:{'|'.join([longer, *single])})"


@cache
def surnames() -> frozenset[str]:
    """Return the single surnames."""
    return frozenset("".join(words("surnames", "single")))


@cache
def rare_surnames() -> frozenset[str]:
    """Return the single surnames that count only where nothing but a name may stand."""
    return frozenset("".join(words("surnames", "rare")))


@cache
def compound_surnames() -> frozenset[str]:
    """Return the surnames of two and more characters."""
    return frozenset(words("surnames", "compound"))


@cache
def common_words() -> frozenset[str]:
    """Return the words of two characters that begin like a name and are none."""
    return frozenset(words("surnames", "word"))


@cache
def manners() -> frozenset[str]:
    """Return the words that stand between an office and a verb of speaking and are no name there."""
    return frozenset(words("surnames", "manner"))


@cache
def given() -> frozenset[str]:
    """Return the given names that hold a character which no other given name holds."""
    return frozenset(words("surnames", "given"))


@cache
def called() -> frozenset[str]:
    """Return those of the manners that people are called, too."""
    return frozenset(words("surnames", "called"))


@cache
def never_called() -> frozenset[str]:
    """Return those of the manners that nobody is called."""
    return manners() - called()


@cache
def never_given() -> frozenset[str]:
    """Return the characters that no given name holds."""
    return frozenset("".join(words("surnames", "never")))


@cache
def _sections(table: str) -> Mapping[str, Sequence[str]]:
    """Read a table: comments behind ``#``, ``[section]`` lines, words between blanks."""
    found: dict[str, list[str]] = {}
    text = files("cleaner").joinpath("data", f"{table}.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section += line.split()
    return found
