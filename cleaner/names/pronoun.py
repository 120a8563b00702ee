"""Whom a pronoun means that says something, or stands beside a quotation."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from cleaner.compiled import compiled
from cleaner.names.place import Place, Voice, voice_at
from cleaner.names.tables import alternatives, verbs
from cleaner.scan import lazy

_OTHERS = (
    "(?<!告诉)(?<![对向])记者|负责人|工作人员|大家|村民(?![会委小])|会议|群众|有人|专家|老师|居民|游客|市民|代表|员工"
)
OTHER_PERSON = lazy(_OTHERS)
OTHER_SUBJECT = lazy(f"{_OTHERS}|[他她](?!们?的)")
REACH = 400
LEAST = 5
"""Less in quotation marks is a word that is cited."""
ENDED = ("\u3002", "!", "?", "\n")
_PRONOUN = lazy("[\u3002!?\u201d,;\n][他她]")
_FEMALE = (
    "妻子", "母亲", "女儿", "孙女", "奶奶", "外婆", "姐姐", "妹妹", "婆婆",
    "岳母", "儿媳", "媳妇", "侄女", "姑姑", "妈妈", "未婚妻",
)  # fmt: skip
_MALE = (
    "丈夫", "父亲", "儿子", "孙子", "爷爷", "外公", "哥哥", "弟弟", "公公",
    "岳父", "女婿", "侄子", "舅舅", "叔叔", "表哥", "堂兄", "未婚夫",
)  # fmt: skip
_BESIDE = lazy(
    "(?P<behind>[\u3002!?]\u201d)[他她](?!们)"
    "|\u3002[他她](?P<lead>(?!们)[^\u3002!?\n\u201c\u201d:]{2,48}?)[,:][ ]?(?=\u201c[^\u201d\n]{9,300}[\u3002!?]\u201d)"
)


def meant(folded: str, there: Sequence[Place], starts: Sequence[int]) -> Iterator[Voice]:
    """Yield whom a pronoun with a verb of speaking means: the only one named so far in its paragraph, or before it."""
    for hit in _PRONOUN.finditer(folded):
        at = hit.start() + 1
        match = _pronoun().match(folded, at)
        if not match:
            continue
        if OTHER_SUBJECT.search(match[0], 1) or bisect_left(starts, at) < bisect_left(starts, match.end()):
            continue
        line = max(folded.rfind("\n", 0, at) + 1, at - 2 * REACH)
        inside = there[bisect_left(starts, line) : bisect_left(starts, at)]
        if not inside and line:
            above = max(folded.rfind("\n", 0, line - 1) + 1, line - 2 * REACH)
            inside = there[bisect_left(starts, above) : bisect_left(starts, line)]
        others = _FEMALE if match["who"] == "他" else _MALE
        inside = [place for place in inside if not folded.endswith(others, max(0, place.start - 4), place.start)]
        keys = {place.key for place in inside}
        if len(keys) == 1:
            yield voice_at(inside[0])
        elif keys:
            subject = _subject(folded, inside, at)
            if subject:
                yield voice_at(subject)


def meant_beside(folded: str, there: Sequence[Place], starts: Sequence[int]) -> Iterator[Voice]:
    """Yield whom a pronoun means that begins the sentence behind a quotation (”她把...), or leads to one (她...,“)."""
    for match in _BESIDE.finditer(folded):
        opened = folded.rfind("\u201c", max(0, match.start() - REACH), match.start())
        if match["behind"] and (match.start() - opened < 2 * LEAST or folded[opened - 1 : opened] not in ENDED):
            continue
        if match["lead"] and OTHER_SUBJECT.search(match["lead"]):
            continue
        line = folded.rfind("\n", 0, match.start()) + 1
        before = opened if match["behind"] else match.start()
        inside = there[bisect_left(starts, line) : bisect_left(starts, before)]
        if len({place.key for place in inside}) == 1:
            yield voice_at(inside[-1])


def _subject(folded: str, inside: Sequence[Place], at: int) -> Place | None:
    """Return the last of several people who is named as a sentence begins, if none is named behind."""
    for place in reversed(inside):
        before = max(folded.rfind(mark, max(0, place.start - 40), place.start) for mark in "\u3002!?\n\u201d")
        if before >= 0 and place.start - before <= 14:
            later = {one.key for one in inside if one.start > place.start}
            return place if not later - {place.key} else None
    return None


@cache
def _pronoun() -> re.Pattern[str]:
    verb, gap = verbs(), alternatives("offices", "gap")
    return compiled(
        f"(?P<who>[他她])(?:(?:{gap}[\\w\u3001]{{0,16}}?)?{verb}[,:\u201c\u3002]"
        f"|(?:还|也|同时)?(?:告诉[\\w]{{1,8}}[,:]|分享[^\u3002,]{{0,16}}:|希望|要求|强调|指出|认为|建议|表示|呼吁|勉励|提醒|坦言|透露|介绍|记得)(?=[\\w\u201c\u300a])"
        f"|[^\u3002!?\n\u201c\u201d:]{{2,90}}?[,\u3001](?:并|还|又|同时|一边|边)?[\\w\u3001]{{0,6}}?{verb}(?:大家"
        f"|我们|记者|他们|同学们|群众)?[,:\u201c\u3002])"
    )
