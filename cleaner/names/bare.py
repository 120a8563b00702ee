"""People whom a text names without a title before the name: who speaks so, and what else says who they are."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import chain, islice

from cleaner.compiled import compiled
from cleaner.names.likelihood import is_sure
from cleaner.names.mention import Mention, is_verb
from cleaner.names.office import Office, heads, office_before
from cleaner.names.organisation import CLAUSE, NO_PLACE
from cleaner.names.person import HAN, Name, first_characters, is_name, is_of_peoples, is_part, may_be_name, name_at
from cleaner.names.tables import alternatives, compound_surnames, manners, surnames, verbs, word_set, words
from cleaner.scan import in_lines, lazy, places_of

_FROM = "[^\u3002,!?\n\u201c\u201d]{2,24}?"
_NUMERAL = "[\\d一二三四五六七八九十]"
_INTRO = lazy(  # each choice begins with a character, which is what is sought
    f"(?:家住{_FROM}|住在{_FROM}|居住在{_FROM}|来自{_FROM}|现居{_FROM}"
    f"|多岁(?<={_NUMERAL}多岁)|岁(?<={_NUMERAL}岁)|出生|年生)的"
    "(?:老人|小伙子?|姑娘|女孩|男孩)?"
)
_CALLED = lazy(
    "(?P<who>主人(?!公)|店主|老板娘?|男子|女子|小伙子?|姑娘|女孩|男孩|老人|老汉|师傅|母亲|父亲|\u3002[他她]|\n[他她])"
    "(?:名叫|叫做?|叫作)"
)
_OF_WHOM = lazy("[^\u3002!?\n\u201c\u201d,:]{3,24}的")
"""What opens a sentence and says of whom it is (在路边开小店的|林静)."""
_IS_ONE = lazy(
    f"[ ]{{0,8}}(?P<name>[{HAN}]{{2,4}}|[{HAN}]{{1,8}}\u00b7[{HAN}]{{1,8}})"
    "(?:今年[\\d一二三四五六七八九十]{1,4}岁,)?是[^\u3002,\n]{2,24}[\u3002,]"
)
"""A sentence that says who someone is (德吉是基地的饲养员)."""
_REPORTER = lazy("记者[ ]")
_PRESS = lazy(
    f"(?m)^[ ]{{0,8}}(?P<place>[{HAN}]{{2,14}}?)(?P<role>记者)[ ]{{1,4}}(?P<name>[{HAN}]{{2,4}}"
    f"|[{HAN}][ ]{{1,4}}[{HAN}])[ ]?:[ ]*"
)
_OLD = lazy("老人|老汉|大爷|大娘|阿姨|奶奶|爷爷")
_BEFORE_OLD = (*"\n \u3002,!?;\u201d的", "")
_SIGHT = 20_000
_BEFORE = frozenset("的是对向给跟和与同让请为叫由被")
_UNITS = tuple("省市区县州旗镇乡街村路港山河湖湾站线桥局厅部院校司厂社队")
_FORMS = ("先生", "女士", "老师", "师傅", "主席", "主任", "书记", "局长", "总理", "总统", "部门", "方面", "某某")
_LIFE = lazy(
    "[男女]|\\w{1,3}族|中共党员|\\d+岁|\\w*\\d{4}年\\w{0,8}|\\w{2,8}人|本科|研究生|今年\\w+岁|现年\\w+岁|博士|硕士"
)
_PLACES = 12
_STOP = lazy("[\u3002!?\n]")
_IS = lazy(",?(?:[^\u3002!?\n,]{0,6})?(?:是|任|担任|现任|作为)")
_BY_PLACE = lazy(f"(?:一[名位个])?[{HAN}\u00b7]{{2,24}}的")
_LED_TO = lazy("(?:[^,]{0,12}的|一[名位个])?")
_ONE = lazy("^一[名位个]")
_HAN = lazy(f"[{HAN}]")
_WAS = lazy("原|曾|以前|过去|从前")
_THEN = lazy("(?:[今现]年)?(?:[\\d一二三四五六七八九十]{1,4}岁)?[ ]?[,(\u2014:|][^\u3002!?\n\u201c\u201d]{2,60}")
_NO_OFFICE = ("邻居", "街坊", "家长", "患者", "朋友", "家属", "群众", "青年", "党员")


def introduced(folded: str) -> Iterator[Mention]:
    """Yield who is brought in without office: by age, home, origin (家住东湖小区的江山), name (店主叫江山), as old.

    Also by what someone does (在路边开小店的林静说) or is (德吉是基地的饲养员), and a reporter who asks, by the paper.
    """
    for match in _INTRO.finditer(folded):
        yield from _of(_named_at(folded, match.end()))
    for match in _CALLED.finditer(folded):
        if name := _named_at(folded, match.end()):
            start, end = match.span("who")
            titled = match["who"] != "主人" and match["who"] in word_set("offices", "head")
            yield from [Mention(Office(start, end, start, None), name)] if titled else _of(name)
    for at in chain([0], (start.end() for start in _starts().finditer(folded))):
        yield from _of(_told_at(folded, at))
    for match in in_lines(_REPORTER, _PRESS, folded):
        word = match["name"].replace(" ", "")
        if may_be_name(word):
            office = Office(match.start("place"), match.end("role"), match.start("role"), match["place"])
            yield Mention(office, Name(*match.span("name"), word))
    yield from _old(folded)


def _told_at(folded: str, at: int) -> Name | None:
    """Return who speaks in the sentence that begins here and tells first what he does, or whom it says to be one."""
    whom = _OF_WHOM.match(folded, at)
    end = whom.end() if whom else at
    if whom and folded[end : end + 1] in first_characters() and is_sure(folded, end):
        name = name_at(folded, end)
        return name if name and _says_so().match(folded, name.end) else None
    if (folded[at : at + 1] in first_characters() or folded.startswith(" ", at)) and (one := _IS_ONE.match(folded, at)):
        name = Name(*one.span("name"), one["name"])
        known = is_of_peoples(name.text) or (is_name(name.text) and is_sure(folded, name.start))
        return name if known else None
    return None


def _of(name: Name | None) -> Iterator[Mention]:
    """Yield someone without an office."""
    if name:
        yield Mention(Office(name.start, name.start, name.start, None), name)


def _old(folded: str) -> Iterator[Mention]:
    """Yield whose name stands before or behind a word for old people (许桂芝老人)."""
    for match in _OLD.finditer(folded):
        end = match.start()
        for start in (end - 4, end - 3, end - 2):
            word = folded[max(0, start) : end]
            if start >= 0 and folded[max(0, start - 1) : start] in _BEFORE_OLD and is_name(word):
                yield from _of(Name(start, end, word))


def _named_at(folded: str, at: int) -> Name | None:
    """Return the name here, be it a word of everyday speech; a title with its name is none."""
    if next(heads(folded, at, at + 8), None):
        return None
    if name := name_at(folded, at):
        return name
    for size in (3, 2):
        word = folded[at : at + size]
        if is_name(word) and not is_part(folded, at + size) and folded.count(word, 0, _SIGHT) > 1:
            return Name(at, at + size, word)
        if may_be_name(word) and word not in manners() and _acts().match(folded, at + size):
            return Name(at, at + size, word)
    return None


def speaking(folded: str, known: Collection[str]) -> Iterator[Mention]:
    """Yield who says something without being known, if the text names the same person elsewhere, too."""
    seen = set(known)
    by_first: dict[str, list[str]] = {}
    for name in known:
        by_first.setdefault(name[0], []).append(name)
    for at in chain([0], (hit.end() for hit in _clauses().finditer(folded))):
        match = _bare().match(folded, at)
        if not match:
            continue
        word = match["name"]
        longer_known = any(folded.startswith(name, match.start()) for name in by_first.get(word[0], ()))
        if word in seen or longer_known or not is_name(word):
            continue
        seen.add(word)
        start, end = match.span("name")
        longer = folded[start : end + 1]
        as_often = folded.count(longer, 0, _SIGHT) == folded.count(word, 0, _SIGHT)
        if as_often and is_name(longer) and not _acts().match(folded, end):
            word, end = longer, end + 1
        if folded[end - 1 : end + 1] in _FORMS or not _stands_alone(folded, word, start, human=bool(match["human"])):
            continue
        seen.add(word)
        yield Mention(Office(start, start, start, None), Name(start, end, word))


def _stands_alone(folded: str, word: str, at: int, *, human: bool) -> bool:
    """Tell whether a word is a name by its other places: it opens a clause or follows a word that no other word holds.

    Two characters may be the short form of a place or firm: those take a verb that only people have, too.
    """
    if (len(word) == 2 and not human and not is_of_peoples(word)) or word[-1] in _UNITS[:10]:
        return False
    places = islice(places_of(word, folded), _PLACES)
    return any(
        place != at
        and (not place or not _HAN.match(folded, place - 1) or folded[place - 1] in _BEFORE)
        and not folded.startswith(_UNITS, place + len(word))
        for place in places
    )


def described(folded: str, word: str) -> Mention | None:
    """Return what is said of someone before a name that is a word (请儿科副主任医师甘草解答), or behind any.

    Behind it: X是...的摆渡人, X,1993年生,...理事长, X(...局长).
    """
    for start in islice(places_of(word, folded), _PLACES):
        at = start + len(word)
        stop = _STOP.search(folded, at, at + 100)
        end = stop.start() if stop else min(len(folded), at + 100)
        name = Name(start, at, word)
        titles = heads(folded, max(0, start - 12), start)
        if any(last == start and not is_verb(folded, first, last) for first, last in titles):
            return Mention(office_before(folded, start), name)
        if found := _after_is(folded, at, end) or _after_comma(folded, at, end):
            return Mention(found, name)
    return None


def _after_is(folded: str, at: int, end: int) -> Office | None:
    """Return the office of ``X是东湖村的摆渡人``."""
    joint = _IS.match(folded, at, end)
    if not joint or _WAS.search(joint[0]):
        return None
    for _, stop in heads(folded, joint.end(), min(end, joint.end() + 40)):
        if folded[stop : stop + 1] in ("\u3002", ",", "\n", ";", "") or stop == end:
            office = office_before(folded, stop)
            if folded.endswith(_NO_OFFICE, at, stop):
                return None
            if office.start <= joint.end():
                return office
            before = folded[joint.end() : office.role]
            if before.endswith("的") and _BY_PLACE.fullmatch(before):
                place = _ONE.sub("", before[:-1])
                none = len(place) < 2 or place.endswith(NO_PLACE)
                return Office(office.start, office.end, office.role, None if none else place)
            return office if _LED_TO.fullmatch(folded, joint.end(), office.start) else None
    return None


def _after_comma(folded: str, at: int, end: int) -> Office | None:
    """Return the office of ``X,1993年生,东湖合作社理事长。`` or ``X(东湖县水利局局长)``."""
    if not _THEN.match(folded, at, end) or _is_asked(folded, at):
        return None
    for start, stop in heads(folded, at, end):
        if folded[stop : stop + 1] in ("\u3002", ",", ")", "\n", ";", "\u3001", "") or stop == end:
            office = office_before(folded, stop)
            parted = folded[office.start - 1] in ",(:\u2014| " and start >= office.start
            lived = CLAUSE.search(folded, office.start, office.role)
            if parted and not lived and _plain_between(folded[at : office.start]):
                return office
    return None


def _is_asked(folded: str, at: int) -> bool:
    """Tell whether a colon stands here behind the label of a turn: an office behind it is that of someone else."""
    line = folded.rfind("\n", 0, at) + 1
    return folded.startswith(":", at) and folded.count(f"\n{folded[line:at]}:") > 1


def _plain_between(between: str) -> bool:
    """Tell whether nothing stands between name and office but what a short life holds: sex, age, birth, party."""
    parts = re.split("[,(\u2014:| ]+", between)
    return all(not part or _LIFE.fullmatch(part) for part in parts)


@cache
def _acts() -> re.Pattern[str]:
    return compiled(f"{alternatives('offices', 'gap')}|{alternatives('offices', 'act')}|{verbs()}")


@cache
def _says_so() -> re.Pattern[str]:
    return compiled(f"(?:{alternatives('offices', 'gap')})?{verbs()}[,:\u201c\u3002]")


@cache
def _starts() -> re.Pattern[str]:
    """What a sentence begins behind that may name someone first, or behind what it says of whom it is."""
    first = "".join(sorted(first_characters()))
    return compiled(f"[\n\u3002\u201d](?=[ {first}]|(?>{_OF_WHOM.pattern})[{first}])")


@cache
def _clauses() -> re.Pattern[str]:
    """What a clause begins behind that may begin with a name and ends with a colon or a verb of speaking."""
    first = surnames() | {word[0] for word in (*compound_surnames(), *words("surnames", "peoples"))}
    last = {word[-1] for word in words("offices", "verb")}
    return compiled(
        f"[\u3002!?,;:\u201d\\s\u2014](?=[{''.join(sorted(first))}][^,:\u201c\u3002!?\n]{{1,31}}+"
        f"(?::|(?<=[{''.join(sorted(last))}])[,\u201c\u3002]))"
    )


@cache
def _bare() -> re.Pattern[str]:
    verb, gap = verbs(), alternatives("offices", "gap")
    return compiled(
        f"(?P<name>[{HAN}\u00b7]{{2,4}}?)"
        f"(?:(?:{gap}[\\w\u3001]{{0,12}}?)?(?:(?P<human>(?:说道?|笑道|回忆|告诉记者|坦言|感慨|感叹|直言|讲|答"
        f"|道))|{verb})[,:\u201c\u3002]|[^\u3002!?\n\u201c\u201d:,]{{1,30}}:[ ]?\u201c)"
    )
