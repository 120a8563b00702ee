"""cleaner in data-juicer."""

import json

import pytest

pytest.importorskip("data_juicer")

from data_juicer.core.data import NestedDataset
from data_juicer.ops.base_op import OPERATORS

from cleaner.adapters.juicer import CleanerMapper
from tests.adapters.test_rows import ZH


def test_the_operator():
    assert OPERATORS.modules["cleaner_mapper"] is CleanerMapper
    data = NestedDataset.from_list([{"text": ZH, "n": 1}, {"text": "", "n": 2}])
    out = data.process([CleanerMapper()]).to_list()
    assert [(row["text"], row["n"], row["cleaner_reason"]) for row in out] == [
        (ZH.replace(",", "\uff0c"), 1, None), ("", 2, "the page is empty [pipeline.empty]"),
    ]  # fmt: skip
    assert json.loads(out[0]["cleaner_metadata"])["script"] == "Hans"
