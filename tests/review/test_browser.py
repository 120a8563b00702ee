"""The review page in a real browser: filters, keys, marks and their export, and no complaint in the console."""

import json
import time

import pytest

from tests.conftest import PROJECT


@pytest.fixture
def review(browser, command, tmp_path):
    """The page of the sample pages, opened, and the records that it shows."""
    out, html = tmp_path / "out.jsonl", tmp_path / "review.html"
    script = tmp_path / "script.txt"
    script.write_text("\u4f1a\u8bae\u6307\u51fa,<script>document.title='taken'</script><b>\u8981\u7b97\u7ec6\u8d26</b>!")
    command("run", PROJECT / "seeds", script, "-o", out, "-q")
    assert command("review", out, "-o", html).code == 0
    browser.get(html.as_uri())
    wait(lambda: "of" in text_of(browser, "count"))
    return [json.loads(line) for line in out.read_bytes().splitlines()]


def wait(until):
    """Wait up to five seconds for something to be so."""
    for _ in range(100):
        if until():
            return
        time.sleep(0.05)
    pytest.fail("it did not come to be so")


def text_of(browser, name):
    return browser.execute_script("return document.getElementById(arguments[0]).textContent", name)


def press(browser, keys):
    browser.find_element("tag name", "body").send_keys(keys)


def open_report(browser, name):
    """Open the report of this id from the list."""
    search = browser.find_element("id", "search")
    search.clear()
    search.send_keys(name)
    browser.find_element("css selector", "#rows tr button").click()
    wait(lambda: text_of(browser, "name") == name)


def test_each_report_shows_its_text(browser, review):
    assert text_of(browser, "count") == f"{len(review)} of {len(review)} reports"
    for record in review[:3]:
        open_report(browser, record["id"])
        assert text_of(browser, "text") == record["text"]
        press(browser, "\ue00c")


def test_markup_in_a_report_is_text(browser, review):
    record = review[-1]
    assert record["id"].startswith("script.txt")
    open_report(browser, record["id"])
    assert "<script>" in text_of(browser, "source")
    assert browser.title == "cleaner review"
    assert not browser.find_elements("css selector", "#panes b, #panes script")


def test_filters(browser, review):
    browser.execute_script(
        "const r = document.getElementById('rule'); r.value = 'punctuation.comma'; r.dispatchEvent(new Event('input'))"
    )
    wanted = [record for record in review if "punctuation.comma" in record["provenance"]["counts"]]
    assert text_of(browser, "count") == f"{len(wanted)} of {len(review)} reports"
    assert 0 < len(wanted) < len(review)


def test_the_words_behind_the_metadata_are_shown(browser, review):
    record = next(record for record in review if record["metadata"]["date"] and record["metadata"]["speakers"])
    evidence = record["metadata"]["evidence"]
    open_report(browser, record["id"])
    underlined = browser.execute_script("return [...CSS.highlights.get('proof')].map(String)")
    assert record["text"][slice(*evidence["speakers"][0]["span"])] in underlined
    rows = browser.find_elements("css selector", "#metadata tr")
    (row,) = [row for row in rows if row.text.startswith("speakers")]
    row.click()
    pointed = browser.execute_script("return [...CSS.highlights.get('pointed')].map(String)")
    assert [proof["basis"] for proof in evidence["speakers"]] == [
        record["text"][slice(*proof["span"])] for proof in evidence["speakers"]
    ]
    assert {proof["basis"] for proof in evidence["speakers"]} <= set(pointed)


def test_a_footer_is_struck_out_beside_a_mark_that_was_changed(browser, review):
    record = next(record for record in review if "cn-investment/submission-tail" in record["provenance"]["counts"])
    open_report(browser, record["id"])
    gone = browser.find_elements("css selector", "#source .gone")
    (tail,) = [edit for edit in gone if "cn-investment/submission-tail" in edit.get_attribute("title")]
    assert len(tail.text) > 100
    assert "punctuation.exclamation" not in tail.get_attribute("title")


def test_keys_marks_and_export(browser, review, tmp_path):
    record = next(record for record in review if "punctuation.comma" in record["provenance"]["counts"])
    open_report(browser, record["id"])
    press(browser, "n")
    assert text_of(browser, "said").startswith("1 of ")
    press(browser, "n")
    assert text_of(browser, "said").startswith("2 of ")
    press(browser, "p")
    assert text_of(browser, "said").startswith("1 of ")
    press(browser, "w")
    assert browser.find_elements("css selector", "#source .wrong")
    browser.find_element("id", "export").click()
    wait((tmp_path / "marks.jsonl").exists)
    (mark,) = [json.loads(line) for line in (tmp_path / "marks.jsonl").read_text("utf-8").splitlines()]
    assert mark["id"] == record["id"]
    assert set(mark["rules"]) <= set(record["provenance"]["counts"])
    assert mark["old"] in mark["line"]


def test_nothing_is_said_in_the_console(browser, review):
    open_report(browser, review[0]["id"])
    press(browser, "n")
    assert [entry for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")] == []
