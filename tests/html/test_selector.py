"""Selectors select what soupsieve selects, on trees of all kinds; and say what is wrong with themselves."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from cleaner.html.selector import Index, Selector, SelectorError
from cleaner.html.tree import parse
from tests.clock import assert_linear_time

PAGE = (
    "<div id=zoom class='a b' n=1><p class=b>1<span class='a c' title='x y'>2</span></p><ul><li><p id=q>3</p></li></ul>"
    "<div class=b lang=zh-CN><p>4</p><div class='c a'><p class='b c'>5</p><i title=xy>6</i></div></div></div><p>7</p>"
)


def selected(text, page=PAGE):
    """The start tags of the elements that are selected below the body."""
    tree = parse(f"<body>{page}</body>")
    found = (tree.elements[at] for at in Selector.read(text).find(tree))
    return [tree.html[one.start : one.open_end] for one in found if one.name != "body"]


def by_soupsieve(text, page=PAGE):
    """The same, as the library of BeautifulSoup reads it."""
    soup = BeautifulSoup(f"<body>{page}</body>", "html.parser")
    starts = [page.find("<", at) for at in range(len(page)) if page[at] == "<" and page[at + 1] != "/"]
    order = {id(tag): page[start : page.find(">", start) + 1] for tag, start in zip(soup.body(), starts, strict=True)}
    return [order[id(tag)] for tag in soup.body.select(text)]


COMPOUND = st.builds(
    lambda name, tests: (name + "".join(tests)) or "*",
    st.sampled_from(["", "div", "p", "span", "*", "li"]),
    st.lists(
        st.sampled_from(
            [".a", ".b", ".c", "#zoom", "#q", "[n]", "[lang=zh-CN]",
             "[n='2']", "[title~=x]", "[title^=x]", "[title$=y]",
             '[title*=" "]', "[lang|=zh]", "[class]", "[class*='B' i]"]
        ),
        max_size=2,
    ),
)  # fmt: skip
PATHS = st.lists(st.tuples(COMPOUND, st.sampled_from([" ", " > ", ">", "\t"])), min_size=1, max_size=4).map(
    lambda parts: "".join(c + step for c, step in parts[:-1]) + parts[-1][0]
)


@given(st.lists(PATHS, min_size=1, max_size=3).map(", ".join))
def test_as_soupsieve_selects(text):
    assert selected(text) == by_soupsieve(text)


def test_ids_and_classes_know_no_case():
    assert selected("#ZOOM, .B") == [*selected("#zoom, .b")]
    assert len(selected(".B")) == 4


def test_an_index_asks_few():
    index = Index([(Selector.read(".trs_editor"), 1), (Selector.read("div[data-x] > p, i"), 2)])
    assert [value for _, value in index.ask("div", {"class": "TRS_Editor x"})] == [1]
    assert [value for _, value in index.ask("i", {})] == [2]
    assert index.ask("div", {"class": "x"}) == []
    assert Index([(Selector.read("p[data-x]"), 1)]).keys == {"data-x"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "an element is missing at character 1"),
        ("a,,b", "an element is missing at character 3"),
        ("> a", "an element is missing at character 1"),
        ("a >", "an element is missing at character 4"),
        (".a b.c d:nth-child(2)",
         "pseudo-classes such as ':nth-child(' are not known; use ids, classes and attributes"),
        ("a + b", "'+' (brothers and sisters) is not known; use descendants and children"),
        (".a*", "the name of an element comes first, not at character 3"),
        ("[a=b", "cannot be read from character 1: '[a=b'"),
        (" ".join("a" * 17), "has more than 16 parts"),
    ],
)
def test_what_is_wrong_is_told(text, says):
    with pytest.raises(SelectorError) as error:
        Selector.read(text)
    assert str(error.value) == says


def test_linear():
    selector = Selector.read("div div > div div div > div p")

    def find(size):
        tree = parse("<div>" * 100 + "<p>x</p>" * size)
        return lambda: list(selector.find(tree))

    assert len(find(10)()) == 10
    assert_linear_time(find(4000), find(1000), what="paths")
