"""Tests rules: their own examples, applying them twice, and hostile texts. Returns findings, prints nothing."""

import gc
import math
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from cleaner.document import Document
from cleaner.edit import Edit, Patch
from cleaner.errors import Problem
from cleaner.rulebook.condition import Condition
from cleaner.rulebook.engine import Engine
from cleaner.rulebook.rule import Example, Pack, Rule
from cleaner.rulebook.sheet import Sheet
from cleaner.stage import Note, Part

SIZE = 100_000  # characters of a hostile text
FASTEST = 0.05  # seconds below which nobody looks
RATIO = 8.0  # a text four times as long may take this many times as long; quadratic is 16
ROUNDS = 12  # how often both are timed before a rule is blamed: a processor changes its pace by half within seconds
PATIENCE = 20.0  # seconds after which what was timed has to do
HOSTILE = {
    "blanks": " ", "tabs": "\t", "no-break spaces": "\u00a0", "ideographic spaces": "\u3000", "digits": "1",
    "Han": "\u56fd", "letters": "a", "colons": ":", "full-width colons": "\uff1a", "hyphens": "-", "dots": ".",
    "full stops": "\u3002", "commas": ",", "bars": "|", "brackets": "[", "quotes": "\u201c", "short lines": "\u56fd\n",
    "digit lines": "12\n", "blank lines": "\n", "pairs": "\u56fd ", "lines of blanks": "  \n",
}  # fmt: skip


class Finding(NamedTuple):
    """Something wrong with a rule, and where in its file."""

    rule: str
    problem: Problem


class Outcome(NamedTuple):
    """What became of a text: the text, the facts and the parts found, and by which rules."""

    text: str
    notes: Sequence[Note]
    parts: Sequence[Part]
    rules: frozenset[str]


def check_pack(pack: Pack) -> Iterator[Finding]:
    """Yield what is wrong with the pack's own rules: each alone, then all together, then on hostile texts."""
    yield from check_examples(pack)
    yield from check_speed(pack)


def check_examples(pack: Pack) -> Iterator[Finding]:
    """Yield every example or keep text of the pack's own rules that does not hold, alone or with the whole pack.

    Severity and limit are set aside: an example shows what a rule does, not on how large a page.
    """
    bare = [_bare(rule) for rule in pack.rules]
    whole = Engine(tuple(bare))
    own = {rule.id for rule in pack.own}
    for rule in bare:
        if rule.id not in own:
            continue
        alone = Engine((rule,))
        for example in rule.examples:
            yield from _check_example(rule, example, alone, "")
            if rule.kind != "protect":
                yield from _check_example(rule, example, whole, "with the whole pack: ")
        for at, text in enumerate(rule.keep):
            yield from _check_keep(rule, at, text, alone, "")
            yield from _check_keep(rule, at, text, whole, "with the whole pack: ")


def check_speed(pack: Pack) -> Iterator[Finding]:
    """Yield the rules that slow down more than in line with the text."""
    sheets = {name: Sheet(Document(_repeat(unit, SIZE))) for name, unit in HOSTILE.items()}
    for rule in map(_bare, pack.own):
        url = _url(rule)
        own = {f"its own text {unit[:20]!r}": Sheet(Document(_repeat(unit, SIZE), url=url)) for unit in _units(rule)}
        engine = Engine((replace(rule, scope=replace(rule.scope, sites=())),))
        for name, sheet in {**sheets, **own}.items():
            slow = _slowness(engine, sheet)
            if slow:
                yield _finding(rule, f"not linear on {SIZE:,} characters of {name}: {slow}")


def unused_rules(packs: Iterable[Pack], documents: Iterable[Document]) -> list[str]:
    """Return the ids of the rules that did nothing on any of the documents, each pack run on the raw text."""
    engines = [Engine(tuple(rule for rule in pack.own if rule.severity != "off")) for pack in packs]
    silent = {rule.id for engine in engines for rule in engine.rules if rule.kind != "protect"}
    for document in documents:
        sheet = Sheet(document)
        for engine in engines:
            silent -= apply(engine, sheet).rules
    return sorted(silent)


def apply(engine: Engine, sheet: Sheet) -> Outcome:
    """Return what an engine makes of a page. Raises LedgerError if its edits do not fit together."""
    said = engine.run(sheet)
    edits = [saying for saying in said if isinstance(saying, Edit)]
    notes = [saying for saying in said if isinstance(saying, Note)]
    parts = [saying for saying in said if isinstance(saying, Part)]
    rules = {edit.rule for edit in edits} | {note.rule for note in notes} | {part.kind for part in parts}
    return Outcome(Patch.of(sheet.doc.text, edits).apply(sheet.doc.text), notes, parts, frozenset(rules))


def _bare(rule: Rule) -> Rule:
    """Return the rule at full strength."""
    return replace(rule, severity="fix", max_share=None)


def _url(rule: Rule, example: Example | None = None) -> str | None:
    """Return a url for which the rule holds."""
    if example and example.url:
        return example.url
    return f"https://{rule.scope.sites[0].replace('*', 'www')}/" if rule.scope.sites else None


def _check_example(rule: Rule, example: Example, engine: Engine, who: str) -> Iterator[Finding]:
    """Check one example and that a second run changes nothing more."""
    url = _url(rule, example)
    outcome = apply(engine, Sheet(Document(example.before, url=url)))
    others = ", ".join(sorted(outcome.rules - {rule.id}))
    hand = f" (other rules had a hand in it: {others})" if others else ""
    if example.after is not None and outcome.text != example.after:
        yield _finding(rule, f"{who}expected {example.after!r}, became {outcome.text!r}{hand}", example)
    for name, value in (example.fields or {}).items():
        found = [note.value for note in outcome.notes if note.label == name and note.rule == rule.id]
        if (found if isinstance(value, list) else found[:1]) != (value if isinstance(value, list) else [value]):
            yield _finding(rule, f"{who}expected {name}: {value!r}, found {found!r}", example)
    parts = [part for part in outcome.parts if part.kind == rule.id]
    if example.parts is not None and len(parts) != example.parts:
        yield _finding(rule, f"{who}expected {example.parts} parts, found {len(parts)}", example)
    again = apply(engine, Sheet(Document(outcome.text, url=url)))
    if again.text != outcome.text:
        yield _finding(rule, f"{who}not stable: a second run makes {again.text!r} of {outcome.text!r}", example)


def _check_keep(rule: Rule, at: int, text: str, engine: Engine, who: str) -> Iterator[Finding]:
    """Check that a text stays as it is."""
    outcome = apply(engine, Sheet(Document(text, url=_url(rule))))
    if outcome.text != text:
        culprits = ", ".join(sorted(outcome.rules))
        node = rule.node.value["keep"]
        place = node.value[at] if node.kind == "list" else node
        message = f"{rule.id}: {who}{text!r} must stay, {culprits} made {outcome.text!r} of it"
        yield Finding(rule.id, place.problem(message))


def _finding(rule: Rule, message: str, example: Example | None = None) -> Finding:
    """Return a finding at an example or at the rule."""
    return Finding(rule.id, (example.node if example else rule.node).problem(f"{rule.id}: {message}"))


def _units(rule: Rule) -> Iterator[str]:
    """Yield the texts that hit the rule: its literals, its examples on one line and on many."""
    trigger: Any = rule.action.trigger
    if isinstance(trigger, Condition):
        for words in (sorted(trigger.equals), trigger.starts, trigger.ends, trigger.contains):
            if words:
                yield words[0]
                yield f"{words[0]}\n"
    for example in rule.examples[:2]:
        if example.before:
            yield f"{example.before}\n"
            yield example.before.replace("\n", "")


def _repeat(unit: str, size: int) -> str:
    """Return a text of about this size."""
    return unit * (size // len(unit) + 1)


def _slowness(engine: Engine, sheet: Sheet) -> str:
    """Return how the time grows, if it grows too fast; the clock is asked only about what is slow at all."""
    _prepare(sheet)
    if _seconds(engine, sheet) < FASTEST:
        return ""
    quarter = Sheet(Document(sheet.doc.text[: len(sheet.doc.text) // 4], url=sheet.doc.url))
    _prepare(quarter)
    short = long = math.inf
    start = time.process_time()
    for _ in range(ROUNDS):
        short = min(short, _seconds(engine, quarter))
        long = min(long, _seconds(engine, sheet))
        if long < FASTEST or long <= RATIO * short:
            return ""
        if time.process_time() - start > PATIENCE:
            break
    return f"a quarter of it takes {short:.3f} s, all of it {long:.3f} s"


def _prepare(sheet: Sheet) -> None:
    """Split the page into lines, which is not the rule's work."""
    _ = sheet.lines, sheet.solid, sheet.spans, sheet.data, sheet.host


def _seconds(engine: Engine, sheet: Sheet) -> float:
    """Return the processor time of one run, without the collector: its pauses grow with all that a program holds."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        start = time.process_time()
        engine.run(sheet)
        return time.process_time() - start
    finally:
        if collecting:
            gc.enable()
