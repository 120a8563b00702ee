"""Which year does a text speak from that has no other date? Its plans and looks back say so."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.dates.numerals import number
from cleaner.scan import lazy

_SAID = lazy("[12二][90\u3007\u25cb零]..年")
_SENTENCE = lazy(
    "(?:^|(?<=[\u3002!?;:\u201c\u2018\n]))[ \u201c\u2018]{0,2}(?P<year>(?:19|20)\\d\\d|二[\u3007\u25cb零]..)年"
    "(?![\\d底末初前后度至到\u2014~-])(?P<rest>[^\u3002!?;\n]{0,100})",
    re.MULTILINE,
)
_PLAN = lazy("[^了已]{0,50}?(?:将(?![近军士领])|我们要|要(?=[以把抓紧按坚围突全加努])|力争|确保)")
_KEY_YEAR = lazy(",?是[^了]{2,60}(?:之年|元年|一年|年|期)")
_LOOKS_AHEAD = lazy("将(?![近军士领])|新的一年|力争|坚持实干|要(?=[以把抓紧按坚围突全加努])")
_OVER = lazy("不平凡|不寻常|难忘|过去|回顾|圆满|一年来|五年来")
_BACK = lazy("过去的?一年|去年|一年来")
_DONE = lazy("了|完成|实现|达到|增长|突破|荣获|取得")
_ANCHOR = lazy("新的?一年|过去的?一年|去年|新春|新年")
_SIGHT = 120


class Spoken(NamedTuple):
    """A year, and the words that say that the text speaks from it."""

    start: int
    end: int
    year: int


class _Voice(NamedTuple):
    """What one sentence says: the year that the text speaks from, or a year that is over."""

    kind: str
    spoken: Spoken


def find_year(folded: str) -> Spoken | None:
    """Return the year that a text speaks from, None if it does not say so clearly.

    Plans say it (``2019年,...将``) and so does a key year that has just begun (``2020年是...之年。我们将``): two
    sentences, or one in a text that speaks of the new or the past year elsewhere. A look back says the year after
    (``2017年...过去的一年`` says 2018) and must not disagree. A plan for a year that is not the one after the last
    year told of as over says nothing, nor do plans for two years.
    """
    voices = list(_voices(folded))
    if not voices:
        return None
    plans = Counter(voice.spoken.year for voice in voices if voice.kind == "plan")
    back = {voice.spoken.year for voice in voices if voice.kind == "back"}
    if not plans:
        return None
    year, votes = plans.most_common(1)[0]
    over = {voice.spoken.year for voice in voices if voice.kind == "over"} - {year}
    if votes < 0.75 * plans.total() or (back and back != {year}) or max(over, default=year - 1) != year - 1:
        return None
    if votes < 2 and not back and not _ANCHOR.search(folded):
        return None
    return next(voice.spoken for voice in voices if voice.kind == "plan" and voice.spoken.year == year)


def _voices(folded: str) -> Iterator[_Voice]:
    """Yield what each sentence that begins with a year says of it."""
    for match in _sentences(folded):
        year = number(match["year"])
        if not year or not 1949 <= year <= 2999:
            continue
        spoken = Spoken(match.start("year"), match.end("year") + 1, year)
        rest = match["rest"]
        if _BACK.search(rest):
            yield _Voice("back", spoken._replace(year=year + 1))
        elif _is_plan(folded, match):
            yield _Voice("plan", spoken)
        elif _DONE.search(rest):
            yield _Voice("over", spoken)


def _sentences(folded: str) -> Iterator[re.Match[str]]:
    """Return ``_SENTENCE.finditer(folded)``, which is tried at every character, and years are few."""
    end = 0
    for said in _SAID.finditer(folded):
        for start in range(max(end, said.start() - 2), said.start() + 1):  # with up to two blanks or quotes
            if match := _SENTENCE.match(folded, start):
                yield match
                end = match.end()
                break


def _is_plan(folded: str, match: re.Match[str]) -> bool:
    rest = match["rest"]
    if _KEY_YEAR.match(rest):
        ahead = folded[match.start("rest") : match.end() + _SIGHT]
        return not _OVER.search(ahead) and bool(_LOOKS_AHEAD.search(ahead))
    return bool(_PLAN.match(rest)) and not re.search("了|已经", rest)
