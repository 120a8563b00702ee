"""The pages of the documentation that are made from the code and the rule files: nothing of them is written twice.

``pages()`` yields a path and Markdown for each; ``hooks.py`` hands them to MkDocs, and tests read them as they are.
"""

import os
import re
from collections.abc import Iterator
from contextlib import redirect_stdout, suppress
from dataclasses import MISSING, fields
from html import escape
from inspect import cleandoc
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from cleaner.cli import main as cleaner
from cleaner.registry import BUILT_IN, find_stage
from cleaner.rulebook.loader import load_packs, pack_names, shipped_rules
from cleaner.rulebook.rule import Example, Pack, Rule

HOME = Path(__file__).parents[1]
WRITTEN = {"index.md": "README.md", "zh.md": "README.zh.md", "changes.md": "CHANGELOG.md", "work.md": "CONTRIBUTING.md"}
"""Pages that are files of the project: path here, name there."""

_TOLD = {"id", "kind", "description", "why", "examples", "keep"}
_SPECIAL = re.compile("([\\\\`*_{}\\[\\]#|~^])")
_COMMAND = re.compile("^    ([a-z][a-z-]*)(?: |$)", re.MULTILINE)
_CODE = re.compile("(``.*?``)", re.DOTALL)


class Made(NamedTuple):
    """A page: its path below the documentation, and its Markdown."""

    path: str
    text: str


def pages() -> Iterator[Made]:
    """Yield every page."""
    yield from (Made(path, _written(name)) for path, name in WRITTEN.items())
    yield Made("commands.md", _commands())
    yield from _rule_pages()
    yield from _stage_pages()


def _written(name: str) -> str:
    """Return a file of the project with its links as they are from the documentation."""
    text = (HOME / name).read_text("utf-8").replace("](docs/images/", "](images/")
    text = text.replace("](docs/speed.md)", "](speed.md)")
    for path, other in WRITTEN.items():
        text = text.replace(f"]({other})", f"]({path})")
    return text


def _rule_pages() -> Iterator[Made]:
    packs = load_packs(pack_names(shipped_rules()), [shipped_rules()])
    rows = [f"| [{p.name}]({p.name}.md) | {len(p.own)} | {_plain(p.description)} |" for p in packs]
    head = "# Rule packs\n\n| pack | rules | |\n|---|---|---|\n"
    yield Made("rules/index.md", head + "\n".join(rows) + "\n")
    yield from (Made(f"rules/{pack.name}.md", _pack(pack)) for pack in packs)


def _pack(pack: Pack) -> str:
    """Return the page of a rule pack: each rule under an anchor, the part of its id behind the slash."""
    lines = [f"# {pack.name}", "", f"{_plain(pack.description)}. Version {pack.version}.", ""]
    if pack.macros:
        macros = yaml.safe_dump(dict(pack.macros), allow_unicode=True, sort_keys=False, width=10_000)
        lines += ['??? note "Macros that its patterns use"', "", *_indented(_fenced(macros, "yaml")), ""]
    return "\n".join([*lines, *map(_rule, pack.own)])


def _rule(rule: Rule) -> str:
    said = {key: value for key, value in rule.node.plain().items() if key not in _TOLD}
    lines = [f"## {_plain(rule.id)} {{ #{rule.id.rpartition('/')[2]} }}", "", _plain(rule.description), ""]
    lines += [f"**Kind** `{rule.kind}`, {rule.status}, {rule.severity}. **Why** {_plain(rule.why)}", ""]
    if said:
        lines += [_fenced(yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=10_000), "yaml"), ""]
    for example in rule.examples:
        lines += [_example(example), ""]
    if rule.keep:
        lines += ["Must stay as it is:", "", *(f"{_fenced(text)}\n" for text in rule.keep)]
    return "\n".join(lines) + "\n"


def _example(example: Example) -> str:
    parts = ["Before:", "", _fenced(example.before)]
    if example.after is not None and example.after != example.before:
        parts += ["", "After:", "", _fenced(example.after) if example.after else "nothing"]
    if example.fields:
        parts += ["", f"Says: {', '.join(f'{label} = {_plain(str(v))}' for label, v in example.fields.items())}"]
    if example.parts is not None:
        parts += ["", f"Reports on the page: {example.parts}"]
    return "\n".join(parts)


def _stage_pages() -> Iterator[Made]:
    rows = []
    for name in BUILT_IN:
        kind = find_stage(name)
        first = cleandoc(kind.__doc__ or "").split("\n\n")[0].replace("\n", " ")
        rows.append(f"| [{name}]({name}.md) | {_prose(first)} |")
        yield Made(f"stages/{name}.md", _stage(name, kind))
    yield Made("stages/index.md", "# Stages\n\n| stage | |\n|---|---|\n" + "\n".join(rows) + "\n")


def _stage(name: str, kind: type[Any]) -> str:
    """Return the page of a stage: its docstring, its options, and a row for each rule."""
    lines = [f"# {name}", "", _prose(cleandoc(kind.__doc__ or "")), ""]
    if options := fields(kind):
        lines += ["## Options", "", "| option | default |", "|---|---|"]
        lines += [f"| `{f.name}` | {_default(f.default)} |" for f in options] + [""]
    rules = getattr(kind, "rules", {})
    if hasattr(rules, "items"):
        lines += ["## Rules", "", "| rule | what it does |", "|---|---|"]
        lines += [f'| <span id="{rule}"></span>`{rule}` | {_prose(does)} |' for rule, does in rules.items()]
    return "\n".join(lines) + "\n"


def _commands() -> str:
    """Return the help of every command, as it is printed."""
    lines = ["# Commands", "", _fenced(_help())]
    for name in dict.fromkeys(_COMMAND.findall(_help())):
        lines += ["", f"## cleaner {name} {{ #{name} }}", "", _fenced(_help(name))]
        for part in _COMMAND.findall(_help(name).partition("positional arguments:")[2].partition("options:")[0]):
            lines += ["", f"### cleaner {name} {part} {{ #{name}-{part} }}", "", _fenced(_help(name, part))]
    return "\n".join(lines) + "\n"


def _help(*words: str) -> str:
    """Return what ``cleaner WORDS --help`` prints in a window of 100 columns."""
    before, out = os.environ.get("COLUMNS"), StringIO()
    os.environ["COLUMNS"] = "100"
    try:
        with redirect_stdout(out), suppress(SystemExit):
            cleaner([*words, "--help"])
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before
    return out.getvalue()


def _default(value: Any) -> str:
    if value is MISSING:
        return "must be given"
    return f"`{str(value).lower() if isinstance(value, bool) else repr(value)}`".replace("|", "\\|")


def _plain(text: str) -> str:
    """Return a text such that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\1", escape(text, quote=False))


def _prose(text: str) -> str:
    """Return the prose of a docstring: what stands in double backquotes is code, the rest is shown as it is."""
    pieces = _CODE.split(text)
    return "".join(piece if piece.startswith("``") else _plain(piece) for piece in pieces).replace("``|", "``\\|")


def _fenced(text: str, language: str = "text") -> str:
    """Return a text as a block of code, whatever it holds."""
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`{3,}", text)), 0)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def _indented(text: str) -> list[str]:
    return [f"    {line}" for line in text.split("\n")]
