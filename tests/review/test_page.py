"""The review page: what stands in it gives the text again, and nothing of a report can act as markup."""

import gzip
import io
import json
import re
from base64 import b64decode

from hypothesis import given
from hypothesis import strategies as st

from cleaner import Pipeline, clean
from cleaner.page import Page
from cleaner.review import page as review_page
from cleaner.review.entry import entry_of
from cleaner.review.page import write_page
from tests.conftest import PROJECT

SCRIPT = (
    "\u4f1a\u8bae\u6307\u51fa,</script><script>alert(1)</script>"
    "<!-- <img src=x onerror=alert(2)>\u8981\u7b97\u7ec6\u8d26!"
)


def applied(detail):
    """Return the text that the page makes of a source and its changes, as its script does."""
    source, last, pieces = detail["source"], 0, []
    for start, end, new, _ in detail["hunks"]:
        pieces += source[last:start], new
        last = end
    return "".join([*pieces, source[last:]])


def unpacked(html):
    """Return the packed data of a page, by the id of its element."""
    found = re.findall(rb'<script type="application/gzip" id="([^"]+)">([A-Za-z0-9+/=]*)</script>', html)
    return {name.decode(): json.loads(gzip.decompress(b64decode(data))) for name, data in found}


def written(records, reasons=None):
    out = io.BytesIO()
    count = write_page(records, reasons or {}, out)
    return count, out.getvalue()


@given(st.text(alphabet="\u4e2d\u6587,;!x \n\uff11\u3000\u300c\u300d\U00020000", max_size=60))
def test_source_and_changes_give_the_text(text):
    for record in clean(text):
        detail = entry_of(record).detail
        assert applied(detail) == record.text
        assert detail["source"] == record.original()


def test_every_rule_that_changed_something_is_named():
    record = clean("\u4f1a\u8bae\u6307\u51fa,\u8981\u7b97\u7ec6\u8d26!\n\n\u5206\u4eab\u5230:")[0]
    row = entry_of(record).row
    assert set(row["rules"]) == set(record.counts) != set()
    assert row["removed"] > 0


def test_nothing_of_a_report_is_markup():
    count, html = written(clean(SCRIPT))
    assert count == 1
    assert b"alert(" not in html
    assert SCRIPT in unpacked(html)["chunk-0"][0]["source"]


def test_the_page_needs_nothing_from_elsewhere():
    _, html = written(clean(SCRIPT))
    assert not re.findall(rb"(?:src|href)=\"(?!data:)|https?://|@import", html)


def test_chunks_hold_what_their_rows_say(monkeypatch):
    monkeypatch.setattr(review_page, "CHUNK", 5)
    texts = [f"\u7b2c{number}\u6b21\u4f1a\u8bae,\u5f00\u4e86\u3002" for number in range(5)]
    records = [record for text in texts for record in clean(text)]
    _, html = written(records)
    data = unpacked(html)
    assert len(data) == 6
    for row, record in zip(data["list"]["rows"], records, strict=True):
        assert data[f"chunk-{row['chunk']}"][row["at"]]["source"] == record.original()


def test_a_reason_stands_beside_each_rule():
    pipeline = Pipeline.default()
    reasons = {rule: says for stage in pipeline.stages for rule, says in stage.rules.items()}
    _, html = written(clean(SCRIPT), reasons)
    assert unpacked(html)["list"]["rules"]["punctuation.comma"] == ["punctuation", reasons["punctuation.comma"]]


def test_from_the_command_line(command, tmp_path):
    out, html = tmp_path / "out.jsonl", tmp_path / "review.html"
    assert command("run", PROJECT / "seeds", "-o", out, "-q").code in (0, 1)
    result = command("review", out, "-o", html)
    assert result.code == 0
    rows = unpacked(html.read_bytes())["list"]["rows"]
    assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in out.read_bytes().splitlines()]


def test_a_changed_record_is_named(command, tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_bytes(clean("\u4e2d\u6587,\u4e2d")[0].to_json().replace("\uff0c".encode(), b"!"))
    result = command("review", out, "-o", tmp_path / "review.html")
    assert result.code == 2
    assert "out.jsonl:1" in result.err
    assert not (tmp_path / "review.html").exists()


def test_without_a_ledger_the_text_is_shown():
    record = Pipeline.default().run(Page.of_text("\u4e2d\u6587,\u4e2d"), "none")[0]
    detail = entry_of(record).detail
    assert (detail["source"], detail["hunks"]) == (record.text, [])
