"""People whom a text brings in by office and name, and what it says of each in all its places together."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cleaner.names.office import Office, head_ends, office_before
from cleaner.names.person import HAN, Name, name_after

_PLACE = re.compile(
    f"(?:[在于]|(?<![{HAN}]))((?:(?![在日])[{HAN}]){{2,20}}?[省市区县州旗镇乡])(?:人民代表大会)?第?[{HAN}\\d]{{1,8}}届[{HAN}]{{0,3}}人民代表大会"
)


class Mention(NamedTuple):
    """A title and the name behind it."""

    office: Office
    name: Name


@dataclass(frozen=True, slots=True)
class Person:
    """Who someone is, by the words of the text as they stand; spans tell where the text says so first."""

    name: str
    role: str | None
    organisation: str | None
    start: int
    end: int


def mentions(folded: str) -> list[Mention]:
    """Return every title with a name behind it, in order."""
    found: list[Mention] = []
    for end in head_ends(folded):
        name = name_after(folded, end)
        office = name and office_before(folded, end)
        if name and office:
            found.append(Mention(office, name))
    return found


def people(text: str, folded: str, found: Iterable[Mention]) -> Mapping[str, Person]:
    """Return the people of the mentions by folded name. A fuller mention completes an earlier one."""
    known: dict[str, Person] = {}
    for mention in found:
        new = _person(text, folded, mention)
        old = known.get(mention.name.text)
        known[mention.name.text] = _completed(old, new) if old else new
    return known


def meeting_places(folded: str, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the text before ``end`` names the places whose people's congress meets."""
    return (match.span(1) for match in _PLACE.finditer(folded, 0, end))


def _person(text: str, folded: str, mention: Mention) -> Person:
    office, name = mention
    role = _plain(text[office.role : office.end])
    return Person(_plain(text[name.start : name.end]), role, _place(text, folded, office), office.start, name.end)


def _place(text: str, folded: str, office: Office) -> str | None:
    """Return the organisation in the characters of the text, which are as many as the folded ones."""
    if not office.place:
        return None
    start = folded.rfind(office.place[:-1], office.start, office.end)
    return _plain(text[start : start + len(office.place)])


def _completed(old: Person, new: Person) -> Person:
    """Fill what the earlier mention leaves open, where both name the same office."""
    if old.role is None or new.role is None:
        return old
    if new.role != old.role and new.role.endswith(old.role) and not old.organisation:
        return Person(old.name, new.role, new.organisation, old.start, old.end)
    if not old.organisation and new.organisation and old.role.endswith(new.role):
        return Person(old.name, old.role, new.organisation, old.start, old.end)
    return old


def _plain(words: str) -> str:
    return re.sub(r"\s+", "", words)
