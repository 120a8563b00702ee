"""The command line. Exit codes: 0 done, 1 done but something failed, 2 wrong use or configuration."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import __version__
from cleaner.errors import CleanerError, LedgerError

if TYPE_CHECKING:
    from cleaner.extraction.article import Favor
    from cleaner.pipeline import Pipeline
    from cleaner.reading.options import Reading

Command = Callable[[argparse.Namespace], int]
FAMILIES = {
    "rules": ("cleaner.rulebook.cli", "list, show, check and test rules; print their schema"),
    "stats": ("cleaner.stats.cli", "count what a run did and what came out: tables, JSON, or a page with plots"),
}
"""Commands with a parser of their own, in modules that are slow to import: word -> module, what it is for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show Chinese must not end a run
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words and words[0] in FAMILIES:
            family: Callable[[Sequence[str]], int] = import_module(FAMILIES[words[0]][0]).main
            return family(words)
        options = _parser().parse_args(words)
        command: Command = options.command
        return command(options)
    except LedgerError as error:
        return _fail(f"a law of the ledger was broken; please report this: {error}", 1)
    except CleanerError as error:
        return _fail(str(error), 2)
    except BrokenPipeError:
        _let_go()
        return 1
    except OSError as error:
        _let_go()
        place = f"{error.filename}: " if error.filename else ""
        return _fail(f"{place}{error.strerror or error}: no file was left half written; mend that and run again", 2)
    except KeyboardInterrupt:
        return _fail("interrupted: no file was left half written; run again", 130)


def _let_go() -> None:
    """Let what is left in the buffer of standard output go nowhere if it can go no further: exit tries it again."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="cleaner", description="Clean Chinese web documents; lose no character.")
    parser.add_argument("--version", action="version", version=f"cleaner {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_run(commands)
    restore = commands.add_parser("restore", help="write the pages again, byte for byte, from their records")
    restore.add_argument("records", metavar="RECORDS", help="what `cleaner run` wrote")
    restore.add_argument("-o", "--output", required=True, metavar="FOLDER", help="where the pages go")
    restore.add_argument("--force", action="store_true", help="overwrite files that differ")
    restore.set_defaults(command=_restore)
    verify = commands.add_parser("verify", help="prove that every page can be rebuilt from its records")
    verify.add_argument("records", metavar="RECORDS", help="what `cleaner run` wrote")
    verify.set_defaults(command=_verify)
    explain = commands.add_parser("explain", help="say what a stage or a rule does")
    explain.add_argument("name", metavar="STAGE-OR-RULE")
    _add_pipeline(explain)
    explain.set_defaults(command=_explain)
    trace = commands.add_parser("trace", help="say where characters came from and what happened to them")
    trace.add_argument("records", metavar="RECORDS", help="what `cleaner run` wrote")
    trace.add_argument("id", metavar="ID", help="the id of a record, such as page.txt#0")
    trace.add_argument("--span", required=True, type=_span, metavar="A:B", help="characters of the record's text")
    trace.set_defaults(command=_trace)
    _add_learn(commands)
    _add_review(commands)
    for word, (_, purpose) in FAMILIES.items():
        commands.add_parser(word, help=purpose)
    return parser


def _add_run(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    run = commands.add_parser("run", help="clean pages and write their records as JSON lines")
    run.add_argument("inputs", nargs="+", metavar="INPUT", help="files, folders, globs, or - for standard input")
    run.add_argument("-o", "--output", required=True, metavar="OUT", help="a file, or - for standard output")
    _add_pipeline(run)
    _add_reading(run)
    run.add_argument(
        "--ledger", choices=("full", "reference", "none"), default="full",
        help="full: the records alone rebuild the pages; reference: with the pages at hand; none (default: full)",
    )  # fmt: skip
    run.add_argument(
        "--favor", choices=("balanced", "precision", "recall"),
        help="of saved HTML pages: precision takes less around the article, recall more (default: balanced)",
    )  # fmt: skip
    run.add_argument("-q", "--quiet", action="store_true", help="no progress and no summary")
    run.set_defaults(command=_run)


def _add_learn(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    learn = commands.add_parser("learn", help="learn the boilerplate of a site from its pages: writes a rule pack")
    learn.add_argument("inputs", nargs="*", metavar="PAGES", help="files, folders or globs: pages of one site")
    learn.add_argument("-o", "--output", required=True, metavar="PACK", help="such as rules/learned/SITE.yaml")
    learn.add_argument("--site", metavar="NAME", help="the site's host or name (default: the name of PACK)")
    learn.add_argument("--save", metavar="TABLE", help="also write what was counted, to be merged")
    learn.add_argument("--merge", nargs="+", default=[], metavar="TABLE", help="tables that --save wrote")
    learn.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="processes (default: 1); same result")
    _add_pipeline(learn)
    _add_reading(learn)
    learn.set_defaults(command=_learn)


def _add_review(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    review = commands.add_parser("review", help="make a page to look at: each report, each change and why")
    review.add_argument("records", metavar="RECORDS", help="what `cleaner run` wrote")
    review.add_argument("-o", "--output", required=True, metavar="PAGE", help="such as review.html")
    _add_pipeline(review)
    review.set_defaults(command=_review)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--encoding", metavar="NAME", help="the encoding of all inputs; default: look at the bytes")
    parser.add_argument("--field", default="text", metavar="NAME", help="what of a row is cleaned (default: text)")
    parser.add_argument("--id-field", metavar="NAME", help="what names a row, unique in its file (default: its number)")
    parser.add_argument("--url-field", metavar="NAME", help="the address of a row (default: url, where it is a text)")
    parser.add_argument("--meta-fields", default="", metavar="A,B", help="carried into provenance.source.meta")
    parser.add_argument(
        "--max-size", type=_size, default=200, metavar="MB", help="no document is longer than this (default: 200)"
    )


def _add_pipeline(parser: argparse.ArgumentParser) -> None:
    default = "the nearest cleaner.yaml or [tool.cleaner] of a pyproject.toml, else the preset `default`"
    parser.add_argument("-p", "--pipeline", metavar="NAME", help=f"a preset or a pipeline file (default: {default})")


def _run(options: argparse.Namespace) -> int:
    from cleaner.batch import run
    from cleaner.inputs import find_inputs
    from cleaner.output import check_output
    from cleaner.progress import progress
    from cleaner.report import summary

    check_output(options.output)
    inputs, pipeline = find_inputs(options.inputs), _pipeline(options)
    if options.favor:
        pipeline = _favoring(pipeline, options.favor)
    with progress(inputs, options.quiet) as seen:
        tally = run(inputs, pipeline, options.output, options.ledger, _reading(options), seen)
    for line in tally.errors:
        _say(line)
    if not options.quiet:
        _say(summary(tally))
    return int(tally.rejected > 0)


def _pipeline(options: argparse.Namespace) -> "Pipeline":
    from cleaner.config import find_project, load_pipeline

    return load_pipeline(options.pipeline or find_project(Path.cwd()))


def _reading(options: argparse.Namespace) -> "Reading":
    from cleaner.reading.options import MEGABYTE, Reading

    meta = tuple(filter(None, (name.strip() for name in options.meta_fields.split(","))))
    size = options.max_size * MEGABYTE
    return Reading(options.encoding, options.field, options.id_field, options.url_field, meta, size)


def _favoring(pipeline: "Pipeline", favor: "Favor") -> "Pipeline":
    from cleaner.stages.content import Content

    return pipeline.replaced("content", Content(favor))


def _restore(options: argparse.Namespace) -> int:
    from cleaner.restore import restore

    outcome = restore(options.records, options.output, options.force)
    for line in outcome.problems:
        _say(line)
    _say(f"{outcome.pages} pages restored to {options.output}{_unread(outcome.unread)}")
    return int(bool(outcome.problems))


def _verify(options: argparse.Namespace) -> int:
    from cleaner.restore import verify

    outcome = verify(options.records)
    for line in outcome.problems:
        print(line)
    failed = f", {len(outcome.problems)} problems" if outcome.problems else ""
    print(f"{outcome.pages} pages rebuilt, byte for byte{_unread(outcome.unread)}{failed}")
    return int(bool(outcome.problems))


def _explain(options: argparse.Namespace) -> int:
    from cleaner.explain import explain

    print(explain(options.name, _pipeline(options)))
    return 0


def _trace(options: argparse.Namespace) -> int:
    from cleaner.restore import find_record
    from cleaner.trace import describe, trace

    record = find_record(options.records, options.id)
    for line in describe(record, trace(record, *options.span)):
        print(line)
    return 0


def _learn(options: argparse.Namespace) -> int:
    from cleaner.inputs import find_inputs
    from cleaner.lesson import Lesson
    from cleaner.output import check_output

    check_output(options.output)
    site = options.site or _stem(options.output)
    lesson = Lesson(find_inputs(options.inputs), _pipeline(options), site, _reading(options))
    table = lesson.count(options.merge, options.jobs)
    if options.save:
        lesson.save(table, options.save)
    _say(lesson.write(table, options.output))
    return 0


def _review(options: argparse.Namespace) -> int:
    from cleaner.output import atomic
    from cleaner.restore import each_record
    from cleaner.review.page import write_page

    reasons = {rule: says for stage in _pipeline(options).stages for rule, says in stage.rules.items()}
    with atomic(options.output) as file:
        shown = write_page(each_record(options.records), reasons, file)
    _say(f"{shown} reports in {options.output}")
    return 0


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes; say 1 or more")
    return int(text)


def _size(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of megabytes; say 1 or more")
    return int(text)


def _unread(pages: int) -> str:
    return f", {pages} had not been readable" if pages else ""


def _span(text: str) -> tuple[int, int]:
    start, colon, end = text.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is no span; say two offsets, such as 120:128")
    return int(start), int(end)


def _say(line: str) -> None:
    if sys.stderr is not None:  # closed by ``2>&-``; print would go to standard output
        print(line, file=sys.stderr)


def _fail(says: str, code: int) -> int:
    _say(f"cleaner: {says}")
    return code
