"""Pipeline files: what they say, and how every mistake is told with its place, all at once."""

from dataclasses import dataclass
from typing import ClassVar, Literal

import pytest

from cleaner.config import find_project, load_pipeline, preset_names
from cleaner.errors import ConfigError

SMALL = "schema: 1\nname: small\nstages: [newline, width, spacing]\n"


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Write pipeline files beside ``small.yaml``, and load the first."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.yaml").write_text(SMALL)

    def load(text, **others):
        (tmp_path / "p.yaml").write_text(text, "utf-8")
        for name, other in others.items():
            (tmp_path / f"{name}.yaml").write_text(other, "utf-8")
        return load_pipeline("p.yaml")

    return load


@pytest.mark.parametrize("name", preset_names())
def test_every_preset_loads(name):
    pipeline = load_pipeline(name)
    assert pipeline.name == name
    assert pipeline.stages


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("schema: 1\nstages: [width, newline]", ("width", "newline")),
        ("schema: 1\nstages: [width, width]", ("width", "width")),
        ("schema: 1\nstages: []", ()),
        ("schema: 1\nstages:\n- width: {letter: false}\n", ("width",)),
        ("schema: 1\nextends: small.yaml", ("newline", "width", "spacing")),
        ("schema: 1\nextends: small.yaml\nstages: [control]", ("newline", "width", "spacing", "control")),
        ("schema: 1\nextends: small.yaml\noff: [width]", ("newline", "spacing")),
        ("schema: 1\nextends: small.yaml\nadd: [{stage: control}]", ("newline", "width", "spacing", "control")),
        ("schema: 1\nextends: small.yaml\nadd: [{stage: control, before: width}]",
         ("newline", "control", "width", "spacing")),
        ("schema: 1\nextends: small.yaml\noff: [width]\nadd: [{stage: control, after: newline}]",
         ("newline", "control", "spacing")),
    ],
)  # fmt: skip
def test_a_file_names_stages_in_order(files, text, names):
    assert files(text).names == names


def test_options_are_given_to_stages_the_later_over_the_earlier(files):
    middle = "schema: 1\nextends: small.yaml\noptions: {width: {letter: false, digit: false}}"
    pipeline = files("schema: 1\nname: mine\nextends: middle.yaml\noptions: {width: {digit: true}}", middle=middle)
    width = pipeline.stages[1]
    assert (width.letter, width.digit, pipeline.name) == (False, True, "mine")


def test_a_path_counts_from_the_folder_of_the_file_that_names_it(files, tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "p.yaml").write_text("schema: 1\nextends: ../small.yaml\n")
    assert load_pipeline("sub/p.yaml").names == ("newline", "width", "spacing")


_HEADS = """schema: 1
pack: heads
version: "1"
description: Headings of ours.
rules:
- id: equals
  kind: split
  description: A heading of ours.
  why: Ours look so.
  at: {regex: "== [^=]{2,20} =="}
  examples:
  - {before: "== \u7532\u4e59 ==\n\u5168\u6587\u5982\u4e0b\u3002\n== \u4e19\u4e01 ==\n\u5168\u6587\u3002", parts: 2}
  keep: ["= \u7532\u4e59 ="]
"""


@pytest.mark.parametrize("options", ["{packs: [cn-reports, heads.yaml]}", "{packs: [heads], folders: [.]}"])
def test_packs_of_an_option_count_from_the_folder_of_the_file(files, tmp_path, options):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "heads.yaml").write_text(_HEADS, "utf-8")
    (tmp_path / "sub" / "p.yaml").write_text(f"schema: 1\nstages: [split]\noptions: {{split: {options}}}\n")
    (stage,) = load_pipeline("sub/p.yaml").stages
    assert "heads/equals" in stage.rules


def test_a_pack_of_an_option_that_is_not_there_is_told_where_it_is_named(files):
    with pytest.raises(ConfigError, match=r'p\.yaml:3:26: unknown pack "heeds\.yaml"'):
        files("schema: 1\nextends: default\noptions: {split: {packs: [heeds.yaml]}}")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("stages: [width]", "p.yaml:1:1: say `schema: 1`: the version of this kind of file"),
        ("schema: 2\nstages: [width]", "p.yaml:1:9: say `schema: 1`: the version of this kind of file"),
        ("schema: 1", "p.yaml:1:1: no stages: list them under `stages:`, or name a pipeline under `extends:`"),
        ("- width", "p.yaml:1:1: a pipeline file is a map with the keys schema, name"),
        ("schema: 1\nstages: width", "p.yaml:2:9: stages is a list: `stages: [...]`"),
        ("schema: 1\nstages: [widht]", 'p.yaml:2:10: unknown stage "widht"; did you mean "width"?'),
        ("schema: 1\nstages: [3]", "p.yaml:2:10: a stage is a name, or a name with options: `width: {letter: false}`"),
        ("schema: 1\nstages: [width]\nstage: x", "p.yaml:3:1: unknown key 'stage'; did you mean \"stages\"?"),
        ("schema: 1\nstages:\n- width: {letter: 3}", "p.yaml:3:19: width.letter is true or false, not 3"),
        ("schema: 1\nstages:\n- width: {letter: 'no'}", "p.yaml:3:19: width.letter is true or false, not 'no'"),
        ("schema: 1\nstages:\n- width: {leter: true}",
         "p.yaml:3:11: width has no option 'leter'; it has digit, letter, "),
        ("schema: 1\nstages:\n- width: 3", "p.yaml:3:10: options of width are a map: `{option: value}`"),
        ("schema: 1\nstages:\n- newline: {x: 1}", "p.yaml:3:13: newline has no option 'x'; it has none"),
        ("schema: 1\nextends: smal.yaml",
         "p.yaml:2:10: no pipeline 'smal.yaml': no such file, and the presets are commit, default"),
        ("schema: 1\nextends: defualt", 'did you mean "default"?'),
        ("schema: 1\nextends: p.yaml", "p.yaml:2:10: extends goes in a circle: p.yaml extends this file"),
        ("schema: 1\nextends: small.yaml\noff: [widht]",
         "p.yaml:3:7: no stage 'widht' to switch off; did you mean \"width\"?"),
        ("schema: 1\nextends: small.yaml\noptions: {widht: {}}",
         "p.yaml:3:11: no stage 'widht' to give options; did you mean \"width\"?"),
        ("schema: 1\nextends: small.yaml\nadd: [control]", "p.yaml:3:7: say `{stage: NAME, after: NAME"),
        ("schema: 1\nextends: small.yaml\nadd: [{stage: control, behind: width}]",
         "p.yaml:3:7: say `{stage: NAME, after"),
        ("schema: 1\nextends: small.yaml\nadd: [{stage: control, after: widht}]",
         "p.yaml:3:31: no stage 'widht'; did you mean \"width\"?"),
        ("schema: 1\nextends: small.yaml\nadd: [{stage: contrl}]",
         'p.yaml:3:15: unknown stage "contrl"; did you mean "control"?'),
        ("schema: 1\nstages: [width", "p.yaml:3:1: not YAML: "),
        ("", "p.yaml"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_and_its_cure(files, text, says):
    with pytest.raises(ConfigError) as caught:
        files(text)
    assert says in str(caught.value)


def test_the_line_of_a_mistake_is_shown(files):
    with pytest.raises(ConfigError) as caught:
        files("schema: 1\nstages: [newline, widht]\n")
    assert str(caught.value).splitlines()[1:] == ["    stages: [newline, widht]", "                      ^"]


def test_all_mistakes_are_told_at_once(files):
    with pytest.raises(ConfigError) as caught:
        files("schema: 3\nextends: small.yaml\noff: [a]\nstages: [b, {width: {letter: 3}}]\nadd: [c]\nother: d\n")
    assert len(caught.value.problems) == 6


def test_a_circle_of_two_files_is_found(files):
    with pytest.raises(ConfigError, match=r"other\.yaml:2:10: extends goes in a circle: p\.yaml extends this file"):
        files("schema: 1\nextends: other.yaml", other="schema: 1\nextends: p.yaml")


def test_a_mistake_in_an_extended_file_names_that_file(files):
    with pytest.raises(ConfigError, match=r"^other\.yaml:2:10: unknown stage"):
        files("schema: 1\nextends: other.yaml", other="schema: 1\nstages: [widht]")


@pytest.mark.parametrize("name", ["nowhere", "nowhere.yaml", "small", "."])
def test_a_pipeline_that_is_not_there_is_told(files, name):
    with pytest.raises(ConfigError, match=rf"^no pipeline '{name}': no such file, and the presets are commit, default"):
        load_pipeline(name)


def test_a_file_that_is_no_text_is_told(files, tmp_path):
    (tmp_path / "bad.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"^bad\.yaml: cannot be read: "):
        load_pipeline("bad.yaml")


# Options, each in the type of its field.


@dataclass(frozen=True)
class Typed:
    """A stage with an option of each type."""

    name: ClassVar[str] = "typed"
    rules: ClassVar[dict[str, str]] = {}

    whole: int = 1
    part: float = 0.5
    word: str = ""
    flag: bool = False
    choice: Literal["one", "two"] = "one"
    maybe: str | None = "x"
    words: tuple[str, ...] = ()

    def __post_init__(self):
        if self.whole < 0:
            raise ValueError("whole is 0 or more")

    def __call__(self, doc):
        return ()


PLUGIN = "from tests.test_config import Typed as Stage\n"


@pytest.mark.parametrize(
    ("options", "field", "value"),
    [
        ("whole: 3", "whole", 3), ("part: 3", "part", 3), ("part: 0.25", "part", 0.25), ("word: x", "word", "x"),
        ("flag: true", "flag", True), ("choice: two", "choice", "two"), ("maybe: null", "maybe", None),
        ("maybe: y", "maybe", "y"), ("words: [a, b]", "words", ("a", "b")), ("words: []", "words", ()),
    ],
)  # fmt: skip
def test_an_option_of_each_type(files, plugin, options, field, value):
    plugin("typed-plugin", "typed", PLUGIN)
    (stage,) = files(f"schema: 1\nstages: [typed: {{{options}}}]").stages
    assert getattr(stage, field) == value


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("whole: 3.5", "typed.whole is a whole number, not 3.5"),
        ("whole: true", "typed.whole is a whole number, not True"),
        ("part: x", "typed.part is a number, not 'x'"), ("word: 3", "typed.word is a text, not 3"),
        ("flag: 1", "typed.flag is true or false, not 1"),
        ("choice: tow", "typed.choice is one of one, two, not 'tow'"),
        ("choice: [one]", "typed.choice is one of one, two, not ['one']"), ("maybe: 3", "typed.maybe is a text, not 3"),
        ("words: a", "typed.words is a list of texts, not 'a'"),
        ("words: [1]", "typed.words is a list of texts, not [1]"),
        ("whole: -1", "typed refuses its options: whole is 0 or more"), ("name: x", "typed has no option 'name'"),
    ],
)  # fmt: skip
def test_an_option_of_a_wrong_type_is_told(files, plugin, options, says):
    plugin("typed-plugin", "typed", PLUGIN)
    with pytest.raises(ConfigError) as caught:
        files(f"schema: 1\nstages: [typed: {{{options}}}]")
    assert says in str(caught.value)
    assert str(caught.value).startswith("p.yaml:2:")


def test_an_option_that_must_be_given_is_told(files, plugin):
    plugin("needy-plugin", "needy", "from dataclasses import dataclass\n@dataclass\nclass Stage:\n  word: str\n"
           "  rules = {}\n  name = 'needy'\n  def __call__(self, doc): return ()\n")  # fmt: skip
    with pytest.raises(ConfigError, match=r"p.yaml:2:10: needy needs the option word"):
        files("schema: 1\nstages: [needy]")
    assert files("schema: 1\nstages: [needy: {word: x}]").stages[0].word == "x"


def test_the_nearest_project_file_is_found(tmp_path):
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\n")
    assert find_project(deep) == "default"
    (tmp_path / "pyproject.toml").write_text('[tool.cleaner]\nextends = "default"\noff = ["width"]\n')
    assert find_project(deep) == (tmp_path / "pyproject.toml").as_posix()
    assert "width" not in load_pipeline(find_project(deep)).names
    (tmp_path / "a" / "cleaner.yaml").write_text(SMALL)
    assert load_pipeline(find_project(deep)).name == "small"
