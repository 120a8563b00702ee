"""Words printed twice on one page: reported, and removed where one copy holds the other whole."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, NamedTuple

from cleaner.scan import lazy
from cleaner.stage import REMARK, Document, Edit, Note

# Letters, digits, ends of sentences and of lines. Han is in \\w: named first, it is found in a third of the time.
_SAID = lazy("[\u4e00-\u9fff\\w\u3002!?;\\n]+")
_COMMON = ",\u3001\u201c\u201d"
_STOPS = "\u3002!?;"
_SENTENCE = lazy("[^\u3002!?;]*(?:[\u3002!?;]+[\u201d\u2019\u300d\u300f)\u300b]*|$)")
_WORDS = lazy("[\u4e00-\u9fff\\w]+")
# A day before a headline, which the headline above a caption lacks.
_DAY = lazy("(?:\\d{4}[-.])?\\d{1,2}[-.]\\d{1,2} ")
_PROSE = lazy("[,\u3002;]")
_STOP = lazy("[\u3002!?]")
# Lines that a page may well hold several times: labels with a value, credits in brackets, rows of tables.
_MAY_REPEAT = lazy("[(\\[\u3010]?[^,\u3002:\\n]{1,12}:[^\u3002!?]*$|\\([^()]*\\)$|.*[\\t|]")
_REFRAIN = 4
"""What stands so often is a refrain or a form, no accident."""

_RUN = 40
"""Sentences that stand twice are reported when they have so many characters together."""

_SENTENCE_KEY = 8
_BROKEN = 40
_ROUNDS = 8
_SHOWN = 20
"""So many remarks are made on one page."""


class Passage(NamedTuple):
    """A paragraph or sentence: its span, its folded text, and its letters and digits alone."""

    start: int
    end: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Report paragraphs and sentences that stand twice on the page; remove a copy that another one near it holds whole.

    Copies are compared by their letters and digits; they have ``min_chars`` of them or more. Removed are the second
    of two equal paragraphs, a paragraph broken off that the beginning of another one repeats (both at most ``near``
    paragraphs apart, so that the reports of one page do not lose what they share), and a sentence that the next one
    repeats and carries on. Sentences that stand twice elsewhere are only reported: a column that spilled, copies far
    apart. Labels with their value, credits in brackets, tables and what stands four times are left alone.
    """

    remove: bool = True
    min_chars: int = 16
    near: int = 6
    name: ClassVar[str] = "duplicates"
    rules: ClassVar[Mapping[str, str]] = {
        "duplicates.paragraph": "the second of two equal paragraphs close together goes",
        "duplicates.beginning": "a paragraph broken off goes that another one close by begins with",
        "duplicates.sentence": "a sentence goes that the next one begins with",
        "duplicates.spill": "sentences that stand twice, and copies that are far apart, are reported",
    }

    def __call__(self, doc: Document) -> Iterator[Edit | Note]:
        """Yield an edit and a remark for each copy that goes, a remark for each other one."""
        said = _said(doc.folded)
        twice = self._twice(said)
        lines = doc.folded.split("\n")
        if not (twice or self._alike(lines, said)):
            return
        starts = accumulate((len(line) + 1 for line in lines), initial=0)
        rows = [row for row in zip(starts, lines, _parted(said), strict=False) if row[1]]
        paragraphs = [_paragraph(start, line, "".join(keys)) for start, line, keys in rows]
        sentences = [
            [] if twice.isdisjoint(keys) else list(_sentences(start, line)) for start, line, keys in rows
        ]
        gone = list(self._repeated_sentences(sentences))
        removed = {sentence.start for sentence, _ in gone}
        left = [_without(p, s, removed) for p, s in zip(paragraphs, sentences, strict=True)]
        rules = self._copies(left)
        gone = [(s, rule) for s, rule in gone if not any(p.start <= s.start < p.end for p in _in(paragraphs, rules))]
        last = max((number for number in range(len(paragraphs)) if number not in rules), default=0)
        gone += [(_with_gap(paragraphs, number, last), rule) for number, rule in rules.items()]
        if self.remove:
            yield from (Edit(passage.start, passage.end, "", rule) for passage, rule in sorted(gone))
        notes = [*gone, *((run, "duplicates.spill") for run in self._runs(sentences, {p.start for p, _ in gone}))]
        for passage, rule in sorted(notes)[:_SHOWN]:
            done = "removed" if self.remove and rule != "duplicates.spill" else "kept"
            yield Note(passage.start, passage.end, REMARK, f"stands twice on the page, {done}", rule)

    def _twice(self, said: str) -> Set[str]:
        """Return the keys of all sentences of which there may be a second one on the page, given what it says."""
        least = min(_SENTENCE_KEY, self.min_chars)
        keys = [key for key in _with_stops(said, "\n").split("\n") if len(key) >= least]
        heads = [key[: self.min_chars] for key in keys if len(key) >= self.min_chars]
        if len(set(keys)) == len(keys) and len(set(heads)) == len(heads):
            return frozenset()
        begun = {head for head, times in Counter(heads).items() if times > 1}
        return {key for key, times in Counter(keys).items() if times > 1 or key[: self.min_chars] in begun}

    def _alike(self, lines: Sequence[str], said: str) -> bool:
        """Tell whether some lines may begin with the same words, given what the page says."""
        if any(map(_DAY.match, lines)):
            return True
        heads = [line[: self.min_chars] for line in _with_stops(said, "").split("\n") if len(line) >= self.min_chars]
        return len(set(heads)) < len(heads)

    def _repeated_sentences(self, paragraphs: Iterable[Sequence[Passage]]) -> Iterator[tuple[Passage, str]]:
        """Yield each sentence that the next one left in its paragraph repeats and carries on."""
        for sentences in paragraphs:
            after = ""
            for sentence in reversed(sentences):
                long = self.min_chars <= len(sentence.key) < len(after)
                if long and after.startswith(sentence.key) and _even(sentence.text):
                    yield sentence, "duplicates.sentence"
                else:
                    after = sentence.key

    def _copies(self, paragraphs: Sequence[Passage]) -> dict[int, str]:
        """Return the numbers of the paragraphs that go, each with the rule; again until nothing more goes."""
        rules: dict[int, str] = {}
        heads = Counter(p.key[: self.min_chars] for p in paragraphs)
        for _ in range(_ROUNDS):
            found = dict(self._near_copies([(n, p) for n, p in enumerate(paragraphs) if n not in rules], heads))
            rules.update(found)
            if not found:
                break
        return rules

    def _near_copies(
        self, paragraphs: Iterable[tuple[int, Passage]], heads: Mapping[str, int]
    ) -> Iterator[tuple[int, str]]:
        """Yield the paragraphs that the last one before, or the next one, with the same beginning holds whole."""
        seen: dict[str, tuple[int, int, Passage]] = {}
        for place, (number, paragraph) in enumerate(paragraphs):
            head = paragraph.key[: self.min_chars]
            if len(head) < self.min_chars or not 1 < heads[head] < _REFRAIN or _MAY_REPEAT.match(paragraph.text):
                continue
            before, last, copy = seen.get(head, (0, -1, paragraph))
            seen[head] = place, number, paragraph
            if last < 0 or place - before > self.near:
                continue
            if copy.key == paragraph.key:
                seen[head] = before, last, copy
                yield number, "duplicates.paragraph"
            elif copy.key.startswith(paragraph.key) and _is_broken(paragraph):
                seen[head] = before, last, copy
                yield number, "duplicates.beginning"
            elif paragraph.key.startswith(copy.key) and _is_broken(copy):
                yield last, "duplicates.beginning"

    def _runs(self, paragraphs: Iterable[Sequence[Passage]], gone: set[int]) -> Iterator[Passage]:
        """Yield the runs of sentences that stand a second time, where they are long enough."""
        seen: set[str] = set()
        for sentences in paragraphs:
            run: list[Passage] = []
            for sentence in [*sentences, None]:
                if sentence and sentence.start not in gone and sentence.key in seen:
                    run.append(sentence)
                elif run and (sentence is None or len(sentence.key) >= _SENTENCE_KEY):
                    if sum(len(s.key) for s in run) >= _RUN:
                        yield Passage(run[0].start, run[-1].end, "", "")
                    run = []
            seen.update(s.key for s in sentences if len(s.key) >= _SENTENCE_KEY)


def _said(folded: str) -> str:
    """Return the letters, digits, ends of sentences and of lines of a text.

    The commonest of all other marks go first: what is left is a few long pieces, found in half the time.
    """
    for mark in _COMMON:
        folded = folded.replace(mark, "")
    return "".join(_SAID.findall(folded)).replace("_", "")


def _with_stops(said: str, new: str) -> str:
    """Return what a page says with something else at the ends of its sentences."""
    for stop in _STOPS:
        said = said.replace(stop, new)
    return said


def _parted(said: str) -> Iterator[list[str]]:
    """Yield the keys of the sentences of each line."""
    return (line.split("\0") for line in _with_stops(said, "\0").split("\n"))


def _paragraph(start: int, line: str, key: str) -> Passage:
    return Passage(start, start + len(line), line, _without_day(line, key))


def _key(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(_WORDS.findall(text)).replace("_", "")


def _without_day(text: str, key: str) -> str:
    """Return the key of a paragraph without the day before it."""
    day = _DAY.match(text)
    return key[len(_key(day[0])) :] if day else key


def _sentences(base: int, line: str) -> Iterator[Passage]:
    for found in _SENTENCE.finditer(line):
        if text := found[0]:
            yield Passage(base + found.start(), base + found.end(), text, _key(text))


def _without(paragraph: Passage, sentences: Sequence[Passage], removed: set[int]) -> Passage:
    """Return a paragraph as it is when some of its sentences are gone.

    A day that then comes to its beginning counts as words: it is all that is left of the days of those sentences.
    """
    left = [sentence for sentence in sentences if sentence.start not in removed]
    if not left or len(left) == len(sentences):
        return paragraph
    text = "".join(sentence.text for sentence in left)
    key = _key(text)
    return paragraph._replace(text=text, key=_without_day(text, key) if left[0] is sentences[0] else key)


def _in(paragraphs: Sequence[Passage], numbers: Iterable[int]) -> Iterator[Passage]:
    return (paragraphs[number] for number in numbers)


def _with_gap(paragraphs: Sequence[Passage], number: int, last: int) -> Passage:
    """Return a paragraph with the line feeds behind it, or, behind the last one that stays, with those before it."""
    paragraph = paragraphs[number]
    if number < last:
        return paragraph._replace(end=paragraphs[number + 1].start)
    return paragraph._replace(start=paragraphs[number - 1].end)


def _is_broken(paragraph: Passage) -> bool:
    """Tell whether it is running text, so that no headline goes because the text begins with its words."""
    text = paragraph.text
    return not text.startswith("#") and bool(_PROSE.search(text)) and (len(text) >= _BROKEN or bool(_STOP.search(text)))


def _even(text: str) -> bool:
    """Tell whether every quote that opens closes."""
    return text.count("\u201c") == text.count("\u201d") and text.count("\u2018") == text.count("\u2019")
