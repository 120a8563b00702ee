"""A project's changes to rules that others wrote: switch off, change severity, add to a list or take from it."""

from collections.abc import Mapping
from dataclasses import replace

from cleaner.errors import ConfigError, Problem
from cleaner.node import Node, suggest
from cleaner.rulebook.form import Form
from cleaner.rulebook.reader import read_rule
from cleaner.rulebook.rule import SEVERITIES, Pack, Rule

FIXED = ("id", "kind")


def adjust(pack: Pack, changes: Node) -> Pack:
    """Return the pack with the changes made; a map of rule id to ``off|report|fix`` or to the keys that change.

    ``contains+: [...]`` adds to a list of the rule, ``contains-: [...]`` takes from it, any other key replaces
    its value; maps inside are changed likewise. Ids of other packs are passed over: give the same changes to each
    pack, and ``unknown_rules`` tells the ids that no pack has. Raises ConfigError with every problem.
    """
    problems: list[Problem] = []
    adjusted = _adjust(pack, changes, problems)
    if problems:
        raise ConfigError(*problems)
    return adjusted


def unknown_rules(packs: tuple[Pack, ...], changes: Node) -> list[Problem]:
    """Return a problem for each rule id of the changes that none of the packs has."""
    known = {rule.id for pack in packs for rule in pack.rules}
    return [
        changes.key_problem(key, f'no pack of this pipeline has a rule "{key}"{suggest(key, sorted(known))}')
        for key in (changes.value if changes.kind == "map" else ())
        if key not in known
    ]


def _adjust(pack: Pack, changes: Node, problems: list[Problem]) -> Pack:
    """Adjust a pack and those that it extends."""
    form = Form(changes, problems)
    known = {rule.id for rule in pack.own}
    for key in form.fields:
        if key.startswith(f"{pack.name}/") and key not in known:
            form.note(key, f'no rule is called "{key}"{suggest(key, sorted(known))}')
    own = tuple(
        _changed(rule, pack, form.fields[rule.id], problems) if rule.id in form.fields else rule for rule in pack.own
    )
    return replace(pack, own=own, parents=tuple(_adjust(parent, changes, problems) for parent in pack.parents))


def _changed(rule: Rule, pack: Pack, change: Node, problems: list[Problem]) -> Rule:
    """Return the rule as the change wants it; read again, so that it is checked like any other."""
    if change.kind == "str":
        change = Node(change.source, change.line, change.column, "map", {"severity": change})
    elif change.kind != "map":
        problems.append(change.problem(f"expected one of {', '.join(SEVERITIES)}, or a map of what changes"))
        return rule
    fixed = [key for key in FIXED if key in change.value]
    if fixed:
        problems += [change.key_problem(key, f"the {key} of a rule cannot be changed") for key in fixed]
        return rule
    node = _merged(rule.node, change, problems)
    return read_rule(Form(node, problems, pack.all_macros), pack.name) or rule


def _merged(node: Node, change: Node, problems: list[Problem]) -> Node:
    """Return a map with the changes made."""
    values, places = dict(node.value), {**node.key_places, **change.key_places}
    for key, wanted in change.value.items():
        name = key.rstrip("+-")
        present = values.get(name)
        if key != name:
            values[name] = _edited(present, wanted, key, problems)
        elif present is not None and present.kind == wanted.kind == "map":
            values[name] = _merged(present, wanted, problems)
        else:
            values[name] = wanted
        if key in places:
            places[name] = places[key]
    return Node(node.source, node.line, node.column, "map", values, places)


def _edited(present: Node | None, wanted: Node, key: str, problems: list[Problem]) -> Node:
    """Return a list with items added (``key+``) or taken away (``key-``)."""
    have = _items(present)
    items = _items(wanted)
    if key.endswith("+"):
        items = have + items
    else:
        gone = {item.value for item in items if item.kind == "str"}
        texts = {item.value for item in have}
        for item in items:
            if item.kind != "str" or item.value not in texts:
                known: Mapping[str, None] = dict.fromkeys(str(text) for text in texts)
                word = str(item.value)
                problems.append(item.problem(f'the rule has no "{word[:60]}" to take away{suggest(word, known)}'))
        items = [item for item in have if item.value not in gone]
    return Node(wanted.source, wanted.line, wanted.column, "list", items)


def _items(node: Node | None) -> list[Node]:
    """Return the items of a list; one value stands for a list of one."""
    if node is None:
        return []
    return list(node.value) if node.kind == "list" else [node]
