"""The record: one report as a line of JSON, with what it says and where each of its characters came from."""

from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import accumulate, chain, pairwise
from typing import Any, NamedTuple, get_args

import orjson

from cleaner.decode import Repair
from cleaner.errors import InputError, LedgerError
from cleaner.ledger import Level, Step, dump_steps, load_steps, undone
from cleaner.page import Source
from cleaner.stage import REMARK

FIELDS: dict[str, Any] = {
    "title": None, "date": None, "published": None, "speakers": [], "reporters": [], "photo_credits": [],
    "outlet": None, "meeting": None, "script": None, "headings": [], "turns": [],
}  # fmt: skip
"""The metadata that every record has, with the value for "the text does not say"; a list gathers every note."""

_SHAPE: dict[str, Any] = {
    "id": str, "text": str, "metadata": dict,
    "provenance": {
        "source": {"path": str, "sha256": str | None, "encoding": str, "mark": bool},
        "report": {"index": int, "of": int, "span": list, "kind": str, "sha256": str, "text_sha256": str},
        "run": dict, "metadata_sha256": str,
    },
}  # fmt: skip
"""What every row holds, and of which type; told of a row that someone else made or changed."""


class Reason(NamedTuple):
    """Why there is no clean text: the stage and rule that said so, and their words."""

    reason: str
    rule: str


class Fact(NamedTuple):
    """A note in its final place: spans in the record's text (None: the words left it) and in the decoded source."""

    label: str
    value: Any
    span: tuple[int, int] | None
    source: tuple[int, int]
    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class Place:
    """Which report of the page: its index from 0, how many there are, its region in the decoded source."""

    index: int
    of: int
    start: int
    end: int
    kind: str


class Run(NamedTuple):
    """What made the record: the version of cleaner, the pipeline's name, a digest of its stages and rules."""

    cleaner: str
    pipeline: str
    rules: str


@dataclass(frozen=True, slots=True)
class Record:
    """One report. ``steps`` is None where no ledger was kept; ``error`` or ``dropped`` tells why ``text`` is not clean.

    ``digest`` is the SHA-256 of the region of the source (as UTF-8) and ``text_digest`` that of the text: by them
    ``verify`` tells whether it was the text or the ledger that someone changed.
    """

    id: str
    text: str
    source: Source
    place: Place
    run: Run
    facts: tuple[Fact, ...] = ()
    steps: tuple[Step, ...] | None = ()
    error: Reason | None = None
    dropped: Reason | None = None
    digest: str = ""
    text_digest: str = ""
    level: Level = "full"
    _read: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def metadata(self) -> dict[str, Any]:
        """What the report says of itself, by field; ``evidence`` tells for each value which words say so."""
        if self._read:
            read: dict[str, Any] = self._read["metadata"]
            return read
        return _metadata(self.facts)

    @property
    def remarks(self) -> list[dict[str, Any]]:
        """What the stages report to a reader, each with the words that it is about."""
        if self._read:
            read: list[dict[str, Any]] = self._read["provenance"].get("remarks", [])
            return read
        return [_evidence(fact) | {"says": fact.value} for fact in self.facts if fact.label == REMARK]

    @property
    def counts(self) -> dict[str, int]:
        """Rule -> how often it changed something in this report."""
        return dict(Counter(chain.from_iterable(step.patch.rules for step in self.steps or ())))

    def original(self) -> str:
        """Return the region of the decoded source that this record was made from.

        Raises LedgerError where the ledger does not fit, InputError where there is none or it lacks removed text.
        """
        if self.steps is None or self.level != "full":
            raise InputError(f"{self.id}: a ledger of level {self.level!r} cannot rebuild the source without it")
        return undone(self.text, self.steps)

    def to_json(self) -> bytes:
        """Return the record as one line of JSON (UTF-8, ends with a line feed)."""
        source = self.source
        metadata = self.metadata
        row: dict[str, Any] = {"id": self.id, "text": self.text, "metadata": metadata}
        row |= {key: reason._asdict() for key in ("error", "dropped") if (reason := getattr(self, key))}
        provenance: dict[str, Any] = {
            "source": {
                "path": source.path, "url": source.url, "sha256": source.sha256, "bytes": source.size,
                "encoding": source.encoding, "mark": source.mark, "confidence": source.confidence,
                "reason": source.reason, "media_type": source.media_type,
            },
            "report": {
                "index": self.place.index, "of": self.place.of, "span": [self.place.start, self.place.end],
                "kind": self.place.kind, "sha256": self.digest, "text_sha256": self.text_digest,
            },
            "run": self.run._asdict(),
            "counts": self.counts,
            "metadata_sha256": metadata_digest(metadata),
        }  # fmt: skip
        provenance["source"] |= _container(source)
        if source.repairs and self.place.index == 0:
            provenance["source"]["repairs"] = [[r.start, r.end, b64encode(r.raw).decode()] for r in source.repairs]
        if self.remarks:
            provenance["remarks"] = self.remarks
        if self.steps is not None and self.level != "none":
            provenance |= {"level": self.level, "ledger": dump_steps(self.steps, self.text, self.level)}
        row["provenance"] = provenance
        return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)

    @classmethod
    def from_json(cls, line: bytes | str) -> "Record":
        """Read a record back. Raises InputError for what is no record, LedgerError for a ledger that does not fit."""
        return cls.from_row(read_row(line))

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> "Record":
        """Make a record of the JSON object that ``read_row`` returned; raises what ``from_json`` raises."""
        provenance = row["provenance"]
        report, level = provenance["report"], provenance.get("level", "none")
        if level not in get_args(Level):
            raise LedgerError(f"the provenance was changed: {level!r} is no level of a ledger")
        try:
            start, end = report["span"]
            return cls(
                id=row["id"],
                text=row["text"],
                source=_read_source(provenance["source"]),
                place=Place(report["index"], report["of"], start, end, report["kind"]),
                run=Run(**provenance["run"]),
                steps=None if level == "none" else tuple(load_steps(provenance["ledger"], row["text"])[0]),
                error=Reason(**row["error"]) if "error" in row else None,
                dropped=Reason(**row["dropped"]) if "dropped" in row else None,
                digest=report["sha256"],
                text_digest=report["text_sha256"],
                level=level,
                _read=row,
            )
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError, MemoryError) as error:
            raise LedgerError(f"the provenance was changed: {type(error).__name__}: {error}") from error


def read_row(line: bytes | str) -> dict[str, Any]:
    """Parse a line and check that it has the parts of a record. Raises InputError where it has not."""
    try:
        row: dict[str, Any] = orjson.loads(line)
        cause = _misshapen(row, _SHAPE)
    except orjson.JSONDecodeError as error:
        cause = f"no JSON: {error}"
    if cause:
        raise InputError(f"not a record of cleaner ({cause}); only what `cleaner run` wrote can be read back")
    return row


def digest(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8, lone surrogates passed."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def metadata_digest(metadata: Any) -> str:
    """Return the SHA-256 of metadata, the same before and after they were JSON, whatever the order of their keys."""
    return sha256(orjson.dumps(metadata, option=orjson.OPT_SORT_KEYS)).hexdigest()


def rebuild(records: Iterable[Record]) -> bytes:
    """Return the bytes of a page from all of its records, in any order.

    Raises InputError where records are missing or hold no full ledger, LedgerError where one was changed.
    """
    page = sorted(records, key=lambda record: record.place.index)
    first = page[0]
    found = [record.place.index for record in page]
    if found != list(range(first.place.of)) or len({record.place.of for record in page}) > 1:
        told = ", ".join(f"{record.place.index} of {record.place.of}" for record in page[:10])
        raise InputError(f"{first.source.path}: {len(page)} of {first.place.of} records are here, numbered {told}")
    regions = [record.original() for record in page]
    ends = accumulate(map(len, regions), initial=0)
    for record, span in zip(page, pairwise(ends), strict=True):
        if (record.place.start, record.place.end) != span:
            told = f"{record.place.start}:{record.place.end}"
            raise LedgerError(f"{record.id}: its span was changed: it says {told}, the region is {span[0]}:{span[1]}")
    try:
        data = first.source.encode("".join(regions))
    except LedgerError as error:
        raise LedgerError(f"{first.source.path}: {error}") from error
    if sha256(data).hexdigest() != first.source.sha256:
        raise LedgerError(f"{first.source.path}: the rebuilt page has another SHA-256 than the source had")
    return data


def _misshapen(row: Any, shape: Any, place: str = "the line") -> str:
    """Say which part of a row is missing or of the wrong type; nothing for a row that is as it should be."""
    if not isinstance(shape, dict):
        return "" if isinstance(row, shape) else f"{place} is no {getattr(shape, '__name__', shape)}"
    if not isinstance(row, dict):
        return f"{place} is no object"
    told = (f"no {key!r}" if key not in row else _misshapen(row[key], part, key) for key, part in shape.items())
    return next(filter(None, told), "")


def _read_source(row: dict[str, Any]) -> Source:
    """Read the source of a record."""
    repairs = tuple(Repair(int(start), int(end), b64decode(raw)) for start, end, raw in row.get("repairs", ()))
    return Source(
        row["path"], row["sha256"], row["bytes"], row["encoding"], row["mark"], row["confidence"], row["reason"],
        row["url"], row["media_type"], repairs,
        row.get("line"), row.get("offset"), row.get("packing", ""), row.get("meta", {}),
    )  # fmt: skip


def _container(source: Source) -> dict[str, Any]:
    """Return where in a container the page was, and what was carried along; nothing for a file of its own."""
    found = {"line": source.line, "offset": source.offset, "packing": source.packing or None}
    told: dict[str, Any] = {key: value for key, value in found.items() if value is not None}
    return told | ({"meta": source.meta} if source.meta else {})


def _evidence(fact: Fact) -> dict[str, Any]:
    """Return where a fact stands, which words say it, and the rule that read them."""
    return {"span": fact.span, "source": fact.source, "basis": fact.words, "rule": fact.rule}


def _metadata(facts: Iterable[Fact]) -> dict[str, Any]:
    """Gather facts by field: a list field takes all, any other the first, a field of the user's own what there is."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.label != REMARK:
            found.setdefault(fact.label, []).append(fact)
    values = {label: [] if isinstance(empty, list) else empty for label, empty in FIELDS.items()}
    evidence: dict[str, Any] = {}
    for label, notes in found.items():
        many = isinstance(FIELDS.get(label), list) or (label not in FIELDS and len(notes) > 1)
        if many:  # each once: a pack and a stage may have read the same words
            notes = [note for at, note in enumerate(notes) if note.value not in [n.value for n in notes[:at]]]
        values[label] = [note.value for note in notes] if many else notes[0].value
        evidence[label] = [_evidence(note) for note in notes] if many else _evidence(notes[0])
    return values | {"evidence": evidence}
