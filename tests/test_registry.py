"""Stages of cleaner and of other packages, found by name, imported when a pipeline names them."""

import json
import os
import subprocess
import sys

import pytest

from cleaner.config import load_pipeline
from cleaner.errors import ConfigError
from cleaner.registry import BUILT_IN, find_stage, package_of, stage_names
from tests.conftest import PROJECT

STAGE = """
from dataclasses import dataclass
from cleaner.stage import Edit

@dataclass(frozen=True)
class Stage:
    name = "%s"
    rules = {"x.y": "does it"}
    def __call__(self, doc):
        yield Edit(0, 0, "!", "x.y")
"""


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_stage_of_ours_is_what_it_is_called(name):
    kind = find_stage(name)
    assert (kind.name if isinstance(kind.name, str) else name) == name
    assert kind.__module__ == f"cleaner.stages.{name}"
    assert package_of(name) == "cleaner"


def test_a_name_that_nobody_has_is_told():
    with pytest.raises(ConfigError) as caught:
        find_stage("widht")
    assert str(caught.value) == 'unknown stage "widht"; did you mean "width"?'


def test_a_plugin_is_a_stage_like_ours(plugin, tmp_path):
    plugin("other-package", "mark", STAGE % "mark")
    assert stage_names() == [*BUILT_IN, "mark"]
    assert package_of("mark") == "other-package"
    (tmp_path / "p.yaml").write_text("schema: 1\nstages: [newline, mark]\n")
    assert load_pipeline(str(tmp_path / "p.yaml")).names == ("newline", "mark")


def test_a_plugin_that_no_pipeline_names_is_never_imported(plugin, command, tmp_path):
    plugin("broken-plugin", "broken", "raise SystemError('must not be imported')")
    (tmp_path / "a.txt").write_text("x")
    assert command("run", tmp_path / "a.txt", "-o", tmp_path / "out").code == 0
    assert "broken" in stage_names()
    with pytest.raises(SystemError):
        find_stage("broken")


def test_two_plugins_of_one_name_are_an_error_that_names_both(plugin, command, tmp_path):
    plugin("first-package", "mark", STAGE % "mark")
    plugin("second-package", "mark", STAGE % "mark")
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "p.yaml").write_text("schema: 1\nstages: [newline, mark]\n")
    result = command("run", tmp_path / "a.txt", "-o", tmp_path / "out", "-p", tmp_path / "p.yaml")
    assert result.code == 2
    assert 'the stage "mark" comes from 2 packages, ' in result.err
    assert "first-package" in result.err
    assert "second-package" in result.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("import no_such_module", "cannot be imported: No module named 'no_such_module'"),
        ("", "cannot be imported: module 'bad_plugin' has no attribute 'Stage'"),
        ("def", "cannot be imported: invalid syntax"),
        ("x = y", "cannot be imported: name 'y' is not defined"),
        ("Stage = 3", "is no dataclass to be called with a document"),
        ("class Stage: pass", "is no dataclass to be called with a document"),
        (
            "from dataclasses import dataclass\n@dataclass\nclass Stage: rules = {}",
            "is no dataclass to be called",
        ),
        (
            "from dataclasses import dataclass\n@dataclass\nclass Stage:\n  def __call__(self, doc): pass",
            "has no rules: say",
        ),
    ],
)
def test_a_plugin_that_is_no_stage_is_told_with_its_package(plugin, code, cause):
    plugin("bad-plugin", "bad", code)
    with pytest.raises(ConfigError) as caught:
        find_stage("bad")
    assert str(caught.value).startswith(f'the stage "bad" of bad-plugin {cause}')


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The example plugin, installed for real, in a folder of its own."""
    pytest.importorskip("hatchling")
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        pytest.skip("needs pip")
    target = tmp_path_factory.mktemp("site")
    command = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--disable-pip-version-check",
    ]
    source = str(PROJECT / "tests" / "plugin")
    subprocess.run([sys.executable, *command, "--target", str(target), source], check=True, timeout=120)
    return target


def call(folder, site, *arguments):
    path = os.pathsep.join([str(site), str(PROJECT)])
    command = [sys.executable, "-m", "cleaner", *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_example_plugin_works_when_installed(installed, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"one TWO\r\n")
    (tmp_path / "p.yaml").write_text(
        "schema: 1\nextends: default\nadd:\n- {stage: shout, after: newline, options: {loud: true}}\n"
    )
    done = call(tmp_path, installed, "run", "a.txt", "-o", "out", "-p", "p.yaml")
    assert (done.returncode, "1  shout.word" in done.stderr) == (0, True)
    row = json.loads((tmp_path / "out").read_bytes())
    assert row["text"] == "ONE! TWO"
    assert row["provenance"]["counts"]["shout.word"] == 1
    assert call(tmp_path, installed, "restore", "out", "-o", "back").returncode == 0
    assert (tmp_path / "back" / "a.txt").read_bytes() == b"one TWO\r\n"
    page = call(tmp_path, installed, "explain", "shout").stdout
    assert page.startswith("shout (stage, from cleaner-shout)\n\nWrite Latin words in capitals")
    assert "  loud: false" in page
    assert "  shout.word" in page


def test_the_example_plugin_is_not_imported_unless_it_is_named(installed, tmp_path):
    (tmp_path / "a.txt").write_text("one")
    code = (
        "import sys; from cleaner.cli import main; code = main(['run', 'a.txt', '-q', '-o', 'out']);"
        "sys.exit(code or 'cleaner_shout' in sys.modules)"
    )
    path = os.pathsep.join([str(installed), str(PROJECT)])
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}, check=False
    )
    assert done.returncode == 0


def test_a_wrong_option_of_the_example_plugin_is_told(installed, tmp_path):
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "p.yaml").write_text("schema: 1\nstages:\n- shout: {loud: 3, laud: true}\n")
    done = call(tmp_path, installed, "run", "a.txt", "-o", "out", "-p", "p.yaml")
    assert done.returncode == 2
    assert "p.yaml:3:17: shout.loud is true or false, not 3" in done.stderr
    assert "p.yaml:3:20: shout has no option 'laud'; it has loud; did you mean \"loud\"?" in done.stderr
