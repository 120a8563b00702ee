"""``element``: says what the elements of a saved page that ``select`` names are; the stage ``content`` asks for it.

``role: hook`` is where a content-management system puts the article: believed where it has much of the page's
sentences. ``article`` is believed whatever it has, and ``surroundings`` go wherever they stand in the article: for the
pages of one site. ``title``, ``published``, ``outlet`` and ``author`` are facts: the text of the element, or what
``attribute`` says; ``find`` takes a piece of it, its first group where it has one.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self, cast, get_args

from cleaner.document import fold_table
from cleaner.edit import Edit
from cleaner.extraction.hint import Role
from cleaner.extraction.meta import day_of
from cleaner.html.entity import decoded
from cleaner.html.selector import Selector, SelectorError
from cleaner.html.token import Kind
from cleaner.html.tree import Tree, parse
from cleaner.rulebook.condition import Search, find_of
from cleaner.rulebook.form import Form
from cleaner.rulebook.pattern import Pattern
from cleaner.rulebook.rule import Action
from cleaner.rulebook.sheet import Sheet
from cleaner.stage import Note

ROLES: tuple[str, ...] = get_args(Role)
_FACTS = ROLES[3:]
_LONGEST = 200
_TAG = Search(Pattern("<", "<"))
_READ = (Kind.TEXT, Kind.RCDATA, Kind.CDATA)


@dataclass(frozen=True)
class Element:
    """Says what elements are."""

    KEYS: ClassVar[Mapping[str, Any]] = {
        "select": {"type": "string"}, "role": {"enum": list(ROLES)}, "attribute": {"type": "string"},
        "find": {"type": "string"},
    }  # fmt: skip
    REQUIRED: ClassVar[tuple[str, ...]] = ("select", "role")
    REMOVES: ClassVar[bool] = True

    selector: Selector
    role: Role
    attribute: str = ""
    find: Pattern | None = None
    trigger: Search = _TAG

    @classmethod
    def read(cls, form: Form, *, linear: bool) -> Self:
        """Read ``select``, ``role``, ``attribute`` and ``find``."""
        text = form.text("select", required=True)
        try:
            selector = Selector.read(text) if text else Selector("", ())
        except SelectorError as error:
            selector = Selector("", ())
            form.note("select", f"select {error}")
        form.get("role", required=True)
        role = cast(Role, form.choice("role", ROLES, "hook"))
        attribute = form.text("attribute").lower()
        find = find_of(form, linear=linear, required=False)
        for key in ("attribute", "find"):
            if key in form.fields and role not in _FACTS:
                form.note(key, f"{key} says where a fact stands; an element of the role {role} is none")
        return cls(selector, role, attribute, find)

    def act(self, sheet: Sheet, hits: Sequence[int], rule: str) -> Iterator[Action]:
        """Yield what the rule alone makes of a page: all around an article goes, or all surroundings, or a fact."""
        tree = parse(sheet.doc.text)
        found = self.selector.find(tree)
        if self.role in _FACTS:
            yield from (Note(*fact[:2], self.role, fact[2], rule) for at in found if (fact := self.fact(tree, at)))
            return
        last = 0
        for at in found:
            one = tree.elements[at]
            if one.start < last or one.end <= one.open_end:
                continue
            if self.role != "surroundings":
                gaps = ((0, one.start), (one.end, len(tree.html)))
                yield from (Edit(*gap, "", rule) for gap in gaps if gap[0] < gap[1])
                return
            yield Edit(one.start, one.end, "", rule)
            last = one.end

    def fact(self, tree: Tree, index: int) -> tuple[int, int, str] | None:
        """Return where an element says the fact, and the fact; None for what is no such fact."""
        one = tree.elements[index]
        if self.attribute:
            start, end, value = one.start, one.open_end, tree.attributes(index).get(self.attribute, "")
        else:
            start, end, value = _text(tree, index)
        value = " ".join(value.split())
        folded = value.translate(fold_table()).encode("utf-8", "replace").decode()  # no engine reads half a pair
        if self.find:
            said = next(iter(self.find.machine.finditer(folded)), None)
            if said is None:
                return None
            span = said.span(1 if self.find.groups else 0)
            value, folded = value[slice(*span)], folded[slice(*span)]
        if self.role == "published":
            value = day_of(folded)
        return (start, end, value) if 0 < len(value) <= _LONGEST else None


def _text(tree: Tree, index: int) -> tuple[int, int, str]:
    """Return the span of the texts in an element, and what they say."""
    one, texts = tree.elements[index], tree.texts
    at = first = bisect_left(texts, one.start, key=lambda text: text.start)
    while at < len(texts) and texts[at].end <= one.end:
        at += 1
    said = [text for text in texts[first:at] if text.kind in _READ]
    if not said:
        return one.start, one.end, ""
    return said[0].start, said[-1].end, "".join(decoded(tree.html, text.start, text.end) for text in said)
