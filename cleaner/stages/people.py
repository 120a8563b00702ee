"""Who speaks and who wrote: speakers, reporters, photographers, and the turns of an interview."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import ClassVar

from cleaner.document import Document, folded_view
from cleaner.names.bare import described, introduced, speaking
from cleaner.names.credits import credits_of, page_writers
from cleaner.names.known import Person, people
from cleaner.names.mention import Mention, mentions
from cleaner.names.speech import (
    Evidence,
    headline_speakers,
    is_speech,
    labelled_speakers,
    meeting_places,
    narrator,
    opening_speakers,
    quoted_speakers,
)
from cleaner.names.turns import Turn, answers, turns
from cleaner.names.voice import voices
from cleaner.scan import lazy
from cleaner.stage import Note
from cleaner.typography.corners import CURLY

RULES: Mapping[str, str] = MappingProxyType(
    {
        "people.opening": "the speaker whom a speech names before its greeting",
        "people.subtitle": "the speaker in the subtitle of an interview",
        "people.statement": "the speaker in the heading of a statement: office, name, dash",
        "people.label": "the speaker behind a label for one who tells, lectures or explains",
        "people.quotation": "the speaker of a quotation: office, name and a verb of speaking",
        "people.turn": "a turn of an interview, and the speaker whom its label names",
        "people.byline": "a reporter in a byline or a dateline",
        "people.signature": "a reporter in the brackets at the end",
        "people.page": "who wrote all reports of the page, as its last lines say",
        "people.photo": "who took or gave a picture",
    }
)
_HEAD_OF_PLACE = lazy("([省市区县州旗镇乡])长")
_OTHER_BLANK = lazy("[\\t\\xa0\\u2000-\\u200a\\u202f\\u205f]")


@dataclass(frozen=True)
class People:
    """Tells who speaks and who wrote.

    Notes: ``speakers`` with name, role and organisation, each once, in order of appearance; ``reporters`` and
    ``photo_credits``, one name a note; ``turns`` of an interview, the span of the note is that of the turn. What the
    text does not say is null. Reads one report, split and with one paragraph a line; changes nothing.
    """

    name: ClassVar[str] = "people"
    rules: ClassVar[Mapping[str, str]] = RULES

    def __call__(self, doc: Document) -> Iterator[Note]:
        """Yield the notes."""
        if doc.text.isascii():
            return
        folded = _OTHER_BLANK.sub(" ", doc.folded)
        if "\u300c" in folded:
            folded = folded.translate(CURLY)
        yield from _speakers(doc, folded)
        told = credits_of(folded)
        if doc.page and not told[0] and "reporters" not in doc.known:
            yield from (Note(0, 0, "reporters", name, "people.page") for name in _page_writers(doc.page))
        for label, credits in zip(("reporters", "photo_credits"), told, strict=True):
            for (start, end, _), rule in credits:
                yield Note(start, end, label, _plain(doc.text[start:end]), rule)


_ASKED = 200
"""Of so many people without a role the text is asked what else it says: each takes a search through all of it."""


@lru_cache(8)
def _page_writers(page: str) -> list[str]:
    """Return who wrote all reports of a page; read once for all of them."""
    return page_writers(folded_view(page))


def _speakers(doc: Document, folded: str) -> Iterator[Note]:
    """Yield the speakers and the turns."""
    found = mentions(folded)
    found += introduced(folded)
    found += speaking(folded, {mention.name.text for mention in found})
    found.sort(key=lambda mention: mention.name.start)
    known = dict(people(doc.text, folded, found))
    for key in [key for key, person in known.items() if person.role is None][:_ASKED]:
        if told := described(folded, key):
            known[key] = replace(people(doc.text, folded, [told])[key], start=known[key].start, end=known[key].end)
    dialogue = turns(folded, known, (mention.name for mention in found if _is_label(folded, mention)))
    heard = [*labelled_speakers(folded, found), *opening_speakers(folded, found), *headline_speakers(folded, found)]
    heard = heard or list(narrator(folded))
    if not (heard and heard[0].rule == "people.opening") and not is_speech(folded):
        heard += quoted_speakers(folded, found, known)
        heard += (Evidence(*voice) for voice in voices(folded, found, known, {one.name.text for one in heard}))
    if answers(dialogue) and not heard:
        above = {m.name.text: m.name for m in found if m.name.end <= dialogue[0].start and known[m.name.text].role}
        heard += [Evidence(name, "people.turn") for name in above.values()] if len(above) == 1 else []
    yield from _notes(doc, folded, known, heard, dialogue)
    for turn in dialogue:
        label = doc.text[turn.start : turn.start + len(turn.label)]
        yield Note(turn.start, turn.end, "turns", {"speaker": label}, "people.turn")


def _is_label(folded: str, mention: Mention) -> bool:
    """Tell whether office and name are all that stands in a line before a colon."""
    before = folded[folded.rfind("\n", 0, mention.office.start) + 1 : mention.office.start]
    titled = mention.office.start < mention.office.end <= mention.name.start
    behind = folded[mention.name.end : mention.name.end + 2]
    return titled and not before.strip(" *#") and behind.lstrip().startswith(":")


def _notes(
    doc: Document, folded: str, known: Mapping[str, Person], heard: Sequence[Evidence], dialogue: Sequence[Turn]
) -> Iterator[Note]:
    """Yield each speaker once, in the order in which they are first named."""
    rules: dict[str, str] = {}
    persons: dict[str, Person] = {}
    said = [(name.text, name.start, name.end, rule) for name, rule in heard]
    said += [(turn.label, turn.start, turn.start + len(turn.label), "people.turn") for turn in dialogue if turn.named]
    for key, start, end, rule in said:
        rules.setdefault(key, rule)
        if key not in persons:
            persons[key] = known.get(key) or _told_of(doc, folded, key, (start, end))
    for key, person in sorted(persons.items(), key=lambda item: item[1].start):
        whole = _with_meeting(doc.text, folded, person) if rules[key] == "people.opening" else person
        value = {"name": whole.name, "role": whole.role, "organisation": whole.organisation}
        yield Note(person.start, person.end, "speakers", value, rules[key])


def _told_of(doc: Document, folded: str, key: str, span: tuple[int, int]) -> Person:
    """Return someone who is only named where the text speaks of the speaker, with what it says behind the name."""
    if told := described(folded, key):
        return replace(people(doc.text, folded, [told])[key], start=span[0], end=span[1])
    return Person(_plain(doc.text[slice(*span)]), None, None, *span)


def _with_meeting(text: str, folded: str, person: Person) -> Person:
    """Give the head of a place whose congress meets its organisation where the title gives none."""
    if person.organisation:
        return person
    unit = _HEAD_OF_PLACE.search(folded, person.start, person.end)
    if not unit:
        return person
    line = folded.rfind("\n", 0, person.start) + 1
    meeting = [
        place  # of the same line, or that the title names, too
        for place in meeting_places(folded, person.start)
        if place[0] >= line or folded.find(folded[slice(*place)]) < place[0]
    ]
    places = [text[start:end] for start, end in meeting if folded[end - 1] == unit[1]]
    return replace(person, organisation=places[-1]) if places else person


def _plain(words: str) -> str:
    return "".join(words.split())
