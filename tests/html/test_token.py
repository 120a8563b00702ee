"""The tokens partition the source, and hostile pages take linear time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.html.token import tokens
from cleaner.html.tree import parse
from tests.clock import assert_linear_time

PIECES = """
< > </ <!-- --> --!> <p <p> </p> <b> </b> <div> </div> <script> </script> <script <title> </title> <svg> </svg>
<![CDATA[ ]]> <pre> </pre> <textarea> </textarea> <plaintext> &amp; &copy &#0; " ' = / ! ? a \u4e2d \0 <td> <tr>
<table> </table> <li> <ul> <br> <rt> <ruby> </ruby> <a </a> <a/hidden>
"""
SOUP = st.lists(st.sampled_from([*PIECES.split(), " ", "\n"]), max_size=40).map("".join)
HOSTILE = [
    "<",
    "<!--",
    "<div>",
    "</a ",
    '<a x="',
    "<p>",
    "<b><div>",
    "<table><td>",
    "<script><!--<script>",
    "&a",
    "&#1",
]


@given(SOUP)
def test_tokens_partition_the_source(html):
    found = list(tokens(html))
    assert "".join(html[start:end] for start, end, *_ in found) == html
    assert all(start < end for start, end, *_ in found)


@given(SOUP)
def test_elements_lie_inside_their_parents(html):
    tree = parse(html)
    for one in tree.elements[1:]:
        parent = tree.elements[one.parent]
        assert parent.start <= one.start < one.open_end <= one.close_start <= one.end <= parent.end


@pytest.mark.parametrize("unit", HOSTILE)
def test_linear(unit):
    assert_linear_time(lambda: parse(unit * 40_000), lambda: parse(unit * 10_000), what=unit)
