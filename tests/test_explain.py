"""Manual pages made from the code that runs."""

import pytest

from cleaner import Pipeline
from cleaner.errors import ConfigError
from cleaner.explain import explain
from cleaner.registry import BUILT_IN, find_stage
from tests.fake import Fake


@pytest.mark.parametrize(
    "name", [name for name in BUILT_IN if hasattr(getattr(find_stage(name), "rules", None), "items")]
)
def test_every_stage_and_every_rule_of_it_is_explained(name):
    kind = find_stage(name)
    page = explain(name, Pipeline.default())
    assert page.startswith(f"{name} (stage, from cleaner)\n\n{kind.__doc__.splitlines()[0]}")
    for rule, does in kind.rules.items():
        assert f"  {rule}" in page
        assert explain(rule, Pipeline.default()).startswith(f"{rule}: {does}\n\nA rule of the stage {name}: ")


def test_options_are_shown_with_their_defaults():
    assert "\nOptions:\n  leading: true\n" in explain("spacing", Pipeline.default())


def test_a_rule_of_a_stage_of_ones_own_is_explained():
    page = explain("my.rule", Pipeline("mine", (Fake(lambda doc: (), "mine", {"my.rule": "does it"}),)))
    assert page == "my.rule: does it\n\nA rule of the stage mine: Says what ``say`` returns of the document."


@pytest.mark.parametrize(
    ("name", "near"), [("punctation", "punctuation"), ("punctuation.coma", "punctuation.comma"), ("widht", "width")]
)
def test_a_name_that_nothing_has_is_told_with_what_comes_near(name, near):
    with pytest.raises(ConfigError) as caught:
        explain(name, Pipeline.default())
    assert str(caught.value) == f'no stage or rule is called {name!r}; did you mean "{near}"?'


def test_a_rule_of_the_pipeline_is_explained_without_importing_plugins(plugin):
    plugin("broken-plugin", "broken", "raise ImportError('must not be imported')")
    assert explain("width.digit", Pipeline.default()).startswith("width.digit: ")
    with pytest.raises(ConfigError, match="must not be imported"):
        explain("broken", Pipeline.default())
