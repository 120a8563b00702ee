"""Rule files: what is read, and what each broken file prints."""

import sys
from pathlib import Path

import pytest

from cleaner.errors import ConfigError
from cleaner.kinds import find_kind
from cleaner.kinds.remove_line import RemoveLine
from cleaner.plugin import Plugin
from cleaner.rulebook import loader
from cleaner.rulebook.loader import load_pack, load_packs, pack_names, shipped_rules
from tests.rulebook.rulefile import HEAD, pack_of

BROKEN = Path(__file__).parent / "broken"
LINE = "id: a\nkind: remove-line\nmatch: {equals: [x]}"


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda path: path.stem)
def test_broken_file_prints(path, monkeypatch):
    monkeypatch.chdir(BROKEN)
    with pytest.raises(ConfigError) as caught:
        load_packs([path.name], [Path()])
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert f"{caught.value}\n" == expected, str(caught.value)
    for problem in caught.value.problems:
        assert problem.path.endswith(".yaml") and problem.line > 0 and problem.column > 0


def test_every_problem_of_several_files_at_once(monkeypatch):
    monkeypatch.chdir(BROKEN)
    with pytest.raises(ConfigError) as caught:
        load_packs(["id-twice.yaml", "no-list.yaml", "nowhere"], [Path()])
    assert [problem.path for problem in caught.value.problems] == ["id-twice.yaml", "no-list.yaml", "nowhere"]


def test_a_file_of_fifty_megabytes(tmp_path):
    path = tmp_path / "large.yaml"
    path.write_text(HEAD + "# x" * 17_000_000)
    with pytest.raises(ConfigError, match="over 10 MB"):
        load_packs([str(path)], [])


def test_not_utf_8(tmp_path):
    path = tmp_path / "odd.yaml"
    path.write_bytes(b"schema: \xff\n")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_packs([str(path)], [])


def test_values():
    pack = pack_of(
        LINE + "\nscope: {sites: ['*.gov.cn'], where: tail, within: 3}\nlimit: {max_share: 0.5}\nseverity: off"
    )
    (rule,) = pack.rules
    assert (rule.id, rule.kind, rule.severity, rule.max_share) == ("demo/a", "remove-line", "off", 0.5)
    assert (rule.scope.where, rule.scope.within, rule.scope.sites) == ("tail", 3, ("*.gov.cn",))


def test_extends(tmp_path):
    rule = "rules:\n- {id: a, kind: remove-line, description: d, why: w, keep: [y], examples: [{before: x, after: x}], "
    rule += "match: "
    (tmp_path / "low.yaml").write_text(HEAD.replace("demo", "low") + "macros: {x: a|b}\n" + rule + "{regex: '{x}'}}\n")
    (tmp_path / "mid.yaml").write_text(HEAD.replace("demo", "mid") + "extends: [low]\n" + rule + "{regex: '{x}'}}\n")
    (tmp_path / "top.yaml").write_text(
        HEAD.replace("demo", "top") + "extends: [mid, low]\n" + rule + "{regex: 'c{x}'}}\n"
    )
    (pack,) = load_packs(["top"], [tmp_path])
    assert [rule.id for rule in pack.rules] == ["low/a", "mid/a", "top/a"]
    assert pack.own[0].action.trigger.regex[0].regex == "c(?:a|b)"


def test_circle_of_three(tmp_path):
    for name, other in ("ab", "bc", "ca"):
        (tmp_path / f"{name}.yaml").write_text(HEAD.replace("demo", name) + f"extends: [{other}]\nrules: []\n")
    with pytest.raises(ConfigError, match="circle: a -> b -> c -> a"):
        load_packs(["a"], [tmp_path])


@pytest.mark.parametrize("name", ["../base", "/etc/passwd", "", "a/../../b"])
def test_a_name_is_no_way_out_of_the_folder(name, tmp_path):
    with pytest.raises(ConfigError, match="unknown pack"):
        load_packs([name], [tmp_path])


def test_a_kind_that_two_packages_have(monkeypatch):
    doubles = Plugin("odd", "one", "a:b"), Plugin("odd", "two", "c:d")
    monkeypatch.setattr("cleaner.plugin.find_plugins", lambda _: doubles)
    with pytest.raises(ConfigError, match='the kind "odd" comes from 2 packages, one and two: uninstall one'):
        pack_of("id: a\nkind: odd")


def test_a_kind_of_a_plugin_is_loaded_when_it_is_used(monkeypatch):
    plugin = Plugin("shorten", "other", "cleaner.kinds.remove_line:RemoveLine")
    monkeypatch.setattr("cleaner.plugin.find_plugins", lambda _: (plugin,))
    assert find_kind("shorten") is RemoveLine


def test_a_kind_of_a_plugin_that_cannot_be_imported(monkeypatch):
    plugin = Plugin("shorten", "other", "not_there:Kind")
    monkeypatch.setattr("cleaner.plugin.find_plugins", lambda _: (plugin,))
    with pytest.raises(ConfigError, match='the kind "shorten" of other cannot be imported: No module named'):
        find_kind("shorten")


def test_shipped_packs_load():
    names = pack_names(shipped_rules())
    assert names
    load_packs(names, [shipped_rules()])


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """Keep what is read of the shipped packs in a folder of the test."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    loader._shipped.cache_clear()
    yield
    loader._shipped.cache_clear()


def test_kept_packs_are_those_that_are_read(shipped):
    names = sorted(path.stem for path in shipped_rules().glob("*.yaml"))
    read = loader._read_shipped()
    loader._shipped()
    loader._shipped.cache_clear()  # now from the file
    for name, pack in zip(names, load_packs(names, [shipped_rules()]), strict=True):
        assert pack is loader._shipped()[name] is not read[name]
        assert pack.rules == read[name].rules
        assert [(rule.said, rule.node) for rule in pack.own] == [(rule.said, rule.node) for rule in read[name].own]
        assert pack.all_macros == read[name].all_macros
        assert [parent.path for parent in pack.ancestors] == [parent.path for parent in read[name].ancestors]


def test_a_pack_of_ours_stands_in_for_one_that_a_shipped_pack_extends(shipped, tmp_path):
    text = (shipped_rules() / "base.yaml").read_text("utf-8")
    (tmp_path / "base.yaml").write_text(text.replace('version: "', 'version: "9.'), "utf-8")
    (pack,) = load_packs(["cn-web"], [tmp_path, shipped_rules()])
    assert [parent.path for parent in pack.ancestors] == [str(tmp_path / "base.yaml")]


def test_load_pack_does_not_know_other_packs():
    with pytest.raises(ConfigError, match='unknown pack "base"'):
        load_pack("demo.yaml", HEAD + "extends: [base]\nrules: []\n")
