"""``cleaner rules list | show | check | test | schema | from-marks``.

Exit codes: 0 fine, 1 findings, 2 a file cannot be used.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.arguments import count
from cleaner.decode import decode
from cleaner.document import Document
from cleaner.errors import ConfigError
from cleaner.output import atomic
from cleaner.rulebook.check import check_examples, check_speed, unused_rules
from cleaner.rulebook.loader import load_packs, pack_names, shipped_rules
from cleaner.rulebook.rule import Pack
from cleaner.rulebook.schema import rule_schema
from cleaner.rulebook.verdict import add_keeps, read_verdicts

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: "Subparsers") -> None:
    """Add the command; the parsed arguments hold the function to call as ``run(args) -> exit code``."""
    parser = subparsers.add_parser("rules", help="list, show, check and test rules", description=__doc__)
    commands = parser.add_subparsers(dest="rules_command", required=True)
    for name, run, text in (
        ("list", list_rules, "every rule with a line on what it does"),
        ("show", show_rule, "all that a rule says: what, why, examples"),
        ("check", check_files, "read rule files and tell every problem"),
        ("test", test_packs, "check, then run every example, every keep text and hostile texts"),
        ("schema", print_schema, "the JSON schema that editors use"),
        ("from-marks", take_marks, "add what was marked wrong on the review page to the keep texts of its rules"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        if name == "from-marks":
            command.add_argument("marks", help="what the review page exported")
            command.add_argument("packs", nargs="+", metavar="PACK", help="rule files of your own (x.yaml)")
            continue
        if name == "show":
            command.add_argument("id", help="pack/rule, as in cn-web/share-line")
        elif name != "schema":
            command.add_argument("packs", nargs="*", help="names or paths (x.yaml); default: all packs")
        if name != "schema":
            command.add_argument("--rules", action="append", default=[], metavar="DIR", help="a folder with more packs")
        if name == "test":
            command.add_argument("--corpus", metavar="DIR", help="also tell the rules that never fire on these pages")
            command.add_argument("--quick", action="store_true", help="leave out the hostile texts")


def list_rules(args: argparse.Namespace) -> int:
    """Print every rule."""
    for pack in _load(args):
        for rule in pack.own:
            flags = "".join(f" [{flag}]" for flag in (rule.severity, rule.status) if flag not in ("fix", "stable"))
            print(f"{rule.id}\t{rule.kind}\t{rule.description}{flags}")
    return 0


def show_rule(args: argparse.Namespace) -> int:
    """Print one rule."""
    args.packs = [args.id.rpartition("/")[0]]
    for rule in _load(args)[0].own:
        if rule.id == args.id:
            print(rule.manual)
            return 0
    raise ConfigError(f'no rule is called "{args.id}": see cleaner rules list {args.packs[0]}')


def check_files(args: argparse.Namespace) -> int:
    """Read the packs."""
    packs = _load(args)
    print(f"{count(len(packs), 'pack')}, {count(sum(len(pack.own) for pack in packs), 'rule')}: no problem")
    return 0


def test_packs(args: argparse.Namespace) -> int:
    """Run all that can be run about the packs; print a table and the findings."""
    packs = _load(args)
    count = 0
    for pack in packs:
        for check in (check_examples,) if args.quick else (check_examples, check_speed):
            for finding in check(pack):
                print(finding.problem)
                count += 1
    print(*_table(packs), sep="\n")
    if args.corpus:
        for rule in unused_rules(packs, _documents(Path(args.corpus))):
            print(f"never fires on {args.corpus}: {rule}")
    print(f"{count} findings")
    return 1 if count else 0


def print_schema(args: argparse.Namespace) -> int:
    """Print the JSON schema."""
    print(json.dumps(rule_schema(), ensure_ascii=False, indent=2))
    return 0


def take_marks(args: argparse.Namespace) -> int:
    """Write the keep texts; say which rules stand in none of the files."""
    verdicts = list(read_verdicts(args.marks, _read(args.marks).split("\n")))
    owned: set[str] = set()
    for path in args.packs:
        text = _read(path)
        edited = add_keeps(path, text, verdicts)
        owned |= {rule.id for rule in load_packs([path], [Path(path).parent, shipped_rules()])[0].own}
        if edited.added:
            with atomic(path) as file:
                file.write(edited.text.encode())
        print(f"{path}: {edited.added} keep text{'' if edited.added == 1 else 's'} added")
    for rule in sorted({verdict.rule for verdict in verdicts} - owned):
        print(f"{rule}: is in none of these files; switch it off or change it under `rules:` in cleaner.yaml")
    return 0


def _read(path: str) -> str:
    """Return the text of a file. Raises ConfigError for one that cannot be read."""
    try:
        return Path(path).read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error


def _load(args: argparse.Namespace) -> tuple[Pack, ...]:
    """Return the packs that the arguments name."""
    folders = [*map(Path, args.rules), shipped_rules()]
    names = args.packs or [name for folder in folders for name in pack_names(folder)]
    return load_packs(dict.fromkeys(names), folders)


def _table(packs: Iterable[Pack]) -> Iterator[str]:
    """Yield a row for each pack and one for all."""
    groups = [(pack.name, pack.own) for pack in packs]
    groups.append(("all together", tuple(rule for _, rules in groups for rule in rules)))
    for name, rules in groups:
        examples, keeps = sum(len(rule.examples) for rule in rules), sum(len(rule.keep) for rule in rules)
        yield f"{name:<24}{len(rules):>5} rules{examples:>6} examples{keeps:>6} keep texts"


def _documents(folder: Path) -> Iterator[Document]:
    """Yield the pages of a folder, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield Document(decode(path.read_bytes()).text, str(path))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command on its own (``python -m cleaner.rulebook.cli rules test``); prints problems to standard error."""
    parser = argparse.ArgumentParser(prog="cleaner")
    add_parser(parser.add_subparsers(required=True))
    args = parser.parse_args(arguments)
    try:
        return int(args.run(args))
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
