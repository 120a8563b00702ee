"""One output for each input: runs of their own into a folder, so that what is done stays done."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from hashlib import file_digest
from typing import Any

import orjson

from cleaner.errors import ConfigError
from cleaner.reading.documents import printable, suffix_of
from cleaner.reading.options import STDIN, Input
from cleaner.running.manifest import said_of
from cleaner.running.outputs import Outputs
from cleaner.running.run import Order, Told, run
from cleaner.running.tally import Tally

_LINES = (".jsonl", ".ndjson")


def orders(order: Order) -> Iterator[Order]:
    """Yield the run of each input: JSON lines keep their name, unpacked; behind all other names stands ``.jsonl``.

    Raises ConfigError for what has no name of its own.
    """
    for one in order.inputs:
        if one.path == STDIN:
            raise ConfigError(f"{order.outputs.path}: standard input has no name in a folder; name a file for OUT")
        path = os.path.join(order.outputs.path, _name(one))
        yield replace(order, inputs=(one,), outputs=Outputs(path))


def run_each(order: Order, told: Told) -> Tally:
    """Do all of them, those excepted that an earlier call has done in the same way from the same bytes.

    Raises what ``run`` raises.
    """
    whole = Tally()
    done = 0
    told = told._replace(say=lru_cache(told.say))  # what holds for many files is said once
    for one in orders(order):
        tally = _earlier(one)
        done += tally is not None
        if tally is None:
            os.makedirs(os.path.dirname(one.outputs.path), exist_ok=True)
            tally = run(one, told)
        whole.merge(tally)
    if done:
        told.say(f"{done} of {len(order.inputs)} files had been done already, and have not changed")
    whole.check()
    return whole


def _name(one: Input) -> str:
    """Return the name of an input's output in the folder."""
    suffix, packing = suffix_of(one.name)
    if suffix in _LINES:
        return one.name.rpartition(".")[0] if packing else one.name
    return f"{one.name}.jsonl"


def _earlier(order: Order) -> Tally | None:
    """Return what an earlier call did, None where it must be done (again): the manifest says with what it was done."""
    try:
        with open(order.outputs.manifest, "rb") as file:
            row = orjson.loads(file.read())
        folder = os.path.dirname(order.outputs.path)
        kept = all(os.path.getsize(os.path.join(folder, out["file"])) == out["bytes"] for out in row["outputs"])
        said = orjson.loads(orjson.dumps(said_of(order.work)))  # as it stands in a file: lists, no tuples
        if kept and row | said == row and row["inputs"] == [_seen(order.inputs[0].path)]:
            return _tally(row)
    except (OSError, ValueError, KeyError, TypeError):  # none, or none that can be used
        pass
    return None


def _seen(path: str) -> dict[str, Any]:
    """Return what a manifest says of an input, as it is now."""
    with open(path, "rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
        return {"path": printable(path), "bytes": os.path.getsize(path), "sha256": digest}


def _tally(row: dict[str, Any]) -> Tally:
    """Return the sums of a manifest."""
    documents, characters = row["documents"], row["characters"]
    return Tally(
        **documents, reports=row["reports"], characters=characters["read"], changed=characters["changed"],
        removed=characters["removed"], other_rows=documents["dropped"] + documents["rejected"],
        rules=Counter(row["counts"]),
    )  # fmt: skip
