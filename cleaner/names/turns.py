"""Questions and answers: who speaks where in an interview."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from cleaner.names.person import HAN, Name, is_name
from cleaner.scan import lazy

_LABEL = lazy(
    f"(?m)^[ *#]{{0,8}}(?:(?P<host>主持人[ ]{{1,2}})?(?P<plain>[{HAN}][ ]{{1,4}}[{HAN}](?=[ ]?:)|[{HAN}\u00b7]{{1,18}}"
    f"|[QA]\\d{{0,2}})[ ]?[*]{{0,2}}:(?!//)"
    f"|(?P<told>主持人|嘉宾)[ ]?\\((?P<inside>[{HAN}\u00b7]{{2,12}})\\)[ ]?:"
    f"|[\\[【](?:(?P<chair>主持人[ ])|(?:嘉宾|发布人)[ ])?(?P<bracket>[{HAN}\u00b7]{{1,18}})[\\]】][ ]?:?)"
)
_ASKS = lazy(
    "\\w{0,16}记者(?:提?问)?|主持人?|问|编辑|提问|Q\\d{0,2}|\\w{0,6}网友|问题[一二三四五六七八九十\\d]{0,2}"
    "|\\w{0,4}提问|听众|观众"
    "|\\w{1,10}(?:报|网|电视台|电台|新闻|周刊|杂志|客户端|发布|社)"
)
_LEAST_ASKED = 2
_ANSWERS = lazy("答|回答|受访者|嘉宾|专家|A\\d{0,2}|解答|答复|回复")


_QUESTION = lazy("\\?[\u201d)]?\\Z")


class Turn(NamedTuple):
    """What one speaker says at a stretch, from the label to the next turn; ``named`` if the label is a name."""

    start: int
    end: int
    label: str
    named: bool


class _Label(NamedTuple):
    """The words of a label that stand from ``start``, and where the turn behind it begins; ``host`` if it says so."""

    start: int
    end: int
    word: str
    host: bool = False


def turns(folded: str, known: Collection[str], titled: Iterable[Name] = ()) -> list[Turn]:
    """Return the turns of an interview, none where the labels do not alternate between who asks and who answers.

    Labels are who asks (a reporter, an outlet, a host by name), who answers (a name, or a word for it); ``known`` are
    names that the text brings in elsewhere, ``titled`` those that stand behind an office and before a colon. Someone
    must ask and someone answer, and a name that is not known must answer twice. Where no label asks, the one does most
    of whose turns are questions.
    """
    found = [label for label in _labels(folded, titled) if _is_label(label.word, known)]
    counts = Counter(label.word for label in found)
    told = [label for label in found if _counts(label.word, counts, known)]
    if not told:
        return []
    ends = [*(label.start for label in told[1:]), len(folded)]
    spans = [_stripped(folded, label.end, end) for label, end in zip(told, ends, strict=True)]
    hosts = {label.word for label in told if label.host}
    asking = [_asks(label.word) or label.word in hosts for label in told]
    if not any(asking):
        hosts = _by_questions(folded, told, spans)
        asking = [label.word in hosts for label in told]
    if all(asking) or not any(asking):
        return []
    return [
        Turn(label.start, end, label.word, not _asks(label.word) and (is_name(label.word) or label.word in known))
        for label, end in zip(told, spans, strict=True)
    ]


def answers(found: Collection[Turn]) -> bool:
    """Say whether someone answers under a word for it and nobody under a name."""
    return any(_ANSWERS.fullmatch(turn.label) for turn in found) and not any(turn.named for turn in found)


def _labels(folded: str, titled: Iterable[Name]) -> list[_Label]:
    """Return what may be labels, in order."""
    found = [_Label(name.start, folded.find(":", name.end) + 1, name.text) for name in titled]
    for match in _LABEL.finditer(folded):
        word = (match["plain"] or match["bracket"] or match["inside"]).replace(" ", "")
        host = bool(match["host"] or match["chair"]) or match["told"] == "主持人"
        found.append(_Label(match.start(match.lastgroup or 0), match.end(), word, host))
    return sorted(found)


def _by_questions(folded: str, told: Sequence[_Label], ends: Sequence[int]) -> set[str]:
    """Return the one who asks, by the question marks at the end of most turns, where no other does so."""
    turns_of = zip(told, ends, strict=True)
    asked = Counter(label.word for label, end in turns_of if _QUESTION.search(folded, label.end, end))
    times = Counter(label.word for label in told)
    hosts = {word for word in asked if asked[word] >= _LEAST_ASKED and 2 * asked[word] > times[word]}
    return hosts if len(hosts) == 1 and len(times) > 1 else set()


def _stripped(folded: str, start: int, end: int) -> int:
    """Return where a turn ends without the blanks behind it."""
    return start + len(folded[start:end].rstrip())


def _is_label(word: str, known: Collection[str]) -> bool:
    return _asks(word) or bool(_ANSWERS.fullmatch(word)) or is_name(word) or word in known


def _asks(word: str) -> bool:
    return bool(_ASKS.fullmatch(word))


def _counts(label: str, counts: Counter[str], known: Collection[str]) -> bool:
    return label in known or counts[label] > 1 or not is_name(label)
