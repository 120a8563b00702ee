"""The manifest of a run: what was done with what. The same run says the same, whoever did it and however often."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import orjson

from cleaner import __version__
from cleaner.output import atomic
from cleaner.reading.documents import printable
from cleaner.running.part import Work
from cleaner.running.shard import Cut
from cleaner.running.tally import Tally

_DOCUMENTS = ("read", "written", "dropped", "rejected")


def said_of(work: Work) -> dict[str, Any]:
    """Return all that decides what becomes of a document: the version, each stage with its rules, the options."""
    pipeline = work.pipeline
    stages = {stage.name: f"sha256:{replace(pipeline, stages=(stage,)).digest}" for stage in pipeline.stages}
    return {
        "cleaner": __version__, "pipeline": pipeline.name, "rules": f"sha256:{pipeline.digest}", "stages": stages,
        "options": {"ledger": work.level} | asdict(work.reading),
    }  # fmt: skip


def write_manifest(
    path: str, said: Mapping[str, Any], cut: Cut, markers: Sequence[Mapping[str, Any]], outputs: Sequence[Any]
) -> Tally:
    """Write the manifest and return the tally of all shards. Raises LedgerError where a document went nowhere."""
    tallies = [Tally.from_row(marker["tally"]) for marker in markers]
    whole = total(tallies)
    digests = {path: digest for marker in markers for path, digest, _ in marker["inputs"]}
    digests |= {printable(path): digest for path, digest in cut.digests.items()}
    row = {
        **said,
        "documents": {key: getattr(whole, key) for key in _DOCUMENTS},
        "reports": whole.reports,
        "characters": {"read": whole.characters, "changed": whole.changed, "removed": whole.removed},
        "counts": dict(sorted(whole.rules.items())),
        "shards": [{key: getattr(tally, key) for key in _DOCUMENTS} for tally in tallies],
        "inputs": [
            {"path": printable(path), "bytes": stamp.size, "sha256": digests.get(printable(path))}
            for path, stamp in cut.stamps.items()
        ],
        "outputs": outputs,
    }
    with atomic(path) as file:
        file.write(orjson.dumps(row, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return whole


def total(tallies: Sequence[Tally]) -> Tally:
    """Return the sum of what shards did, checked for each and in all."""
    whole = Tally()
    for tally in tallies:
        tally.check()
        whole.merge(tally)
    whole.check()
    return whole
