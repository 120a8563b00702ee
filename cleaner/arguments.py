"""Arguments that several commands share, and what they mean."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.pipeline import Pipeline
    from cleaner.reading.options import Reading


def add_pipeline(parser: argparse.ArgumentParser) -> None:
    """Add ``--pipeline``, for ``pipeline_of``."""
    default = "the nearest cleaner.yaml or [tool.cleaner] of a pyproject.toml, else the preset `default`"
    parser.add_argument("-p", "--pipeline", metavar="NAME", help=f"a preset or a pipeline file (default: {default})")


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add what says how documents are read, for ``reading_of``."""
    parser.add_argument("--encoding", metavar="NAME", help="the encoding of all inputs; default: look at the bytes")
    parser.add_argument("--field", default="text", metavar="NAME", help="what of a row is cleaned (default: text)")
    parser.add_argument("--id-field", metavar="NAME", help="what names a row, unique in its file (default: its number)")
    parser.add_argument("--url-field", metavar="NAME", help="the address of a row (default: url, where it is a text)")
    parser.add_argument("--meta-fields", default="", metavar="A,B", help="carried into provenance.source.meta")
    parser.add_argument(
        "--max-size", type=_size, default=200, metavar="MB", help="no document is longer than this (default: 200)"
    )


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """Add ``--jobs``."""
    parser.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="processes (default: 1); same result")


def pipeline_of(options: argparse.Namespace) -> "Pipeline":
    """Return the pipeline that is to be used. Raises ConfigError."""
    from cleaner.config import find_project, load_pipeline

    return load_pipeline(options.pipeline or find_project(Path.cwd()))


def reading_of(options: argparse.Namespace) -> "Reading":
    """Return how documents are to be read."""
    from cleaner.reading.options import MEGABYTE, Reading

    meta = tuple(filter(None, (name.strip() for name in options.meta_fields.split(","))))
    size = options.max_size * MEGABYTE
    return Reading(options.encoding, options.field, options.id_field, options.url_field, meta, size)


def count(number: int, what: str) -> str:
    """Return a number with its noun: one page, two pages."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def say(line: str) -> None:
    """Print a line to standard error, if there is one: closed by ``2>&-``, print would go to standard output.

    What was printed before comes before it also where both go into one file or pipe.
    """
    if sys.stdout is not None:
        sys.stdout.flush()
    if sys.stderr is not None:
        print(line, file=sys.stderr)


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes; say 1 or more")
    return int(text)


def _size(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of megabytes; say 1 or more")
    return int(text)
