"""Splitting a title such as ``西山区委书记`` into the office and the organisation."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import re2

from cleaner.compiled import compiled
from cleaner.names.likelihood import words_of
from cleaner.names.organisation import CLAUSE, checked, may_be_place, organ_in
from cleaner.names.person import name_after
from cleaner.names.tables import alternatives, ends_with, word_set, words
from cleaner.scan import lazy

REACH = 60
"""So many characters before a name are looked at for the title."""

_LONG = 3000
"""For texts of so many characters RE2 is worth being made ready, which takes as long as reading some of them."""

_MEMORY = 64 << 20
"""So many bytes RE2 may take to remember which ways it went; it takes what it needs, and is slow where it may not."""

_BARE_UNIT = "省市区县州旗镇乡村"
_BEING = "当做任"
_PUPIL = lazy("(?:国小|[一二三四五六七八九十\\d实附][中小])学生\\Z")
"""A pupil of a school that is called so for short; no pupil of middle age."""
_UNIT = "省市区县州盟旗镇乡局厅部处"
_CUTS = lazy(
    "(?:会议?|仪式|论坛|典礼|大会|全会)上|现场(?!会)|日前|近日|今天|昨天|当天|当日|\\d日|[上下]午|[时现]任|中共"
    "|会见|陪同|听取|任命|[\u3400-\u9fff]{2}时(?![代尚装空政间任报])"
    "|(?<=[手者人长员师家方主])是|[就这也他她我正]是|的是|[当做干任]过|曾[任是当]|我叫|叫做|邀?请[到来]|[以下]下[是为]|(?:[找见来走赶遇碰回谈得看听想问采记联系达]|联系)到"
    "|(?<=[任长记员师理席])兼(?![职任并顾有])|走进|毕业|回乡|返乡(?=的)|采访(?!中心)|专访|走访|拜访|随着|跟着|跟随|来自|身为|作为|担任|正如|正像|包括|以及|还有|对话(?!框)"
    "|邀请(?!到)|连线(?!部)"
    "|是|访(?!局|办)|[的了称由请在为把被着向让给跟]"
)
_LEADING = lazy(
    "(?<=[\u2014\u2013\u2015\u2500-])[记访]|(?:主持人|嘉宾|发布人)(?=.)|一位|一名|两位|两名|多位|多名|几位|数名"
    "|这位|那位|这名|有位|首位|另一位|另一名|每位|据(?!点)|我(?=[省市区县州旗镇乡])"
    "|[我本同][校院司局馆市县省区镇村会]|该(?:公司|[院校县市区镇乡村局厅所站社园馆厂])(?=.{2})|该|某|但|而|并|却|不过|此外|其中|同时|如今|目前|当晚|当时"
    "|随后|最后|接着|之后|今年|去年|如|和(?![平田县顺谐政龙静布硕])|同(?![济仁安心德江里])|与|及|对(?!外)|就连|[\u3400-\u9fff]{2}方(?=.{4})|从(?![化江])|是(?=.{3})|连"
    "(?![云江平州山城])|还|也|又"
)
_BARE = lazy("(?:和|与|及|并|同)(?=(?:[省市区县州旗镇乡]委)?(?:副|代)?[省市区县州旗镇乡局厅部处书主]\\w{1,3}\\Z)")
_DIVISION = lazy("\\w{1,7}[省市区县州旗镇乡村]")
_TRAIT = lazy(
    "(?:知名|著名|被救|获救|受助|资深|年轻|普通|热心|当地|本地|本土|外地|国内|业内|行业内|外籍|中国籍|老|新|大|小|女|男|多名"
    "|许多|不少|众多|众|首席|优秀|首批|第一批|附近|周边|邻近|现场|过路|路过|返乡|退休|80后|90后|00后|70后|95后"
    "|\\d\\d后|"
    "一家|几家|家|全体|广大|部分|多数|大多数|个别|有些|一些|有关|相关|另|另外|受访|参会|与会|参赛|获奖|远道而来"
    "|新任|首任|历任|我们|咱们|他们)+"
)
_BARE_PLACES = frozenset(["社区", "街道", "乡镇", "镇街", "小学", "中学", "高中", "初中", "大学", "幼儿园"])
_RUNS = frozenset([*"开卖做养种办跑修教搞管", "经营", "从事", "打理", "承包"])
_HEADS_A_TEAM = lazy("(?:[队组班场厂]长|经理|总监|主管)\\Z")
_OF_A_HOUSE = ("人大代表", "政协委员", "政协常委", "党代表")
_GUESTS = ("人大代表", "政协委员", "游客", "市民", "旅客", "乘客", "居民", "网友", "患者", "客户", "顾客", "消费者")
_HOME = lazy("出身|家住|住在|居住|出生|嫁|老家")
_HOSTS = ("主持人", "嘉宾", "发布人")
_SURELY = lazy(
    "(?:公司|集团|协会|学会|商会|中心|大学|学院|医院|研究院|研究所|智库|证券|银行|合作社|公所|街道|社区|法院|检察院|[省市区县州镇乡村局委厅])\\Z"
)
_JOINS_OFFICE = 4
_JOINS = 6
"""So many characters before a calling may be part of it (电商, 水产养殖)."""
_LEADS = lazy(
    "(?:书记|[^师家户队]长|队长|主任|经理|总裁|总监|主席|总编辑?|主编|董事|理事|监事|创始人|合伙人|负责人|发言人"
    "|委员|院士|常委|巡视员|调研员|CEO|干事|议员|主委|政委"
    "|教练|督学|律师|教授|研究员|讲师|大使|专员|主管|掌门人|召集人|发起人|主理人|书记员|庭长)\\Z"
)
"""Offices: what stands before them is an organisation, whatever it ends with."""
_BODIES = ("管委会", "管理委员会", "车间", "总工会", "居委会", "工会", "支部", "总支")
"""What stands before them is a part of their name."""
_OPENERS = (*"\n \u3002,;:(\u201d", "")
_FIRMS = ("公司", "集团", "厂", "矿", "社")
_INSIDE = frozenset("\u3001)")  # before what is left of a title: the name of the organisation may begin earlier


class Office(NamedTuple):
    """A title at ``start:end``: the words of office begin at ``role``, the organisation is ``place`` or nothing."""

    start: int
    end: int
    role: int
    place: str | None


class _Piece(NamedTuple):
    """One office of a title: the organisation ends where ``role`` begins, or after the character that they share."""

    start: int
    role: int
    place: str
    end: int


def office_before(text: str, end: int, after: int = 0) -> Office:
    """Return the title that ends at ``end``, where a word of office does; ``text`` is folded.

    Several offices with an enumeration comma between them are one title. An organisation that stands at its front is
    taken off; one that stands further on leaves the words of office whole. Before ``after`` it does not begin.
    """
    pieces = [_piece(text, end, after)]
    while len(pieces) < 6:
        mark = pieces[0].start - 1
        joined = text[mark] in "\u3001,兼" and ends_with("offices", "head", text, 0, mark)
        if mark < max(1, after) or not joined:
            break
        before = _piece(text, mark, after)
        if text[before.start : mark] in _HOSTS:
            break
        if text[mark] == "," and (before.place or text[before.start - 1 : before.start] not in _OPENERS):
            break
        pieces.insert(0, before)
    first = pieces[0]
    of_a_house = text.endswith(_OF_A_HOUSE, first.start, first.end)  # what follows is another office of theirs
    places = [first] if of_a_house else pieces
    place = next((piece.place for piece in places if piece.place), None) or _owner(text, first, end, after)
    return Office(first.start, end, first.role, place)


def _owner(text: str, first: _Piece, end: int, after: int) -> str | None:
    """Return the organisation of ``县农技推广中心的高级农艺师``, but no home of a guest or townsman."""
    of = first.start - 1
    if of < after or text[of] != "的" or text.endswith(_GUESTS, 0, end):
        return None
    start = _start(text, of, after)
    place = text[start:of]
    if text.endswith("来自", 0, start) and place.endswith(tuple("省市区县州旗镇乡村")):
        return None
    if _HOME.search(text, max(0, start - 4), of) or CLAUSE.search(place) or not _RUNS.isdisjoint(words_of(place)):
        return None
    return checked(place) or None


def heads(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield where words of office stand, from left to right, the longest where several begin in one place.

    Two classes of characters find the places where one may begin five times as fast as all words together.
    """
    begins, by_pair = _heads()
    free = 0
    end = len(text) if end is None else end
    for found in begins.finditer(text, start, end):
        at = found.start()
        for word in by_pair.get(text[at : at + 2], ()) if at >= free else ():
            if text.startswith(word, at, end):
                free = at + len(word)
                yield at, free
                break


def all_heads(text: str) -> Iterable[tuple[int, int]]:
    """Return ``heads(text)``; in a long text RE2 seeks all words at once, three times as fast."""
    return _found_by_re2(text) if len(text) > _LONG else heads(text)


def _found_by_re2(text: str) -> Iterator[tuple[int, int]]:
    data = text.encode(errors="replace")  # a lone surrogate is one character still
    at = read = 0  # so many characters are read up to this byte
    for found in _any_head().finditer(data):
        first, last = found.span()
        start = read + len(data[at:first].decode())
        at, read = last, start + len(data[first:last].decode())
        yield start, read


def _piece(text: str, end: int, after: int) -> _Piece:
    """Read one office, back to the mark before it."""
    start = _start(text, end, after)
    match = _patterns()[0].search(text, start, end)
    role = match.start() if match else _role_of(text, start, end)
    if role - start == 1 and text[start] in _BARE_UNIT:
        role = start
    if _PUPIL.search(text, max(start, end - 4), end):
        role = end - 2
    body = next((body for body in _BODIES if text.startswith(body, role)), "")
    if role > start and text[role - 1] != "党" and not (body == "车间" and text.endswith(_FIRMS, start, role)):
        role += len(body)
    shared = match["unit"] if match else None
    if shared and text[role - 1] == "团" and role > start:  # the youth league of a county (团县委)
        role, shared = role + 2, None
    place = text[start:role]
    if not shared and place and text[role] in _UNIT and text[role:end] in word_set("offices", "head"):
        shared = "" if ends_with("offices", "organ", place, 0, len(place)) else text[role]
    role, place = _parted(text, start, role, end) if not shared else (role, checked(place + shared))
    if text[role] in _BEING and text[role + 1 : end] in word_set("offices", "head"):
        role += 1
    hosted = text.endswith((*_HOSTS, "方"), 0, max(0, start - 1))
    cut = text[start - 1 : start] in _INSIDE and not hosted and not _DIVISION.fullmatch(place)
    cut = cut and not _is_behind_name(text, start - 1)
    return _Piece(start, role, "" if cut else place, end)


def _role_of(text: str, start: int, end: int) -> int:
    """Return where a calling begins that is in no list: the last word, or all of a short run (球磨工)."""
    last = words_of(text[start:end])[-1:]
    if last and len(last[0]) > 1:
        return end - len(last[0])
    return start if end - start <= _JOINS_OFFICE else end - 2


def _parted(text: str, start: int, role: int, end: int) -> tuple[int, str]:
    """Return where the words of office begin and the organisation before them, for what stands between start and end.

    An organisation ends as organisations do. Without such an ending what stands before an office is one (星河创始人),
    and what stands before a calling is part of it (电商主播), as is what stands between the two (兴业证券宏观分析师).
    """
    place = text[start:role]
    if not place or _TRAIT.fullmatch(place):
        return role, ""
    trait = _TRAIT.match(place)
    if trait and len(trait[0]) > 1:
        place = place[trait.end() :]
    if place in _BARE_PLACES:
        return start, ""
    if fit := checked(place):
        return role, fit
    office = text[role:end]
    leads = bool(_LEADS.search(office))
    inner = organ_in(place)
    if inner and leads and (len(place) - inner > _JOINS_OFFICE or not _SURELY.search(place, 0, inner)):
        inner = None
    if inner and (fit := checked(place[:inner])) and len(place) - inner <= _JOINS:
        return role - (len(place) - inner), fit
    if len(place) == 1 and not leads and not CLAUSE.search(place):
        return role - 1, ""
    if len(place) == 2 and _HEADS_A_TEAM.search(office) and may_be_place(place):
        return start if len(text[start:role]) == 2 else role - 2, ""
    if (leads or office in word_set("offices", "calling")) and may_be_place(place):
        return role, place
    if not leads and len(place) <= _JOINS and may_be_place(place) and office not in word_set("offices", "calling"):
        return role - len(place), ""
    return role, ""


def _is_behind_name(text: str, end: int) -> bool:
    """Tell whether an office and a name end here: what follows is the next of several people."""
    found = heads(text, max(0, end - 20), end)
    return any((name := name_after(text, stop)) and name.end == end for _, stop in found)


def _start(text: str, end: int, after: int) -> int:
    """Return where a title may begin at the earliest."""
    run = _patterns()[1].search(text[max(0, end - REACH) : end])
    start = end - len(run[0]) if run else end
    start = max([start, after, *(cut.end() for cut in _CUTS.finditer(text, start, end))])
    start += start == after and text[start] in "和与及同"
    start = next((bare.end() for bare in _BARE.finditer(text, start, end)), start)
    while (lead := _LEADING.match(text, start, end)) and lead.end() < end:
        start = lead.end()
    return start


@cache
def _heads() -> tuple[re.Pattern[str], Mapping[str, Sequence[str]]]:
    """Return what finds the first character of a word of office, and the words by their first two, longest first."""
    by_pair: dict[str, list[str]] = {}
    for word in words("offices", "head"):
        by_pair.setdefault(word[:2], []).append(word)
    first, second = ("".join(sorted({pair[n] for pair in by_pair})) for n in (0, 1))
    return compiled(f"[{re.escape(first)}](?=[{re.escape(second)}])"), by_pair


@cache
def _any_head() -> Any:
    """Return the pattern of RE2 for any word of office, the longest where several begin."""
    wanted = re2.Options()
    wanted.longest_match, wanted.never_capture, wanted.max_mem = True, True, _MEMORY
    return re2.compile("|".join(map(re.escape, words("offices", "head"))), wanted)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    modifier, heads = alternatives("offices", "modifier"), alternatives("offices", "head")
    units = "省市区县州旗盟镇乡地"
    first = {word[0] for section in ("modifier", "head") for word in words("offices", section)}.union(units, "副")
    tail = f"(?=[{''.join(sorted(first))}])(?:(?P<unit>[{units}])委)?(?:{modifier}|副){{0,6}}{heads}\\Z"
    run = "(?:[\\w\u00b7]++|\\([\\d一二三四五六七八九十]{1,2}\\))*+\\Z"
    return compiled(tail), compiled(run)
