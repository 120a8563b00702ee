"""The command line. Exit codes: 0 done, 1 done but something failed, 2 wrong use or configuration."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING

from cleaner import __version__
from cleaner.arguments import add_jobs, add_pipeline, add_reading, count, pipeline_of, reading_of, say
from cleaner.errors import CleanerError, LedgerError

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

Command = Callable[[argparse.Namespace], int]
FAMILIES = {
    "run": ("cleaner.running.cli", "clean pages and write their records as JSON lines"),
    "dedup": ("cleaner.dedup.cli", "leave out records that repeat others"),
    "check": ("cleaner.repository.cli", "say what would change in the files of a repository"),
    "diff": ("cleaner.repository.cli", "show it, with the rules that do it"),
    "fix": ("cleaner.repository.cli", "change it in place, and keep what undoes it"),
    "completion": ("cleaner.completion", "print what bash, zsh or fish complete commands by"),
    "rules": ("cleaner.rulebook.cli", "list, show, check and test rules; print their schema"),
    "stats": ("cleaner.stats.cli", "count what a run did and what came out: tables, JSON, or a page with plots"),
}
"""Commands with a parser of their own, in modules that are slow to import: word -> module, what it is for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    gc.set_threshold(50_000)  # a start makes many objects and no cycle: looking for cycles takes a tenth of it
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show Chinese must not end a run
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if words and words[0] in FAMILIES:
            family: Callable[[Sequence[str]], int] = import_module(FAMILIES[words[0]][0]).main
            return family(words)
        options = build_parser()[0].parse_args(words)
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


def build_parser(families: bool = True) -> tuple[argparse.ArgumentParser, "Subparsers"]:
    """Return the parser and the place of its commands; families by their names only, or for the caller to add."""
    parser = argparse.ArgumentParser(prog="cleaner", description="Clean Chinese web documents; lose no character.")
    parser.add_argument("--version", action="version", version=f"cleaner {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
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
    add_pipeline(explain)
    explain.set_defaults(command=_explain)
    trace = commands.add_parser("trace", help="say where characters came from and what happened to them")
    trace.add_argument("records", metavar="RECORDS", help="what `cleaner run` wrote")
    trace.add_argument("id", metavar="ID", help="the id of a record, such as page.txt#0")
    trace.add_argument("--span", required=True, type=_span, metavar="A:B", help="characters of the record's text")
    trace.set_defaults(command=_trace)
    _add_learn(commands)
    _add_review(commands)
    for word, (_, purpose) in FAMILIES.items() if families else ():
        commands.add_parser(word, help=purpose)
    return parser, commands


def _add_learn(commands: "Subparsers") -> None:
    learn = commands.add_parser("learn", help="learn the boilerplate of a site from its pages: writes a rule pack")
    learn.add_argument("inputs", nargs="*", metavar="PAGES", help="files, folders or globs: pages of one site")
    learn.add_argument("-o", "--output", required=True, metavar="PACK", help="such as rules/learned/SITE.yaml")
    learn.add_argument("--site", metavar="NAME", help="the site's host or name (default: the name of PACK)")
    learn.add_argument("--save", metavar="TABLE", help="also write what was counted, to be merged")
    learn.add_argument("--merge", nargs="+", default=[], metavar="TABLE", help="tables that --save wrote")
    add_jobs(learn)
    add_pipeline(learn)
    add_reading(learn)
    learn.set_defaults(command=_learn)


def _add_review(commands: "Subparsers") -> None:
    review = commands.add_parser("review", help="make a page to look at: each report, each change and why")
    review.add_argument("records", metavar="RECORDS", help="what `cleaner run` wrote")
    review.add_argument("-o", "--output", required=True, metavar="PAGE", help="such as review.html")
    add_pipeline(review)
    review.set_defaults(command=_review)


def _restore(options: argparse.Namespace) -> int:
    from cleaner.restore import restore

    outcome = restore(options.records, options.output, options.force)
    for line in outcome.problems:
        say(line)
    say(f"{count(outcome.pages, 'page')} restored to {options.output}{_unread(outcome.unread)}")
    return int(bool(outcome.problems))


def _verify(options: argparse.Namespace) -> int:
    from cleaner.restore import verify

    outcome = verify(options.records)
    for line in outcome.problems:
        print(line)
    failed = f", {count(len(outcome.problems), 'problem')}" if outcome.problems else ""
    print(f"{count(outcome.pages, 'page')} rebuilt, byte for byte{_unread(outcome.unread)}{failed}")
    return int(bool(outcome.problems))


def _explain(options: argparse.Namespace) -> int:
    from cleaner.explain import explain

    print(explain(options.name, pipeline_of(options)))
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
    lesson = Lesson(find_inputs(options.inputs), pipeline_of(options), site, reading_of(options))
    table = lesson.count(options.merge, options.jobs)
    if options.save:
        lesson.save(table, options.save)
    say(lesson.write(table, options.output))
    return 0


def _review(options: argparse.Namespace) -> int:
    from cleaner.output import atomic
    from cleaner.restore import each_record
    from cleaner.review.page import write_page

    reasons = {rule: says for stage in pipeline_of(options).stages for rule, says in stage.rules.items()}
    with atomic(options.output) as file:
        shown = write_page(each_record(options.records), reasons, file)
    say(f"{count(shown, 'report')} in {options.output}")
    return 0


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]


def _unread(pages: int) -> str:
    return f", {pages} had not been readable" if pages else ""


def _span(text: str) -> tuple[int, int]:
    start, colon, end = text.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is no span; say two offsets, such as 120:128")
    return int(start), int(end)


def _fail(says: str, code: int) -> int:
    say(f"cleaner: {says}")
    return code
