"""Who speaks without a verb of speaking behind the name: around a quotation, by a pronoun, by surname and office."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from cleaner.compiled import compiled
from cleaner.names.known import Person
from cleaner.names.mention import Mention
from cleaner.names.person import HAN, Name
from cleaner.names.place import Place, Voice, places, voice_at
from cleaner.names.pronoun import ENDED, LEAST, OTHER_PERSON, OTHER_SUBJECT, REACH, meant, meant_beside
from cleaner.names.tables import alternatives, compound_surnames, verbs
from cleaner.scan import lazy, places_of

_CLOSED = lazy("[\u3002!?,\u2026\u2014~]\u201d(?=[\\w(\u300a\u201c])")
_FREE = lazy("[\u3002!?](?P<said>\u201c[^\u201d\n]{9,300}[\u3002!?\u2026]\u201d)(?=\n|\\Z)")
"""A quotation of whole sentences that ends its paragraph behind another sentence."""
_SENTENCE_END = lazy("[\u3002!?\n]")
_OTHER = lazy(
    "[他她](?!的)|如今|后来|这些年|近年|目前|此后|随后|记者|[对向跟给和与][^,]{0,8}\\Z|(?:大家|人们|村民们|负责人|工作人员|[老大]?[爷妈叔婶伯姐哥嫂])"
)
_LEADS_TO_QUOTE = lazy(
    "[^\u3002!?\n\u201c\u201d:]{0,48}?(?P<mark>[:,])[ ]?\u201c(?P<said>[^\u201d\n]{2,300})(?:\u201d|\n)"
)
_WHOLE = ("\u3002", "!", "?", "\u2026", ",", "~")
_OPENS = lazy("\\s*(?:[^\u3002]{2,24}[讯电报][ )\u3011]{0,3}(?:\\([^()]{2,60}\\)|[^\u3002,]{0,30}报道[:,]?)?\\s*)?")
_OPENERS = (*"\n \u3002!?;\u201d,", "")
_TRIES = 4


def voices(
    folded: str, found: Sequence[Mention], known: Mapping[str, Person], heard: Collection[str]
) -> Iterator[Voice]:
    """Yield who speaks before, behind or between quotations, and whom a pronoun or a short form means."""
    there = places(folded, found, known)
    if not there:
        return
    starts = [place.start for place in there]
    yield from _behind_quotation(folded, there, starts)
    yield from _before_quotation(folded, there)
    yield from _around_quotation(folded, there, starts)
    yield from meant(folded, there, starts)
    yield from meant_beside(folded, there, starts)
    yield from _short(folded, known)
    yield from _on(folded, there, heard)


def _behind_quotation(folded: str, there: Sequence[Place], starts: Sequence[int]) -> Iterator[Voice]:
    """Yield who is named first behind a quotation that ends as a sentence does.

    Directly behind it, or, where the quotation opens its paragraph, as the only one of the sentence that follows.
    """
    for match in _CLOSED.finditer(folded):
        line = folded.rfind("\n", max(0, match.start() - REACH), match.start()) + 1
        opened = folded.rfind("\u201c", line, match.start())
        if opened < 0 or match.start() - opened < LEAST:
            continue
        at = match.end()
        stop = _SENTENCE_END.search(folded, at, at + REACH)
        end = stop.start() if stop else min(len(folded), at + REACH)
        inside = there[bisect_left(starts, at) : bisect_left(starts, end)]
        if not inside:
            continue
        if inside[0].start == at:
            yield voice_at(inside[0])
            continue
        opens = folded[opened - 1 : opened] in ENDED or _OPENS.fullmatch(folded, line, opened)
        led = [place for place in inside if folded[place.start - 1] in ",\u201d"]
        inside = led if len({place.key for place in inside}) > 1 and len(led) == 1 else inside
        if opens and len({place.key for place in inside}) == 1:
            between = folded[at : inside[0].start]
            if not _OTHER.search(between) and not _says().search(between):
                yield voice_at(inside[0])


def _before_quotation(folded: str, there: Sequence[Place]) -> Iterator[Voice]:
    """Yield who is named first in a sentence that leads to a quotation, by a colon or by a comma before a sentence."""
    last = -1
    for place in there:
        sentence = max(folded.rfind(mark, max(0, place.start - 120), place.start) for mark in "\u3002!?\n\u201d")
        if sentence == last and sentence >= 0:
            continue
        last = sentence
        before = folded[sentence + 1 : place.start]
        match = _LEADS_TO_QUOTE.match(folded, place.end)
        if not match or len(match["said"]) < LEAST or _OTHER.search(before):
            continue
        behind = folded[match.end() : match.end() + 1]
        whole = match["said"].endswith(_WHOLE[:4]) or behind in ("\u3002", ",")
        if match["mark"] == ":" or (whole and len(match["said"]) > 2 * LEAST):
            yield voice_at(place)


def _around_quotation(folded: str, there: Sequence[Place], starts: Sequence[int]) -> Iterator[Voice]:
    """Yield who is the only one named in a paragraph before a quotation that is a sentence of its own in it."""
    for match in _FREE.finditer(folded):
        at = match.start("said")
        line = max(folded.rfind("\n", 0, at) + 1, at - REACH)
        inside = there[bisect_left(starts, line) : bisect_left(starts, at)]
        if len({place.key for place in inside}) == 1 and not OTHER_PERSON.search(folded, inside[0].end, at):
            yield voice_at(inside[-1])


def _on(folded: str, there: Sequence[Place], heard: Collection[str]) -> Iterator[Voice]:
    """Yield who begins a sentence that goes on to say something in a later clause (X走进...,与...交谈,强调,)."""
    tried: dict[str, int] = {}
    for at, place in enumerate(there):
        tried[place.key] = tried.get(place.key, 0) + 1
        if place.key in heard or tried[place.key] > _TRIES:
            continue
        before = folded[max(0, place.start - 1) : place.start]
        if before not in _OPENERS:
            continue
        match = _goes_on().match(folded, place.end)
        other = there[at + 1].start if at + 1 < len(there) else len(folded)
        if match and other >= match.start("verb") and not OTHER_SUBJECT.search(match[0]):
            yield voice_at(place)


def _short(folded: str, known: Mapping[str, Person]) -> Iterator[Voice]:
    """Yield the only one known by a surname that stands with an office or form of address before a verb (郭主任说)."""
    by_surname: dict[str, list[str]] = {}
    for key in known:
        if "\u00b7" in key:
            yield from _first_part(folded, key)
        size = 2 if key[:2] in compound_surnames() else 1
        by_surname.setdefault(key[:size], []).append(key)
    for mark, surname in product("\u3002!?\u201d,;\n", by_surname):
        at = folded.find(mark + surname)
        while at >= 0:
            match = _addressed().match(folded, at + 1)
            at = folded.find(mark + surname, at + 1)
            if not match:
                continue
            keys = by_surname.get(match["name"], ())
            if len(keys) == 1:
                yield Voice(Name(match.start("name"), match.end("name"), keys[0]), "people.quotation")


def _first_part(folded: str, key: str) -> Iterator[Voice]:
    """Yield who bears a dotted name and speaks by its first part (艾则孜说)."""
    first = key.partition("\u00b7")[0]
    for at in places_of(first, folded) if len(first) > 1 else ():
        end = at + len(first)
        if folded[at - 1 : at] in _OPENERS and _said_by().match(folded, end):
            yield Voice(Name(at, end, key), "people.quotation")


@cache
def _said_by() -> re.Pattern[str]:
    return compiled(f"(?:{alternatives('offices', 'gap')}[\\w\u3001]{{0,12}}?)?{verbs()}[,:\u201c\u3002]")


@cache
def _says() -> re.Pattern[str]:
    return compiled(f"{verbs()}[,:\u201c\u3002]")


@cache
def _goes_on() -> re.Pattern[str]:
    verb = verbs()
    return compiled(
        f"[^\u3002!?\n\u201c\u201d:]{{2,160}}?[,\u3001](?:并|还|又|同时|一边|边|也)?[\\w\u3001]{{0,6}}?(?P<verb>{verb})"
        "(?:(?:大家|我们|记者|他们|同学们|村民们?|群众|孩子们|道)?[,:\u201c\u3002]|(?<=说)[要想会是])"
    )


@cache
def _addressed() -> re.Pattern[str]:
    verb, gap = verbs(), alternatives("offices", "gap")
    title = (
        "主任|局长|书记|镇长|乡长|县长|区长|市长|院长|校长|所长|站长|队长|科长|处长|经理|总经理|董事长|会长|社长"
        "|园长|馆长|理事长|支书|医生|大夫|教授|老师|律师|法官|警官|师傅|总|工|董|校"
        "|女士|先生|大姐|大哥|大爷|大妈|大叔|阿姨|老板|部长|组长|厂长|店长|村长"
    )
    return compiled(f"(?P<name>[{HAN}]{{1,2}}?)(?:{title})(?:{gap}[\\w\u3001]{{0,12}}?)?{verb}[,:\u201c\u3002]")
