"""cleaner in datatrove, and datatrove on what cleaner wrote."""

import json

import pytest

pytest.importorskip("datatrove")

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader, ParquetReader
from datatrove.pipeline.writers import JsonlWriter

from cleaner.adapters.datatrove import Cleaning
from tests.adapters.test_rows import ZH


def test_a_step(tmp_path):
    step = Cleaning()
    found = list(step.run([Document(ZH, "a", metadata={"site": "x"}), Document("", "b")]))
    assert [(one.id, one.text, one.metadata["site"]) for one in found] == [("a#0", ZH.replace(",", "\uff0c"), "x")]
    assert found[0].metadata["script"] == "Hans"
    assert found[0].metadata["provenance"]["report"]["of"] == 1
    assert {key: step.stats[key].total for key in ("total", "forwarded", "dropped")} == {
        "total": 2, "forwarded": 1, "dropped": 1,
    }  # fmt: skip


def test_a_pipeline_from_file_to_file(tmp_path):
    (tmp_path / "in").mkdir()
    rows = [{"id": n, "text": f"{ZH}{n}"} for n in range(20)] + [{"id": 99, "text": "\u3000 "}]
    (tmp_path / "in" / "c.jsonl").write_text("\n".join(map(json.dumps, rows)))
    excluded = JsonlWriter(str(tmp_path / "excluded"), compression=None)
    steps = [
        JsonlReader(str(tmp_path / "in")), Cleaning(exclusion_writer=excluded),
        JsonlWriter(str(tmp_path / "out"), compression=None),
    ]  # fmt: skip
    LocalPipelineExecutor(steps, logging_dir=str(tmp_path / "logs")).run()
    out = [json.loads(line) for line in (tmp_path / "out" / "00000.jsonl").read_text().splitlines()]
    assert [row["text"] for row in out] == [f"{ZH}{n}".replace(",", "\uff0c") for n in range(20)]
    (row,) = map(json.loads, (tmp_path / "excluded" / "00000.jsonl").read_text().splitlines())
    assert row["metadata"]["filter_reason"] == "no text is left [pipeline.empty]"


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet"])
def test_its_readers_take_what_a_run_wrote(tmp_path, command, suffix):
    (tmp_path / "c.jsonl").write_text("\n".join(json.dumps({"text": f"{ZH}{n}"}) for n in range(5)))
    (tmp_path / "out").mkdir()
    assert command("run", tmp_path / "c.jsonl", "-o", tmp_path / "out" / f"out{suffix}", "-q").code == 0
    kind = ParquetReader if suffix == ".parquet" else JsonlReader
    found = list(kind(str(tmp_path / "out"), glob_pattern=f"*{suffix}").run())
    assert [one.id for one in found] == [f"c.jsonl/{n}#0" for n in range(1, 6)]
    assert found[0].text == f"{ZH}0".replace(",", "\uff0c")
    assert found[0].metadata["script"] == "Hans"
