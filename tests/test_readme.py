"""What README says happens: all its blocks, in their order, in one folder; and the Chinese one has the same blocks.

A block with a title is a file (those of pre-commit and GitHub have a test below); a ``console`` block is typed into a
shell and must print what it shows; ``python`` runs.
The first ``text`` without a title is what becomes of the page, ``json`` without one is a record of it, shortened.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from cleaner import clean
from cleaner.cli import FAMILIES
from cleaner.kinds import KINDS
from cleaner.pipeline import Pipeline
from cleaner.rulebook.loader import pack_names, shipped_rules

HOME = Path(__file__).parents[1]
README, CHINESE = HOME / "README.md", HOME / "README.zh.md"
_BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.DOTALL | re.MULTILINE)
_SET_UP = re.compile(r"(?:python3 -m venv|\.venv/bin/)")  # makes the environment that this runs in
_SHELL = re.compile(r"(?:cleaner|cmp|mkdir|sed|mv|echo|cat|ls) |pip install \.$")


class Block(NamedTuple):
    """A block of code: language, title, what stands in it, and in which line of README it begins."""

    kind: str
    title: str
    text: str
    line: int


def blocks_of(path):
    text = path.read_text("utf-8") if path.exists() else ""
    return [Block(*found.groups(""), text.count("\n", 0, found.start()) + 1) for found in _BLOCK.finditer(text)]


BLOCKS = blocks_of(README)


def commands_of(block):
    """Yield each command of a console block with what is shown below it."""
    command, shown = "", []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line[2:], []
        else:
            shown.append(line)
    yield command, shown


def pattern_of(shown):
    """Return a pattern for the lines shown.

    A line that is an ellipsis stands for any lines; one within the name of a ledger for time and process.
    """
    plain = (re.escape(line).replace("\u2026\\.ledger", r"[0-9T]+-[0-9]+\.ledger") + "\n" for line in shown)
    return re.compile("".join("(?:.*\n)*?" if line == "\u2026\n" else line for line in plain))


def titled(title):
    """Return what stands in the last block of that title."""
    return [block.text for block in BLOCKS if block.title == title][-1]


class Reader:
    """Someone who types all that README says, in one folder."""

    def __init__(self, folder):
        self.folder, self.site = folder, folder / ".site"
        (self.site / "bin").mkdir(parents=True)
        cleaner = self.site / "bin" / "cleaner"
        cleaner.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cleaner "$@"\n')
        cleaner.chmod(0o755)
        path = os.pathsep.join([str(self.site / "bin"), os.environ["PATH"]])
        found = os.pathsep.join([str(self.site), str(folder), str(HOME)])
        plain = {"PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": ""}
        self.environment = {**os.environ, "PATH": path, "PYTHONPATH": found, **plain}

    def follow(self, block):
        if block.title:
            path = self.folder / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, "utf-8")
        elif block.kind == "python":
            self.run([sys.executable, "-c", block.text])
        elif block.kind == "console":
            for command, shown in commands_of(block):
                self.type(command, shown, block.line)

    def run(self, command):
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, text=True, check=False, timeout=120,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert "Traceback" not in done.stdout, done.stdout
        return done.stdout

    def type(self, command, shown, line):
        if _SET_UP.match(command):
            return
        assert _SHELL.match(command), f"README.md:{line}: how is this run in a test? {command}"
        said = self.install() if command.startswith("pip") else self.run(["bash", "-c", command])
        if shown != ["\u2026"]:
            assert pattern_of(shown).fullmatch(said), f"README.md:{line}: {command} prints:\n{said}"

    def install(self):
        """Make the package of the folder findable, as ``pip install .`` does, without the network."""
        project = tomllib.loads((self.folder / "pyproject.toml").read_text("utf-8"))
        name, version = project["project"]["name"], project["project"]["version"]
        metadata = self.site / f"{name.replace('-', '_')}-{version}.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        groups = project["project"]["entry-points"].items()
        lines = [line for group, named in groups for line in (f"[{group}]", *(f"{k} = {v}" for k, v in named.items()))]
        (metadata / "entry_points.txt").write_text("\n".join(lines) + "\n")
        for module in project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]:
            shutil.copy(self.folder / module, self.site)
        return ""


def test_all_of_it_in_order(tmp_path):
    reader = Reader(tmp_path)
    for block in BLOCKS:
        reader.follow(block)
    assert (tmp_path / "back" / "page.txt").read_bytes() == (tmp_path / "page.txt").read_bytes()
    assert (tmp_path / "docs" / "guide.md").read_text("utf-8") == titled("docs/guide.md")  # fixed, and restored


def test_the_page_comes_out_as_shown():
    before = next(block.text for block in BLOCKS if block.title == "page.txt")
    after = next(block.text for block in BLOCKS if block.kind == "text" and not block.title)
    (record,) = clean(before)
    assert record.text == after.rstrip("\n")
    assert record.original() == before
    said = record.metadata
    assert (said["title"], said["published"], said["outlet"], said["editors"]) == (
        after.split("\n")[0], "2021-03-12", "\u4e91\u6e21\u65e5\u62a5", "\u67f4\u5c0f\u6ee1",
    )  # fmt: skip
    assert [(one["name"], one["role"]) for one in said["speakers"]] == [("\u9ad8\u8fdc\u821f", "\u5e02\u957f")]


def test_the_record_has_the_parts_that_are_shown():
    page = next(block.text for block in BLOCKS if block.title == "page.txt")
    row = json.loads(clean(page)[0].to_json())

    def agree(shown, real, place):
        if isinstance(shown, dict):
            assert set(shown) <= set(real), place
            for key, value in shown.items():
                agree(value, real[key], f"{place}.{key}")
        else:
            assert type(shown) is type(real), place

    for block in BLOCKS:
        if block.kind == "json":
            shown = json.loads(block.text)
            agree(shown, row, "record")
            assert shown["metadata"]["evidence"].items() <= row["metadata"]["evidence"].items()


def test_blocks_that_no_command_reads_are_at_least_sound():
    for block in BLOCKS:
        if block.kind == "yaml":
            assert yaml.safe_load(block.text), block.line
        if block.kind == "toml":
            assert tomllib.loads(block.text), block.line
        if block.kind == "html":
            assert block.title.endswith(".html"), block.line
        assert block.kind in ("text", "console", "json", "yaml", "toml", "python", "html"), block.line


def test_the_hooks_and_the_action_are_as_typed(tmp_path):
    ids = {hook["id"] for hook in yaml.safe_load((HOME / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    repos = yaml.safe_load(titled(".pre-commit-config.yaml"))["repos"]
    named = [hook["id"] for repo in repos for hook in repo["hooks"]]
    assert named
    assert set(named) <= ids
    reader = Reader(tmp_path)
    command = yaml.safe_load(titled(".github/workflows/text.yml"))["jobs"]["text"]["steps"][-1]["run"]
    (tmp_path / "guide.md").write_text(titled("docs/guide.md"), "utf-8")
    assert re.match(r"::\w+ file=guide\.md,line=3,col=5,.*punctuation\.comma", reader.run(command.split()))
    reader.run(["cleaner", "fix", "--no-backup", "."])
    assert "::" not in reader.run(command.split())


BOTH = pytest.mark.parametrize("path", [README, CHINESE], ids=["english", "chinese"])


@BOTH
def test_every_stage_pack_kind_and_command_has_a_row(path):
    first = [line.split(" | ")[0] for line in path.read_text("utf-8").splitlines() if line.startswith("| ")]
    cells = {name for cell in first for name in re.findall("`([^` ]+)`", cell)}
    stages = {stage.name for stage in Pipeline.default().stages} - set(pack_names(shipped_rules()))
    assert len(stages) > 20
    assert {*stages, *pack_names(shipped_rules()), *KINDS} <= cells
    commands = {name for cell in first for name in re.findall("`(?:cleaner )?([a-z]+)", cell)}
    assert {*FAMILIES, "run", "verify", "restore", "trace", "explain", "learn", "review"} <= commands


@BOTH
def test_links_to_sections_lead_there(path):
    text = path.read_text("utf-8")
    headings = {line.lower().replace(" ", "-") for line in re.findall(r"^##+ (.*)", text, re.MULTILINE)}
    links = re.findall(r"\]\(#([^)]+)\)", text)
    assert links
    assert set(links) <= headings


@BOTH
def test_pictures_and_links_are_there(path):
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8"))
    own = [target for target in targets if "://" not in target]
    assert len(own) >= 4
    assert [target for target in own if not (HOME / target).exists()] == []
    assert all((HOME / target).stat().st_size < 200_000 for target in own if target.endswith(".png"))


def test_the_chinese_readme_has_the_same_blocks_and_sections():
    ours, theirs = BLOCKS, blocks_of(CHINESE)
    assert [block[:3] for block in theirs] == [block[:3] for block in ours]
    levels = [re.findall(r"^(#+) ", path.read_text("utf-8"), re.MULTILINE) for path in (README, CHINESE)]
    assert levels[0] == levels[1]
