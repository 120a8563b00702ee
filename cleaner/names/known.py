"""What a text says of each person, in all its places together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cleaner.names.mention import Mention
from cleaner.names.office import Office
from cleaner.names.tables import word_set

_DOTS = dict.fromkeys(map(ord, "\u2022\u2027\u30fb"), "\u00b7")
_NO_ROLE = frozenset(["老人", "老老人"])


@dataclass(frozen=True, slots=True)
class Person:
    """Who someone is, by the words of the text as they stand; spans tell where the text says so first."""

    name: str
    role: str | None
    organisation: str | None
    start: int
    end: int


def people(text: str, folded: str, found: Iterable[Mention]) -> Mapping[str, Person]:
    """Return the people of the mentions by folded name. A fuller mention completes an earlier one."""
    known: dict[str, Person] = {}
    for mention in found:
        new = _person(text, folded, mention)
        old = known.get(mention.name.text)
        known[mention.name.text] = _completed(old, new) if old else new
    return known


def _person(text: str, folded: str, mention: Mention) -> Person:
    office, name = mention
    role = _plain(text[office.role : office.end]) or None
    role = None if role in _NO_ROLE else role
    start, end = min(office.start, name.start), max(office.end, name.end)  # the name may stand before the title
    return Person(_plain(text[name.start : name.end]), role, _place(text, folded, office), start, end)


def _place(text: str, folded: str, office: Office) -> str | None:
    """Return the organisation in the characters of the text, which are as many as the folded ones."""
    if not office.place:
        return None
    start = folded.rfind(office.place, max(0, office.start - 20), office.end)  # before a name that comes first
    if start < 0:
        return office.place
    return _plain(text[start : start + len(office.place)])


def _completed(old: Person, new: Person) -> Person:
    """Fill what the earlier mention leaves open, where both name the same office."""
    if new.role is None:
        return old
    if old.organisation and new.organisation == old.organisation and new.role.endswith(f"\u3001{old.role}"):
        return new
    if old.role is None or (old.role in word_set("offices", "tie") and new.role not in word_set("offices", "tie")):
        return new
    if old.role in word_set("offices", "calling") and not old.organisation and new.organisation:
        return new
    if new.role != old.role and new.role.endswith(old.role) and not old.organisation:
        return Person(old.name, new.role, new.organisation, old.start, old.end)
    if not old.organisation and new.organisation and old.role.endswith(new.role):
        return Person(old.name, old.role, new.organisation, old.start, old.end)
    return old


def _plain(words: str) -> str:
    return "".join(words.split()).translate(_DOTS)
