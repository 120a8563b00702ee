"""Reads one rule of a rule file; its kind reads what only that kind has."""

import json

from cleaner.errors import ConfigError
from cleaner.kinds import find_kind
from cleaner.rulebook.form import Form
from cleaner.rulebook.rule import PLACES, SEVERITIES, STATUSES, Example, Kind, Rule, Scope

NAME = "[a-z][a-z0-9-]*"
COMMON = (
    "id", "kind", "description", "why", "severity", "status", "replaces", "scope", "limit", "examples", "keep",
    "engine",
)  # fmt: skip


def read_rule(form: Form, pack: str) -> Rule | None:
    """Read one rule; None if it is no map or of no known kind. What is wrong goes to the form's problems."""
    if form.node.kind != "map":
        return None
    name = form.text("id", required=True, shape=NAME)
    word = form.text("kind", required=True)
    linear = form.choice("engine", ("linear", "backtracking"), "linear") == "linear"
    kind = _find_kind(form, word)
    action = kind.read(form, linear=linear) if kind else None
    rule = Rule(
        f"{pack}/{name}",
        word,
        action,  # type: ignore[arg-type]  # None never leaves this function
        form.text("description", required=True),
        form.text("why", required=True),
        form.choice("severity", SEVERITIES, "fix"),
        form.choice("status", STATUSES, "stable"),
        form.texts("replaces"),
        _read_scope(form.part("scope")),
        _read_limit(form.part("limit")),
        tuple(_read_example(part) for part in form.parts("examples", required=True)),
        form.texts("keep", required=bool(kind and removes(kind, form))),
        node=form.node,
        said=json.dumps(form.node.plain(), ensure_ascii=False),
    )
    if "examples" in form.fields and form.fields["examples"].value == []:
        form.note("examples", "examples is an empty list")
    if kind:
        form.done(also=(*COMMON, *kind.KEYS))
    return rule if action else None


def removes(kind: type[Kind], form: Form) -> bool:
    """Tell whether a rule of this kind takes or changes text, and so must say what it keeps."""
    consume = form.fields.get("consume")
    return kind.REMOVES or (consume is not None and consume.value != "none")


def _find_kind(form: Form, word: str) -> type[Kind] | None:
    """Return the kind, or None if nobody has it."""
    if not word:
        return None
    try:
        return find_kind(word)
    except ConfigError as error:
        form.problems.append(form.fields["kind"].problem(str(error)))
        return None


def _read_scope(form: Form | None) -> Scope:
    """Read ``scope``."""
    if form is None:
        return Scope()
    where = form.choice("where", PLACES, "anywhere")
    within = form.whole("within", required=where != "anywhere")
    if within is not None and where == "anywhere":
        form.note("within", "within means nothing without where: head or where: tail")
    scope = Scope(form.texts("sites"), where, within or 0)
    form.done()
    return scope


def _read_limit(form: Form | None) -> float | None:
    """Read ``limit``."""
    if form is None:
        return None
    form.get("max_share", required=True)
    share = form.share("max_share")
    form.done()
    return share


def _read_example(form: Form) -> Example:
    """Read one example: what it expects, at least one thing."""
    after = form.text("after") if "after" in form.fields else None
    example = Example(
        form.text("before", required=True), after, form.plain("fields", "map"), form.whole("parts", least=0),
        form.text("url") or None, form.node,
    )  # fmt: skip
    if form.node.kind == "map" and not form.fields.keys() & {"after", "fields", "parts"}:
        form.problems.append(form.node.problem("says nothing of what becomes of it: after, fields or parts"))
    form.done()
    return example
