"""The Static Analysis Results Interchange Format, version 2.1.0 (OASIS): what code hosts show beside the lines."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cleaner import __version__

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_log(rows: Sequence[Mapping[str, Any]], says: Mapping[str, str]) -> dict[str, Any]:
    """Return the log of one run; ``rows`` are findings as data, ``says`` what each of their rules does."""
    index = {rule: number for number, rule in enumerate(says)}
    rules = [{"id": rule, "shortDescription": {"text": what}} for rule, what in says.items()]
    run = {
        "tool": {"driver": {"name": "cleaner", "semanticVersion": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(row, index) for row in rows],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(row: Mapping[str, Any], index: Mapping[str, int]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(row["path"])}}
    if "line" in row:
        place["region"] = {
            "startLine": row["line"], "startColumn": row["column"],
            "endLine": row["end_line"], "endColumn": row["end_column"],
        }  # fmt: skip
    return {
        "ruleId": row["rule"],
        "ruleIndex": index[row["rule"]],
        "level": "warning" if "line" in row else "error",
        "message": {"text": row["message"]},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    """Return a path as a URI: relative to the folder of the run, or that of a file."""
    return Path(path).as_uri() if Path(path).is_absolute() else quote(path.encode("utf-8", "surrogateescape"))
