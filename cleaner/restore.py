"""Back from records to pages: restore writes the files again, verify proves that it could."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from errno import EEXIST, EISDIR, ENAMETOOLONG, ENOTDIR
from hashlib import sha256
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from cleaner.decoding.encoding import BINARY
from cleaner.errors import CleanerError, ConfigError, InputError, LedgerError
from cleaner.ledger import UNKNOWN, undone
from cleaner.node import suggest
from cleaner.output import atomic
from cleaner.page import Page
from cleaner.record import Record, digest, metadata_digest, read_row, rebuild
from cleaner.written import written_lines

MANY = 10
"""How many missing records of a page are named."""

_Key = tuple[str, str | None]  # the name of a page, or the id of a record, and the SHA-256 of the source
_NAME_TAKEN = (ENAMETOOLONG, EEXIST, EISDIR, ENOTDIR)  # what ails one name; a full disk ails all


@dataclass(slots=True)
class Outcome:
    """How many pages came back, how many had never been read, and a line for each that did not come back."""

    pages: int = 0
    unread: int = 0
    problems: list[str] = field(default_factory=list)


def restore(path: str, folder: str, force: bool = False) -> Outcome:
    """Write the source of every page in a file of records below a folder, byte for byte.

    A file that is there already and differs is left alone unless ``force``, or unless it is what the record holds as
    clean text: then nothing is lost. Raises OSError where writing fails, ConfigError for a folder that is a file.
    """
    if Path(folder).exists() and not Path(folder).is_dir():
        raise ConfigError(f"{folder}: is a file; name a folder for the pages")

    def write(page: list[Record]) -> None:
        name = page[0].id.rpartition("#")[0]
        target, data = _target(folder, name), _page_bytes(page)
        try:
            if target.exists() and not force and target.read_bytes() not in (data, *_clean_bytes(page)):
                raise InputError(f"{target.as_posix()} exists and differs; move it away or say --force")
            target.parent.mkdir(parents=True, exist_ok=True)
            with atomic(str(target)) as file:
                file.write(data)
        except OSError as error:
            if error.errno not in _NAME_TAKEN:
                raise
            raise InputError(f"{target.as_posix()} cannot be written: {error.strerror}; restore elsewhere") from error

    return _each_page(path, write)


def verify(path: str) -> Outcome:
    """Rebuild every page of a file of records and compare its digest."""

    def check(page: list[Record]) -> None:
        _page_bytes(page)

    return _each_page(path, check)


def find_record(path: str, name: str) -> Record:
    """Return the record of that id. Raises InputError, with ids that come near, where there is none."""
    names = []
    for place, line in written_lines(path):
        try:
            row = read_row(line)
            if row["id"] == name:
                return _checked(row)
        except CleanerError as error:
            raise InputError(f"{place}: {error}") from error
        names.append(row["id"])
    raise InputError(f"{path}: no record {name!r}{suggest(name, names)}")


def each_record(path: str) -> Iterator[Record]:
    """Yield the records of a file, checked by their digests. Raises InputError, with its place, for what is none."""
    for place, line in written_lines(path):
        try:
            yield _checked(read_row(line))
        except CleanerError as error:
            raise InputError(f"{place}: {error}") from error


@dataclass(slots=True)
class _Gathered:
    """The records of one page that were met so far, by index; those that cannot be used are None."""

    of: int
    records: dict[int, Record | None] = field(default_factory=dict)


def _each_page(path: str, use: Callable[[list[Record]], None]) -> Outcome:
    """Gather the records of each page and do something with each that is whole; a problem ends its page only."""
    outcome = Outcome()
    waiting: dict[_Key, _Gathered] = {}
    places: dict[_Key, str] = {}
    for place, line in written_lines(path):
        try:
            row = read_row(line)
        except InputError as error:
            outcome.problems.append(f"{place}: {error}")
            continue
        report, checksum = row["provenance"]["report"], row["provenance"]["source"]["sha256"]
        if (first := places.setdefault((row["id"], checksum), place)) != place:
            outcome.problems.append(f"{place}: {row['id']}: stands already at {first}; leave one out")
            continue
        key = row["id"].rpartition("#")[0], checksum
        page = waiting.setdefault(key, _Gathered(report["of"]))
        try:
            page.records[report["index"]] = None
            page.records[report["index"]] = _checked(row)
        except CleanerError as error:
            outcome.problems.append(f"{place}: {row['id']}: {error}")
        if len(page.records) == page.of:
            _finish(place, waiting.pop(key), use, outcome)
    outcome.problems += [f"{path}: {name}: {_missing(page)}" for (name, _), page in waiting.items()]
    return outcome


def _missing(page: _Gathered) -> str:
    """Say which records of a page are not there."""
    absent = list(islice((f"#{index}" for index in range(page.of) if index not in page.records), MANY))
    return f"{len(page.records)} of its {page.of} records are here; look for {', '.join(absent) or 'nothing'}"


def _finish(place: str, page: _Gathered, use: Callable[[list[Record]], None], outcome: Outcome) -> None:
    """Use a page of which all records were met."""
    records = [record for record in page.records.values() if record]
    if len(records) != page.of:
        return  # told already, record by record
    if records[0].source.sha256 is None:
        outcome.unread += 1
        return
    try:
        use(records)
        outcome.pages += 1
    except CleanerError as error:
        outcome.problems.append(f"{place}: {error}")


def _checked(row: dict[str, Any]) -> Record:
    """Return the record of a row, checked by its digests: first the text, then what the ledger makes of it."""
    if digest(row["text"]) != row["provenance"]["report"].get("text_sha256"):
        raise LedgerError(f"the text was changed after the run{_first_difference(row)}")
    if metadata_digest(row["metadata"]) != row["provenance"]["metadata_sha256"]:
        raise LedgerError("the metadata were changed after the run")
    record = Record.from_row(row)
    if record.level == "full" and digest(record.original()) != record.digest:
        raise LedgerError(f"the ledger or its digest was changed after the run{_first_difference(row)}")
    return record


def _first_difference(row: dict[str, Any]) -> str:
    """Say where a changed record stops agreeing with its source, if the source is still there."""
    try:
        record = Record.from_row(row)
        _, page = _source_of(record)
        ours, theirs = undone(record.text, record.steps or ()), page.text[record.place.start : record.place.end]
    except (CleanerError, OSError) as error:
        return f": {error}" if isinstance(error, LedgerError) else ""
    pairs = enumerate(zip(ours, theirs, strict=False))
    at = next((at for at, (a, b) in pairs if a != b), min(len(ours), len(theirs)))
    line = page.text.count("\n", 0, record.place.start + at) + 1
    return f": first at character {record.place.start + at} of {record.source.path} (line {line})"


def _page_bytes(page: list[Record]) -> bytes:
    """Return the bytes of a page: rebuilt, or, with a ledger of references, those of its source, if it is still so."""
    first = page[0]
    if first.level == "none":
        raise InputError(f"{first.id}: was written without a ledger; run again with --ledger full")
    if first.level == "full":
        return rebuild(page)
    try:
        data, source = _source_of(first)
    except OSError as error:
        cause = f"{first.source.path} cannot be read ({error.strerror})"
        raise InputError(f"{first.id}: a ledger of references needs its source, but {cause}") from error
    for record in page:
        real = source.text[record.place.start : record.place.end]
        known = undone(record.text, record.steps or ())
        if len(known) != len(real) or any(a not in (b, UNKNOWN) for a, b in zip(known, real, strict=True)):
            raise LedgerError(f"{record.id}: the ledger was changed after the run")
    return data


def _clean_bytes(page: list[Record]) -> Iterator[bytes]:
    """Yield the clean text of a page of one record, in UTF-8 and in its encoding: what ``cleaner fix`` made of it."""
    if len(page) == 1 and not page[0].source.repairs:
        yield page[0].text.encode()
        with suppress(LedgerError):
            yield page[0].source.encode(page[0].text)


def _source_of(record: Record) -> tuple[bytes, Page]:
    """Read the source of a record again. Raises InputError if it is no longer what it was, or no file of its own."""
    if record.source.packing:
        told = f"{record.source.place} was taken out of a file ({record.source.packing})"
        raise InputError(f"{told}: a ledger of references rebuilds only whole files; run again with --ledger full")
    data = Path(record.source.path).read_bytes()
    if sha256(data).hexdigest() != record.source.sha256:
        raise InputError(f"{record.source.path} is not what it was when {record.id} was made")
    encoding = record.source.encoding
    return data, Page.of_bytes(data, encoding=None if encoding == BINARY else encoding)


def _target(folder: str, name: str) -> Path:
    """Return where a page goes. Raises InputError for a name that leads out of the folder."""
    parts = PurePosixPath(name).parts
    leads_out = not parts or ".." in parts or PurePosixPath(name).is_absolute() or "\0" in name
    target = Path(folder, *parts)
    if leads_out or not target.resolve().is_relative_to(Path(folder).resolve()):
        raise InputError(f"{name!r} leads out of {folder}: not written")
    return target
