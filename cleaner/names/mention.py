"""People whom a text brings in by office and name, and what it says of each in all its places together."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from cleaner.compiled import compiled
from cleaner.names.likelihood import is_sure
from cleaner.names.office import REACH, Office, all_heads, office_before
from cleaner.names.person import (
    HAN,
    Name,
    first_characters,
    is_name,
    is_part,
    may_be_name,
    may_begin,
    name_after,
    name_at,
)
from cleaner.names.tables import (
    alternatives,
    called,
    common_words,
    compound_surnames,
    ends_with,
    manners,
    never_called,
    rare_surnames,
    surnames,
    verbs,
)
from cleaner.scan import lazy, places_of

_HAN = lazy(f"[{HAN}]")
_LAST = lazy(f"[ ]{{1,8}}([{HAN}]{{2,4}})[ ]*(?:\n|\\Z|[:\u2014\u2013\u2015\u2500-])")
_DASHED_NAME = lazy(f"[ ]{{0,8}}([{HAN}]{{2,3}}?)[ ]{{0,4}}(?:[\u2014\u2013\u2015\u2500]{{1,4}}|:)")
_FIRST = lazy(
    f"[ ]{{0,24}}(?:[{HAN}]{{2,6}}[ ]?:[ ]?)?([{HAN}\u00b7]{{2,12}}|[{HAN}] {{1,4}}[{HAN}])[ ]{{1,8}}(?=[{HAN}])"
)
_TEAM = lazy("团队|课题组|一行")
_PLACE_BEFORE = lazy(
    "(?:[\\s,:\u3002\u201d]|^|(?=我|本))(?:我[校院市县区省]|本[校院])?([\u3400-\u9fff]{1,14}(?:学院|大学|中学"
    "|小学|医院|研究院|研究所|[局厅部院署处]|中心|公司|集团))\\Z"
)


_UNMANNERED = lazy("说|告诉|坦言|认为|透露|回忆|解释|介绍,|介绍说")
_AT_A_TIME = lazy(
    "(?:提醒|呼吁|告诉|叮嘱|勉励|希望|要求|指出|坦言)\\w{2,8}[,:\u201c\u3002]|(?:通报|介绍|汇报|宣读|讲解|解读)了"
    "|在[^\u3002,:\u201c]{2,20}(?:时|上|中|后|前)[说表指强介]|[\u3400-\u9fff]着[^\u3002,:\u201c]{1,16}(?:说|表示|介绍)[,:]"
)
_AS = lazy("(?:[\u3002\u201d\n]|^)[ ]{0,8}(?:作为|身为)[^\u3002,]*\\Z")
_AND = lazy("和|与|及|以及")
_ADVERBIAL = frozenset("于何常曾全连应向况宁尚幸毕金")
"""So begin words that are no name between an office and a verb."""
_STANDS_FOR = frozenset("不能可也均将会以已就来所仅只")
_TRIALS, _PLACES = 200, 20
"""So many words are looked for elsewhere in a text, each in so many places."""
_CLAUSE_MARKS = tuple("\n \u3002,!?;:\u201d\u201c\u3001")


class Mention(NamedTuple):
    """A title and the name behind it."""

    office: Office
    name: Name


def mentions(folded: str) -> list[Mention]:
    """Return every title with a name behind it, or before it (简文彬市长表示), in order."""
    found: list[Mention] = []
    doubtful: list[tuple[int, int]] = []
    last = 0
    titles = [span for span in all_heads(folded) if not is_verb(folded, *span)]
    for start, end in titles:
        name = None
        if is_part(folded, end):  # the last character of the title and the next are a word (老师|傅)
            continue
        if may_begin(folded, end):
            name = name_after(folded, end) or _alone(folded, end)
            name = name or _word_that_speaks(folded, start, end) or _heading(folded, end)
        name = name or _apart(folded, start, end)
        if name:
            office = office_before(folded, end, min(last, start))
            if joined := _joined(folded, office, end):
                found.append(joined)
                office = office_before(folded, end, joined.name.end)
            found.append(Mention(office, name))
            last = name.end
        elif turned := _turned(folded, start, end) or _listed(folded, start, end):
            found.append(turned)
        else:
            doubtful.append((start, end))
    found += _related(folded)
    found += _by_calling(folded, {at for span in titles for at in range(*span)} | {end for _, end in titles})
    found += _recurring(folded, doubtful, {mention.name.text for mention in found})
    return sorted(found, key=lambda mention: mention.name.start)


def _apart(folded: str, start: int, end: int) -> Name | None:
    """Return the name behind a title and a particle (任副校长的邱红梅) or a comma (作为理事长,祁红梅)."""
    if folded.startswith("的", end):
        return name_at(folded, end + 1) if is_sure(folded, end + 1) else None
    as_one = folded.startswith(",", end) and _AS.search(folded, max(0, start - REACH), start)
    return name_at(folded, end + 1) if as_one else None


def _joined(folded: str, office: Office, end: int) -> Mention | None:
    """Return who stands before ``and`` in what seems one title (局长安静和区医院副院长卜一凡)."""
    for joint in _AND.finditer(folded, office.start, end):
        for size in (3, 2):
            stop = joint.start()
            word = folded[stop - size : stop]
            titled = ends_with("offices", "head", folded, office.start, max(office.start, stop - size))
            if titled and may_be_name(word):
                return Mention(office_before(folded, stop - size), Name(stop - size, stop, word))
    return None


def is_verb(folded: str, start: int, end: int) -> bool:
    """Tell whether the word for a representative says that something stands for something (不代表)."""
    return folded[start:end] == "代表" and folded[start - 1 : start] in _STANDS_FOR


def _by_calling(folded: str, known: Collection[int]) -> Iterator[Mention]:
    """Yield who is brought in by a calling that is in no list but made like one (球磨工牛永强), by a sure name."""
    for match in _calling().finditer(folded):
        end = match.end()
        if end in known or end - 1 in known or is_part(folded, end):
            continue
        name = name_after(folded, end) if is_sure(folded, end) else None
        if name:
            office = office_before(folded, end)
            if end - office.role > 1:
                yield Mention(office, name)


def _related(folded: str) -> Iterator[Mention]:
    """Yield who is named as a relative of someone (妻子龙珍珠): that is no office."""
    for match in _relation().finditer(folded):
        if name := name_after(folded, match.end()):
            yield Mention(Office(name.start, name.start, name.start, None), name)


def _recurring(folded: str, doubtful: Iterable[tuple[int, int]], known: set[str]) -> Iterator[Mention]:
    """Yield the first place where a title stands before what is a name if other places make it one.

    ``校医柳絮抱着`` may be anything; with ``"...”柳絮说`` further on it is a name, whatever follows it there.
    """
    tried = set(known)
    for _, end in doubtful:
        if folded[end : end + 1] not in surnames() and folded[end : end + 1] not in rare_surnames():
            continue
        for size in (3, 2):
            word = folded[end : end + size]
            if word in tried or not may_be_name(word) or folded[end + size : end + size + 1] in ("地", "们"):
                continue
            if word in never_called() or is_part(folded, end + size):
                continue
            if len(tried) > _TRIALS:
                return
            tried.add(word)
            if _is_borne_out(folded, word, end) and (office := office_before(folded, end)):
                yield Mention(office, Name(end, end + size, word))
                break


def _is_borne_out(folded: str, word: str, at: int) -> bool:
    """Tell whether a word is a name by what stands around it in other places than this."""
    plain = is_name(word)
    if len(word) > 2 and not plain:
        return False
    times = folded.count(word)
    if times < 2:
        return False
    if plain and len(word) > 2:
        return True
    places = list(islice(places_of(word, folded), _PLACES))
    return any(
        place != at
        and (folded[place - 1 : place] in _CLAUSE_MARKS or not place)
        and (folded.startswith(":", place + len(word)) or _acts().match(folded, place + len(word)))
        for place in places
    )


def _heading(folded: str, end: int) -> Name | None:
    """Return what stands between a title at the head of a line and a dash or colon: a name, whatever else it means."""
    found = _DASHED_NAME.match(folded, end)
    if not found or not may_be_name(found[1]):
        return None
    line = folded.rfind("\n", 0, end) + 1
    office = office_before(folded, end)
    return Name(*found.span(1), found[1]) if not folded[line : office.start].strip(" #*\u2022") else None


def _listed(folded: str, start: int, end: int) -> Mention | None:
    """Return the name that opens a line which is a name, a blank and a title (安澜  市水利局局长)."""
    if folded[end : end + 1] not in ("", "\n"):
        return None
    found = _FIRST.match(folded, folded.rfind("\n", 0, start) + 1)
    word = found[1].replace(" ", "") if found else ""
    if not found or found.end() > start or not may_be_name(word):
        return None
    office = office_before(folded, end)
    return Mention(office, Name(*found.span(1), word)) if office and office.start >= found.end(1) else None


def _alone(folded: str, end: int) -> Name | None:
    """Return what stands behind a title and a blank at the end of a line: a name, be it a word of everyday speech."""
    found = _LAST.match(folded, end)
    return Name(*found.span(1), found[1]) if found and may_be_name(found[1]) else None


def _word_that_speaks(folded: str, start: int, end: int) -> Name | None:
    """Return a name that is a word of everyday speech between the title of an office of some place and a verb."""
    for size in (2, 3):
        word = folded[end : end + size]
        if not may_be_name(word):
            continue
        if manners().intersection((word, word[:2])) and not _is_called(folded, word, end + size):
            continue
        if says := _speaks().match(folded, end + size) or _AT_A_TIME.match(folded, end + size):
            quoted = says[0][-1] in ":\u201c\u2018\u300c" and size > 2
            plain = size > 2 or quoted or end - start > 2 or word[0] not in _ADVERBIAL
            if word[:2] in common_words() and not plain:
                office = office_before(folded, end)
                if not office.place and office.role >= start:
                    return None
            return Name(end, end + size, word)
    return None


def _is_called(folded: str, word: str, end: int) -> bool:
    """Tell whether a word for a manner is a name here: before verbs and phrases that it cannot be the manner of."""
    named = not called().isdisjoint((word, word[:2]))
    return bool((named and _UNMANNERED.match(folded, end)) or _AT_A_TIME.match(folded, end))


def _turned(folded: str, start: int, end: int) -> Mention | None:
    """Return the name before a title, where the title is followed by a verb of speaking or a team of that person."""
    if start < 2 or first_characters().isdisjoint(folded[max(0, start - 4) : start - 1]):
        return None
    if not _speaks().match(folded, end) and not _TEAM.match(folded, end):
        return None
    for size in (4, 3, 2):
        word = folded[start - size : start] if start >= size else ""
        before = folded[max(0, start - size - 1) : start - size]
        place = _PLACE_BEFORE.search(folded, max(0, start - size - 16), start - size)
        if is_name(word) and (place or not _HAN.match(before)):
            organ = place[1] if place else None
            office = Office(start - size, end, start, organ)
            return Mention(office, Name(start - size, start, word))
    return None


@cache
def _calling() -> re.Pattern[str]:
    """The last character of a calling, and the first of a surname behind it."""
    first = "".join(sorted(surnames() | {word[0] for word in compound_surnames()}))
    return compiled(f"[员师工匠手农户](?=[{first}])")


@cache
def _relation() -> re.Pattern[str]:
    return compiled(alternatives("offices", "relation"))


@cache
def _acts() -> re.Pattern[str]:
    """What stands behind the subject of a sentence: how the way to a verb of speaking begins."""
    return compiled(f"{_speaks().pattern}|{alternatives('offices', 'gap')}|[\u3400-\u9fff]{{1,2}}[了着过]")


@cache
def _speaks() -> re.Pattern[str]:
    gap, verb = alternatives("offices", "gap"), verbs()
    return compiled(f'(?:{gap}(?:着|地)?)?{verb}[,:"\u201c\u2018\u300c\u3002]')
