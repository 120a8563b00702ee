"""Imports go down the list of floors, never up and never around; and a few things that stand nowhere."""

import ast
from pathlib import Path
from typing import NamedTuple

import pytest

import cleaner

HOME = Path(cleaner.__file__).parent

FLOORS = """
kept
compiled
scan
errors reading.options conversion typography.nesting typography.snippets typography.transcription \
typography.corners privacy.url \
privacy.phone privacy.contact mojibake.roundtrip rulebook.backtrack dates.edtf dates.numerals names.tables \
html.entity html.token html.source extraction.hint extraction.said repository.cache repository.finding \
repository.markdown repository.colour repository.sarif stats.gauge stats.letters
edit html.attribute node document dates.forms heading.year names.likelihood project repository.difference \
repository.formats repository.ignore
repository.files repository.identity names.person names.organisation
chain offsets marks plugin privacy.excision html.tree dates decoding.commonness names.byline names.office names.turns \
rulebook.sheet rulebook.translation settings
repository.session names.credits dates.republic
stage html.selector decoding.encoding decoding.realign heading.row mojibake.bigram names.mention
repository.ends repository.shelter names.bare names.known heading.fact heading.overhead heading.paper
decoding.detect extraction.structured extraction.survey heading.dateline heading.gathering heading.headline \
heading.imprint heading.stamp mojibake.lattice names.speech names.place prose.cut \
rulebook.form rulebook.pattern typography.letterspacing typography.spaces
decode extraction.article extraction.meta heading.banner heading.outline heading.whole mojibake.repair prose.flat \
names.pronoun rulebook.condition
html.unseen page ledger rulebook.rule extraction.heading names.voice
html.flow html.soup record reading.row reading.stream kinds.capture kinds.element kinds.protect kinds.remove_block \
kinds.remove_line kinds.remove_tail kinds.replace kinds.split
kinds rulebook.claims reading.json_rows reading.mhtml reading.parquet reading.warc reading.whole stats.figures
rulebook.reader rulebook.engine reading.documents stats.table
rulebook.loader rulebook.adjust stats.shown
rulebook.check rulebook.schema rulebook.verdict stats.plot stats.terminal
stages.banner stages.boilerplate stages.contacts stages.control stages.dating stages.duplicates stages.links \
stages.markup stages.meeting stages.mojibake stages.newline stages.outlet stages.outline stages.paragraphs \
stages.people stages.punctuation stages.quotes stages.reflow stages.rules stages.script stages.spacing stages.symbols \
stages.title stages.width
stages.content stages.split stats.page
registry draft learn
repository.settle
repository.rows
options pipeline
config repository.examine inputs output explain trace review.entry running.shard
arguments lesson review.page running.outputs running.tally running.piece running.sink running.folder repository.rewrite
report api rulebook.cli repository.cli running.part running.repeats written
restore dedup.signature adapters.rows running.join running.manifest running.worker
running.local dedup.clusters hf adapters.datatrove adapters.juicer adapters.dolma
running.run running.cluster dedup.sift
batch running.each running.telling
running.cli dedup.cli stats.cli
completion
cli
__main__
"""
"""The modules of cleaner, the lowest floor first. A module imports from floors below its own, not from its own.

DESIGN section 5 has the same in large: edit, errors / decode, offsets, document / stage, record / rule, kinds, stages /
registry, pipeline / config, batch / report, cli. A new module gets a place here: the lowest that it can have.
"""

FLOOR = {name: number for number, line in enumerate(FLOORS.strip().splitlines()) for name in line.split()}
EVERYWHERE = {
    "", "adapters", "decoding", "dedup", "extraction", "heading", "html", "kinds", "mojibake", "names", "privacy",
    "prose", "reading", "repository", "review", "rulebook", "running", "stages", "stats", "typography",
}  # fmt: skip
"""The packages themselves; what is in their ``__init__`` is checked like any module where it imports something."""


class Import(NamedTuple):
    """An import of one of our modules: by whom, of whom, in which line, and whether inside a function."""

    importer: str
    imported: str
    line: int
    inside: bool


def module_name(path):
    name = ".".join(path.relative_to(HOME).with_suffix("").parts)
    return name.removesuffix("__init__").rstrip(".")


MODULES = {module_name(path): path for path in sorted(HOME.rglob("*.py"))}


def imports_of(name, path):
    """Yield the imports of our own modules."""
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        node for block in ast.walk(tree) if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in ast.walk(block)
    }  # fmt: skip
    inside = {
        node for function in ast.walk(tree) if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }  # fmt: skip
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: say where from: no relative imports"
            found = [node.module or ""]
            if f"{found[0]}.".startswith("cleaner."):  # `from cleaner import edit` imports a module
                found = [f"{found[0]}.{alias.name}" for alias in node.names]
                known = [one if one.removeprefix("cleaner.") in MODULES else one.rpartition(".")[0] for one in found]
                found = sorted(set(known))
        elif isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        else:
            continue
        for one in found:
            if one == "cleaner" or one.startswith("cleaner."):
                yield Import(name, one.removeprefix("cleaner").lstrip("."), node.lineno, node in inside)


IMPORTS = [one for name, path in MODULES.items() for one in imports_of(name, path)]


def test_every_module_stands_on_a_floor():
    standing = {name for name in MODULES if name not in EVERYWHERE} | {"kinds"}
    assert standing - set(FLOOR) == set(), "give it a place in FLOORS"
    assert set(FLOOR) - standing == set(), "no such module: take it out of FLOORS"


def test_the_check_sees_imports():
    assert Import("running.tally", "record", 0, False) in [one._replace(line=0) for one in IMPORTS]
    assert len(IMPORTS) > len(MODULES)


@pytest.mark.parametrize("name", [name for name in MODULES if name in FLOOR])
def test_imports_go_down(name):
    up = [
        f"line {one.line}: {one.imported}"
        for one in IMPORTS
        if one.importer == name and not one.inside and one.imported in FLOOR and FLOOR[one.imported] >= FLOOR[name]
    ]
    assert not up


def test_an_import_inside_a_function_goes_up_only_with_a_reason():
    for one in IMPORTS:
        if one.inside and one.imported in FLOOR and FLOOR[one.imported] >= FLOOR.get(one.importer, 0):
            line = MODULES[one.importer].read_text("utf-8").splitlines()[one.line - 1]
            assert "#" in line or one.importer == "", f"{one.importer}:{one.line}: say why in a comment"


def test_packages_import_nothing_that_is_above_them():
    for package in EVERYWHERE - {"", "kinds"}:
        assert [one for one in IMPORTS if one.importer == package] == []
    assert all(one.inside for one in IMPORTS if one.importer == "")


def test_any_exception_is_caught_in_one_place():
    found = []
    for name, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                caught = (
                    {part.id for part in ast.walk(node.type) if isinstance(part, ast.Name)} if node.type else {"all"}
                )
                found += [name] if caught & {"all", "Exception", "BaseException"} else []
    assert found == ["draft"]


def test_no_function_takes_just_anything():
    for name, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                assert node.args.kwarg is None, f"{name}:{node.lineno}: no **kwargs"


def test_no_module_is_a_drawer():
    names = {part for name in MODULES for part in name.split(".")}
    assert not names & {"utils", "util", "common", "helpers", "helper", "base", "manager", "misc"}


def test_importing_registers_and_reads_nothing():
    """Every top-level statement declares: no loop, no call for its effect."""
    allowed = (
        ast.Import,
        ast.ImportFrom,
        ast.ClassDef,
        ast.FunctionDef,
        ast.Assign,
        ast.AugAssign,
        ast.AnnAssign,
        ast.If,
    )
    for name, path in MODULES.items():
        for node in ast.parse(path.read_text("utf-8")).body:
            text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            assert text or isinstance(node, allowed) or name == "__main__", f"{name}:{node.lineno}"


def test_sizes():
    """A file is never over 300 lines, unless it is a table, a function never over 50; six parameters at most."""
    for name, path in MODULES.items():
        text = path.read_text("utf-8")
        assert text.count("\n") <= 300, name
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno - node.lineno < 50, f"{name}.{node.name}"
                count = len(node.args.posonlyargs + node.args.args + node.args.kwonlyargs)
                assert count - ("self" in [a.arg for a in node.args.args]) <= 6, f"{name}.{node.name}"
