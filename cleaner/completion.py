"""``cleaner completion bash | zsh | fish``: prints what a shell needs to complete the commands and their options."""

import argparse
from collections.abc import Sequence

from cleaner.errors import ConfigError

SHELLS = ("bash", "zsh", "fish")


def main(arguments: Sequence[str]) -> int:
    """Print the script. Raises ConfigError where the package shtab is missing, or too old for the shell."""
    parser = argparse.ArgumentParser(prog="cleaner")
    command = parser.add_subparsers(required=True).add_parser("completion", description=__doc__)
    command.add_argument("shell", choices=SHELLS)
    shell: str = parser.parse_args(arguments).shell
    try:
        import shtab
    except ImportError as error:
        raise ConfigError("completion needs the package shtab: pip install 'cleaner[completion]'") from error
    if shell not in shtab.SUPPORTED_SHELLS:
        raise ConfigError(f"this shtab knows no {shell}: pip install --upgrade shtab")
    print(shtab.complete(every_command(), shell=shell))
    return 0


def every_command() -> argparse.ArgumentParser:
    """Return a parser of all commands, with those of the families, which usually wait until they are asked for."""
    from cleaner.cli import FAMILIES, build_parser  # above us: it names this module in its table
    from cleaner.dedup.cli import add_parser as add_dedup
    from cleaner.repository.cli import add_parsers
    from cleaner.rulebook.cli import add_parser
    from cleaner.running.cli import add_parser as add_run
    from cleaner.stats.cli import add_parser as add_stats

    parser, commands = build_parser(families=False)
    add_run(commands)
    add_dedup(commands)
    add_stats(commands)
    add_parsers(commands)
    add_parser(commands)
    shell = commands.add_parser("completion", help=FAMILIES["completion"][1])
    shell.add_argument("shell", choices=SHELLS)
    return parser
