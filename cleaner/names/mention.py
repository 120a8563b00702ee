"""People whom a text brings in by office and name, and what it says of each in all its places together."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from cleaner.names.office import Office, heads, office_before
from cleaner.names.person import HAN, Name, is_name, may_be_name, name_after
from cleaner.names.tables import alternatives, manners

_PLACE = re.compile(
    f"(?:[在于]|(?<![{HAN}]))((?:(?![在日])[{HAN}]){{2,20}}?[省市区县州旗镇乡])(?:人民代表大会)?第?[{HAN}\\d]{{1,8}}届[{HAN}]{{0,3}}人民代表大会"
)


_LAST = re.compile(f"[ ]{{1,8}}([{HAN}]{{2,4}})[ ]*(?:\n|\\Z)")
_FIRST = re.compile(f"[ ]{{0,8}}([{HAN}\u00b7]{{2,12}})[ ]{{1,8}}(?=[{HAN}])")
_TEAM = re.compile("团队|课题组|一行")
_PLACE_BEFORE = re.compile(
    "(?:[\\s,:\u3002\u201d]|^|(?=我|本))(?:我[校院市县区省]|本[校院])?([\u3400-\u9fff]{1,14}(?:学院|大学|中学|小学|医院|研究院|研究所|[局厅部院署处]|中心|公司|集团))\\Z"
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
    """Return every title with a name behind it, or before it (简文彬市长表示), in order."""
    found: list[Mention] = []
    for start, end in heads(folded):
        sure = name_after(folded, end) or _alone(folded, end)
        name = sure or _word_that_speaks(folded, end)
        office = office_before(folded, end) if name else None
        if name and office and (sure or office.place):
            found.append(Mention(office, name))
        elif turned := _turned(folded, start, end) or _listed(folded, start, end):
            found.append(turned)
    return sorted([*found, *_quoted(folded, found)], key=lambda mention: mention.name.start)


def _quoted(folded: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the first place where a title stands before the name of someone who is quoted further on without one.

    ``“...”柳絮说`` alone may be anything; with ``校医柳絮抱着`` before it, it is a name, whatever follows it there.
    """
    known = {mention.name.text for mention in found}
    said: dict[str, int] = {}
    for match in _closed_quote().finditer(folded):
        word = match[1]
        if word not in known and may_be_name(word) and not manners().intersection((word, word[:2])):
            said.setdefault(word, match.start())
    for _, end in heads(folded) if said else ():
        for size in (3, 2):
            word = folded[end : end + size]
            if said.get(word, 0) > end and (office := office_before(folded, end)):
                del said[word]
                yield Mention(office, Name(end, end + size, word))
                break


def _listed(folded: str, start: int, end: int) -> Mention | None:
    """Return the name that opens a line which is a name, a blank and a title (安澜  市水利局局长)."""
    if folded[end : end + 1] not in ("", "\n"):
        return None
    found = _FIRST.match(folded, folded.rfind("\n", 0, start) + 1)
    if not found or found.end() > start or not may_be_name(found[1]):
        return None
    office = office_before(folded, end)
    return Mention(office, Name(*found.span(1), found[1])) if office and office.start >= found.end(1) else None


def _alone(folded: str, end: int) -> Name | None:
    """Return what stands behind a title and a blank at the end of a line: a name, be it a word of everyday speech."""
    found = _LAST.match(folded, end)
    return Name(*found.span(1), found[1]) if found and may_be_name(found[1]) else None


def _word_that_speaks(folded: str, end: int) -> Name | None:
    """Return a name that is a word of everyday speech between the title of an office of some place and a verb."""
    for size in (2, 3):
        word = folded[end : end + size]
        if may_be_name(word) and not manners().intersection((word, word[:2])) and _speaks().match(folded, end + size):
            return Name(end, end + size, word)
    return None


def _turned(folded: str, start: int, end: int) -> Mention | None:
    """Return the name before a title, where the title is followed by a verb of speaking or a team of that person."""
    if not _speaks().match(folded, end) and not _TEAM.match(folded, end):
        return None
    for size in (4, 3, 2):
        word = folded[start - size : start] if start >= size else ""
        before = folded[: start - size]
        place = _PLACE_BEFORE.search(folded, max(0, start - size - 16), start - size)
        if is_name(word) and (place or not re.match(f"[{HAN}]", before[-1:] or " ")):
            organ = place[1] if place else None
            office = Office(start - size, end, start, organ)
            return Mention(office, Name(start - size, start, word))
    return None


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
    start, end = min(office.start, name.start), max(office.end, name.end)  # the name may stand before the title
    return Person(_plain(text[name.start : name.end]), role, _place(text, folded, office), start, end)


def _place(text: str, folded: str, office: Office) -> str | None:
    """Return the organisation in the characters of the text, which are as many as the folded ones."""
    if not office.place:
        return None
    start = folded.rfind(office.place[:-1], max(0, office.start - 20), office.end)  # before a name that comes first
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


@cache
def _closed_quote() -> re.Pattern[str]:
    """What is quoted, and a word of two to four characters that says so."""
    verb = alternatives("offices", "verb")
    return re.compile(f"\u201d([{HAN}]{{2,3}}?){verb}[,\u3002:]")


@cache
def _speaks() -> re.Pattern[str]:
    gap, verb = alternatives("offices", "gap"), alternatives("offices", "verb")
    return re.compile(f'(?:{gap}(?:着|地)?)?{verb}[,:"\u201c\u2018\u300c\u3002]')


def _plain(words: str) -> str:
    return re.sub(r"\s+", "", words)
