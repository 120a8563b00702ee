"""What other cleaners do with the same pages, where they can be imported: each does a part of the work of ours.

``speed.py`` measures them. None is a dependency; install those to be compared with (trafilatura, resiliparse, ftfy,
opencc, datatrove, py-data-juicer) into an environment of their own, with cleaner.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from typing import Any

Subject = Callable[[], object]
"""A call that is measured."""


def volume(pages: Sequence[str]) -> int:
    """Return the bytes of texts as UTF-8."""
    return sum(len(page.encode()) for page in pages)


def peers_of_html(sources: Sequence[str]) -> dict[str, tuple[Subject, int]]:
    """Return calls that extract the text of saved pages, and how many pages."""
    subjects: dict[str, tuple[Subject, int]] = {}
    if find_spec("trafilatura"):
        from trafilatura import extract

        subjects["trafilatura"] = (lambda: [extract(source) for source in sources], len(sources))
    if find_spec("resiliparse"):
        from resiliparse.extract.html2text import extract_plain_text

        content = partial(extract_plain_text, main_content=True)
        subjects["resiliparse"] = (lambda: [content(source) for source in sources], len(sources))
    return subjects


def peers_of_text(pages: Sequence[str]) -> dict[str, tuple[Subject, int]]:
    """Return calls that clean texts, and how many bytes."""
    size, subjects = volume(pages), dict[str, tuple[Subject, int]]()
    if find_spec("ftfy"):
        import ftfy

        subjects["ftfy.fix_text (mojibake, forms of characters)"] = (lambda: [ftfy.fix_text(p) for p in pages], size)
    if find_spec("opencc"):
        import opencc

        convert = opencc.OpenCC("t2s").convert
        subjects["opencc t2s (script)"] = (lambda: [convert(page) for page in pages], size)
    if find_spec("datatrove"):
        from datatrove.data import Document
        from datatrove.pipeline.formatters import FTFYFormatter

        step = FTFYFormatter()
        subjects["datatrove (ftfy)"] = (lambda: [row.text for row in step.run(Document(p, "p") for p in pages)], size)
    if find_spec("data_juicer"):
        from data_juicer.ops import mapper as m

        mappers = (m.FixUnicodeMapper(), m.PunctuationNormalizationMapper(), m.WhitespaceNormalizationMapper())
        batch = {"text": list(pages)}
        subjects["data-juicer (unicode, punctuation, blanks)"] = (partial(run_mappers, mappers, batch), size)
    return subjects


def run_mappers(mappers: Sequence[Any], batch: Mapping[str, Sequence[str]]) -> None:
    """Run operators of data-juicer one after the other."""
    rows: Any = dict(batch)
    for mapper in mappers:
        rows = mapper.process_batched(rows)
