"""The pass over the records of a run: those that repeat none go to OUT, the others beside it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from tempfile import TemporaryFile
from typing import Any

import orjson

from cleaner import __version__
from cleaner.dedup.clusters import Repeat, Signatures, find_repeats
from cleaner.dedup.signature import signature
from cleaner.errors import CleanerError, ConfigError, InputError, LedgerError
from cleaner.output import atomic
from cleaner.record import read_row
from cleaner.running.outputs import Outputs
from cleaner.running.sink import Sink, check_format, open_sink
from cleaner.written import written_files, written_lines

THRESHOLD = 0.8
"""From which likeness on a text repeats another."""


@dataclass(slots=True)
class Sifted:
    """How many records were read, kept, and repeat another exactly or nearly; ``others`` had no clean text before."""

    read: int = 0
    kept: int = 0
    exact: int = 0
    near: int = 0
    others: int = 0

    def check(self) -> None:
        """Raise LedgerError if a record went nowhere."""
        if self.read != self.kept + self.exact + self.near:
            raise LedgerError(f"{self.read} records read, but {self.kept} kept, {self.exact + self.near} repeat others")


def sift(path: str, out: str, threshold: float | None = THRESHOLD) -> Sifted:
    """Write the records of a run that repeat none to ``out``, the others to ``OUT.rejected.jsonl``.

    The first of those that are alike is kept; ``threshold`` None looks for exact repeats only. Two passes: memory holds
    a hundred bytes or two for each record. Raises ConfigError, InputError for what is no record, OSError.
    """
    outputs = Outputs(out)
    outputs.check()
    check_format(out)
    taken = [name for name in written_files(path) if os.path.exists(name)]
    for name in (out, outputs.rejected):
        if os.path.exists(name) and any(os.path.samefile(name, one) for one in taken):
            raise ConfigError(f"{out}: is also what is read; write to another file")
    names, repeats = _look(path, threshold)
    sifted = _write(path, outputs, names, repeats)
    told = {"cleaner": __version__, "read from": os.path.basename(path), "threshold": threshold}
    with atomic(outputs.manifest) as file:
        counts = {name: getattr(sifted, name) for name in ("read", "kept", "exact", "near", "others")}
        file.write(orjson.dumps({**told, "records": counts}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return sifted


def _look(path: str, threshold: float | None) -> tuple[dict[int, str], dict[int, Repeat]]:
    """Return which record repeats which, by number, and the ids of those that are repeated."""
    first: dict[bytes, int] = {}
    exact: dict[int, Repeat] = {}
    numbers: list[int] = []  # of signatures: the number of the record
    with TemporaryFile() as file:
        signatures = Signatures(file)
        for number, row in enumerate(_clean_rows(path)):
            key = sha256(row["text"].encode()).digest()[:16]
            same = first.setdefault(key, number)
            if same != number:
                exact[number] = Repeat(same, 1.0, True)
            elif threshold is not None:
                signatures.add(signature(row["text"]))
                numbers.append(number)
        near = {} if threshold is None else find_repeats(signatures, threshold)
    found = {numbers[one]: repeat._replace(of=numbers[repeat.of]) for one, repeat in near.items()}
    # What is the same as a text that is itself like an earlier one repeats that.
    found |= {number: found.get(repeat.of, repeat) for number, repeat in exact.items()}
    wanted = {repeat.of for repeat in found.values()}
    return {number: row["id"] for number, row in enumerate(_clean_rows(path)) if number in wanted}, found


def _write(path: str, outputs: Outputs, names: dict[int, str], repeats: dict[int, Repeat]) -> Sifted:
    """Write every record to where it belongs."""
    sifted = Sifted()
    with open_sink(outputs.path) as kept, atomic(outputs.rejected) as others:
        for number, row in enumerate(_clean_rows(path)):
            sifted.read += 1
            repeat = repeats.get(number)
            if repeat is None:
                kept.write(_line(row))
                sifted.kept += 1
                continue
            sifted.exact += repeat.exact
            sifted.near += not repeat.exact
            others.write(_line(_repeating(row, names[repeat.of], repeat)))
        sifted.others = _copy_others(path, others)
        sifted.check()
    return sifted


def _repeating(row: dict[str, Any], name: str, repeat: Repeat) -> dict[str, Any]:
    """Return a record that says which it repeats."""
    told = f"repeats {name}" if repeat.exact else f"nearly repeats {name} (likeness {repeat.likeness:.2f})"
    rule = "dedup.exact" if repeat.exact else "dedup.near"
    provenance = row["provenance"] | {"repeats": {"id": name, "likeness": round(repeat.likeness, 4)}}
    return row | {"dropped": {"reason": told, "rule": rule}, "provenance": provenance}


def _copy_others(path: str, into: Sink) -> int:
    count = 0
    for _, line in written_lines(path, clean=False):
        into.write(line if line.endswith(b"\n") else line + b"\n")
        count += 1
    return count


def _clean_rows(path: str) -> Iterator[dict[str, Any]]:
    """Yield the records with clean text. Raises InputError, with its place, for what is none."""
    for place, line in written_lines(path, rejected=False):
        try:
            yield read_row(line)
        except CleanerError as error:
            raise InputError(f"{place}: {error}") from error


def _line(row: dict[str, Any]) -> bytes:
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
