"""How well do the rules and the line stage tell content from boilerplate on flattened pages?

    python benchmarks/lines.py [--smoke] [--rows even|odd|all] [--learn] [--pipeline NAME]

Needs the development set ``lines_dev.jsonl.gz`` and its scorer in ``../shared/bench``; without them it says so and
stops. A line counts as kept when any of its characters is left in the record, as its ledger tells. ``--learn`` learns a
rule pack for each site from the same pages first.
"""

import argparse
import importlib.util
import tempfile
from collections import defaultdict
from pathlib import Path

from cleaner.config import load_pipeline
from cleaner.learn import packs
from cleaner.offsets import Origins
from cleaner.page import Page
from cleaner.pipeline import Pipeline
from cleaner.stages.rules import Rules

BENCH = Path(__file__).parents[2] / "shared" / "bench"


def main() -> None:
    """Print one line of figures for each choice of rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="40 rows only")
    parser.add_argument("--rows", choices=("even", "odd", "all"), default="all")
    parser.add_argument("--learn", action="store_true")
    parser.add_argument("--pipeline", default="default")
    options = parser.parse_args()
    if not (BENCH / "lines_dev.jsonl.gz").exists():
        print("no ../shared/bench here: nothing measured")
        return
    scorer = load_scorer()
    rows = scorer.rows("lines_dev.jsonl.gz")
    chosen = {"even": rows[0::2], "odd": rows[1::2], "all": rows}[options.rows]
    chosen = chosen[:40] if options.smoke else chosen
    pipeline = load_pipeline(options.pipeline)
    pipelines = learned(chosen, pipeline) if options.learn else defaultdict(lambda: pipeline)
    predicted = {row["id"]: {"keep": kept_lines(pipelines[row["site"]], row["lines"])} for row in chosen}
    scorer.rows = lambda _: chosen
    print(f"{options.rows} rows, {'with' if options.learn else 'without'} learning: ", end="")
    scorer.score_lines(predicted)


def load_scorer():
    """Import the scorer from its file."""
    spec = importlib.util.spec_from_file_location("score", BENCH / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def learned(rows: list[dict], pipeline: Pipeline) -> dict[str, Pipeline]:
    """Return for each site the pipeline with a pack learned from the site's rows, before the end stage."""
    pages = [(row["site"], row["lines"]) for row in rows]
    folder = Path(tempfile.mkdtemp())
    by_site = defaultdict(lambda: pipeline)
    for site, text in packs(pages).items():
        path = folder / f"{site}.yaml"
        path.write_text(text, "utf-8")
        by_site[site] = pipeline.with_stage(Rules(path.as_posix()), before="paragraphs")
    return by_site


def kept_lines(pipeline: Pipeline, lines: list[str]) -> list[int]:
    """Return 1 for each line of which something is left, else 0."""
    text = "\n".join(lines)
    (record,) = pipeline.run(Page.of_text(text))
    spans, start = [], 0
    for line in lines:
        spans.append((start, start + len(line)))
        start += len(line) + 1
    forwards = [Origins.of(step.patch.invert()) for step in record.steps or ()]
    return [int(bool(line) and left(forwards, *span)) for line, span in zip(lines, spans, strict=True)]


def left(forwards: list[Origins], start: int, end: int) -> bool:
    """Tell whether anything of a span of the source is left after all steps."""
    for forward in forwards:
        if start == end:
            return False
        start, end = forward.span(start, end)
    return start < end


if __name__ == "__main__":
    main()
