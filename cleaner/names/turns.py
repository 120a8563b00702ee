"""Questions and answers: who speaks where in an interview."""

import re
from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from cleaner.names.person import HAN, is_name
from cleaner.scan import lazy

_LABEL = lazy(
    f"(?m)^[ *#]{{0,8}}(?:(?P<host>主持人[ ]{{1,2}})?(?P<plain>[{HAN}][ ]{{1,4}}[{HAN}](?=[ ]?:)|[{HAN}\u00b7]{{1,18}}"
    f"|[QA]\\d{{0,2}})[ ]?[*]{{0,2}}:(?!//)"
    f"|[\\[【](?:(?P<chair>主持人[ ])|(?:嘉宾|发布人)[ ])?(?P<bracket>[{HAN}\u00b7]{{1,18}})[\\]】][ ]?:?)"
)
_ASKS = lazy(
    "\\w{0,16}记者(?:提?问)?|主持人?|问|编辑|提问|Q\\d{0,2}|\\w{0,6}网友|问题[一二三四五六七八九十\\d]{0,2}"
    "|\\w{0,4}提问|听众|观众"
    "|\\w{1,10}(?:报|网|电视台|电台|新闻|周刊|杂志|客户端|发布|社)"
)
_ANSWERS = lazy("答|回答|受访者|嘉宾|专家|A\\d{0,2}|解答|答复|回复")


class Turn(NamedTuple):
    """What one speaker says at a stretch, from the label to the next turn; ``named`` if the label is a name."""

    start: int
    end: int
    label: str
    named: bool


def turns(folded: str, known: Collection[str]) -> list[Turn]:
    """Return the turns of an interview, none where the labels do not alternate between who asks and who answers.

    Labels are who asks (a reporter, an outlet, a host by name), who answers (a name, or a word for it); ``known`` are
    names that the text brings in elsewhere. Someone must ask and someone answer, and a name that is not known must
    answer twice.
    """
    found = [(word, match) for match in _LABEL.finditer(folded) if _is_label(word := _word(match), known)]
    counts = Counter(word for word, _ in found)
    told = [(word, match) for word, match in found if _counts(word, counts, known)]
    hosts = {word for word, match in told if match["host"] or match["chair"]}
    asking = [_asks(word) or word in hosts for word, _ in told]
    if all(asking) or not any(asking):
        return []
    ends = [*(match.start() for _, match in told[1:]), len(folded)]
    return [
        Turn(
            match.start(match.lastgroup or 0), _stripped(folded, match.end(), end), word,
            not _asks(word) and (is_name(word) or word in known),
        )
        for (word, match), end in zip(told, ends, strict=True)
    ]  # fmt: skip


def answers(found: Collection[Turn]) -> bool:
    """Say whether someone answers under a word for it and nobody under a name."""
    return any(_ANSWERS.fullmatch(turn.label) for turn in found) and not any(turn.named for turn in found)


def _word(match: re.Match[str]) -> str:
    """Return the words of a label."""
    return (match["plain"] or match["bracket"]).replace(" ", "")


def _stripped(folded: str, start: int, end: int) -> int:
    """Return where a turn ends without the blanks behind it."""
    return start + len(folded[start:end].rstrip())


def _is_label(word: str, known: Collection[str]) -> bool:
    return _asks(word) or bool(_ANSWERS.fullmatch(word)) or is_name(word) or word in known


def _asks(word: str) -> bool:
    return bool(_ASKS.fullmatch(word))


def _counts(label: str, counts: Counter[str], known: Collection[str]) -> bool:
    return label in known or counts[label] > 1 or not is_name(label)
