"""Questions and answers: who speaks where in an interview."""

import re
from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from cleaner.names.person import HAN, is_name

_LABEL = re.compile(f"(?m)^[ *#]{{0,8}}([{HAN}\u00b7]{{1,14}})[ ]?[*]{{0,2}}:(?!//)")
_ASKS = re.compile(
    "\\w{0,10}记者|主持人|问|编辑|提问"
    "|\\w{1,10}(?:报|网|电视台|电台|新闻|周刊|杂志|客户端|发布|社)"
)
_ANSWERS = re.compile("答|回答|受访者|嘉宾|专家")


class Turn(NamedTuple):
    """What one speaker says at a stretch, from the label to the next turn; ``named`` if the label is a name."""

    start: int
    end: int
    label: str
    named: bool


def turns(folded: str, known: Collection[str]) -> list[Turn]:
    """Return the turns of an interview, none where the labels do not alternate between who asks and who answers.

    Labels are who asks (a reporter, an outlet), who answers (a name, or a word for it); ``known`` are names that the
    text brings in elsewhere. Someone must ask and someone answer, and a name that is not known must answer twice.
    """
    found = [match for match in _LABEL.finditer(folded) if _is_label(match[1])]
    counts = Counter(match[1] for match in found)
    told = [match for match in found if _counts(match[1], counts, known)]
    if not (any(_asks(match[1]) for match in told) and any(not _asks(match[1]) for match in told)):
        return []
    ends = [*(match.start() for match in told[1:]), len(folded)]
    return [
        Turn(match.start(1), _stripped(folded, match.end(), end), match[1], not _asks(match[1]) and is_name(match[1]))
        for match, end in zip(told, ends, strict=True)
    ]


def _stripped(folded: str, start: int, end: int) -> int:
    """Return where a turn ends without the blanks behind it."""
    return start + len(folded[start:end].rstrip())


def _is_label(word: str) -> bool:
    return _asks(word) or bool(_ANSWERS.fullmatch(word)) or is_name(word)


def _asks(word: str) -> bool:
    return bool(_ASKS.fullmatch(word))


def _counts(label: str, counts: Counter[str], known: Collection[str]) -> bool:
    return label in known or counts[label] > 1 or not is_name(label)
