"""Who is made to speak: at the head of a speech, in a headline, behind a quotation."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from cleaner.compiled import compiled
from cleaner.names.known import Person
from cleaner.names.mention import Mention
from cleaner.names.person import HAN, Name, may_be_name, name_at
from cleaner.names.tables import alternatives, verbs
from cleaner.scan import in_lines, lazy

HEAD_LINES = 12
"""In so many of the first lines that are not blank a headline, subtitle or byline of a speaker may stand."""

HEAD_CHARS = 1200
"""A speech greets its hearers within so many characters."""

_PLACE = lazy(
    f"(?:[在于]|(?<![{HAN}]))((?:(?![在日])[{HAN}]){{2,20}}?[省市区县州旗镇乡])"
    f"(?:人民代表大会)?第?[{HAN}\\d]{{1,8}}届[{HAN}]{{0,3}}人民代表大会"
)
_DASH = "[\u2014\u2013\u2015\u2500-]"
_DASHED = lazy(f"(?:\\([^()\\n]{{1,30}}\\))?[ ]{{0,4}}{_DASH}{{1,4}}")
_LEAD_IN = lazy(
    f"[#>*\u2022\u00b7\\s]{{0,12}}(?:{_DASH}{{1,4}}|专?访|对话)(?:本报|记者|本网)?(?:专?访|对话)?[ ]{{0,4}}\\Z"
)
_LINE_START = lazy("[#>*\u2022\u00b7\\s(]{0,12}\\Z")
_SPEECH_BY = lazy("[ ]?在[^\u3002\n]{4,60}(?:上|时)的?(?:讲话|致[辞词]|发言|报告|演讲|寄语)")
_LINE_END = lazy("[ ]{0,8}\\)?[ ]{0,8}(?:\n|\\Z)")
_TEXT_OF = lazy(
    "(?m)^[ *#]{0,8}(?:以下|下面|如下)?(?:为|是)[^\u3002\n]{4,100}(?:致[辞词]|讲话|演讲|发言|谈话|报告)"
    "(?:的?(?:全文|内容|要点|摘要|实录))?[ ]?[:\u3002]?$"
)
_TELLS = lazy(
    "(?m)^(?:[^\n]{0,60}作者[ ]?:)?[ *#\u25a0\u25cf\u25c6\u2605\u25ce]{0,8}"
    "(?:讲述人?|讲述者|口述[人者]?|主讲人?|主讲嘉宾|主讲专家"
    "|受访人|受访者|受访专家|受访嘉宾|访谈嘉宾|本期嘉宾|特邀嘉宾|做客嘉宾|嘉宾|访谈对象|采访对象|受访对象"
    "|发言人|发言嘉宾|致辞人|报告人|宣讲人|演讲者|演讲人|分享人|答疑专家|解答专家|解读人|解读专家|本期专家"
    "|指导专家|专家)[ ]?[:|\u4e28/][ ]?(?P<rest>[^\n]{2,120})"
)
_TELLER = lazy(
    "讲述|口述|主讲|访人|访者|专家|嘉宾|访谈对象|采访对象|受访对象|发言人|致辞人|报告人|宣讲人|演讲者|演讲人|分享人|解读人"
)
"""What stands in every such label."""
_TOLD = lazy(f"[ ]?([{HAN}][ ]{{1,4}}[{HAN}](?![{HAN}])|[{HAN}\u00b7]{{2,12}}?)(?=[ ,(\u3001;\n\u2014]|\\Z)")
_I_AM = lazy("(?m)^[ ]{0,8}(?:(?:大家|各位)\\w{0,8}好[,!\u3002])?(?:我叫|我的名字[叫是])")
_PRONOUN_SAYS = lazy("[\u3002!?\u201d][他她]还?(?:说|表示|指出|强调|认为|介绍|坦言)[,:\u201c]")
_SENTENCE = 300
"""So far back the beginning of a sentence is looked for."""
_SUBJECT = 12
"""So far into a sentence its subject begins at most."""
_RUN = lazy(f"[{HAN}\u00b7]+")  # a clause starts with it
_AT_MEETING = lazy("(?:会议?|大会)上[\\s)]{0,8}")
_BEFORE_GREETING = frozenset(" \n\u3002!)\u4e0a")  # or the last character of "at the meeting"


class Evidence(NamedTuple):
    """The name of someone who speaks, and the rule that says so."""

    name: Name
    rule: str


def opening_speakers(folded: str, found: Sequence[Mention]) -> list[Evidence]:
    """Return who opens a speech: the one named directly before the greeting, or alone on a line close above it."""
    if (told := _TEXT_OF.search(folded, 0, HEAD_CHARS)) and (
        inside := [m for m in found if told.start() <= m.office.start and m.name.end <= told.end()]
    ):
        return [Evidence(inside[0].name, "people.opening")]
    greeting = _greeting().search(folded, 0, HEAD_CHARS)
    if not greeting:
        return []
    for mention in found:
        between = folded[mention.name.end : greeting.start()]
        if mention.name.end <= greeting.start() and not between.strip(" \n)(") and between.count("\n") < 4:
            return [Evidence(mention.name, "people.opening")]
        if mention.name.end > greeting.start():
            break
    return list(_unnamed_office(folded, greeting.start())) or list(_byline(folded, found, greeting.start()))


def narrator(folded: str) -> Iterator[Evidence]:
    """Yield who tells the text in the first person, and says so as it begins (我叫周远山,1941年生)."""
    match = _I_AM.search(folded, 0, HEAD_CHARS)
    name = told_name(folded, match.end(), match.end() + 12) if match else None
    if name:
        yield Evidence(name, "people.opening")


def labelled_speakers(folded: str, found: Sequence[Mention]) -> Iterator[Evidence]:
    """Yield who is named behind a label for one who tells, lectures or explains (讲述人:东湖县医院护士 周远山)."""
    for mention in found:
        if folded.startswith("记者", mention.office.role) and folded.startswith(":", mention.name.end):
            yield Evidence(mention.name, "people.label")
    starts = [mention.name.start for mention in found]
    for match in in_lines(_TELLER, _TELLS, folded):
        start, end = match.span("rest")
        near = found[bisect_left(starts, start) : bisect_left(starts, end)]
        inside = [m for m in near if start <= m.office.start and m.name.end <= end]
        yield from (Evidence(mention.name, "people.label") for mention in inside)
        if not inside and (name := told_name(folded, start, end)):
            yield Evidence(name, "people.label")


def told_name(folded: str, start: int, end: int) -> Name | None:
    """Return the name that stands here before a mark or the end, be it a word of everyday speech."""
    found = _TOLD.match(folded, start, end)
    word = found[1].replace(" ", "") if found else ""
    return Name(found.start(1), found.end(1), word) if found and may_be_name(word) else None


def is_speech(folded: str) -> bool:
    """Say whether the text is itself a speech or report to an audience: then who is quoted in it does not speak."""
    found = _greeting().finditer(folded, 0, HEAD_CHARS)
    return any(not match.start() or folded[match.start() - 1] in _BEFORE_GREETING for match in found)


def meeting_places(folded: str, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the text before ``end`` names the places whose people's congress meets."""
    return (match.span(1) for match in _PLACE.finditer(folded, 0, end))


def headline_speakers(folded: str, found: Iterable[Mention]) -> Iterator[Evidence]:
    """Yield who is named in a subtitle (``——访…``) or a statement heading (office, name, dash) at the head."""
    end = _head_end(folded)
    for office, name in found:
        if name.end > end:
            return
        before = _line_before(folded, office.start)
        if _SPEECH_BY.match(folded, name.end) and _LEAD_IN.match(before):
            yield Evidence(name, "people.opening")
        elif _LINE_END.match(folded, name.end) and _LEAD_IN.match(before):
            yield Evidence(name, "people.subtitle")
        elif _DASHED.match(folded, name.end) and _LINE_START.match(before):
            yield Evidence(name, "people.statement")


def quoted_speakers(folded: str, found: Iterable[Mention], known: Mapping[str, Person]) -> Iterator[Evidence]:
    """Yield who says, states or stresses something: by office and name, or by the name of someone brought in so."""
    for mention in found:
        if _says(titled=True).match(folded, max(mention.name.end, mention.office.end)):
            yield Evidence(mention.name, "people.quotation")
    yield from _taken_up(folded, list(found))
    sizes = sorted({len(word) for word in known if len(word) > 1}, reverse=True)
    firsts = {word[0] for word in known}
    for run in _RUN.finditer(folded) if known else ():
        start = run.start()
        for size in sizes if folded[start] in firsts else ():
            word = folded[start : start + size]
            if word in known and _says(titled=False).match(folded, start + size):
                yield Evidence(Name(start, start + size, word), "people.quotation")
                break


def _taken_up(folded: str, found: Sequence[Mention]) -> Iterator[Evidence]:
    """Yield who is the subject of one sentence and in the next says something as he or she (他说)."""
    ordered = sorted(found, key=lambda mention: mention.office.start)
    starts = [mention.office.start for mention in ordered]
    for match in _PRONOUN_SAYS.finditer(folded):
        stop = match.start()
        reach = max(0, stop - _SENTENCE)
        start = max(folded.rfind(mark, reach, stop) + 1 for mark in "\u3002!?\n") or reach
        inside = [m for m in ordered[bisect_left(starts, start) : bisect_left(starts, stop)] if m.name.end <= stop]
        if len(inside) == 1 and inside[0].office.start - start <= _SUBJECT:
            yield Evidence(inside[0].name, "people.quotation")


def _unnamed_office(folded: str, end: int) -> Iterator[Evidence]:
    """Yield the name that stands alone between the meeting and the greeting."""
    for match in _AT_MEETING.finditer(folded, max(0, end - 40), end):
        name = name_at(folded, match.end())
        if name and not folded[name.end : end].strip(" \n"):
            yield Evidence(name, "people.opening")


def _byline(folded: str, found: Iterable[Mention], end: int) -> Iterator[Evidence]:
    """Yield who stands alone with office and name on a line of the head above the greeting."""
    for office, name in found:
        if name.end > end:
            return
        alone = _LINE_START.match(_line_before(folded, office.start)) and _LINE_END.match(folded, name.end)
        if alone and end - name.end < 60:
            yield Evidence(name, "people.opening")


def _line_before(folded: str, end: int) -> str:
    """Return what stands before an offset in its line, at most the last 60 characters."""
    start = max(0, end - 60)
    return folded[max(start, folded.rfind("\n", start, end) + 1) : end]


def _head_end(folded: str) -> int:
    """Return where the lines of the head end."""
    start = count = 0
    while count < HEAD_LINES and start < len(folded):
        end = folded.find("\n", start)
        end = len(folded) if end < 0 else end
        count += bool(folded[start:end].strip())
        start = end + 1
    return start


@cache
def _greeting() -> re.Pattern[str]:
    return compiled(f'{alternatives("offices", "greeting")}[^\u3002;"\u201c\u201d:\n]{{0,40}}:')


@cache
def _says(*, titled: bool) -> re.Pattern[str]:
    """The words from a name to a verb of speaking and the mark behind it; after a title more may stand between."""
    verb = verbs()
    begins = f"(?:{alternatives('offices', 'gap')}|[{HAN}]{{1,2}}[着了])"
    if titled:
        begins = f"(?:{begins}|{alternatives('offices', 'act')})"
    gap = f"(?:{begins}[\\w()\u300a\u300b\u201c\u201d\u3001]{{0,24}}?)?"
    marks = ',:"\u201c\u2018\u300c\u3002'
    mark = f"(?=[{marks}])"
    address = f"(?:讲话|致辞|致词|发言|作[\\w]{{0,12}}报告){mark}"
    plain = f"[ ]?{gap}(?:{verb}{mark}|{address})"
    told = "(?:介绍|通报|汇报|讲解|讲述|分享|解读|传达|回顾|总结|阐述|提出|讲授|分析|回应|解答|回答|通报)了"
    told += "|(?:就[\\w\u201c\u201d]{2,24})?作了?[\\w]{0,12}(?:讲话|发言|报告|汇报|介绍|安排|部署|说明|解读|致辞)"
    plain += f"|[ ]?(?:{told})|[ ]?告诉(?!记者)[\\w]{{1,8}}[,:]"
    plain += "|(?:还|也|则)?"
    plain += "(?:强调|指出|要求|认为|呼吁|坦言|直言|勉励|希望|提醒|建议|号召|透露|提出)(?=[\\w\u201c\u300a])"
    further = f"|{gap},(?:要求|强调|指出|表示|说|提出)(?=[\\w{marks}])"
    return compiled(f"(?:{plain}{further})" if titled else plain)
