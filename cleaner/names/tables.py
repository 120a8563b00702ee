"""The word lists of names and offices, read from ``cleaner/data`` when first needed."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files


@cache
def words(table: str, section: str) -> tuple[str, ...]:
    """Return the words of a section of ``cleaner/data/<table>.txt``, the longest first, each once."""
    return tuple(sorted(dict.fromkeys(_sections(table)[section]), key=len, reverse=True))


def alternatives(table: str, section: str) -> str:
    """Return a pattern for any word of a section, the longest first, to stand inside a larger one."""
    return f"(?:{'|'.join(map(re.escape, words(table, section)))})"


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
def called() -> frozenset[str]:
    """Return those of the manners that people are called, too."""
    return frozenset(words("surnames", "called"))


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
