"""Is a line end a cut in the middle of a sentence? Lines are in the folded view: Simplified, half-width marks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.mojibake.bigram import alone, behind
from cleaner.scan import lazy

TAIL = 10
"""So many characters tell the end of a line from others: where they stand a second time, one copy may be broken off."""

_NUMBER = "[一二三四五六七八九十]{1,3}"
HEADING_MARK = lazy(
    f"(?:第?{_NUMBER}(?:\u3001|\\.(?!\\d))|\\({_NUMBER}\\)|第(?:{_NUMBER}|\\d{{1,3}})[章节条编部])"
)
_BULLETS = "\u2022\u25cf\u25cb\u25a0\u25a1\u25c6\u25c7\u2605\u2606\u25b2\u25b3\u25ba\u25b6\u203b\u221a\uf0b7"
_ITEM_MARK = lazy(
    f"#{{1,6}} |[-*+>] |[{_BULLETS}\u2460-\u2473\u2776-\u277f]|\\d{{1,3}}(?:[\u3001)]|\\.(?!\\d))"
    "|\\(\\d{1,3}\\)|[A-Za-z][.\u3001)]|[甲乙丙丁]\u3001|[\u3010\\[]|\u2014\u2014"
)
# What ends a sentence, a heading or a label, with the quotes and brackets that close behind it, or with its source.
_CLOSING = frozenset("\u3002!?;:.\u2026\u2014~-_=|\u3011]>#*")
_BEHIND_CLOSING = frozenset("\"'\u201d\u2019\u300d\u300f)\u300b ")
_CLOSED = lazy(
    "(?:[\u3002!?;:.\u2026\u2014~\\-_=|\u3011\\]>#*][\"'\u201d\u2019\u300d\u300f)\u300b ]*"
    "|[\u3002!?][\u201d\u2019]? ?\\([^()]{1,30}\\))$"
)
_STOP = lazy("[\u3002!?]")
_PROSE = lazy("[,\u3002;:!?]")
_CONTINUES = lazy("[,\u3002\u3001;!?\u201d\u2019)\u300b\u300d\u300f\u3011%](?!\\))")
# Marks that no line begins with.
_HANGING = lazy("[,\u3002\u3001;\u300b][^,.\u3002;)!?*_=~-]")
_LABEL = lazy("[\u4e00-\u9fff\u00b7 ]{1,10}:")
_DATE = lazy("(?:\\d{4}|二[\u3007\u25cb零]..)[-./年]\\d{1,2}(?:[-./月]\\d{1,2}日?)?[^,\u3002]{0,14}$")
_CREDIT = lazy(
    "\\(?(?:本报|本网|记者|通讯员|来源|作者|编辑|责编|责任编辑|审核|校对|摄影|原标题|资料图|图片|图[为:\\d一二三四]"
    "|上图|下图|附件?[:\\d]|注:|分享|相关|点击|扫一扫)"
)
_SIGNED = lazy("(?:摄|图|报道|编辑)[)\u3011\\]]?$|^\\([^()]{2,30}\\)$")
_SALUTATION = lazy("(?:尊敬|亲爱|各位|同志|女士|先生|朋友)[^\u3002,]{0,20}[,:!]$")
# Words that no sentence ends with, but for those that end like them (方向, 所在, 拉一把).
_LEADS_ON = lazy(
    "(?:[及将从被或且而但即由以让是个的]|(?<![柔温调缓平饱总谐])和|(?<![参给赠])与|(?<![一大火])把"
    "|(?<![方走导倾面意志风动])向|(?<![绝相面核校应])对|(?<![存所潜内外现实健好])在|[,\u3001]为|[成作称分]为|根据|通过|并且|围绕|推进|加强|结合)$"
)
# Words that sentences begin with.
_OPENS = lazy(
    "[在当对据但而我你他她这那为另由从有\u201c\u300a一二三]|因此|不过|然而|此外|同时|目前|今年|去年|近[日年期]|随着|其中"
    "|如果|虽然|首先|其次|再次|最后|记者|业内|以下|如今|之后|后来|于是|所以|与此|不管|不得不|尽管|无论|可见|事实上|截[至止]"
    "|\\d{1,4}[年月]"
)
_TURNS = lazy("以下|首先|其次|再次|最后|此外|另外|因此|总之")
# The beginning of a sentence at the end of a paragraph; with a blank in it, it is a credit.
_UNDONE = lazy("[\u3002!?][\u201d\u2019)]*+[^\u3002!? ]{3,}$")
_PAIRS = ("\u201c\u201d", "\u2018\u2019", "\u300a\u300b", "()", "\u300c\u300d")
_REACH = 60
_MIN_WRAP = 16
_TOGETHER = 1.0  # bits that a character costs less behind another than by itself
_MIN_PROSE = 20


class Line(NamedTuple):
    """A line, or several joined: its span in the page, its folded text, its width, and the gap behind it.

    ``width`` counts characters, ``columns`` pairs of half-width ones as one, rounded up. ``gap`` is the number of line
    feeds behind it, 0 at the end of the page.
    """

    start: int
    end: int
    text: str
    width: int
    columns: int
    gap: int


class Wrap(NamedTuple):
    """Lines were broken at this width; ``parted`` says that an empty line stands between paragraphs."""

    width: int
    by_columns: bool
    parted: bool = False

    def measure(self, line: Line) -> int:
        """Return the width of a line in the unit of the wrap."""
        return line.columns if self.by_columns else line.width

    def full(self, line: Line) -> bool:
        """Tell whether nothing more would have fitted in the line."""
        return self.width - 2 <= self.measure(line) <= self.width + 1


def find_wrap(lines: Sequence[Line]) -> Wrap | None:
    """Return the width that the lines of a page were broken at: most long lines have it, hardly one is longer."""
    by_width = Counter(line.width for line in lines)
    by_columns = Counter(line.columns for line in lines)
    number, by_characters, width = max((*_peaks(by_width, True), *_peaks(by_columns, False)), default=(0, True, 0))
    wrap = Wrap(width, not by_characters)
    counts = by_columns if wrap.by_columns else by_width
    if number < 3 or not _is_wrapped(lines, wrap, counts[wrap.width]):
        return None
    short = [line.gap for line in lines if wrap.measure(line) < wrap.width - 2 and line.gap]
    return wrap._replace(parted=len(short) > 2 and sum(gap > 1 for gap in short) * 5 >= len(short) * 4)


def _peaks(counts: Mapping[int, int], by_characters: bool) -> Iterator[tuple[int, bool, int]]:
    """Yield for each width how many lines have it or are one shorter, the unit and the width: the best is the most."""
    for width, number in counts.items():
        if width >= _MIN_WRAP:
            yield number + counts.get(width - 1, 0), by_characters, width


def _is_wrapped(lines: Sequence[Line], wrap: Wrap, exact: int) -> bool:
    """Tell whether lines of one width are those of a wrapped text; ``exact`` of them have it to the character."""
    full = [line for line in lines if wrap.full(line)]
    longer = sum(width for line in lines if (width := wrap.measure(line)) > wrap.width + 1)
    shorter = sum(wrap.width // 2 <= wrap.measure(line) < wrap.width - 2 for line in lines)
    prose = sum(bool(_PROSE.search(line.text)) for line in full)
    sharp = exact >= max(8, 0.7 * len(full))  # hardly any text but a wrapped one has lines so much alike
    if longer * 4 > wrap.width * len(full) or shorter > len(full) or prose * (4 if sharp else 2) < len(full):
        return False
    return any(_cut(line, after) for line, after in pairwise(lines) if wrap.full(line))


def _closed(text: str, after: str) -> bool:
    """Tell whether a sentence, a heading or a label ends here; the point of a number does not end one."""
    if after[:1].isdigit() and len(text) >= _MIN_WRAP and text[-1] == "." and text[-2].isdigit():
        return False
    if text[-1] in _CLOSING:
        return True
    return text[-1] in _BEHIND_CLOSING and bool(_CLOSED.search(text, max(0, len(text) - _REACH)))


def _cut(line: Line, after: Line) -> bool:
    return bool(_PROSE.search(line.text)) and not _closed(line.text, after.text) and bool(_PROSE.search(after.text))


def is_cut(line: Line, after: Line, wrap: Wrap | None) -> bool:
    """Tell whether a sentence goes on from one line to the next."""
    may = _goes_on(line, after, wrap)  # asked first: of the lines of most texts each ends a sentence
    return may and not (_is_table(line.text) or _stands_alone(line) or starts_anew(after.text))


def _goes_on(line: Line, after: Line, wrap: Wrap | None) -> bool:
    """Tell whether two lines of running text are one sentence."""
    closed = _closed(line.text, after.text)
    if wrap and wrap.full(line) and line.gap == 1 and (wrap.parted or not closed):
        return not _is_heading(line.text) or bool(_CONTINUES.match(after.text))
    if _HANGING.match(after.text) or (after.text[0] == "\u201d" and _is_open(line.text)):
        return True
    if closed:
        return False
    return _quote_goes_on(line.text, after.text) or _clause_goes_on(line.text, after.text)


def starts_anew(text: str) -> bool:
    """Tell whether a line begins something: a heading, an item, a credit, a date, a row of a table."""
    if not text or text[0] in " \u3000" or _is_table(text):
        return True
    if HEADING_MARK.match(text) or _ITEM_MARK.match(text) or _DATE.match(text):
        return True
    return len(text) <= _REACH and bool(_CREDIT.match(text) or _SIGNED.search(text))


def _stands_alone(line: Line) -> bool:
    """Tell whether a line is no running text: a title, a credit, a date, a salutation."""
    text = line.text
    if text.startswith("#") or _DATE.match(text) or _SALUTATION.match(text):
        return True
    return len(text) <= _REACH and bool(_CREDIT.match(text) or _SIGNED.search(text))


def _is_table(text: str) -> bool:
    return "\t" in text or "|" in text


def _is_heading(text: str) -> bool:
    return bool(HEADING_MARK.match(text) or _ITEM_MARK.match(text)) and not _PROSE.search(text)


def _is_open(text: str) -> bool:
    return text.rfind("\u201c") > text.rfind("\u201d")


def _quote_goes_on(text: str, after: str) -> bool:
    """Tell whether a quote or bracket that opens near the end of a line closes near the beginning of the next."""
    for pair in _PAIRS:
        mouth, shut = pair[0], pair[1]
        opened = text.rfind(mouth, max(0, len(text) - _REACH))
        if opened > text.rfind(shut):
            closed = after.find(shut, 0, _REACH)
            if closed >= 0 and after.find(mouth, 0, closed) < 0 and not _STOP.search(text, opened):
                return True
    return False


def _clause_goes_on(text: str, after: str) -> bool:
    """Tell by the words on both sides whether a clause, or a row of clauses, goes on."""
    if _LABEL.match(after) or _is_heading(text) or not _PROSE.search(after):
        return False
    if text[-1] in ",\u3001":
        return not _TURNS.match(after) and (len(after) >= 24 or (len(text) >= 24 and len(after) >= 8))
    if len(text) < _MIN_PROSE or not ("," in text or _STOP.search(text)):
        return False
    if text.endswith("的") and _OPENS.match(after):  # 是...的 ends a sentence
        return False
    if _LEADS_ON.search(text, max(0, len(text) - 2)) or _CONTINUES.match(after[1:]) or word_goes_on(text[-1], after[0]):
        return _closed(after, "") or (len(after) >= _REACH and "," in after)
    enough = 2 * _MIN_PROSE if _is_open(text) else 4 * _MIN_PROSE
    return len(text) >= enough and bool(_UNDONE.search(text)) and not _OPENS.match(after)


def word_goes_on(last: str, first: str) -> bool:
    """Tell whether the characters on both sides of a cut are likelier together than apart."""
    if last.isascii() or first.isascii():
        return last.isalpha() and first.isalpha() and last.isascii() and first.isascii()
    return alone(first) - behind(last, first) >= _TOGETHER
