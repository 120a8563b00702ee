"""What is counted, against the records themselves, and which reports are told to look at."""

from collections import Counter
from dataclasses import replace

import pytest

from cleaner import Pipeline, clean
from cleaner.page import Page
from cleaner.record import Reason
from cleaner.stats.figures import Figures, outliers
from cleaner.stats.letters import language, letters
from cleaner.stats.table import as_data, tables_of
from tests.conftest import PROJECT

PARAGRAPH = "\u4f1a\u8bae\u6307\u51fa,\u8981\u628a\u4ea7\u4e1a\u94fe\u505a\u5b9e;\u8981\u7b97\u7ec6\u8d26!"


@pytest.fixture(scope="module")
def seeds():
    pages = sorted((PROJECT / "seeds").glob("[01]*"))
    return [record for path in pages for record in Pipeline.default().run(Page.of_bytes(path.read_bytes(), path.name))]


def counted(records):
    figures = Figures()
    for record in records:
        figures.add(record)
    return figures


def data_of(records):
    return as_data(tables_of(counted(records)))


def test_each_rule_is_counted_as_its_records_count_it(seeds):
    data, edits = data_of(seeds), Counter()
    for record in seeds:
        edits.update(record.counts)
    assert {row["rule"]: row["edits"] for row in data["rules"]} == edits
    assert {row["rule"]: row["reports"] for row in data["rules"]} == {
        rule: sum(rule in record.counts for record in seeds) for rule in edits
    }


def test_what_was_read_less_what_was_removed_is_the_text(seeds):
    overview = data_of(seeds)["overview"]
    assert overview["source"] - overview["removed"] + overview["added"] == overview["text"]
    assert overview["text"] == sum(len(record.text) for record in seeds)
    assert overview["reports"] == len(seeds)


def test_stages_hold_what_their_rules_did(seeds):
    data, removed = data_of(seeds), Counter()
    for row in data["rules"]:
        removed[row["stage"]] += row["removed"]
    assert {row["stage"]: row["removed"] for row in data["stages"]} == removed


def test_each_report_has_its_share_and_its_language(seeds):
    data = data_of(seeds)
    assert sum(row["text"] + row["html"] for row in data["shares"]) == len(seeds)
    assert sum(row["reports"] for row in data["languages"]) == len(seeds)
    assert {row["language"] for row in data["languages"]} == {"Chinese"}


def test_dates_stand_in_every_year_between():
    pages = ("2019\u5e743\u67081\u65e5", "2022\u5e743\u67081\u65e5", "2023\u5e743\u67082\u65e5")
    records = [record for day in pages for record in clean(f"\u5de5\u4f5c\u60c5\u51b5\n{day} 09:30\n{PARAGRAPH}")]
    found = {row["period"]: row["date"] + row["published"] for row in data_of(records)["dates"]}
    assert found == {"2019": 1, "2020": 0, "2021": 0, "2022": 1, "2023": 1}


def test_few_years_are_told_by_month():
    records = [clean(f"\u5de5\u4f5c\u60c5\u51b5\n2021\u5e74{m}\u67081\u65e5 09:30\n{PARAGRAPH}")[0] for m in (3, 5)]
    assert [row["period"] for row in data_of(records)["dates"]] == ["2021-03", "2021-04", "2021-05"]


def test_the_same_text_twice_is_a_duplicate():
    record = clean(PARAGRAPH)[0]
    data = data_of([record, replace(record, id="again.txt#0"), clean(PARAGRAPH * 2)[0]])
    assert data["duplicates"] == [{"times": 2, "ids": f"{record.id}, again.txt#0"}]


def test_a_report_unlike_the_others_is_to_be_looked_at():
    usual = [replace(clean(f"{PARAGRAPH}\u7b2c{number}\u6b21\u3002")[0], id=f"r{number}") for number in range(30)]
    spam = "\n".join(["\u5206\u4eab\u5230:\u5fae\u4fe1 \u5fae\u535a"] * 3)
    odd = replace(clean(f"{PARAGRAPH}\n\n{spam}")[0], id="odd")
    found = dict(outliers(counted([*usual[:15], odd, *usual[15:]])))
    assert set(found) == {"odd"}
    assert "was removed" in found["odd"][0]


def test_alike_reports_are_none_to_look_at():
    assert outliers(counted([replace(clean(PARAGRAPH)[0], id=str(number)) for number in range(5)])) == []


def test_what_failed_is_named_and_not_measured():
    record = clean(PARAGRAPH)[0]
    failed = replace(record, error=Reason("a stage failed", "demo.rule"))
    dropped = replace(record, id="dropped", dropped=Reason("no text", "demo.empty"))
    figures = counted([failed, dropped])
    assert (figures.reports, figures.failed) == (0, {"error": 1, "dropped": 1})
    assert outliers(figures) == [
        (record.id, ["error: a stage failed [demo.rule]"]), ("dropped", ["dropped: no text [demo.empty]"]),
    ]  # fmt: skip


def test_published_before_it_was_said():
    text = f"\u5de5\u4f5c\u60c5\u51b5\n{PARAGRAPH}"
    record = clean(text)[0]
    read = {"metadata": record.metadata | {"date": "2021-03-12", "published": "2021-03-02"}, "provenance": {}}
    (found,) = outliers(counted([replace(record, _read=read)]))
    assert found == (record.id, ["of 2021-03-12, but published 2021-03-02"])


def test_without_a_ledger_it_is_said():
    record = Pipeline.default().run(Page.of_text(PARAGRAPH), "none")[0]
    data = data_of([record])
    overview = data["overview"]
    assert (overview["unledgered"], overview["removed"], overview["text"]) == (1, 0, len(record.text))
    assert sum(row["text"] for row in data["shares"]) == 0


def test_nothing_counted_gives_empty_tables():
    data = data_of([])
    assert data["overview"]["pages"] == 0
    assert not any(rows for key, rows in data.items() if key not in ("overview",))


LANGUAGES = [
    ("Chinese", "\u4f1a\u8bae\u6307\u51fa GDP \u589e\u957f"),
    ("Japanese", "\u4f1a\u8b70\u3067\u306f\u65b9\u91dd\u304c\u793a\u3055\u308c\u305f"),
    ("Korean", "\ud68c\uc758\uc5d0\uc11c \u8b70\u9577"),
    ("Latin letters", "The meeting was held in \u4e91\u6e21."),
    ("Cyrillic letters", "\u0421\u043e\u0432\u0435\u0449\u0430\u043d\u0438\u0435"),
    ("Tibetan letters", "\u0f56\u0f7c\u0f51\u0f0b\u0f66\u0f90\u0f51"),
    ("no letters", "2021 \u2014 100 %"),
]


@pytest.mark.parametrize("name,text", LANGUAGES, ids=[name for name, _ in LANGUAGES])
def test_languages(name, text):
    assert language(letters(text)) == name
