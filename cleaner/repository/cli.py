"""``cleaner check | diff | fix``: files in a repository, as they are to be committed.

Exit codes: 0 fine; 1 something would change (check, diff) or could not be read or fixed; 2 wrong use or configuration.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from cleaner.arguments import count, say
from cleaner.errors import ConfigError
from cleaner.repository.colour import Paint
from cleaner.repository.files import STDIN, Source, find_files, other_kind, read_files
from cleaner.repository.finding import Report
from cleaner.repository.ignore import Ignored
from cleaner.repository.session import Manner, Session

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

FORMATS = ("text", "concise", "json", "jsonl", "github", "sarif")
_STDIN_NAME = "stdin.txt"


def main(arguments: Sequence[str]) -> int:
    """Run one of the commands and return its exit code. Raises ConfigError for wrong use."""
    parser = argparse.ArgumentParser(prog="cleaner", description=__doc__, formatter_class=Formatter)
    add_parsers(parser.add_subparsers(required=True, metavar="COMMAND", prog="cleaner"), arguments[:1])
    options = parser.parse_args(arguments)
    if (STDIN in options.paths) != (options.paths == [STDIN]):
        raise ConfigError("-: standard input goes alone; leave the other files out")
    if options.stdin_filename and options.paths != [STDIN]:
        raise ConfigError("--stdin-filename says what standard input is; say - as the only path")
    if problem := other_kind(options.stdin_filename or ""):
        raise ConfigError(problem)
    code: int = options.run(options, Session(_manner(options)))
    return code


class Formatter(argparse.HelpFormatter):
    """That of argparse, which asks for the width of the terminal at each option, and imports all of shutil for it."""

    def __init__(self, prog: str) -> None:
        width = os.environ.get("COLUMNS", "")
        with suppress(OSError, ValueError, AttributeError):  # closed, or no terminal
            width = width or str(os.get_terminal_size(sys.__stdout__.fileno()).columns)  # type: ignore[union-attr]
        super().__init__(prog, width=max(20, (int(width) if width.isdecimal() else 80) - 2))


def add_parsers(commands: "Subparsers", only: Sequence[str] = ("check", "diff", "fix")) -> None:
    """Add the commands; the parsed options hold the function to call as ``run(options, session) -> exit code``."""
    for word, run, says in (
        ("check", _check, "say what would change in files; exit 1 if anything would"),
        ("diff", _diff, "show what would change in files, with the rules that do it"),
        ("fix", _fix, "rewrite files in place, and keep what undoes it"),
    ):
        if word not in only:
            continue
        command = commands.add_parser(word, help=says, description=says, formatter_class=Formatter)
        command.set_defaults(run=run)
        _add_options(command)
        if word == "check":
            command.add_argument("--format", choices=FORMATS, default="text", help="default: text; the same exit code")
            command.add_argument("--statistics", action="store_true", help="also count the changes of each rule")
        if word == "fix":
            keep = command.add_mutually_exclusive_group()
            keep.add_argument("--backup", metavar="FILE", help="the ledger (default: a new one in .cleaner_backup)")
            keep.add_argument(
                "--no-backup", dest="backup", action="store_const", const="", help="keep nothing to undo it by"
            )


def _add_options(command: argparse.ArgumentParser) -> None:
    default = "the one that `commit:` names in the nearest cleaner.yaml or [tool.cleaner], else the preset `commit`"
    command.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, or - for standard input")
    command.add_argument("-p", "--pipeline", metavar="NAME", help=f"a preset or a pipeline file (default: {default})")
    command.add_argument("--encoding", metavar="NAME", help="the encoding of all files; default: look at the bytes")
    command.add_argument("--field", default="text", metavar="NAME", help="of rows of .jsonl (default: text)")
    command.add_argument("--newline", choices=("lf", "crlf"), help="the end of all lines; default: each keeps its own")
    command.add_argument("--utf8", action="store_true", help="files become UTF-8 without a mark; default: they stay")
    command.add_argument("--stdin-filename", metavar="PATH", help="what standard input is the text of")
    command.add_argument("--no-ignore", action="store_true", help="take what .gitignore and .cleanerignore leave out")
    where = command.add_mutually_exclusive_group()
    where.add_argument("--cache-dir", dest="cache", metavar="FOLDER", help="default: .cleaner_cache of the repository")
    where.add_argument("--no-cache", dest="cache", action="store_const", const="", help="look at every file anew")
    command.add_argument("-q", "--quiet", action="store_true", help="no summary")


def _manner(options: argparse.Namespace) -> Manner:
    newline = {"lf": "\n", "crlf": "\r\n", None: None}[options.newline]
    return Manner(options.pipeline, options.encoding, options.field, newline, options.utf8, options.cache)


def _check(options: argparse.Namespace, session: Session) -> int:
    """Report, in any format."""
    reports = [_report(source, session) for source in _sources(options)]
    found = [report for report in reports if not report.clean]
    if found or options.format in ("json", "sarif"):
        from cleaner.repository.formats import formatted

        for line in formatted(options.format, found, Paint.of(sys.stdout)):
            print(line)
    if options.statistics:
        from cleaner.repository.formats import statistics

        tell = print if options.format in ("text", "concise") else say
        for line in statistics(found):
            tell(line)
    _say(options, _told(reports))
    return int(bool(found))


def _diff(options: argparse.Namespace, session: Session) -> int:
    """Show the difference of each file."""
    reports, paint = [], Paint.of(sys.stdout)
    for source in _sources(options):
        report = _report(source, session)
        reports.append(report)
        if report.problem:
            say(f"{source.path}: {report.problem}")
        elif report.findings:
            from cleaner.repository.difference import unified

            done = session.examine(source.path, source.data)
            for line in unified(source.path, done.before, done.after, report.findings, paint):
                print(line)
    _say(options, _told(reports))
    return int(not all(report.clean for report in reports))


def _fix(options: argparse.Namespace, session: Session) -> int:
    """Rewrite the files, or standard input to standard output."""
    if options.paths == [STDIN]:
        return _pass_on(options, session)
    from cleaner.repository.rewrite import Backup

    paths = _paths(options)
    reports = []
    backup = Backup(options.backup, paths)
    try:
        for source in read_files(paths):
            report = _report(source, session)
            if report.findings:
                report = backup.fix(source, session)
            if report.problem:
                say(f"{source.path}: {report.problem}")
            elif report.findings:
                print(f"{source.path}: {count(len(report.findings), 'change')}")
            reports.append(report)
    finally:  # also where a disk is full or somebody lost patience: what was done can be undone
        _say(options, _told(reports, "changed") + backup.close())
    return int(any(report.problem for report in reports))


def _pass_on(options: argparse.Namespace, session: Session) -> int:
    """Write standard input, fixed, to standard output; as it came where it cannot be fixed."""
    name, data, problem = options.stdin_filename or _STDIN_NAME, sys.stdin.buffer.read(), ""
    if not _left_out(options):
        done = session.examine(name, data)
        data, problem = data if done.data is None else done.data, done.report.problem
    if problem:
        say(f"{name}: {problem}")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    return int(bool(problem))


def _report(source: Source, session: Session) -> Report:
    return Report(source.path, problem=source.problem) if source.problem else session.report(source.path, source.data)


def _sources(options: argparse.Namespace) -> Iterator[Source]:
    """Yield what is to be looked at."""
    if options.paths == [STDIN]:
        data = sys.stdin.buffer.read()
        if not _left_out(options):
            yield Source(options.stdin_filename or _STDIN_NAME, data)
    else:
        yield from read_files(_paths(options))


def _left_out(options: argparse.Namespace) -> bool:
    """Tell whether standard input is the text of a file that is to be left out."""
    return bool(options.stdin_filename) and Ignored(not options.no_ignore).named(options.stdin_filename)


def _paths(options: argparse.Namespace) -> list[str]:
    """Return the files to look at; say which of those named are not."""
    paths, left_out = find_files(options.paths, Ignored(not options.no_ignore))
    for path in left_out:
        _say(options, f"{path}: left out by .cleanerignore")
    return paths


def _told(reports: Sequence[Report], what: str = "would change") -> str:
    """Sum up."""
    changed = sum(bool(report.findings) and not report.problem for report in reports)
    refused = sum(bool(report.problem) for report in reports)
    told = f"{count(len(reports), 'file')}: {changed} {what}"
    return told + (f", {refused} cannot be checked" if refused else "")


def _say(options: argparse.Namespace, line: str) -> None:
    if not options.quiet:
        say(line)
