"""What the adapters share, and the one that needs no other package."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Pipeline
from cleaner.adapters.rows import cleaned, name_of, reason_of, removed
from cleaner.hf import Cleaning
from cleaner.page import Page
from cleaner.record import Record
from cleaner.stage import Edit
from tests.fake import Fake, pipeline

ZH = "\u4f1a\u8bae\u6307\u51fa,\u8981\u7b97\u7ec6\u8d26\u3002"
BAR = "\n\u5206\u4eab\u5230:\n\u3010\u6253\u5370\u3011\u3010\u5173\u95ed\u3011"


def test_rows_are_as_a_run_writes_them():
    (row,) = cleaned(ZH, "a")
    assert (row["id"], row["text"], reason_of(row)) == ("a#0", ZH.replace(",", "\uff0c"), None)
    assert Record.from_row(row).original() == ZH
    (row,) = cleaned("", "b")
    assert reason_of(row) == "the page is empty [pipeline.empty]"


def test_a_dataset_is_mapped_in_batches():
    out = Cleaning(id_field="key")({"key": [1, "b", None], "text": [ZH, "", None]})
    assert out["id"] == ["1#0", "b#0", "None#0"]
    assert out["text"] == [ZH.replace(",", "\uff0c"), "", ""]
    assert out["reason"] == [None, *["the page is empty [pipeline.empty]"] * 2]
    assert json.loads(out["metadata"][0])["script"] == "Hans"
    assert Cleaning()({"text": [ZH]})["id"] == [f"{name_of(ZH)}#0"]
    assert all(len(column) == 3 for column in out.values())


def test_removed_spans_say_what_stood_there():
    (record,) = Pipeline.default().run(Page.of_text(ZH + BAR))
    found = [(text, rule) for start, end, rule in removed(record) if (text := (ZH + BAR)[start:end].strip())]
    assert {rule.partition("/")[0] for _, rule in found} == {"cn-web"}
    assert "".join(text for text, _ in found).replace("\n", "") == BAR.replace("\n", "")


def removing(letter):
    """Return a stage that removes a letter."""
    return Fake(lambda doc: (Edit(at, at + 1, "", "fake.one") for at, c in enumerate(doc.text) if c == letter))


@given(st.text("abcx", max_size=30))
def test_removed_spans_are_those_of_the_source(text):
    (record,) = pipeline(removing("x"), removing("a"), removing("b")).run(Page.of_text(text))
    taken = sorted(at for start, end, _ in removed(record) for at in range(start, end))
    assert taken == [at for at, letter in enumerate(text) if letter in "xab"]


def test_datasets_takes_it(tmp_path):
    datasets = pytest.importorskip("datasets")
    data = datasets.Dataset.from_dict({"text": [ZH, "", ZH * 3, *[f"{ZH}{n}" for n in range(50)]]})
    out = data.map(Cleaning(), batched=True, batch_size=10, num_proc=2, remove_columns=data.column_names)
    assert out.num_rows == 53
    assert set(out.column_names) == {"id", "text", "reason", "metadata", "provenance"}
    assert out[0]["text"] == ZH.replace(",", "\uff0c")


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet"])
def test_datasets_loads_what_a_run_wrote(tmp_path, command, suffix):
    datasets = pytest.importorskip("datasets")
    texts = [ZH, ZH + BAR, "", "1. \u53d1\u5c55\n2. \u7a33\u5b9a", *[f"{ZH * 9}{n}(a)" for n in range(40)]]
    lines = [json.dumps({"text": text, "site": n % 2 and str(n)}) for n, text in enumerate(texts)]
    (tmp_path / "c.jsonl").write_text("\n".join(lines))
    out = tmp_path / f"out{suffix}"
    assert command("run", tmp_path / "c.jsonl", "--meta-fields", "site", "-o", out, "-q").code == 0
    kind = "parquet" if suffix == ".parquet" else "json"
    data = datasets.load_dataset(kind, data_files=str(out), split="train", cache_dir=str(tmp_path / "cache"))
    assert data.num_rows == 43
    assert data[0]["text"] == ZH.replace(",", "\uff0c")
