"""``cleaner stats RECORDS…``: counts what is in files of records."""

import argparse
import sys
from collections.abc import Sequence

import orjson

from cleaner.output import atomic, check_output
from cleaner.restore import each_record
from cleaner.stats.figures import Figures
from cleaner.stats.page import page_of
from cleaner.stats.table import as_data, tables_of
from cleaner.stats.terminal import show

_TOP = 20


def main(words: Sequence[str]) -> int:
    """Run the command; ``words[0]`` is its name. Raises InputError, with its place, for what is no record."""
    parser = argparse.ArgumentParser(prog="cleaner")
    add_parser(parser.add_subparsers(required=True))
    options = parser.parse_args(words)
    if options.html:
        check_output(options.html)
    figures = Figures()
    for path in options.records:
        for record in each_record(path):
            figures.add(record)
    tables = tables_of(figures)
    if options.html:
        with atomic(options.html) as file:
            file.write(page_of(tables, options.records))
    if options.json:
        sys.stdout.write(orjson.dumps(as_data(tables), option=orjson.OPT_INDENT_2).decode() + "\n")
    elif options.html != "-":
        show(tables, options.top)
    return 0


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its arguments."""
    parser = commands.add_parser(
        "stats",
        help="count what a run did and what came out",
        description="Count what a run did and what came out: by rule and stage, shares, dates, outlets, duplicates.",
    )
    parser.add_argument("records", nargs="+", metavar="RECORDS", help="what `cleaner run` wrote")
    parser.add_argument("--html", metavar="FILE", help="also write one page with plots, such as stats.html")
    parser.add_argument("--json", action="store_true", help="JSON on standard output in place of tables")
    parser.add_argument(
        "--top", type=_top, default=_TOP, metavar="N", help=f"rows of each table on the terminal (default: {_TOP})"
    )


def _top(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of rows; say 1 or more")
    return int(text)
