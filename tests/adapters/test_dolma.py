"""cleaner's removals as dolma's attributes, and dolma on what cleaner wrote."""

import gzip
import json

import pytest

pytest.importorskip("dolma")

from dolma.core.data_types import DocResult, Document, InputSpec, InputSpecWithMetadata
from dolma.core.registry import TaggerRegistry
from msgspec.json import Decoder

from cleaner.adapters.dolma import CleanerTagger
from tests.adapters.test_rows import BAR, ZH


def test_the_tagger():
    assert TaggerRegistry.get("cleaner") is CleanerTagger
    result = CleanerTagger().predict(Document(source="x", id="a", text=ZH + BAR))
    assert isinstance(result, DocResult)
    said = {span.select(result.doc).strip() for span in result.spans} - {""}
    assert said <= set(BAR.split("\n")) | {BAR.strip()}
    assert said
    attributes = CleanerTagger().tag(InputSpec(id="a", text=ZH + BAR))
    assert all(name.startswith(("cn_web_", "paragraphs_")) for name in attributes)
    assert CleanerTagger().tag(InputSpec(id="b", text=" \u3000")) == {"pipeline_empty": [(0, 2, 1.0)]}


def test_its_reader_takes_what_a_run_wrote(tmp_path, command):
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": ZH}))
    assert command("run", tmp_path / "c.jsonl", "-o", tmp_path / "out.jsonl.gz", "-q").code == 0
    with gzip.open(tmp_path / "out.jsonl.gz") as file:
        spec = Decoder(InputSpecWithMetadata).decode(file.readline())
    assert (spec.id, spec.text) == ("c.jsonl/1#0", ZH.replace(",", "\uff0c"))
    assert spec.metadata["script"] == "Hans"
