"""The views of a text: made once, and the same when they are carried over a change as when they are made anew."""

from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document, fold_table
from cleaner.edit import Edit, Patch

ODD = "a,\n\uff0c\u3000\uff11\u4f1a\u6703\u8b70\u8bae\U00020000\U0002b500\ud800"
CHARACTERS = st.sampled_from(ODD) | st.characters()
TEXTS = st.text(CHARACTERS, max_size=40)


@given(TEXTS)
def test_the_folded_view_is_the_text_by_the_table(text):
    assert Document(text).folded == text.translate(fold_table())


def test_many_different_traditional_characters_are_folded():
    text = "".join(chr(code) for code in fold_table())
    assert Document(text).folded == text.translate(fold_table())
    assert Document(text).folded != text


@given(TEXTS, st.data())
def test_a_view_carried_over_a_change_is_as_if_it_were_made_anew(text, data):
    spans = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    edits = [
        Edit(start, end, data.draw(TEXTS), "test.edit") for start, end in zip(spans[::2], spans[1::2], strict=False)
    ]
    patch = Patch.of(text, edits)
    before = Document(text, url="http://a.example/")
    _ = before.folded, before.lines
    after = before.after(patch.apply(text), patch.starts, patch.ends, patch.news)
    assert after == Document(patch.apply(text), url="http://a.example/")
    assert (after.folded, after.lines) == (Document(after.text).folded, Document(after.text).lines)


def test_a_part_and_other_metadata_keep_the_view():
    doc = Document("\u6703\uff0c\u8b70\n\u4f1a\u3002")
    assert doc.folded == "\u4f1a,\u8bae\n\u4f1a\u3002"
    part = doc.part(4, 6, doc.text)
    assert (part.text, part.folded, part.page) == ("\u4f1a\u3002", "\u4f1a\u3002", doc.text)
    other = doc.knowing({"title": "x"})
    assert other.known == {"title": "x"}
    assert other.folded is doc.folded
