"""Short rule files for tests."""

from textwrap import indent

from cleaner.document import Document
from cleaner.edit import Edit, Patch
from cleaner.rulebook.engine import Engine
from cleaner.rulebook.loader import load_pack
from cleaner.rulebook.rule import Pack
from cleaner.rulebook.sheet import Sheet
from cleaner.stage import Note, Part, Saying

HEAD = "schema: 1\npack: demo\nversion: '1'\ndescription: d\n"
RULE = "description: d\nwhy: w\nexamples: [{before: x, after: x}]\nkeep: [x]\n"


def pack_of(*rules: str, head: str = "") -> Pack:
    """Return the pack ``demo`` with these rules, each given by its id, kind and own keys."""
    items = "".join(f"- {indent(rule.strip() + chr(10) + RULE, '  ').strip()}\n" for rule in rules)
    return load_pack("demo.yaml", f"{HEAD}{head}rules:\n{items}")


def say(text: str, *rules: str, url: str | None = None, head: str = "") -> list[Saying]:
    """Return what the rules say of a text."""
    return Engine.of(pack_of(*rules, head=head)).run(Sheet(Document(text, url=url)))


def clean(text: str, *rules: str, url: str | None = None, head: str = "") -> str:
    """Return what the rules make of a text."""
    said = say(text, *rules, url=url, head=head)
    return Patch.of(text, [saying for saying in said if isinstance(saying, Edit)]).apply(text)


def facts(text: str, *rules: str) -> list[tuple[str, str]]:
    """Return label and value of the notes; each value must be what the text says."""
    notes = [saying for saying in say(text, *rules) if isinstance(saying, Note)]
    assert all(note.value == text[note.start : note.end] for note in notes)
    return [(note.label, note.value) for note in notes]


def parts(text: str, *rules: str) -> list[str]:
    """Return the text of the parts."""
    return [text[part.start : part.end] for part in say(text, *rules) if isinstance(part, Part)]
