"""YAML with places: what is read, and what is refused with advice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import ConfigError
from cleaner.marks import Node, load, suggest, wrap


def problems(text: str) -> list[str]:
    """Return ``line:column: message`` of every problem of a file."""
    with pytest.raises(ConfigError) as caught:
        load("f.yaml", text)
    return [f"{problem.line}:{problem.column}: {problem.message}" for problem in caught.value.problems]


@pytest.mark.parametrize(
    "text, value",
    [
        ("", None),
        ("a: 1", {"a": 1}),
        (
            "a: [x, 'y', \"z\", off, true, false, 1.5, -3, ~, ]",
            {"a": ["x", "y", "z", "off", True, False, 1.5, -3, None]},
        ),
        ("a: ['no', '12:30', \"010\"]", {"a": ["no", "12:30", "010"]}),
        ("a: |\n  b\n  c\nd: >\n  e\n  f\n", {"a": "b\nc\n", "d": "e f\n"}),
        ("a: &x {b: 1}\nc: *x", {"a": {"b": 1}, "c": {"b": 1}}),
        ('a: "\\uFF0C"', {"a": "\uff0c"}),
        ("\u53bf: \u4e61", {"\u53bf": "\u4e61"}),
        ("a: 2026.11.1", {"a": "2026.11.1"}),
    ],
)
def test_values(text, value):
    assert load("f.yaml", text).plain() == value


def test_places():
    node = load("f.yaml", "a: 1\nb:\n  - x\n  - c: 2\n")
    inner = node.value["b"].value[1]
    assert (inner.line, inner.column, inner.value["c"].line, inner.value["c"].column) == (4, 5, 4, 8)
    assert node.key_places["b"][1:] == (2, 1)
    assert str(inner.value["c"].problem("no")) == "f.yaml:4:8: no\n      - c: 2\n           ^"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("a: no", ["1:4: no would be read as true or false by YAML 1.1: quote it"]),
        ("on: 1", ["1:1: on would be read as true or false by YAML 1.1: quote it"]),
        ("a: 12:30", ["1:4: 12:30 would be read as another number: quote it"]),
        ("a: 1_000\nb: 0x1f", ["1:4: 1_000 would be read as another number: quote it",
                               "2:4: 0x1f would be read as another number: quote it"]),
        ("a: 2021-01-12", ["1:4: 2021-01-12 would be read as a date: quote it"]),
        ("a: 1\na: 2", ['2:1: the key "a" stands already in line 1']),
        ("1: a", ["1:1: a key must be a string: quote it (1)"]),
        ("? [a]\n: b", ["1:3: a key must be a string, not a map or list"]),
        ("<<: {a: b}", ["1:1: merge keys (<<) are not read: write the keys out"]),
        ("a: !!str 1", ["1:4: the tag tag:yaml.org,2002:str is not read: leave it out, quote the value"]),
        ("a: &a [*a]", ["1:8: *a stands inside itself"]),
        ("a: *b", ["1:4: *b names no anchor"]),
        ("--- a\n--- b", ["2:1: a second document starts here: one document a file"]),
        ("a: \x01", ["1:4: U+0001 may not stand in YAML: write it as an escape in double quotes"]),
        ("a: \ud800", ["1:4: U+D800 is half a character"]),
        ("[" * 60, ["1:51: nested more than 50 deep"]),
        ("a: no\nb: [", ["1:4: no would be read as true or false by YAML 1.1: quote it",
                         "3:1: not YAML: did not find expected node content while parsing a flow node"]),
    ],
)  # fmt: skip
def test_refused(text, expected):
    assert problems(text) == expected


def test_aliases_that_nest():
    text = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 99))
    assert problems(text) == ["50:12: the aliases expand to more than anybody could read: write it out"]


def test_aliases_that_explode():
    text = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert len(problems(text)) == 1


SCALARS = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(st.characters(codec="utf-8"))


@given(st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text("abc", min_size=1), inner)))
def test_json_is_read_as_json(data):
    import json

    text = json.dumps(data)  # all ASCII, pairs of surrogates for what is beyond
    if "\\ud8" not in text and "\\ud9" not in text and "\\uda" not in text and "\\udb" not in text:
        assert load("f.yaml", text).plain() == data
    assert wrap("f.toml", data).plain() == data


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        assert isinstance(load("f.yaml", text), Node)
    except ConfigError as error:
        assert error.problems


def test_wrap_refuses_what_yaml_could_not_say():
    with pytest.raises(ConfigError, match="no string"):
        wrap("f.toml", {1: 2})


@pytest.mark.parametrize("word, advice", [("tabel", '; did you mean "table"?'), ("x", ""), ("t" * 1000, "")])
def test_suggest(word, advice):
    assert suggest(word, ["table", "chair"]) == advice
