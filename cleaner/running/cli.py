"""``cleaner run``: its arguments, and what is told before, while and after."""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cleaner.arguments import add_jobs, add_pipeline, add_reading, count, pipeline_of, reading_of, say
from cleaner.errors import CleanerError, ConfigError, LedgerError, StrictError
from cleaner.report import summary
from cleaner.running.outputs import Outputs, is_folder

if TYPE_CHECKING:
    from cleaner.extraction.article import Favor
    from cleaner.pipeline import Pipeline
    from cleaner.reading.options import Input
    from cleaner.running.part import Seen, Work
    from cleaner.running.run import Engine, Order
    from cleaner.running.shard import Shard
    from cleaner.running.tally import Tally


def main(words: Sequence[str]) -> int:
    """Run the command. Exit codes: 0 done, 1 done but something was rejected, 2 wrong use, 130 interrupted."""
    parser = argparse.ArgumentParser(prog="cleaner")
    add_parser(parser.add_subparsers(required=True))
    options = parser.parse_args(words)
    from cleaner.running.run import done_so_far

    order = _order(options)
    try:
        tally = _run(order, options)
    except (KeyboardInterrupt, CleanerError, OSError) as error:
        if not order.outputs.streamed and (left := done_so_far(order)) and not isinstance(error, LedgerError):
            say(f"cleaner: {left}")
        if isinstance(error, StrictError):
            say(f"cleaner: {error}: rejected, and --strict ends the run there")
            return 1
        raise
    _tell_end(tally, order, options)
    return int(tally.rejected > 0)


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its arguments."""
    run = commands.add_parser("run", help="clean pages and write their records as JSON lines")
    run.add_argument("inputs", nargs="+", metavar="INPUT", help="files, folders, globs, URLs, or - for standard input")
    run.add_argument(
        "-o", "--output", required=True, metavar="OUT",
        help="a file (.jsonl, .jsonl.gz, .jsonl.zst, .parquet), FOLDER/ for a file each, or - for standard output",
    )  # fmt: skip
    add_pipeline(run)
    add_reading(run)
    run.add_argument(
        "--ledger", choices=("full", "reference", "none"), default="full",
        help="full: the records alone rebuild the pages; reference: with the pages at hand; none (default: full)",
    )  # fmt: skip
    run.add_argument(
        "--favor", choices=("balanced", "precision", "recall"),
        help="of saved HTML pages: precision takes less around the article, recall more (default: balanced)",
    )  # fmt: skip
    add_jobs(run)
    run.add_argument("--shards", type=_count, default=0, metavar="N", help="write OUT-00000-of-N and so on")
    run.add_argument(
        "--part-size", type=_megabytes, default=8_000_000, metavar="MB",
        help="input of so many megabytes is done again at most when a run was ended (default: 8)",
    )  # fmt: skip
    run.add_argument("--engine", choices=("local", "ray"), default="local", help="who cleans (default: processes here)")
    run.add_argument("--address", metavar="HOST:PORT", help="the Ray cluster, or auto (default: one is started here)")
    run.add_argument("--strict", action="store_true", help="end at the first document that is rejected")
    run.add_argument("--log-json", action="store_true", help="tell progress and the end as lines of JSON")
    run.add_argument("-q", "--quiet", action="store_true", help="no progress and no summary")


def _order(options: argparse.Namespace) -> "Order":
    from cleaner.inputs import find_inputs
    from cleaner.running.part import Work
    from cleaner.running.run import Order

    outputs = Outputs(options.output, options.shards)
    if not is_folder(options.output):
        outputs.check()
    elif options.shards:
        raise ConfigError(f"{options.output}: --shards needs the name of a file, such as {options.output}out.jsonl")
    inputs = tuple(one for one in find_inputs(options.inputs) if not _is_part(one, outputs))
    pipeline = _favoring(pipeline_of(options), options.favor)
    work = Work(pipeline, options.ledger, reading_of(options), options.strict)
    called = "--engine ray" if options.engine == "ray" else ""
    return Order(inputs, work, outputs, options.part_size, _engine(options), called)


def _engine(options: argparse.Namespace) -> "Engine":
    if options.engine == "ray":
        from cleaner.running.cluster import run_ray

        return partial(run_ray, address=options.address)
    if options.address:
        raise ConfigError("--address is for --engine ray")
    return partial(_run_local, jobs=options.jobs)


def _run_local(shards: "Sequence[Shard]", folder: str, work: "Work", seen: "Seen", jobs: int) -> None:
    from cleaner.running.local import run_local  # slow to import: not for a small run

    run_local(shards, folder, work, seen, jobs)


def _run(order: "Order", options: argparse.Namespace) -> "Tally":
    from cleaner.running.each import run_each
    from cleaner.running.run import Told, run
    from cleaner.running.shard import stamp
    from cleaner.running.telling import tell_json, telling

    total = sum(stamp(one).size or 0 for one in order.inputs)
    with telling(total, options.quiet, options.log_json) as seen:
        do = run_each if is_folder(options.output) else run
        return do(order, Told(seen, (lambda line: tell_json("note", {"says": line})) if options.log_json else say))


def _tell_end(tally: "Tally", order: "Order", options: argparse.Namespace) -> None:
    from cleaner.running.tally import SHOWN
    from cleaner.running.telling import tell_json

    if options.log_json:
        for line in tally.errors:
            tell_json("rejected", {"says": line})
        tell_json("done", {key: value for key, value in tally.to_row().items() if key != "errors"})
        return
    for line in tally.errors:
        say(line)
    rejected = f"{order.outputs.path}*.rejected.jsonl" if is_folder(order.outputs.path) else order.outputs.rejected
    if tally.rejected > SHOWN and not order.outputs.streamed:
        say(f"and {tally.rejected - SHOWN:,} more: see {rejected}")
    if not options.quiet:
        say(summary(tally))
        if tally.other_rows and not order.outputs.streamed:
            say(f"{count(tally.other_rows, 'record')} without clean text: see {rejected}")


def _is_part(one: "Input", outputs: Outputs) -> bool:
    """Tell whether a file found in a folder is what an earlier call of this run left there."""
    return os.path.realpath(one.path).startswith(f"{outputs.parts}{os.sep}")


def _favoring(pipeline: "Pipeline", favor: "Favor | None") -> "Pipeline":
    from cleaner.stages.content import Content

    if not favor:
        return pipeline
    content = next((stage for stage in pipeline.stages if isinstance(stage, Content)), Content())
    return pipeline.replaced("content", replace(content, favor=favor))


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 99_999:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of shards; say 1 to 99999")
    return int(text)


def _megabytes(text: str) -> int:
    try:
        size = int(float(text) * 1_000_000)
    except (ValueError, OverflowError):
        size = 0
    if size < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of megabytes; say 8, or 0.5")
    return size


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
