"""Pages: text with what makes their bytes again."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import InputError
from cleaner.page import Page

BYTES = st.one_of(
    st.binary(max_size=80),
    st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text("\u4e2d\u6587\u3002\uff0c, a\n", max_size=40).flatmap(
        lambda text: st.sampled_from(["gb18030", "big5", "utf-16", "utf-16-le", "utf-32", "hz"]).map(
            lambda name: text.encode(name, "replace")
        )
    ),
)


@given(BYTES)
def test_the_text_of_a_page_gives_its_bytes(data):
    page = Page.of_bytes(data, "p")
    assert page.source.encode(page.text) == data
    assert (page.source.sha256, page.source.size) == (sha256(data).hexdigest(), len(data))


@given(st.text(st.characters(), max_size=40))
def test_a_text_given_as_text_stays_as_it_is(text):
    page = Page.of_text(text, "p")
    assert page.text == text
    assert sha256(page.source.encode(text)).hexdigest() == page.source.sha256


def test_a_named_encoding_is_used_and_a_wrong_name_refused():
    assert Page.of_bytes(b"\xd6\xd0", encoding="gbk").text == "\u4e2d"
    with pytest.raises(InputError, match="unknown encoding 'gkb'"):
        Page.of_bytes(b"", encoding="gkb")


def test_the_source_says_where_it_is_and_how_it_was_read():
    source = Page.of_bytes(b"\xef\xbb\xbfabc", "name", "folder/name").source
    assert (source.path, source.encoding, source.mark, source.url, source.media_type) == (
        "folder/name", "utf-8", True, None, "text/plain",
    )  # fmt: skip
    assert 0 < source.confidence <= 1
    assert source.reason
