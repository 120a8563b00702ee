"""What a blank between two words of a Chinese text does: part something, or nothing.

A blank means something between the clauses of a title or slogan, between names, between a name and its office or
credit, behind a dateline or the number of a heading, in tables and lists. In running text it is dirt, left by a line
end, a removed tag or a converter. Seen on 760 news pages: of the blanks between Han characters behind the first comma
of a paragraph, outside of brackets and quotes and not beside a name, all but a few split a word or a clause.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from enum import Enum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from cleaner.mojibake.bigram import alone, behind
from cleaner.names.tables import surnames
from cleaner.scan import has_plain_blanks, lazy
from cleaner.typography.transcription import parts_name

HAN = "\\u3005-\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\U00020000-\\U0003ffff"
BLANK = " \\t\\xa0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000"
REACH = 200
"""How far, in characters, the line around a blank is looked at."""

# What begins with a repeat is tried at every character; behind one character, the places of this are found first.
_BLANKS = lazy(f"[{BLANK}][{BLANK}]*")
_PLAIN = lazy("  *")

# What a name stands behind, and what stands behind a name.
_OFFICE = (
    "书记|主任|主席|[省市区县乡镇村州部厅局处科院校会社行所站队团司署组总]长|总理|总统|总裁|经理|主编|委员|代表|教授|负责人|博士"
    "|先生|女士|同志|总监|[员师生家]"
)
_CREDIT = (
    "记者|通讯员|实习生|作者|[责主]?编辑?|校对|摄影|摄像|制图|漫画|[图文摄绘]|供图|报道|来源|编译|翻译|整理|出品|策划"
    "|统筹|资料"
)
_NAME_FOLLOWS = lazy(f"(?:{_OFFICE}|{_CREDIT}|[社网报]发?)\\Z")
_CREDIT_FOLLOWS = lazy(
    f"(?:{_CREDIT})(?![\\u4e00-\\u9fff]{{3}})|[\\u4e00-\\u9fff]{{2,6}}(?:报道|摄影|摄|供图|制图)(?![\\u4e00-\\u9fff])"
)
# A letter or digit ends a word whether a blank is put between it and Chinese or not.
_WORD_END = lazy(f"[{BLANK}\\u3001\\u3002\\uff0c\\uff1a\\uff08%0-9A-Za-z]")
_SPEAKER = lazy("[\\u4e00-\\u9fff]{2,3}(?:\\uff1a|[表说介指称认])")
_NAME = lazy("[\\u4e00-\\u9fff]{1,4}(?![\\u4e00-\\u9fff])")
_LABEL = lazy("(?:[讯电条章节款项编篇]|[月日]|消息|摘要|按|期|版|[社网报刊])\\Z")
_DIGIT = "[一二三四五六七八九十0-9]"
_HEADING = lazy(
    f"[#•·●■◆▲]|[(\\uff08]?{_DIGIT}{{1,3}}[)\\uff09\\u3001.\\uff0e]|第[百零]?{_DIGIT}{{1,6}}[章节条部篇]"
)
_HEADING_NEXT = lazy(
    f"[(\\uff08]?{_DIGIT}{{1,3}}[)\\uff09]|[一二三四五六七八九十]{{1,3}}\\u3001|[0-9]{{1,2}}[.\\uff0e\\u3001]|第[一二三四五六七八九十]"
)
_INTRODUCES = lazy("(?:各位|尊敬|同志|朋友|以下|下列|如下|方面)[^\\u3002\\n]{0,15}\\uff1a\\Z")
_JOINS_LEFT = frozenset("的和与及在对将为把被从向以于由跟同并而或用")
_JOINS_RIGHT = frozenset("的了着和与及等并而或们")
_CLAUSE_END = lazy(
    "[\\u3001\\u3002\\uff0c\\uff1a\\uff1b\\uff01\\uff1f\\uff08\\uff09\\u201c\\u201d\\u300a\\u300b]"
)
_SENTENCE_END = lazy(
    f"\\uff1a(?=[(\\uff08]{_DIGIT}{{1,3}}[)\\uff09])|[\\u3002\\uff01\\uff1f\\uff1b][\\u201d\\u2019\\uff09]?"
)
_BRACKETS = lazy("[\\u201c\\u201d\\u2018\\u2019\\u300a\\u300b\\u3010\\u3011\\uff08\\uff09()]")
_BITS_OF_A_WORD = 3.0
"""How many bits a character costs less behind another where the two make a word."""
_OPENING = "\u201c\u2018\u300a\u3010\uff08("
ENDS = "\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f"
CLOSING = "\u201d\u2019\uff09\u300b\u3009\u3011\u300d\u300f"
BEFORE_NOTHING = frozenset(ENDS + CLOSING)
"""Marks before which a blank behind the end of a sentence parts nothing."""


def runs_of_blanks(text: str) -> Iterator[re.Match[str]]:
    """Yield the runs of blanks of a text; plain spaces alone are found ten times as fast."""
    return (_PLAIN if has_plain_blanks(text) else _BLANKS).finditer(text)


class Part(Enum):
    """What a blank does."""

    MEANS = "it parts words that belong apart"
    DIRT = "it parts nothing"
    UNSURE = "it may do either"


class _Words(NamedTuple):
    """A text without its blanks; where these end, how much of them is gone there, and where they parted words."""

    solid: str
    ends: Sequence[int]
    gone: Sequence[int]
    parted: Set[int]

    @classmethod
    def of(cls, text: str) -> "_Words":
        """Take the blanks out of a text."""
        blanks = [blank.span() for blank in runs_of_blanks(text)]
        gone = list(accumulate((end - start for start, end in blanks), initial=0))
        kept = zip((0, *(end for _, end in blanks)), (*(start for start, _ in blanks), len(text)), strict=True)
        solid = "".join([text[start:end] for start, end in kept])
        parted = {start - before for (start, _), before in zip(blanks, gone, strict=False)}
        return cls(solid, [end for _, end in blanks], gone, parted)


class Setting:
    """A text in which blanks are judged by the words without any blanks: what goes does not change the rest."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _words(self) -> _Words:
        """Most texts have no blank that is judged by its words."""
        return _Words.of(self.text)

    def judge(self, start: int, end: int, exotic: bool) -> Part:
        """Say what the blanks text[start:end] between two Chinese words do; ``exotic``: one, and no plain space."""
        words = self._words
        at = end - words.gone[bisect_right(words.ends, end)]
        left, right = _line_before(words.solid, at), _line_after(words.solid, at)
        if not _is_prose(left + right) or self._is_in_table(start, end):
            return Part.MEANS
        if (left[-1:], right[:1]) == ("\u3011", "\u3010"):
            return Part.MEANS
        if _LABEL.search(left) and not _CLAUSE_END.search(left):
            return Part.MEANS
        if left[-1:] in _JOINS_LEFT or right[:1] in _JOINS_RIGHT:
            return Part.DIRT
        if parts_name(self.text, start, end):
            return Part.UNSURE  # a dot is missing
        if _is_name_or_credit(_line_before(self.text, start)[-12:], _line_after(self.text, end)):
            return Part.MEANS
        if (bracket := _bracket_around(left, right)) is not None:
            return bracket
        segment = left[_last_end(left) :]
        if _HEADING.match(segment):
            return Part.MEANS
        if _CLAUSE_END.search(segment):
            return _between_clauses(left, right)
        parted = at - len(segment) in words.parted and segment[:1] not in BEFORE_NOTHING  # else that blank goes, too
        begins = len(segment) == len(left) or parted
        return _in_first_clause(segment, right, exotic, begins)

    def _is_in_table(self, start: int, end: int) -> bool:
        return "\t" in _line_before(self.text, start).lstrip() or "\t" in _line_after(self.text, end).rstrip()


def introduces(text: str, end: int) -> bool:
    """Tell whether the colon that text[:end] ends with closes a salutation or a sentence that a list follows."""
    return bool(_INTRODUCES.search(text[max(0, end - 30) : end]))


def starts_heading(text: str, at: int) -> bool:
    """Tell whether the number of a heading or item stands here."""
    return bool(_HEADING_NEXT.match(text, at))


def _line_before(text: str, at: int) -> str:
    return text[max(text.rfind("\n", max(0, at - REACH), at) + 1, at - REACH, 0) : at]


def _line_after(text: str, at: int) -> str:
    stop = text.find("\n", at, at + REACH)
    return text[at : stop if stop >= 0 else at + REACH]


def _is_prose(line: str) -> bool:
    """Tell whether a line runs on: it holds a full stop or semicolon, or it is long and holds a comma."""
    return "\u3002" in line or "\uff1b" in line or (len(line) > 40 and "\uff0c" in line)


def _is_name_or_credit(left: str, right: str) -> bool:
    """Tell whether a name stands on one side, and an office, a credit or another name on the other."""
    word = _WORD_END.split(left[-12:])[-1]
    if _CREDIT_FOLLOWS.match(right):
        return True
    if right[:1] in surnames() and _SPEAKER.match(right):
        return True
    if right[:1] in surnames() and (_NAME_FOLLOWS.search(left) or (_NAME.match(right) and word[:1] in surnames())):
        return True
    return len(word) <= 4 and word[:1] in surnames() and bool(_NAME.match(right)) and right[:1] in surnames()


def _bracket_around(left: str, right: str) -> Part | None:
    """Say what a blank inside quotes or brackets does; None where it stands in none, or in a longer quotation."""
    opened = _open_bracket(left)
    if opened < 0:
        return None
    if left[opened] not in "\u201c\u2018":
        return Part.MEANS
    closed = _BRACKETS.search(right)
    if closed is None or closed[0] in _OPENING:
        return None
    before, after = left[opened + 1 :], right[: closed.start()]
    if _SENTENCE_END.search(before + after) or "\uff0c" in before + after:
        return None
    return Part.MEANS if max(len(before), len(after)) <= 2 * min(len(before), len(after)) else None


def _open_bracket(left: str) -> int:
    """Return where the last quote or bracket opens that is not closed, -1 where there is none."""
    opened: list[int] = []
    for found in _BRACKETS.finditer(left):
        if found[0] in _OPENING:
            opened.append(found.start())
        elif opened:
            opened.pop()
    return opened[-1] if opened else -1


def _last_end(left: str) -> int:
    """Return where the sentence begins that a line breaks off in, 0 where it is the first of its paragraph."""
    ends = [found.end() for found in _SENTENCE_END.finditer(left)]
    return ends[-1] if ends else 0


def _in_first_clause(segment: str, right: str, exotic: bool, begins: bool) -> Part:
    """Say what a blank in the first clause of a sentence does; ``begins`` where a paragraph starts with it.

    A dateline or heading often ends there, or a credit stands behind the last sentence.
    """
    if _LABEL.search(segment) or not _CLAUSE_END.search(right):
        return Part.MEANS
    if begins and (not exotic or len(segment) <= 4):
        return Part.MEANS
    return Part.DIRT


def _between_clauses(left: str, right: str) -> Part:
    """Say what a blank behind the first comma of a sentence does: two clauses of like length may want a comma."""
    before = _CLAUSE_END.split(left)[-1]
    after = _CLAUSE_END.split(right)[0]
    short, long = sorted((len(before), len(after)))
    if short < 6 or long > 1.6 * short:
        return Part.DIRT
    gained = alone(after[0]) - behind(before[-1], after[0])
    return Part.DIRT if gained > _BITS_OF_A_WORD else Part.UNSURE
