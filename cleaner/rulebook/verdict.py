"""What a reader marked as wrong on the review page becomes a ``keep`` text of the rule that did it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cleaner.errors import ConfigError, Problem
from cleaner.marks import load
from cleaner.node import Node

_SHAPE = {"rules": list, "line": str}


class Verdict(NamedTuple):
    """A line of a page that a rule must leave as it is."""

    rule: str
    line: str


class Edited(NamedTuple):
    """A rule file with the new keep texts, and how many these are."""

    text: str
    added: int


def read_verdicts(path: str, lines: Iterable[str]) -> Iterator[Verdict]:
    """Yield what each mark says of each rule that had a hand in it. Raises ConfigError for a line that is no mark."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            mark = json.loads(line)
        except json.JSONDecodeError as error:
            raise ConfigError(Problem(path, number, error.colno, f"no JSON: {error.msg}")) from error
        if not isinstance(mark, dict) or any(not isinstance(mark.get(key), kind) for key, kind in _SHAPE.items()):
            raise ConfigError(Problem(path, number, 0, "no mark of the review page: export them there"))
        yield from (Verdict(str(rule), mark["line"]) for rule in mark["rules"])


def add_keeps(path: str, text: str, verdicts: Iterable[Verdict]) -> Edited:
    """Return a rule file with the lines of its own rules' verdicts as keep texts; nothing else in it changes.

    A text that the rule keeps already is not added again. Raises ConfigError for a file that is no rule file.
    """
    pack = load(path, text)
    rules = pack.value.get("rules") if pack.kind == "map" else None
    if rules is None or rules.kind != "list" or "pack" not in pack.value:
        raise ConfigError(pack.problem("no rule pack: it has no list of rules"))
    wanted: dict[str, list[str]] = {}
    for verdict in verdicts:
        wanted.setdefault(verdict.rule, []).append(verdict.line)
    lines, added = text.split("\n"), 0
    for rule in reversed(rules.value):  # from below: what is inserted must not move what comes
        if rule.kind != "map" or "id" not in rule.value:
            continue
        name, known = f"{pack.value['pack'].value}/{rule.value['id'].value}", _known(rule)
        new = [line for line in dict.fromkeys(wanted.get(name, ())) if line not in known]
        if new:
            _insert(lines, rule, [_quoted(line) for line in new])
            added += len(new)
    return Edited("\n".join(lines), added)


def _known(rule: Node) -> list[Any]:
    """Return the keep texts that a rule has."""
    keep = rule.value.get("keep")
    return list(keep.plain()) if keep and keep.kind == "list" else []


def _insert(lines: list[str], rule: Node, quoted: list[str]) -> None:
    """Put quoted strings in front of a rule's keep texts, or below its id."""
    keep = rule.value.get("keep")
    if keep is None:
        place = rule.key_places["id"]
        lines.insert(place.line, " " * (place.column - 1) + f"keep: [{', '.join(quoted)}]")
        return
    row, column = keep.line - 1, keep.column - 1
    before, after = lines[row][:column], lines[row][column:]
    if after.startswith("["):
        comma = "" if after[1:].lstrip().startswith("]") else ", "
        lines[row] = f"{before}[{', '.join(quoted)}{comma}{after[1:].lstrip()}"
    else:
        lines[row:row] = [f"{before}- {text}" for text in quoted]


def _quoted(text: str) -> str:
    """Return a double-quoted YAML string; what nobody would see, or YAML does not take, is escaped."""
    shown = (c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text)
    return f'"{"".join(shown)}"'
